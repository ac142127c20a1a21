"""Around every page: headers that keep it private and its scripts our own, and a fault that says a number."""

import logging
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mediation.kernel.faults import place_of
from mediation.kernel.ids import random_id

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
        "img-src 'self' data:"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS: Final = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_RAW: Final = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
log = logging.getLogger("mediation.web")


class Guard:
    """The outermost layer of the pages: nothing that goes wrong inside is told with its words."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self._app = app
        self._headers = [*_RAW, HSTS] if secure else _RAW

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; add the headers to its answer, or answer a fault."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                given = list(message.get("headers", ()))
                if not any(name == b"cache-control" for name, _ in given):
                    given.append((b"cache-control", b"no-store"))
                message["headers"] = [*given, *self._headers]
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except ClientDisconnect:
            return  # nobody is left to hear an answer
        except Exception as error:
            number = random_id("x")
            log.error("fault %s: %s", number, place_of(error))
            if not begun:
                await _answer(number, with_headers)


async def _answer(number: str, send: Send) -> None:
    body = (
        "<!doctype html><html lang=fi><meta charset=utf-8><title>Häiriö – Störning – Fault</title>"
        "<h1>Häiriö</h1><p>Jokin meni vikaan. Mitään ei muutettu. Yritä hetken kuluttua uudelleen.</p>"
        "<p lang=sv>Något gick fel. Ingenting ändrades. Försök igen om en stund.</p>"
        f"<p lang=en>Something went wrong. Nothing was changed. Try again in a moment.</p><p>{number}</p></html>"
    ).encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
