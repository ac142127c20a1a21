"""A PDF that holds pages and nothing else: no script, no attachment, no action, no second file, no bomb."""

import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

from mediation.documents.not_a_scan import NotAScan

MOST_PAGES: Final = 50
MOST_OBJECTS: Final = 20_000
MOST_PIXELS: Final = 80_000_000
MOST_UNPACKED: Final = 300_000_000  # bytes, all streams together
FOREIGN: Final = (
    b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"<script", b"<html", b"<?php", b"MZ\x90\x00", b"\x7fELF",
)  # fmt: skip
KEYS: Final = frozenset(
    {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/Launch", "/AF"}
)  # fmt: skip
ACTIONS: Final = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/URI", "/Rendition", "/Movie",
        "/Sound",
    }
)  # fmt: skip
HIDDEN: Final = frozenset({"/RichMedia", "/Screen", "/FileAttachment", "/3D", "/Movie", "/Sound"})


def pages_of(raw: bytes) -> int:
    """How many pages; NotAScan with a code for everything that is more, or less, than pages."""
    import pikepdf  # late: only the child that looks at a file needs it

    if not raw.rstrip(b"\r\n\0 ").endswith(b"%%EOF") or raw.count(b"%PDF-") != 1:
        raise NotAScan("polyglot")
    if any(sign in part for sign in FOREIGN for part in (raw[:4096], raw[-66_000:])):
        raise NotAScan("polyglot")
    try:
        with pikepdf.open(io.BytesIO(raw), suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise NotAScan("encrypted")
            if len(pdf.objects) > MOST_OBJECTS:
                raise NotAScan("bomb")
            _only_pages(pikepdf, pdf)
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise NotAScan("encrypted") from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, KeyError, TypeError, AttributeError, ValueError, zlib.error,
            RecursionError):  # fmt: skip
        raise NotAScan("damaged") from None
    if not 1 <= pages <= MOST_PAGES:
        raise NotAScan("too_many_pages" if pages else "damaged")
    return pages


def _only_pages(pikepdf: Any, pdf: Any) -> None:
    unpacked = 0
    for thing in pdf.objects:
        for found in _dictionaries(pikepdf, thing, 0):
            keys = set(found.keys())
            if keys & KEYS or str(found.get("/S", "")) in ACTIONS or str(found.get("/Subtype", "")) in HIDDEN:
                raise NotAScan("active")
        if isinstance(thing, pikepdf.Stream):
            unpacked += _unpacked(pikepdf, thing, MOST_UNPACKED - unpacked)


def _dictionaries(pikepdf: Any, thing: Any, depth: int) -> Iterator[Any]:
    """Every dictionary written into an object; what it refers to is an object of its own."""
    if depth > 50:
        raise NotAScan("bomb")
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        yield thing
        inside = [thing.get(key) for key in thing.keys()]  # noqa: SIM118  a stream has keys and no iteration
    elif isinstance(thing, pikepdf.Array):
        inside = list(thing)
    else:
        return
    for value in inside:
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
            yield from _dictionaries(pikepdf, value, depth + 1)


def _unpacked(pikepdf: Any, stream: Any, left: int) -> int:
    """How many bytes a stream unpacks to, read no further than what is left; an image by what it says of itself."""
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        raise NotAScan("bomb")
    names = stream.get("/Filter", pikepdf.Array())
    filters = [str(n) for n in names] if isinstance(names, pikepdf.Array) else [str(names)]
    if len(filters) > 2 or filters.count("/FlateDecode") > 1:
        raise NotAScan("bomb")
    raw = bytes(stream.read_raw_bytes())
    if filters[:1] != ["/FlateDecode"]:
        return len(raw)
    reader = zlib.decompressobj()
    size = len(reader.decompress(raw, left + 1))
    if size > left:
        raise NotAScan("bomb")
    return size
