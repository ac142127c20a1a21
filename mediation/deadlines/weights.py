"""The office's weights: how much each soft reason of matching counts, and what a plan pays for what."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final, Protocol

from mediation.kernel.refusals import Refusal
from volunteers.matching import WEIGHTED
from volunteers.planning import Costs

HEAVIEST: Final = 10_000
FURTHEST_TOWN: Final = 1_500  # kilometres
#   table         its keys
WEIGHT_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "matching":   WEIGHTED,
    "planning":   tuple(field.name for field in fields(Costs)),
}  # fmt: skip


class Source(Protocol):
    """A policy file that can say on which line a key stands."""

    def table(self, key: str) -> dict[str, object]: ...

    def only(self, table: Mapping[str, object], known: set[str], *path: str) -> None: ...

    def bad(self, why: str, *path: str) -> Refusal: ...


def weights_in(source: Source, table: str, known: tuple[str, ...]) -> dict[str, int]:
    """The weights a file gives in one table; BadPolicy names file, line and key of any that cannot be used."""
    values, made = source.table(table), dict[str, int]()
    source.only(values, set(known), table)
    for key, value in values.items():
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HEAVIEST:
            raise source.bad(f"is a whole number from 0 to {HEAVIEST}", table, key)
        made[key] = value
    return made


def distances_in(source: Source) -> dict[str, int]:
    """The kilometres from a town, in small letters, to where the office's meetings are; BadPolicy as for weights."""
    made = dict[str, int]()
    for town, km in source.table("distances").items():
        if not isinstance(km, int) or isinstance(km, bool) or not 0 <= km <= FURTHEST_TOWN:
            raise source.bad(f"is a whole number of kilometres from 0 to {FURTHEST_TOWN}", "distances", town)
        made[town.casefold()] = km
    return made
