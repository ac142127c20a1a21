"""Around every answer: headers that keep it private, and a fault that says a number and nothing else."""

import json
import logging
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mediation.kernel.faults import place_of
from mediation.kernel.ids import random_id

PROBLEM_JSON: Final = "application/problem+json"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
_RAW: Final = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
log = logging.getLogger("mediation.api")


class Guard:
    """The outermost layer of our own: nothing that goes wrong inside reaches the server's log with its words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

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
                message["headers"] = [*message.get("headers", ()), *_RAW]
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
    body = json.dumps(
        {
            "type": "urn:mediation:fault", "title": "something went wrong here; nothing was changed",
            "status": 500, "code": "fault", "incident": number,
        }
    ).encode()  # fmt: skip
    headers = [(b"content-type", PROBLEM_JSON.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
