"""Where a country's templates lie, and how its letters write dates, money and sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from mediation.kernel.clock import HELSINKI
from mediation.kernel.language import Language

Writing = Callable[[Any, Language], str]


@dataclass(frozen=True, eq=False)
class Templates:
    """A package of templates, laid over the common ones; `documents` None means all that the catalogue names.

    `writing` replaces single filters, by name; `currency` (ISO 4217) is that of every amount, and `zone` the one in
    which days and times of meetings are written.
    """

    package: str
    documents: Mapping[str, frozenset[Language]] | None = None
    writing: Mapping[str, Writing] = field(default_factory=dict)
    currency: str = "EUR"
    zone: ZoneInfo = HELSINKI

    def languages(self, kind: str, otherwise: frozenset[Language]) -> frozenset[Language]:
        """The languages a kind of document is written in here; none where this law has no such document."""
        return otherwise if self.documents is None else self.documents.get(kind, frozenset())


COMMON: Final = Templates("mediation.docs_templates")
