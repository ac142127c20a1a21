"""What was sent with a request, read within bounds; a file, on the pages that take one, never touches a disk."""

from typing import Final

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from mediation.kernel.refusals import Invalid
from mediation.web.typed import Typed

LARGEST: Final = 1_000_000  # bytes of one form, without its file
MOST_FIELDS: Final = 2000
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
DRAINED: Final = 100_000_000  # bytes read and thrown away, so that the browser hears the answer


class InMemory(MultiPartParser):
    """Files stay in memory: what somebody sends may name people, and would lie on the disk unsealed."""

    spool_max_size = 2**40


async def typed_in(request: Request, upload: int = 0) -> Typed:
    """The fields of a form, and one file of at most `upload` bytes; Invalid for what cannot be read."""
    promised = request.headers.get("content-length", "")
    if not promised.isdecimal() or int(promised[:20]) > LARGEST + upload:
        if upload:
            await _drain(request)
            raise Invalid("this file is too large", code="bad_file", fields=[("file", "too_large")])
        raise Invalid("this is larger than one megabyte", code="too_large", fields=[("", "too_large")])
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS and int(promised):
        raise Invalid("this is no form", code="not_a_form", fields=[("", "unreadable")])
    try:
        form = await _read(request, kind, upload)
        pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        files = {name: await value.read() for name, value in form.multi_items() if isinstance(value, UploadFile)}
        await form.close()
        return Typed(pairs, {name: body for name, body in files.items() if body})
    except (HTTPException, MultiPartException, MultipartParseError, UnicodeDecodeError, ValueError):
        raise Invalid("this form cannot be read", code="not_a_form", fields=[("", "unreadable")]) from None


async def _read(request: Request, kind: str, upload: int) -> FormData:
    if upload and kind == FORMS[1]:
        return await InMemory(request.headers, request.stream(), max_files=1, max_fields=MOST_FIELDS).parse()
    return await request.form(max_files=0, max_fields=MOST_FIELDS)


async def _drain(request: Request) -> None:
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > DRAINED:
            return
