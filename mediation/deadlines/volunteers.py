"""Row 41 of the table, reckoned from the register on the day it is asked for: nothing of it is kept as a deadline."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mediation.deadlines.calendar import add_months
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.policy import OfficePolicy
from mediation.deadlines.rule import Unit
from mediation.kernel.ids import CaseId, DeadlineId
from volunteers import Volunteer
from volunteers.training import lapsing

MEDIATES: Final = frozenset({"admitted", "active", "resting"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a volunteer on a day: the entry, cases on hand, the day of the last meeting (Helsinki)."""

    volunteer: Volunteer
    today: date
    on_hand: int = 0
    last_met_on: date | None = None


def _training(known: Known) -> Iterator[date]:
    valid = [c.completed_on for c in known.volunteer.courses if c.is_valid_on(known.today)]
    if valid:
        yield max(valid)


def _talk(kind: str) -> Callable[[Known], Iterator[date]]:
    def starts(known: Known) -> Iterator[date]:
        held = [talk.held_on for talk in known.volunteer.talks if talk.kind == kind]
        admitted = known.volunteer.admission
        if held or admitted is not None:
            yield max(held) if held else admitted.decided_on  # type: ignore[union-attr]

    return starts


def _idle(known: Known) -> Iterator[date]:
    admitted = known.volunteer.admission
    if known.volunteer.standing == "active" and admitted is not None and known.on_hand == 0:
        yield max(admitted.decided_on, known.last_met_on or admitted.decided_on)


# fmt: off
#   rule                     from which day it runs, if it runs at all
STARTS: Final[dict[str, Callable[[Known], Iterator[date]]]] = {
    "training_renewal":      _training,
    "annual_talk":           _talk("annual"),
    "supervision_session":   _talk("supervision"),
    "inactivity":            _idle,
}
# fmt: on


def reckoned(known: Known, policy: OfficePolicy) -> Iterator[Deadline]:
    """Every deadline of row 41 that runs for a volunteer today, as the table and the office's policy reckon it.

    A certificate that runs out is a renewal due on its last day, whatever the length in policy says.
    """
    if known.volunteer.standing not in MEDIATES:
        return
    own = {rule: starts for rule, starts in STARTS.items() if rule in policy.table.rules}
    for rule, starts in own.items():
        for day in starts(known):
            yield as_deadline(rule, known.volunteer.id, add_months(day, policy.timings[rule].length), policy)
    for course in lapsing(known.volunteer.courses, known.today):
        if course.expires_on is not None and "training_renewal" in own:
            yield as_deadline("training_renewal", known.volunteer.id, course.expires_on, policy)


def as_deadline(code: str, subject: str, due_on: date, policy: OfficePolicy) -> Deadline:
    """A deadline of a row due on a day, to be asked what it owes; it is about no case and is never kept."""
    rule, timing, calendar = policy.table.rules[code], policy.timings[code], policy.table.calendar
    escalate = None
    if timing.escalate is not None:
        in_days = rule.escalate_unit is Unit.DAYS
        days = timing.escalate
        escalate = due_on + timedelta(days=days) if in_days else calendar.add_working_days(due_on, days)
    return Deadline(
        id=DeadlineId(""), case_id=CaseId(""), matter_id=None, rule=code, subject_id=subject, due_on=due_on,
        remind_on=tuple(sorted(due_on + timedelta(days=n) for n in timing.remind)), escalate_on=escalate,
        owner=rule.owner, escalates_to=rule.escalates_to if escalate is not None else None,
    )  # fmt: skip
