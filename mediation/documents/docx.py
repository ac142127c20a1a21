"""A document as DOCX: an editable copy of the same page, never the document itself."""

from typing import Any

from mediation.documents.catalogue import DocumentKind
from mediation.documents.pandoc import converted
from mediation.documents.render import render_html
from mediation.kernel.language import Language


def render_docx(kind: DocumentKind, language: Language, context: Any) -> bytes:
    """The whole document as Office Open XML (ISO/IEC 29500) bytes; Invalid and Unavailable as for the print."""
    return converted(render_html(kind, language, context), "docx")
