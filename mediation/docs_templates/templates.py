"""Where a country's templates lie: the common ones in this package, another law's beside its rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mediation.kernel.language import Language


@dataclass(frozen=True, eq=False)
class Templates:
    """A package of templates, laid over the common ones; `documents` None means all that the catalogue names."""

    package: str
    documents: Mapping[str, frozenset[Language]] | None = None

    def languages(self, kind: str, otherwise: frozenset[Language]) -> frozenset[Language]:
        """The languages a kind of document is written in here; none where this law has no such document."""
        return otherwise if self.documents is None else self.documents.get(kind, frozenset())


COMMON: Final = Templates("mediation.docs_templates")
