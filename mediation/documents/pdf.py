"""A document as a file for print and for keeping: PDF/UA-1 and PDF/A-3a in one, its facts attached as JSON.

HTML goes through pandoc (a process of its own, `--sandbox`, bounded in time and memory), which does the
escaping, to typst (in a child process, bounded too), which refuses to write an inaccessible file. Only the
fonts inside typst are used, so the same facts give the same pages on every machine. ISO 14289-1, ISO 19005-3.
"""

import html
import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from mediation.docs_templates.templates import COMMON, Templates
from mediation.documents.bounded import OutOfBounds, bounded
from mediation.documents.catalogue import Addressee, DocumentKind, admitted
from mediation.documents.facts import facts_of
from mediation.documents.mark import Mark
from mediation.documents.pandoc import converted
from mediation.documents.render import render_html
from mediation.documents.typeset import NotSet, typeset
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, Unavailable

LAYOUTS: Final = {
    Addressee.PERSON: "letter", Addressee.PARTIES: "agreement", Addressee.AUTHORITY: "report",
    Addressee.OFFICE: "agreement",
}  # fmt: skip
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# Pandoc escapes the start of a paragraph, but not of an item, a cell, a phrase or a line after a break, where
# typst would see a heading or a list; and it leaves to typst what becomes dashes, minus signs and ellipses.
_LITERAL: Final = re.compile(
    r"(?P<start>\\\n\s*|\[|^ *[-+] +)(?P<sign>[-=+/0-9])"
    r"|(?P<escaped>\\.)"
    r"|(?P<shorthand>-(?=[-?0-9])|\.(?=\.\.))",
    re.DOTALL | re.MULTILINE,
)
# Pandoc puts a fact in a block, which typst would set below its name; the layout sets it beside.
_FACT: Final = re.compile(r"^(/ [^\n]*: )#block\[\n", re.MULTILINE)


def render_pdf(
    kind: DocumentKind, language: Language, context: Any, *, made_at: datetime, mark: Mark | None = None,
    templates: Templates = COMMON,
) -> bytes:  # fmt: skip
    """The whole document as PDF bytes; `made_at` is the UTC instant written into the file,
    `mark` the visible seal of a document that is sealed next.

    Invalid as for `render_html`, and with code `unprintable` when a text holds characters that no font here
    has; Unavailable if pandoc does not finish in its time and memory.
    """
    document = admitted(kind, language, context, templates)
    page = render_html(kind, language, context, mark=mark, templates=templates)
    found = _TITLE.search(page)
    title = html.unescape(found.group(1)).strip() if found else str(kind)
    office = context.office
    inputs = {
        "title": title,
        "author": office.name,
        "lang": str(language),
        "case_number": context.case_number,
        "footer": " · ".join(
            (office.name, office.street_address, office.postal_address, office.phone, office.email)
        ),
        "facts": facts_of(kind, language, context, templates.currency),
        "qr": mark.qr() if mark and mark.address else "",
        "qr_link": mark.link if mark else "",
    }
    layout = _layout("common") + _layout(LAYOUTS[document.addressee])
    return compiled(layout + marked_up(page), inputs, made_at=made_at)


def marked_up(page: str) -> str:
    """An HTML page as typst markup in which every character of its text stands for itself."""
    return _FACT.sub(r"\1#fact[", _LITERAL.sub(_escaped, converted(page, "typst-smart").decode()))


def _escaped(found: re.Match[str]) -> str:
    if found["start"]:
        return f"{found['start']}\\{found['sign']}"
    return found["escaped"] or f"\\{found['shorthand']}"


def compiled(source: str, inputs: dict[str, str], *, made_at: datetime) -> bytes:
    """Typst source as PDF bytes; it can read nothing but the layouts. Invalid and Unavailable as above."""
    try:
        made = bounded(typeset, source, inputs, made_at)
    except OutOfBounds as error:
        raise Unavailable("the document could not be typeset", code="typesetting_failed") from error
    if not isinstance(made, NotSet):
        return bytes(made)
    if made.unprintable:
        raise Invalid("a text has characters that no font has", code="unprintable")
    raise BadLayout(made.why)


class BadLayout(Exception):
    """The layout or what it was given does not make an accessible page: a fault of ours, never of a text."""


@cache
def _layout(name: str) -> str:
    return (
        files("mediation.docs_templates").joinpath("layouts", f"{name}.typ").read_text(encoding="utf-8")
        + "\n"
    )
