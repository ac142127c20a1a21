"""How mediation is conducted under a law: what an authority is told and by whom approved, how parties may meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.deadlines.limitation import LimitationClass
from mediation.states.matter import MatterState

S = MatterState


class ReportKind(StrEnum):
    """What the authority is told."""

    OUTCOME = "outcome"
    REFUSAL_NOTICE = "refusal_notice"
    INTERRUPTION_NOTICE = "interruption_notice"
    BREACH = "breach"
    FULFILMENT = "fulfilment"


@dataclass(frozen=True, eq=False, kw_only=True)
class Reporting:
    """Which report a matter owes in which state, and how much it may say.

    `by_second_person` asks that nobody approves what they prepared. With `outcome_only` a report says whether there
    is an agreement and nothing else: no meetings, no contents, no reason why there is none.
    """

    owed_in: Mapping[MatterState, ReportKind]
    by_second_person: bool = True
    outcome_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Whether parties may meet by telephone or video, and the longest a meeting lasts, in minutes."""

    remote: bool = False
    longest: int = 600


@dataclass(frozen=True, eq=False, kw_only=True)
class IdentityCodes:
    """A country's personal identity codes: one written plainly, whether it can exist, the birth date in it."""

    compact: Callable[[str], str]
    is_valid: Callable[[str], bool]
    born_on: Callable[[str], date]


@dataclass(frozen=True, eq=False, kw_only=True)
class Charging:
    """Until when charges can be brought: the class by the maximum of the scale, and who must reach which age first."""

    limitation: Callable[[int | None], LimitationClass]
    open_until_age: Callable[[str, int | None], int | None]
