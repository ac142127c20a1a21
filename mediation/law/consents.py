"""The rows of a consent matrix: for which party, who has to consent, and the section it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ANY_AGE = 999  # older than anybody


class Speaking(StrEnum):
    """How many of those who act for a party have to consent."""

    NOBODY = "nobody"
    ONE = "one"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One row: human beings of an age from `since` to below `below`, or companies where `natural` is False."""

    natural: bool
    since: int
    below: int
    personally: bool
    speaking: Speaking
    section: str
    section_of_speaking: str = ""


def loaded_consents(rows: Sequence[ConsentRow]) -> tuple[ConsentRow, ...]:
    """The matrix, checked: ValueError names an age, or a kind of party, with no row or with two."""
    for row in rows:
        if not row.section.strip() or (row.speaking is not Speaking.NOBODY and not row.section_of_speaking.strip()):
            raise ValueError("a row of the consent matrix has no section")
        if not row.personally and row.speaking is Speaking.NOBODY:
            raise ValueError(f"{row.section}: nobody consents")
    for natural, ages in ((True, range(131)), (False, range(1))):
        for age in ages:
            fitting = [r for r in rows if r.natural is natural and r.since <= age < r.below]
            if len(fitting) != 1:
                who = f"age {age}" if natural else "a company"
                raise ValueError(f"{who} has {len(fitting)} rows in the consent matrix")
    return tuple(rows)


def consent_row(rows: Sequence[ConsentRow], natural: bool, age: int | None) -> ConsentRow:
    """The row of one party; an unknown birth date is taken for an adult's, and a company has no age."""
    reached = (ANY_AGE - 1 if age is None else max(0, age)) if natural else 0
    return next(r for r in rows if r.natural is natural and r.since <= reached < r.below)
