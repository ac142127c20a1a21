"""Mediators: offered, answered with their own declaration, named, released (§16(1); 434/2003 §27-30)."""

from dataclasses import dataclass, replace
from datetime import date

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.cases.meeting import Meeting
from mediation.cases.offer_order import OfferOrder
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, MatterId, VolunteerId
from mediation.kernel.refusals import Need, StepNotPossible
from mediation.states.machine import Subject
from mediation.states.matter import IN_MEDIATION_PHASE, MatterState
from mediation.states.small import ASSIGNMENT, AssignmentState

AWAITING_ACCOUNT = frozenset({MatterState.AGREED, MatterState.NO_AGREEMENT})
"""The ends of mediation that are not told before a mediator has given the account (§17(6))."""

LIVE = frozenset({AssignmentState.OFFERED, AssignmentState.ACCEPTED})


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
        if other.state in LIVE and other.volunteer == volunteer and set(other.matters) & set(chosen):
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


def line_up(
    change: Change, matter_ids: tuple[MatterId, ...], queue: tuple[VolunteerId, ...], at_once: int,
    *, recommended: tuple[VolunteerId, ...] = (), because: str = "", considered: str = "",
) -> OfferOrder:  # fmt: skip
    """Keep the adviser's order of whom to ask; a newer order takes the place of an older one for the same matters."""
    chosen = change.case.some_matters(matter_ids)
    if recommended and set(queue[: len(recommended)]) != set(recommended) and not because:
        raise StepNotPossible(
            "another pair than the one recommended is chosen with a reason",
            needs=[change.case.law.need("reason_for_overriding", v) for v in recommended if v not in queue]
            or [change.case.law.need("reason_for_overriding")],
        )
    order = OfferOrder(
        id=change.new_item(), matters=chosen, queue=queue, at_once=at_once, made_at=change.at, made_by=change.by,
        recommended=recommended, because=because, considered=considered,
    )  # fmt: skip
    change.case.put(order)
    change.case.emit(
        EventCode.OFFERS_LINED_UP, change.at, matter=chosen[0], subject=order.id, mediators=len(queue),
        overridden=int(bool(recommended) and set(queue[: len(recommended)]) != set(recommended)),
    )  # fmt: skip
    return order


def order_for(case: Case, matter_ids: tuple[MatterId, ...]) -> OfferOrder | None:
    """The newest order that is about any of these matters."""
    mine = [o for o in case.all(OfferOrder) if set(o.matters) & set(matter_ids)]
    return mine[-1] if mine else None


def live_of(case: Case, order: OfferOrder) -> list[Assignment]:
    """Offers that wait for an answer and acceptances on the matters of an order."""
    return [a for a in case.all(Assignment) if a.state in LIVE and set(a.matters) & set(order.matters)]


def still_to_ask(case: Case, order: OfferOrder) -> list[VolunteerId]:
    """Who of an order has not been asked since it was made, and has no part in its matters now."""
    asked = {
        a.volunteer for a in case.all(Assignment)
        if set(a.matters) & set(order.matters) and (a.state in LIVE or a.offered_at >= order.made_at)
    }  # fmt: skip
    return [v for v in order.queue if v not in asked]


def accept(change: Change, assignment_id: ItemId, *, undisqualified: bool) -> None:
    """A mediator takes the case, having declared that no ground of disqualification exists (434/2003 §27-29)."""
    found = change.case.item(Assignment, assignment_id)
    if not undisqualified:
        raise StepNotPossible(
            "a mediator declares first that nothing disqualifies them",
            needs=[change.case.law.need("declares_no_disqualification", found.volunteer)],
        )
    closed = why_closed(change, found)
    if closed is not None:
        raise StepNotPossible(closed.message, needs=closed.needs)
    order = order_for(change.case, found.matters)
    _move(change, found, "accept", EventCode.ASSIGNMENT_ACCEPTED, undisqualified=True)
    if order is not None and _is_full(change, found.matters):
        for other in live_of(change.case, order):
            if other.state is AssignmentState.OFFERED and set(other.matters) <= set(found.matters):
                expire(change, other.id)


@dataclass(frozen=True, slots=True)
class Closed:
    """Why an offer that nobody has answered cannot be taken any more, and what is missing."""

    message: str
    needs: list[Need]


def why_closed(change: Change, found: Assignment) -> Closed | None:
    """Why an offer cannot be taken on the day of the change; None while it can."""
    law = change.case.law
    if change.day > found.answer_by and not _waits(change, found):
        return Closed("the offer has run out", [law.need("offer_is_open", found.id)])
    if not any(_needs_a_mediator(change, matter_id) for matter_id in found.matters):
        needs = [law.need("matter_is_accepted", matter_id) for matter_id in found.matters]
        return Closed("the matter has ended meanwhile", needs)
    if order_for(change.case, found.matters) is not None and _is_full(change, found.matters):
        return Closed("others have taken the case", [law.need("place_is_open", found.id)])
    return None


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


def _is_full(change: Change, matter_ids: tuple[MatterId, ...]) -> bool:
    return all(len(change.facts(m).named()) >= change.mediators for m in matter_ids)


def _move(change: Change, found: Assignment, step: str, code: EventCode, **values: object) -> None:
    subject = Subject(found.state)
    ASSIGNMENT.take(subject, step)
    if "released_at" not in values:
        values["answered_at"] = change.at
    change.case.put(replace(found, state=AssignmentState(subject.state), **values))  # type: ignore[arg-type]
    for matter_id in found.matters:
        change.case.emit(code, change.at, matter=matter_id, subject=found.id, volunteer=found.volunteer)
