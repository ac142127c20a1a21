"""The API of one office: routes made from the table of actions, readings beside them, OpenAPI for both."""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from mediation import __version__
from mediation.api import actions, readings
from mediation.api.refusals import problem, status_of
from mediation.kernel.ids import random_id
from mediation.kernel.refusals import Invalid, Refusal
from mediation.work import App

PROBLEM_JSON = "application/problem+json"
FRAMEWORK = {404: ("not_found", "no such address"), 405: ("no_such_method", "this address does not take that method")}
log = logging.getLogger("mediation.api")
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


def create_api(app: App) -> FastAPI:
    """The HTTP application for one office."""
    api = FastAPI(
        title="Mediation engine", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        description="Mediation in criminal and certain civil cases (Finnish Act 1015/2005).",
    )  # fmt: skip
    api.state.app = app
    api.include_router(actions.router(app), prefix="/api/v1")
    api.include_router(readings.router(app), prefix="/api/v1")
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _not_understood)
    api.add_exception_handler(Exception, _fault)

    @api.middleware("http")
    async def headers(request: Request, following: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await following(request)
        response.headers.update(HEADERS)
        return response

    @api.get("/health", include_in_schema=False)
    def health() -> dict[str, Any]:
        with app.open_stores() as stores:
            return {"alive": True, "messages_waiting": stores.outbox.waiting()}

    return api


async def _refused(request: Request, refusal: Exception) -> Response:
    del request
    assert isinstance(refusal, Refusal)  # noqa: S101  the handler is registered for refusals only
    return _problem(refusal)


def _problem(refusal: Refusal) -> Response:
    status = status_of(refusal)
    extra = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JSONResponse(problem(refusal), status, headers=extra, media_type=PROBLEM_JSON)


async def _not_understood(request: Request, error: Exception) -> Response:
    """A path, query or header that cannot be used: the place and a code, never the value."""
    del request
    assert isinstance(error, RequestValidationError)  # noqa: S101  registered for it only
    fields = [(".".join(str(part) for part in e["loc"][1:]), str(e["type"])) for e in error.errors()]
    return _problem(Invalid("some fields cannot be used", fields=fields))


async def _http(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: no such address, no such method."""
    del request
    assert isinstance(error, HTTPException)  # noqa: S101  registered for it only
    code, title = FRAMEWORK.get(error.status_code, ("refused", "this was refused"))
    body = {"type": f"urn:mediation:refusal:{code}", "title": title, "status": error.status_code, "code": code}
    return JSONResponse(body, error.status_code, headers=error.headers, media_type=PROBLEM_JSON)


async def _fault(request: Request, error: Exception) -> Response:
    del request
    number = random_id("x")
    log.error("fault %s: %s", number, type(error).__name__)  # never its text: it may hold what was typed
    body = {
        "type": "urn:mediation:fault", "title": "something went wrong here; nothing was changed",
        "status": 500, "code": "fault", "incident": number,
    }  # fmt: skip
    return Response(json.dumps(body), 500, headers=HEADERS, media_type=PROBLEM_JSON)
