"""A document as HTML: the preview on screen, and the source of the print."""

from dataclasses import fields
from typing import Any

from mediation.docs_templates.sandbox import room
from mediation.docs_templates.templates import COMMON, Templates
from mediation.documents.catalogue import DocumentKind, admitted
from mediation.documents.mark import Mark
from mediation.kernel.language import Language


def render_html(
    kind: DocumentKind, language: Language, context: Any, *, stylesheet: str | None = None, mark: Mark | None = None,
    templates: Templates = COMMON,
) -> str:
    """The whole document as an HTML page; `stylesheet` is a URL to link for the screen, `mark` the visible seal.

    The template sees the fields of `context` by name, `language` and `mark`. Invalid if the document does not
    exist in the language or takes another context.
    """
    admitted(kind, language, context, templates)
    template = room(language, html=True, package=templates.package).get_template(f"letters/{kind}/{language}.html")
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    return template.render(values, language=str(language), stylesheet=stylesheet, mark=mark)
