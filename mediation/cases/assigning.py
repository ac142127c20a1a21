"""Mediators: offered, answered with their own declaration, named, released (§16(1); 434/2003 §27-30)."""

from dataclasses import replace
from datetime import date

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.cases.meeting import Meeting
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, MatterId, VolunteerId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.machine import Subject
from mediation.states.matter import IN_MEDIATION_PHASE, MatterState
from mediation.states.small import ASSIGNMENT, AssignmentState

AWAITING_ACCOUNT = frozenset({MatterState.AGREED, MatterState.NO_AGREEMENT})
"""The ends of mediation that are not told before a mediator has given the account (§17(6))."""


def offer(change: Change, volunteer: VolunteerId, matter_ids: tuple[MatterId, ...], answer_by: date) -> ItemId:
    """Offer matters accepted, or whose account is still owed, to one mediator; answered by a date in Helsinki."""
    case = change.case
    chosen = case.some_matters(matter_ids)
    for matter_id in chosen:
        if not _needs_a_mediator(change, matter_id):
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
    for matter_id in chosen:
        case.emit(
            EventCode.ASSIGNMENT_OFFERED, change.at, matter=matter_id, subject=made.id,
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
    if change.day > found.answer_by and not _waits(change, found):
        raise StepNotPossible("the offer has run out", needs=[change.case.law.need("offer_is_open", assignment_id)])
    if not any(_needs_a_mediator(change, matter_id) for matter_id in found.matters):
        raise StepNotPossible(
            "the matter has ended meanwhile",
            needs=[change.case.law.need("matter_is_accepted", matter_id) for matter_id in found.matters],
        )
    _move(change, found, "accept", EventCode.ASSIGNMENT_ACCEPTED, undisqualified=True)


def decline(change: Change, assignment_id: ItemId, reason: str) -> None:
    """A mediator turns the offer down; the reason stays in the office."""
    _move(change, change.case.item(Assignment, assignment_id), "decline", EventCode.ASSIGNMENT_DECLINED, reason=reason)


def expire(change: Change, assignment_id: ItemId) -> None:
    """An offer nobody answered in time runs out."""
    _move(change, change.case.item(Assignment, assignment_id), "expire", EventCode.ASSIGNMENT_EXPIRED)


def mediators_of(case: Case, meeting: Meeting) -> tuple[VolunteerId, ...]:
    """Who mediates at a meeting as things stand: a released mediator no more, one named since as well."""
    named = [a for a in case.all(Assignment) if a.state is AssignmentState.ACCEPTED]
    return tuple(dict.fromkeys(a.volunteer for a in named if set(a.matters) & set(meeting.matters)))


def take_back_offers(change: Change, matter_id: MatterId) -> None:
    """Offers that nobody has answered run out once none of their matters is under way any more."""
    for found in [a for a in change.case.all(Assignment) if a.state is AssignmentState.OFFERED]:
        if matter_id in found.matters and not _live(change, found):
            expire(change, found.id)


def move_answers(change: Change, matter_id: MatterId, held_since: date) -> None:
    """A matter goes on after a hold: an offer of which everything was on hold is answered later by as much."""
    for found in [a for a in change.case.all(Assignment) if a.state is AssignmentState.OFFERED]:
        if matter_id in found.matters and _waits(change, found):
            waited = change.day - max(held_since, helsinki_date(found.offered_at))
            change.case.put(replace(found, answer_by=found.answer_by + waited))


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


def _needs_a_mediator(change: Change, matter_id: MatterId) -> bool:
    """Whether there is something left to do: mediation, or the account of it when all who led it have left."""
    state = change.case.matter(matter_id).state
    return state in IN_MEDIATION_PHASE or (state in AWAITING_ACCOUNT and not change.facts(matter_id).account_is_given)


def _live(change: Change, found: Assignment) -> list[MatterId]:
    return [m for m in found.matters if change.case.matter(m).state in IN_MEDIATION_PHASE]


def _waits(change: Change, found: Assignment) -> bool:
    live = _live(change, found)
    return bool(live) and all(change.case.matter(m).held_since is not None for m in live)


def _move(change: Change, found: Assignment, step: str, code: EventCode, **values: object) -> None:
    subject = Subject(found.state)
    ASSIGNMENT.take(subject, step)
    if "released_at" not in values:
        values["answered_at"] = change.at
    change.case.put(replace(found, state=AssignmentState(subject.state), **values))  # type: ignore[arg-type]
    for matter_id in found.matters:
        change.case.emit(code, change.at, matter=matter_id, subject=found.id, volunteer=found.volunteer)
