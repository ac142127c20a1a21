"""Offences of the Criminal Code (39/1889) that mediation offices meet, as dated reference data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Complainant(StrEnum):
    """When the prosecutor may charge only if the injured party reports the offence for prosecution."""

    NEVER = "never"
    ALWAYS = "always"
    UNLESS_PUBLIC_INTEREST = "unless_public_interest"
    UNLESS_LIFE_THREATENING_INSTRUMENT = "unless_life_threatening_instrument"  # or public interest
    UNLESS_INSTRUMENT_OR_WORK = "unless_instrument_or_work"  # or public interest
    VICTIM_ADULT = "victim_adult"  # and no public interest
    ONLY_PRIVATE_PROPERTY = "only_private_property"
    UNLESS_VICTIM_MINOR_OR_CLOSE_OR_WORK = "unless_victim_minor_or_close_or_work"
    UNLESS_PUBLIC_ORDER_DISTURBED = "unless_public_order_disturbed"
    AS_STATED = "as_stated"  # turns on the offender's post: only the authority can say


class Violence(StrEnum):
    """Whether an act under this title contains violence against a person."""

    ALWAYS = "always"
    DEPENDS = "depends"
    NEVER = "never"


class Intent(StrEnum):
    """Whether the offence is committed intentionally."""

    INTENTIONAL = "intentional"
    NEGLIGENT = "negligent"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence as the law was on the days from `since` to `until`, both included.

    `max_months` is the maximum of the scale in months of imprisonment, 0 for a fine, None for life.
    `attempt` says whether an attempt is punishable. `verified` is False where the statute's text was not
    read: the row then follows the stricter reading (never a complainant offence).
    """

    code: str
    fi: str
    sv: str
    section: str
    max_months: int | None
    complainant: Complainant
    violence: Violence
    intent: Intent
    attempt: bool
    since: date
    until: date | None = None
    verified: bool = True

    @property
    def chapter(self) -> int:
        return int(self.section.partition(":")[0])


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


def validated(offences: list[Offence]) -> dict[str, tuple[Offence, ...]]:
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
