"""The API of one office: routes made from the table of actions, readings beside them, OpenAPI for both."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from mediation import __version__
from mediation.api import actions, readings
from mediation.api.auth import signed_in
from mediation.api.described import Described
from mediation.api.guard import PROBLEM_JSON, Guard
from mediation.api.refusals import problem, status_of
from mediation.kernel.actor import service
from mediation.kernel.refusals import Invalid, Refusal
from mediation.queries.availability import calendar_by_link
from mediation.work import App, unit

#            status: code,             title
FRAMEWORK = {
    404: ("not_found",      "no such address"),
    405: ("no_such_method", "this address does not take that method"),
}  # fmt: skip
CODES = {"missing": "required"}


def create_api(app: App) -> FastAPI:
    """The HTTP application for one office."""
    api = Described(
        title="Mediation engine", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False,
        openapi_url="/api/v1/openapi.json",
        description="Mediation in criminal and certain civil cases (Finnish Act 1015/2005).",
    )  # fmt: skip
    who = signed_in(app)
    api.state.app = app
    api.include_router(actions.router(app, who), prefix="/api/v1")
    api.include_router(readings.router(app, who), prefix="/api/v1")
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _not_understood)
    api.add_middleware(Guard)

    @api.get("/health", include_in_schema=False)
    def health() -> dict[str, Any]:
        with app.open_stores() as stores:
            return {"alive": True, "messages_waiting": stores.outbox.waiting()}

    @api.get("/calendars/{token}.ics", include_in_schema=False)
    def calendar(token: str) -> Response:
        """A mediator's meetings for their phone, which cannot sign in: the path itself is the secret."""
        with unit(app, service(app.office.id)) as work:
            return Response(calendar_by_link(work, token), media_type="text/calendar")

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
    fields = [(".".join(str(p) for p in e["loc"][1:]), CODES.get(e["type"], str(e["type"]))) for e in error.errors()]
    return _problem(Invalid("some fields cannot be used", fields=fields))


async def _http(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: no such address, no such method."""
    del request
    assert isinstance(error, HTTPException)  # noqa: S101  registered for it only
    code, title = FRAMEWORK.get(error.status_code, ("refused", "this was refused"))
    body = {"type": f"urn:mediation:refusal:{code}", "title": title, "status": error.status_code, "code": code}
    return JSONResponse(body, error.status_code, headers=error.headers, media_type=PROBLEM_JSON)
