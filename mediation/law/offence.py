"""The words in which an offence is described: when it is a complainant offence, violence, intent."""

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
