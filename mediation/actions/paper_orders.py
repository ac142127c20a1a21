"""What is said when a paper is ordered: which, about which matters, for whom, by when."""

from dataclasses import dataclass
from datetime import date

from mediation.kernel.ids import MatterId, PersonId, UnitId
from mediation.kernel.language import Language


@dataclass(frozen=True, slots=True)
class Order:
    """An order of one paper; what a paper needs of it is asked by its maker. `by` is a day in Helsinki."""

    matters: tuple[MatterId, ...]
    reader: PersonId | None = None
    unit: UnitId | None = None
    by: date | None = None
    items: tuple[str, ...] = ()
    language: Language | None = None
