"""Whether a form was sent by one of our own pages: a token bound to the cookie, and what the browser says of itself."""

import hmac
from typing import Final

from starlette.requests import Request

FIELD: Final = "csrf"
HEADER: Final = "x-csrf-token"


def token_for(key: bytes, cookie: str) -> str:
    """The token of a session or of a visit without one; it changes with the cookie, and nobody can make another."""
    return hmac.digest(key, b"csrf\0" + cookie.encode(), "sha256").hex() if cookie else ""


def is_ours(request: Request, key: bytes, cookie: str, given: str) -> bool:
    """Whether a request that changes something comes from a page of this very host."""
    expected = token_for(key, cookie)
    told = request.headers.get("sec-fetch-site", "same-origin")
    return bool(expected) and hmac.compare_digest(expected, given) and told in {"same-origin", "none"}
