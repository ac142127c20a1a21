"""Every example of every document in every language, written out for a person to look at."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from mediation.documents.catalogue import CATALOGUE, DocumentKind
from mediation.documents.docx import render_docx
from mediation.documents.examples.every import MADE_AT, every_sample
from mediation.documents.examples.shared import MARK
from mediation.documents.pdf import render_pdf
from mediation.documents.render import render_html
from mediation.kernel.language import Language

Render = Callable[[DocumentKind, Language, Any], bytes]


def _page(kind: DocumentKind, language: Language, context: Any) -> bytes:
    return render_html(kind, language, context, stylesheet="preview.css").encode()


def _print(kind: DocumentKind, language: Language, context: Any) -> bytes:
    finished = kind is not DocumentKind.AGREEMENT or context.certified is not None
    mark = MARK if CATALOGUE[kind].sealed and finished else None
    return render_pdf(kind, language, context, made_at=MADE_AT, mark=mark)


FORMATS: Final[dict[str, Render]] = {
    "html": _page,
    "pdf":  _print,
    "docx": render_docx,
}  # fmt: skip


def written(out: Path, formats: tuple[str, ...], kinds: frozenset[DocumentKind]) -> Iterator[Path]:
    """Write the examples into a folder, one by one: `invitation.fi.1.pdf`."""
    out.mkdir(parents=True, exist_ok=True)
    for kind, language, number, context in every_sample():
        if kind in kinds:
            for name in formats:
                path = out / f"{kind}.{language}.{number + 1}.{name}"
                path.write_bytes(FORMATS[name](kind, language, context))
                yield path
