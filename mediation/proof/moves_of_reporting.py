"""What happens after the end: the account, reports and notices, promises, follow-up, closing; and time that passes."""

from collections.abc import Iterator

from mediation.cases.convening import NOT_BEGUN
from mediation.cases.report import ReportKind
from mediation.proof.facts import FRESH
from mediation.proof.move import Way, by_table, later, one, put
from mediation.proof.point import Point
from mediation.proof.scene import Look
from mediation.proof.world import World
from mediation.states.matter import ENDED, RECALLS, MatterState
from mediation.states.small import OBLIGATION, REPORT, ObligationState, ReportState

S, R, P = MatterState, ReportState, ObligationState
REPORTING, PROMISING = by_table(REPORT), by_table(OBLIGATION)
WAITS = frozenset({"break", "keep_late"})  # not before its day has passed


def give_account(world: World, p: Point) -> Iterator[Way]:
    """A mediator of the matter gives the account."""
    del world
    if p.ready and not p.account and p.state not in NOT_BEGUN:
        yield "", p._replace(account=True)


def prepare(world: World, p: Point) -> Iterator[Way]:
    """What is owed to the authority is prepared."""
    kind = world.owed(p.state)
    if kind is None or not world.scene.authority:
        return
    if kind is ReportKind.FULFILMENT:
        # Before all are settled only a breach is told, which is in the way of nothing and opens nothing.
        if p.promises and P.PROMISED not in p.promises and not p.told:
            yield PROMISES, p._replace(told=put(p.told, R.DRAFT.value))
        return
    most = 2 if world.looks_at(Look.REPORTING) else 1
    if len(p.reports) < most and not world.step_asks(p, "report", p.state, "account_is_given"):
        yield ENDING, p._replace(reports=put(p.reports, R.DRAFT.value))


def approve(world: World, p: Point) -> Iterator[Way]:
    """A second person approves a report."""
    del world
    yield from _told(p, "approve")


def send_back(world: World, p: Point) -> Iterator[Way]:
    """An approved report goes back to its draft."""
    if world.looks_at(Look.REPORTING):
        yield from _told(p, "return")


def send(world: World, p: Point) -> Iterator[Way]:
    """A report becomes available to the authority; a matter whose ending it tells is then reported."""
    for about, _, after in _moved(p, "send"):
        told_the_ending = about == ENDING
        if told_the_ending and p.state is not S.REPORTED:
            yield from one(about, world.step(after, "report"))
        else:
            yield about, after


def retrieve(world: World, p: Point) -> Iterator[Way]:
    """The authority fetches a report."""
    del world
    yield from _told(p, "retrieve")


def acknowledge(world: World, p: Point) -> Iterator[Way]:
    """The authority confirms that it has read a report."""
    if world.looks_at(Look.REPORTING):
        yield from _told(p, "acknowledge")


def recall(world: World, p: Point) -> Iterator[Way]:
    """A report is taken back within ten minutes."""
    for about, _, after in _moved(p, "recall"):
        facts = world.facts(after)
        if about == PROMISES:
            if p.state not in ENDED or facts.fulfilment_is_told:
                yield about, after
        elif p.state is not S.REPORTED:
            continue  # what has followed rests on the authority knowing
        elif p.outcome is None or not facts.report_is_recalled:
            yield about, after
        else:
            yield from one(about, world.step(after, RECALLS[p.outcome]))


def follow_up(world: World, p: Point) -> Iterator[Way]:
    """The follow-up of the promises begins."""
    yield from one("", world.step(p, "follow_up"))


def close(world: World, p: Point) -> Iterator[Way]:
    """The matter is closed."""
    yield from one("", world.step(p, "close"))


def record_promise(world: World, p: Point) -> Iterator[Way]:
    """It is recorded how a promise went; what the authority was told of the promises before is then out of date."""
    for state in dict.fromkeys(p.promises):
        for (step, source), target in PROMISING.items():
            if source == state and (step != "reopen" or closely(world)):
                if step == "reopen" and p.state in ENDED:
                    continue
                told = p.told if p.state in ENDED else ()
                after = p._replace(promises=put(p.promises, target.value, instead_of=state), told=told)
                yield step, later(after) if step in WAITS else after


def closely(world: World) -> bool:
    """Whether this scene looks closely at what is reported."""
    return world.looks_at(Look.REPORTING)


def wait(world: World, p: Point) -> Iterator[Way]:
    """Days pass."""
    del world
    after = later(p)
    if after != p:
        yield "", after


ENDING, PROMISES = "on the ending", "on the promises"
JUST_SENT = ", just sent"


def _told(p: Point, step: str) -> Iterator[Way]:
    for about, fresh, after in _moved(p, step):
        yield about + JUST_SENT if fresh else about, after


def _moved(p: Point, step: str) -> Iterator[tuple[str, bool, Point]]:
    """Each report that the table lets take a step, once; a recalled one is of no further consequence."""
    for about, reports in ((ENDING, p.reports), (PROMISES, p.told)):
        for state in dict.fromkeys(reports):
            fresh = state == FRESH
            source = R.AVAILABLE if fresh else R(state)
            target = REPORTING.get((step, source))
            if target is None or (step == "recall" and not fresh):
                continue
            new = () if target is R.RECALLED else (FRESH if step == "send" else str(target.value),)
            changed = put(reports, *new, instead_of=state)
            yield about, fresh, p._replace(reports=changed) if about == ENDING else p._replace(told=changed)
