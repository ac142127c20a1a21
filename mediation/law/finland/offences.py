"""Offences of the Criminal Code (39/1889) that mediation offices meet, as dated reference data.

The statute was read as consolidated to 24 August 2018 with every amending act to 21 February 2025; rows not
read there say `verified=False`. Titles are those of the Finnish and the Swedish statute.
"""

from mediation.law.finland.offences_table import ROWS, Row
from mediation.law.finland.offences_titles import TITLES
from mediation.law.offence import Complainant, Intent, Offence, Violence
from mediation.law.offence_table import loaded_offences

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


def _offence(row: Row) -> Offence:
    code, section, months, complainant, violence, intent, attempt, since, until, verified = row
    fi, sv = TITLES[code]
    return Offence(code, fi, sv, section, months, complainant, violence, intent, attempt, since, until, verified)


OFFENCES = loaded_offences(map(_offence, ROWS))


def is_known_offence(code: str | None) -> bool:
    """Whether a code is in the reference table at all, on whatever day."""
    return code in OFFENCES


def charges_open_until_age(code: str, victim_age: int | None) -> int | None:
    """The age the victim reaches before the right to charge can lapse (8:1.5); None when not applicable."""
    return None if victim_age is None or victim_age >= 18 else CHARGES_OPEN_UNTIL_VICTIM_IS.get(code)
