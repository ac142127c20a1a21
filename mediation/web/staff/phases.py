"""The task list of a case: its phases from arrival to closing, and how far its matters have come in each."""

from dataclasses import dataclass
from typing import Any

from mediation.states.matter import MatterState
from mediation.web.language import N_

S = MatterState


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase as the bar and the task list show it."""

    code: str
    label: str
    state: str
    href: str
    note: str = ""


# fmt: off
#    phase          on screen                 begins with                  where to work on it
PHASES = [
    ("triage",      N_("Triage"),             S.RECEIVED,                  "steps/matters/triage"),
    ("consents",    N_("Consents"),           S.EXAMINING_CONDITIONS,      "consents"),
    ("conditions",  N_("Conditions"),         S.EXAMINING_CONDITIONS,      "conditions"),
    ("decision",    N_("Decision"),           S.EXAMINING_CONDITIONS,      "decision"),
    ("mediators",   N_("Mediators"),          S.ACCEPTED,                  "steps/assignments/offer"),
    ("meetings",    N_("Meetings"),           S.MEDIATORS_NAMED,           "steps/meetings/arrange"),
    ("agreement",   N_("Agreement"),          S.IN_MEDIATION,              "steps/agreements/draft"),
    ("report",      N_("Report"),             S.AGREED,                    "steps/reports/prepare"),
    ("follow_up",   N_("Follow-up"),          S.FOLLOW_UP,                 "steps/obligations/record"),
]
# fmt: on
# How far a state has come, counted in phases: every phase before it is behind the matter.
REACHED = {
    S.RECEIVED: 0,
    S.TRIAGE: 0,
    S.EXAMINING_CONDITIONS: 1,
    S.ACCEPTED: 4,
    S.MEDIATORS_NAMED: 5,
    S.IN_MEDIATION: 6,
    S.AGREED: 7,
    S.NO_AGREEMENT: 7,
    S.INTERRUPTED: 7,
    S.DECLINED: 7,
    S.LAPSED: 7,
    S.REPORTED: 8,
    S.FOLLOW_UP: 8,
    S.CLOSED: 9,
    S.TRANSFERRED: 9,
}  # fmt: skip


def phases(desk: dict[str, Any]) -> list[Phase]:
    """The phases of a case; a phase is behind it when every matter has passed it."""
    matters = desk["matters"]
    least = min((_reached(m) for m in matters), default=0)
    at = f"/cases/{desk['id']}"
    return [
        Phase(code, label, "done" if n < least else "now" if n == least else "later", f"{at}/{page}")
        for n, (code, label, _, page) in enumerate(PHASES)
    ]


def _reached(matter: dict[str, Any]) -> int:
    """Which phase a matter is in; the three that examine the conditions are told apart by what is missing."""
    state = MatterState(matter["state"])
    if state is not S.EXAMINING_CONDITIONS:
        return REACHED[state]
    missing = {n["code"] for offer in matter["steps"] if offer["step"] == "accept" for n in offer["missing"]}
    if "every_consent" in missing:
        return 1
    return 3 if missing <= {"acceptance_is_decided"} else 2
