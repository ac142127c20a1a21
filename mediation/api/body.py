"""The body of a request: JSON by its content type, read only up to the limit."""

from fastapi import Request

from mediation.actions.forms import LARGEST
from mediation.kernel.refusals import Invalid


async def body_of(request: Request) -> bytes:
    """The bytes sent; Invalid (`not_json_type`, `too_large`) before more of them is kept than a form can have."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Invalid("send application/json", code="not_json_type", fields=[("Content-Type", "not_json_type")])
    promised = request.headers.get("content-length", "")
    if promised.isdecimal() and int(promised[:20]) > LARGEST:
        raise _too_large()
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST:
            raise _too_large()
    return bytes(raw)


def _too_large() -> Invalid:
    return Invalid("this is larger than one megabyte", code="too_large", fields=[("", "too_large")])
