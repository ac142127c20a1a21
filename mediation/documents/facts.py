"""The facts of a document as JSON: what a receiving system reads instead of the page."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final

from mediation.documents.catalogue import DocumentKind
from mediation.kernel.language import Language
from mediation.kernel.money import Money

FORMAT: Final = "mediation-document/1"


def facts_of(kind: DocumentKind, language: Language, context: Any, currency: str = "EUR") -> str:
    """The context as JSON text: dates in ISO 8601, instants with their offset, money in whole cents of `currency`.

    The same whitelist as the template's, so the attachment can hold nothing that the page may not.
    """
    body = {"format": FORMAT, "document": str(kind), "language": str(language), "facts": _plain(context, currency)}
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def _plain(value: Any, currency: str) -> Any:
    if isinstance(value, Money):
        return {"cents": value.cents, "currency": currency}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), currency) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item, currency) for item in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value
