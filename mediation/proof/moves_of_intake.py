"""What happens before and beside mediation: triage, facts put right, consents, findings, decisions, holds."""

from collections.abc import Iterator

from mediation.cases.decision import DecisionKind
from mediation.proof.move import Way, by_table, called_off, decided, interrupted, interrupted_if_barred, one
from mediation.proof.point import BARRED, CLEAR, NO, UNKNOWN, YES, Point
from mediation.proof.scene import Look
from mediation.proof.world import World
from mediation.states.matter import CONDITIONS_PHASE, IN_MEDIATION_PHASE, MatterKind, MatterState
from mediation.states.small import HOLD, HoldState

HOLDING = by_table(HOLD)
EVERY_QUESTION = "every question asked now, with yes"
S = MatterState
LAW = {CLEAR: "nothing is against it", UNKNOWN: "a fact is open", BARRED: "the law bars it"}


def begin_triage(world: World, p: Point) -> Iterator[Way]:
    """A received matter is taken into triage."""
    yield from one("", world.step(p, "begin_triage"))


def examine(world: World, p: Point) -> Iterator[Way]:
    """Triage finds that the office of this area is right."""
    yield from one("", world.step(p, "examine", venue=True))


def transfer(world: World, p: Point) -> Iterator[Way]:
    """The matter is handed over to another office."""
    yield from one("", world.step(p, "transfer", elsewhere=True))


def correct_facts(world: World, p: Point) -> Iterator[Way]:
    """Facts are put right; what is then barred under way is interrupted in the same breath."""
    if not world.looks_at(Look.CONDITIONS, Look.MEDIATION):
        return
    for law in LAW:
        if law != p.law:
            yield from one(LAW[law], interrupted_if_barred(world, p._replace(law=law)))
    if world.scene.kind is MatterKind.DISPUTE:
        size = "it is not minor after all" if p.fits else "it is minor after all"
        yield from one(size, interrupted_if_barred(world, p._replace(fits=not p.fits)))


def correct_initiator(world: World, p: Point) -> Iterator[Way]:
    """It turns out that the initiator may, or may not, have initiated; who may not stops what is under way."""
    if world.looks_at(Look.CONDITIONS):
        after = p._replace(entitled=not p.entitled)
        stops = p.state in IN_MEDIATION_PHASE and not after.entitled and world.law.initiator
        yield from one("entitled" if after.entitled else "not entitled", interrupted(world, after) if stops else after)


def consent(world: World, p: Point) -> Iterator[Way]:
    """Somebody whose word counts says yes."""
    for n in _asked(world, p):
        if p.said[n] != YES:
            yield world.names[n], p._replace(said=_at(p.said, n, YES))


def refuse(world: World, p: Point) -> Iterator[Way]:
    """Somebody whose word counts says no; under way that stops it at once."""
    for n in _asked(world, p):
        if p.said[n] != NO:
            yield from one(world.names[n], _stopped(world, p, p._replace(said=_at(p.said, n, NO))))


def withdraw(world: World, p: Point) -> Iterator[Way]:
    """Somebody takes back every consent they gave on this matter; under way that stops it at once."""
    seats = world.seats.seats
    given = [n for n in _asked(world, p) if p.said[n] == YES]
    for person in dict.fromkeys(seats[n].person for n in given):
        said = p.said
        for n in given:
            said = _at(said, n, NO) if seats[n].person == person else said
        yield from one(person, _stopped(world, p, p._replace(said=said)))


def answer(world: World, p: Point) -> Iterator[Way]:
    """The office answers a question about the matter, with the reason."""
    now = world.open_questions(p)
    if not world.looks_at(Look.CONDITIONS):
        if any(p.answers[n] != YES for n in now):
            answers = tuple(YES if n in now else answer for n, answer in enumerate(p.answers))
            yield EVERY_QUESTION, p._replace(answers=answers)
        return
    any_time = p.state in IN_MEDIATION_PHASE | {S.EXAMINING_CONDITIONS}
    for n, question in enumerate(world.questions):
        if n not in now and not (any_time and world.can_be_asked(question, p)):
            continue
        for says, word in ((YES, "yes"), (NO, "no")):
            # One no at a time stands for several: each of them alone is in the way of the same steps.
            if p.answers[n] != says and (says == YES or NO not in p.answers):
                after = interrupted_if_barred(world, p._replace(answers=_at(p.answers, n, says)))
                yield from one(f"{question}: {word}", after)


def hear(world: World, p: Point) -> Iterator[Way]:
    """The parties are heard on a coming refusal."""
    del world
    if p.state in {S.TRIAGE, S.EXAMINING_CONDITIONS} and not p.heard:
        yield "", p._replace(heard=True)


def accept(world: World, p: Point) -> Iterator[Way]:
    """The person in charge accepts."""
    yield from one("", decided(world, p, DecisionKind.ACCEPT, "accept"))


def decline(world: World, p: Point) -> Iterator[Way]:
    """The person in charge refuses."""
    yield from one("", decided(world, p, DecisionKind.DECLINE, "decline"))


def lapse(world: World, p: Point) -> Iterator[Way]:
    """The person in charge lets the matter lapse."""
    yield from one("", decided(world, p, DecisionKind.LAPSE, "lapse"))


def interrupt(world: World, p: Point) -> Iterator[Way]:
    """The person in charge interrupts mediation."""
    yield from one("", interrupted(world, p))


def hold(world: World, p: Point) -> Iterator[Way]:
    """The clock of the matter stops, or runs again."""
    if world.looks_at(Look.CONDITIONS, Look.MEDIATION):
        now = HoldState.HELD if p.held else HoldState.RUNNING
        for step in ("hold", "resume"):
            after = HOLDING.get((step, now))
            if after is not None:
                yield step, p._replace(held=after is HoldState.HELD)


def have_birthday(world: World, p: Point) -> Iterator[Way]:
    """Weeks pass, and somebody grows up."""
    if world.scene.grows and not p.today:
        yield "", p._replace(today=1)


def find_out(world: World, p: Point) -> Iterator[Way]:
    """A representative nobody knew of is added, or a party turns out to be a company; what that bars is interrupted."""
    if world.scene.something_is_found and not p.found:
        found = p._replace(found=True)
        # Whoever turns out to speak for a party has not consented yet: until then nobody meets.
        unasked = world.scene.somebody_turns_up and any(True for _ in world.facts(found).consents_missing)
        after = called_off(found) if unasked else found
        if after is not None:
            yield from one("", interrupted_if_barred(world, after))


def change_policy(world: World, p: Point) -> Iterator[Way]:
    """The office asks for another number of mediators from now on."""
    if world.scene.policy_changes:
        yield "", p._replace(needed=2 if p.needed == 1 else 1)


def _asked(world: World, p: Point) -> tuple[int, ...]:
    if p.state not in CONDITIONS_PHASE | IN_MEDIATION_PHASE:
        return ()
    if p.state is S.RECEIVED and not world.looks_at(Look.EARLY):
        return ()
    return world.seats.may_speak(p.today, p.found)


def _stopped(world: World, before: Point, after: Point) -> Point | None:
    if before.state not in IN_MEDIATION_PHASE:
        return after
    return interrupted(world, after._replace(withdrew=True))


def _at(items: tuple[int, ...], place: int, value: int) -> tuple[int, ...]:
    return (*items[:place], value, *items[place + 1 :])
