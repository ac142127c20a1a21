"""The doors of one office on one port: the pages, and beside them the API."""

from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from mediation.api.app import create_api
from mediation.bootstrap import House
from mediation.kernel.refusals import Unsafe
from mediation.web.app import create_web
from mediation.web.desk import Desk

OF_THE_API: Final = ("/api/", "/calendars/")


def doors(place: House, demo: bool = False) -> ASGIApp:
    """Pages and API as one application; where the pages are not built, the API alone, and a sentence that says so."""
    api = create_api(place.app)
    desk = Desk(
        place.app, secure=place.settings.production, idle=place.settings.idle_lock,
        demo=demo and not place.settings.production,
    )  # fmt: skip
    try:
        web = create_web(desk)
    except Unsafe as refusal:
        print(refusal.message, flush=True)
        return api

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        await (api if path.startswith(OF_THE_API) or path == "/health" else web)(scope, receive, send)

    return either
