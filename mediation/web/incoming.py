"""What a form sends, read with bounds: its fields, and on a page that takes one its single file, never put on disk."""

from typing import Final

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from mediation.kernel.refusals import Invalid
from mediation.web.page import Page
from mediation.web.typed import Typed

LARGEST: Final = 1_000_000  # bytes of one form without its file
DRAINED: Final = 40_000_000  # bytes read and thrown away so that the browser hears the answer
MOST_FIELDS: Final = 2000
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
UNREADABLE: Final = (HTTPException, MultiPartException, MultipartParseError, UnicodeDecodeError, ValueError)


class InMemory(MultiPartParser):
    """A form whose file stays in memory: what somebody photographed is on no disk before it is sealed."""

    spool_max_size = 0  # Python's word for: however large, it is not written out


async def typed_in(request: Request, page: Page) -> Typed:
    """The fields of a form; Invalid for what is too large, or none."""
    promised = request.headers.get("content-length", "")
    most = LARGEST + page.takes
    if not promised.isdecimal() or int(promised[:20]) > most:
        if page.takes and promised.isdecimal() and int(promised[:20]) <= DRAINED:
            async for _ in request.stream():
                continue
        at = page.takes_as if page.takes else ""
        raise Invalid("this is larger than a form may be", code="too_large", fields=[(at, "too_large")])
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS and int(promised):
        raise Invalid("this is no form", code="not_a_form", fields=[("", "unreadable")])
    try:
        if page.takes and kind == FORMS[1]:
            return await _with_file(request, page)
        async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
            return Typed([(name, value) for name, value in form.multi_items() if isinstance(value, str)])
    except UNREADABLE:
        raise Invalid("this form cannot be read", code="not_a_form", fields=[("", "unreadable")]) from None


async def _with_file(request: Request, page: Page) -> Typed:
    parser = InMemory(request.headers, request.stream(), max_files=1, max_fields=MOST_FIELDS)
    form = await parser.parse()
    try:
        sent = form.get(page.takes_as)
        content = await sent.read() if isinstance(sent, UploadFile) else b""
    finally:
        await form.close()
    return Typed([(name, value) for name, value in form.multi_items() if isinstance(value, str)], content)
