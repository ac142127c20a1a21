"""Offences as dated reference data: checked when they are loaded, looked up by the day of the act."""

from collections.abc import Iterable, Mapping
from datetime import date

from mediation.law.facts import Facts
from mediation.law.offence import Offence

Offences = Mapping[str, tuple[Offence, ...]]


def loaded_offences(offences: Iterable[Offence]) -> dict[str, tuple[Offence, ...]]:
    """The table by code, oldest row first; ValueError names a row without section, or in force twice."""
    table: dict[str, tuple[Offence, ...]] = {}
    for row in sorted(offences, key=lambda o: (o.code, o.since)):
        earlier = table.get(row.code, ())
        if not row.section.partition(":")[2]:
            raise ValueError(f"offence {row.code} has no section")
        if earlier and (earlier[-1].until is None or earlier[-1].until >= row.since):
            raise ValueError(f"offence {row.code} is in force twice on {row.since}")
        table[row.code] = (*earlier, row)
    return table


def in_force_on(table: Offences, code: str, day: date) -> Offence | None:
    """The offence as the law was on a day; None when the table has no row for it then."""
    for row in table.get(code, ()):
        if row.since <= day and (row.until is None or day <= row.until):
            return row
    return None


def offence_of(table: Offences, facts: Facts, made: date | None = None) -> Offence | None:
    """The offence as it was on the day of the act; failing that, of the initiative, or on `made`."""
    day = facts.offence_on or facts.initiative_on or made
    return None if facts.offence is None or day is None else in_force_on(table, facts.offence, day)
