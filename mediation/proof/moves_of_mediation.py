"""What happens in mediation: mediators offered and named, meetings, the agreement, the ending."""

from collections.abc import Iterator

from mediation.cases.assigning import AWAITING_ACCOUNT
from mediation.cases.convening import MEETING_STATES, NOT_BEGUN
from mediation.proof.move import Way, ended, one
from mediation.proof.point import AHEAD, ITS_TIME_CAME, NO_DRAFT, NO_MEETING, SILENT, Point
from mediation.proof.scene import Look
from mediation.proof.world import World
from mediation.states.matter import IN_MEDIATION_PHASE, MatterState
from mediation.states.small import ObligationState

S = MatterState
MOST_MEDIATORS = 2


def offer(world: World, p: Point) -> Iterator[Way]:
    """A mediator is offered the matter."""
    del world
    if _needs_a_mediator(p) and not p.offered and p.ready < MOST_MEDIATORS:
        yield "", p._replace(offered=1)


def take_offer(world: World, p: Point) -> Iterator[Way]:
    """A mediator takes the matter, having declared that nothing disqualifies them."""
    del world
    if p.offered and _needs_a_mediator(p):
        yield "", p._replace(offered=0, ready=p.ready + 1)


def turn_down_offer(world: World, p: Point) -> Iterator[Way]:
    """A mediator turns the offer down, or it runs out."""
    if p.offered and world.looks_at(Look.MEDIATION):
        yield "", p._replace(offered=0)


def release(world: World, p: Point) -> Iterator[Way]:
    """A mediator is released; a named matter left short goes back to be given mediators."""
    if not p.ready or not world.looks_at(Look.MEDIATION):
        return
    after = p._replace(ready=p.ready - 1)
    if p.state is S.MEDIATORS_NAMED and after.ready < after.needed:
        yield from one("", world.step(after, "release_mediators"))
    else:
        yield "", after


def name_mediators(world: World, p: Point) -> Iterator[Way]:
    """The mediators who accepted are named."""
    yield from one("", world.step(p, "name_mediators"))


def arrange(world: World, p: Point) -> Iterator[Way]:
    """A meeting is arranged: with the interpreter booked, or without."""
    if p.meeting == NO_MEETING and _may_meet(world, p):
        yield "", p._replace(meeting=AHEAD)
        if world.interpreted:
            yield "with the interpreter", p._replace(meeting=AHEAD, booked=True)


def move_meeting(world: World, p: Point) -> Iterator[Way]:
    """A meeting whose time has come is moved to a later day."""
    if p.meeting == ITS_TIME_CAME and world.looks_at(Look.MEDIATION) and _may_meet(world, p):
        yield "", p._replace(meeting=AHEAD)


def cancel(world: World, p: Point) -> Iterator[Way]:
    """A meeting is called off."""
    del world
    if p.meeting != NO_MEETING:
        yield "", p._replace(meeting=NO_MEETING, booked=False)


def record_held(world: World, p: Point) -> Iterator[Way]:
    """A meeting is recorded as held; the first one starts mediation."""
    if p.meeting != ITS_TIME_CAME or p.state in NOT_BEGUN - MEETING_STATES:
        return
    if p.state is S.IN_MEDIATION and not _everybody_consents(world, p):
        return
    after = p._replace(meeting=NO_MEETING, booked=False, met=True, interpreted=p.interpreted or p.booked)
    yield from one("", world.step(after, "start_mediation") if p.state is S.MEDIATORS_NAMED else after)


def draft(world: World, p: Point) -> Iterator[Way]:
    """A version of the agreement is put down; what was signed before is superseded."""
    if p.state is not S.IN_MEDIATION:
        return
    for promises in (0, 1, 2) if world.looks_at(Look.REPORTING) else (0, 1):
        if (p.draft, p.signed) != (promises, 0):
            answers = tuple(
                SILENT if world.is_of_agreement(q) else a for q, a in zip(world.questions, p.answers, strict=True)
            )
            yield f"with {promises} dated promises", p._replace(draft=promises, signed=0, answers=answers)


def sign(world: World, p: Point) -> Iterator[Way]:
    """Somebody who has to signs the version in force."""
    if p.draft == NO_DRAFT or p.certified or p.state is not S.IN_MEDIATION:
        return
    for n in world.seats.required(p.said, p.today, p.found)[0]:
        if not p.signed >> n & 1:
            yield world.names[n], p._replace(signed=p.signed | 1 << n)


def certify(world: World, p: Point) -> Iterator[Way]:
    """A mediator of the matter certifies the agreement: its promises run."""
    if p.draft == NO_DRAFT or p.certified or not p.ready:
        return
    promises = (ObligationState.PROMISED.value,) * p.draft
    yield from one("", ended(world.step(p, "agree", certified=True, promises=promises)))


def end_without(world: World, p: Point) -> Iterator[Way]:
    """Mediation ends without an agreement."""
    yield from one("", ended(world.step(p, "end_without_agreement")))


def _needs_a_mediator(p: Point) -> bool:
    return p.state in IN_MEDIATION_PHASE or (p.state in AWAITING_ACCOUNT and not p.account)


def _may_meet(world: World, p: Point) -> bool:
    if p.state not in MEETING_STATES or p.held or any(True for _ in world.facts(p).bars):
        return False
    return _everybody_consents(world, p)


def _everybody_consents(world: World, p: Point) -> bool:
    """Whether every consent is there that the law asks for before mediation starts."""
    return not world.step_asks(p, "start_mediation", S.MEDIATORS_NAMED, "every_consent")
