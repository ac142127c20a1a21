"""Follow-up and closing: promises kept, broken, waived; matters closed (office practice; §16(4))."""

from dataclasses import replace
from datetime import date

from mediation.cases.agreement import Obligation
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.kernel.ids import ItemId, MatterId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.machine import Subject
from mediation.states.matter import ENDED, MatterState
from mediation.states.small import OBLIGATION, ObligationState

EVENT_OF = {
    "keep": EventCode.OBLIGATION_KEPT,
    "keep_late": EventCode.OBLIGATION_KEPT,
    "break": EventCode.OBLIGATION_BROKEN,
    "waive": EventCode.OBLIGATION_WAIVED,
    "reopen": EventCode.OBLIGATION_REOPENED,
}


def start(change: Change, matter_id: MatterId) -> None:
    """Begin the follow-up of a matter whose agreement has promises still open."""
    change.step(matter_id, "follow_up")
    change.case.emit(EventCode.FOLLOW_UP_STARTED, change.at, matter=matter_id)


def record(change: Change, obligation_id: ItemId, step: str, on: date | None = None) -> None:
    """Record how a promise went: keep, keep_late, break, waive, or reopen a mistaken entry."""
    case = change.case
    found = case.item(Obligation, obligation_id)
    kept = step in {"keep", "keep_late"}
    if kept and (on is None or on > change.day):
        raise Invalid("kept on a day that has come", fields=[("on", "in_future" if on else "required")])
    if step == "break" and change.day <= found.due_on:
        raise Invalid("a promise is broken after its day", fields=[("obligation", "not_due")])
    if step == "reopen" and any(case.matter(m).state in ENDED for m in found.matters):
        raise StepNotPossible(
            "a closed matter has no open promise", needs=[case.law.need("no_open_obligations", obligation_id)]
        )
    subject = Subject(found.state)
    OBLIGATION.take(subject, step)
    case.put(replace(found, state=ObligationState(subject.state), kept_on=on if kept else None, recorded_at=change.at))
    for matter_id in found.matters:
        case.emit(
            EVENT_OF[step], change.at, matter=matter_id, subject=obligation_id,
            number=found.number, of=found.of,
        )  # fmt: skip
        if step == "reopen" and case.matter(matter_id).state is MatterState.FOLLOW_UP:
            case.emit(EventCode.FOLLOW_UP_STARTED, change.at, matter=matter_id)
        no_more = not any(True for _ in change.facts(matter_id).open_obligations)
        if no_more and case.matter(matter_id).state in {MatterState.FOLLOW_UP, MatterState.REPORTED}:
            case.emit(EventCode.FOLLOW_UP_ENDED, change.at, matter=matter_id)


def close(change: Change, matter_id: MatterId) -> None:
    """Close a matter that has nothing left to do."""
    change.step(matter_id, "close")
    change.case.emit(EventCode.MATTER_CLOSED, change.at, matter=matter_id)
