"""The body of a request: JSON or a scan by its content type, read only up to the limit."""

from fastapi import Request

from mediation.actions.forms import LARGEST
from mediation.documents.scan import KINDS
from mediation.documents.scan import LARGEST as LARGEST_SCAN
from mediation.kernel.refusals import Invalid


async def body_of(request: Request) -> bytes:
    """The bytes sent; Invalid (`not_json_type`, `too_large`) before more of them is kept than a form can have."""
    if _media_of(request) != "application/json":
        raise Invalid("send application/json", code="not_json_type", fields=[("Content-Type", "not_json_type")])
    return await _read(request, LARGEST, "one megabyte")


async def scan_of(request: Request) -> bytes:
    """The bytes of a scan; Invalid (`not_scan_type`, `too_large`) before more of them is kept than a scan can have."""
    if _media_of(request) not in KINDS:
        raise Invalid("send a PDF, PNG or JPEG", code="not_scan_type", fields=[("Content-Type", "not_scan_type")])
    return await _read(request, LARGEST_SCAN, "20 megabytes")


def _media_of(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _read(request: Request, limit: int, in_words: str) -> bytes:
    promised = request.headers.get("content-length", "")
    if promised.isdecimal() and int(promised[:20]) > limit:
        raise _too_large(in_words)
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > limit:
            raise _too_large(in_words)
    return bytes(raw)


def _too_large(limit: str) -> Invalid:
    return Invalid(f"this is larger than {limit}", code="too_large", fields=[("", "too_large")])
