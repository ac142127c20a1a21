"""The API of one office: routes made from the table of actions, readings beside them, OpenAPI for both."""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from mediation import __version__
from mediation.api import actions, readings
from mediation.api.refusals import problem, status_of
from mediation.kernel.ids import random_id
from mediation.kernel.refusals import Refusal
from mediation.work import App

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
    api.add_exception_handler(404, _no_route)
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
    body = problem(refusal)
    extra = {"WWW-Authenticate": "Bearer"} if status_of(refusal) == 401 else {}
    return JSONResponse(body, status_of(refusal), headers=extra, media_type="application/problem+json")


async def _no_route(request: Request, error: Exception) -> Response:
    del request, error
    body = {"type": "urn:mediation:refusal:not_found", "title": "no such address", "status": 404, "code": "not_found"}
    return JSONResponse(body, 404, media_type="application/problem+json")


async def _fault(request: Request, error: Exception) -> Response:
    del request
    number = random_id("x")
    log.error("fault %s: %s", number, type(error).__name__)  # never its text: it may hold what was typed
    body = {
        "type": "urn:mediation:fault", "title": "something went wrong here; nothing was changed",
        "status": 500, "code": "fault", "incident": number,
    }  # fmt: skip
    return Response(json.dumps(body), 500, headers=HEADERS, media_type="application/problem+json")
