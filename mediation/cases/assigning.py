"""Mediators: offered, answered with their own declaration, named, released (§16(1); 434/2003 §27-30)."""

from dataclasses import replace
from datetime import date

from mediation.cases.assignment import Assignment
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.kernel.ids import ItemId, MatterId, VolunteerId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.machine import Subject
from mediation.states.matter import IN_MEDIATION_PHASE, MatterState
from mediation.states.small import ASSIGNMENT, AssignmentState


def offer(change: Change, volunteer: VolunteerId, matter_ids: tuple[MatterId, ...], answer_by: date) -> ItemId:
    """Offer accepted matters to one mediator, to be answered by a date in Helsinki."""
    case = change.case
    chosen = case.some_matters(matter_ids)
    for matter_id in chosen:
        if case.matter(matter_id).state not in IN_MEDIATION_PHASE:
            raise StepNotPossible(
                "mediators are named after acceptance",
                needs=[change.case.law.need("matter_is_accepted", matter_id)],
            )
    for other in case.all(Assignment):
        live = other.state in {AssignmentState.OFFERED, AssignmentState.ACCEPTED}
        if live and other.volunteer == volunteer and set(other.matters) & set(chosen):
            raise StepNotPossible(
                "this mediator has the offer already",
                needs=[change.case.law.need("not_offered_yet", volunteer)],
            )
    made = Assignment(
        id=change.new_item(), matters=chosen, volunteer=volunteer, state=AssignmentState.OFFERED,
        offered_at=change.at, offered_by=change.by, answer_by=answer_by,
    )  # fmt: skip
    case.put(made)
    case.emit(
        EventCode.ASSIGNMENT_OFFERED, change.at, matter=chosen[0], subject=made.id,
        volunteer=volunteer, answer_by=answer_by.isoformat(),
    )  # fmt: skip
    return made.id


def accept(change: Change, assignment_id: ItemId, *, undisqualified: bool) -> None:
    """A mediator takes the case, having declared that no ground of disqualification exists (434/2003 §27-29)."""
    found = change.case.item(Assignment, assignment_id)
    if not undisqualified:
        raise StepNotPossible(
            "a mediator declares first that nothing disqualifies them",
            needs=[change.case.law.need("declares_no_disqualification", found.volunteer)],
        )
    if change.day > found.answer_by:
        raise StepNotPossible("the offer has run out", needs=[change.case.law.need("offer_is_open", assignment_id)])
    _move(change, found, "accept", EventCode.ASSIGNMENT_ACCEPTED, undisqualified=True)


def decline(change: Change, assignment_id: ItemId, reason: str) -> None:
    """A mediator turns the offer down; the reason stays in the office."""
    _move(change, change.case.item(Assignment, assignment_id), "decline", EventCode.ASSIGNMENT_DECLINED, reason=reason)


def expire(change: Change, assignment_id: ItemId) -> None:
    """An offer nobody answered in time runs out."""
    _move(change, change.case.item(Assignment, assignment_id), "expire", EventCode.ASSIGNMENT_EXPIRED)


def release(change: Change, assignment_id: ItemId, reason: str) -> None:
    """Release a mediator from the case; named matters without enough mediators go back to be named anew."""
    found = change.case.item(Assignment, assignment_id)
    _move(change, found, "release", EventCode.ASSIGNMENT_RELEASED, reason=reason, released_at=change.at)
    for matter_id in found.matters:
        short = any(True for _ in change.facts(matter_id).mediators_short)
        if short and change.case.matter(matter_id).state is MatterState.MEDIATORS_NAMED:
            change.step(matter_id, "release_mediators")
            change.case.emit(EventCode.MEDIATORS_RELEASED, change.at, matter=matter_id)


def name(change: Change, matter_ids: tuple[MatterId, ...]) -> None:
    """Name the mediators who accepted: the matters go on to meetings (§16(1))."""
    for matter_id in change.case.some_matters(matter_ids):
        change.step(matter_id, "name_mediators")
        change.case.emit(EventCode.MEDIATORS_NAMED, change.at, matter=matter_id)


def _move(change: Change, found: Assignment, step: str, code: EventCode, **values: object) -> None:
    subject = Subject(found.state)
    ASSIGNMENT.take(subject, step)
    if "released_at" not in values:
        values["answered_at"] = change.at
    change.case.put(replace(found, state=AssignmentState(subject.state), **values))  # type: ignore[arg-type]
    change.case.emit(code, change.at, matter=found.matters[0], subject=found.id, volunteer=found.volunteer)
