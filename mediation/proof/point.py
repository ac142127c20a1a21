"""One abstract state of a matter: what of its case a requirement, a verb or an invariant may ask about."""

from typing import Final, NamedTuple

from mediation.cases.decision import DecisionKind
from mediation.states.matter import MatterState, Outcome

SILENT, YES, NO = 0, 1, 2
"""What a person said, or what the office answered: nothing yet, yes, or no (a consent refused or taken back)."""

CLEAR, UNKNOWN, BARRED = 0, 1, 2
"""What the law says of the facts as they are known: nothing against it, a fact is open, it bars."""

NO_MEETING, AHEAD, ITS_TIME_CAME = 0, 1, 2
NO_DRAFT: Final = -1


class Point(NamedTuple):
    """An abstract state; two cases at one point may take the same steps.

    `said` has one answer for each who may have to consent, `answers` one for each question, `signed` one bit for each
    who may have to sign. `draft` is the number of promises in the version in force. `reports` and `told` are the
    states of the reports (or notices) of the ending and of the fulfilment; what was recalled is in neither.
    `today` is 1 once the birthdays of the scene have come, `found` once the representative nobody knew is known.
    """

    state: MatterState
    outcome: Outcome | None = None
    held: bool = False
    law: int = CLEAR
    fits: bool = True
    entitled: bool = True
    venue: bool = False
    elsewhere: bool = False
    today: int = 0
    found: bool = False
    said: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()
    heard: bool = False
    decided: frozenset[DecisionKind] = frozenset()
    offered: int = 0
    ready: int = 0
    needed: int = 2
    meeting: int = NO_MEETING
    booked: bool = False
    met: bool = False
    interpreted: bool = False
    draft: int = NO_DRAFT
    signed: int = 0
    certified: bool = False
    account: bool = False
    reports: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    withdrew: bool = False
