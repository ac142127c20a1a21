"""Offences of the Criminal Code (39/1889) that mediation offices meet, as dated reference data.

The statute was read as consolidated to 24 August 2018 with every amending act to 21 February 2025; rows not
read there say `verified=False`. Titles are those of the Finnish and the Swedish statute.
"""

from collections.abc import Iterable
from datetime import date

from mediation.cases.offences_table import ROWS, Row
from mediation.cases.offences_terms import Complainant, Intent, Offence, Violence
from mediation.cases.offences_titles import TITLES

__all__ = ["CHARGES_OPEN_UNTIL_VICTIM_IS", "OFFENCES", "Complainant", "Intent", "Offence", "Violence"]

# Criminal Code 8:1.5: the right to charge stays open until the victim is so old, if under 18 at the act.
CHARGES_OPEN_UNTIL_VICTIM_IS: dict[str, int] = {
    **dict.fromkeys(
        [
            "rape", "aggravated_rape", "sexual_assault", "aggravated_sexual_assault", "sexual_exploitation",
            "pandering", "aggravated_pandering", "rape_of_child", "aggravated_rape_of_child",
            "sexual_assault_of_child", "aggravated_sexual_assault_of_child", "sexual_abuse_of_child",
            "aggravated_sexual_abuse_of_child", "coercion_into_sexual_act", "trafficking_in_human_beings",
            "aggravated_trafficking_in_human_beings",
        ],
        28,
    ),
    "solicitation_of_child": 23,
}  # fmt: skip


def validated(offences: Iterable[Offence]) -> dict[str, tuple[Offence, ...]]:
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


def _offence(row: Row) -> Offence:
    code, section, months, complainant, violence, intent, attempt, since, until, verified = row
    fi, sv = TITLES[code]
    return Offence(code, fi, sv, section, months, complainant, violence, intent, attempt, since, until, verified)


OFFENCES = validated(map(_offence, ROWS))


def is_known_offence(code: str | None) -> bool:
    """Whether a code is in the reference table at all, on whatever day."""
    return code in OFFENCES


def offence_on(code: str, day: date) -> Offence | None:
    """The offence as the law was on a day; None when the table has no row for it then."""
    for row in OFFENCES.get(code, ()):
        if row.since <= day and (row.until is None or day <= row.until):
            return row
    return None


def charges_open_until_age(code: str, victim_age: int | None) -> int | None:
    """The age the victim reaches before the right to charge can lapse (8:1.5); None when not applicable."""
    return None if victim_age is None or victim_age >= 18 else CHARGES_OPEN_UNTIL_VICTIM_IS.get(code)
