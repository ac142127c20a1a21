"""One thing that somebody does or that happens, and the small steps the moves are made of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediation.cases.decision import DecisionKind
from mediation.proof.facts import FRESH, known_bars
from mediation.proof.point import AHEAD, ITS_TIME_CAME, NO_MEETING, Point
from mediation.proof.world import World
from mediation.states.machine import Lifecycle
from mediation.states.matter import IN_MEDIATION_PHASE
from mediation.states.small import ReportState

Way = tuple[str, Point]
"""Whom or what it was about, and the point it leads to."""


@dataclass(frozen=True, slots=True)
class Move:
    """One verb of `cases`, or one event of the world: who, what in words, and where it leads from a point.

    `ways` gives nothing where the verb refuses: then nothing is kept of it.
    """

    code: str
    who: str
    says: str
    ways: Callable[[World, Point], Iterator[Way]]


def by_table(life: Lifecycle) -> Mapping[tuple[str, StrEnum], StrEnum]:
    """A small lifecycle's table by step and state: the same rows the verbs take."""
    return {(step, source): target for step, source, target, _ in life.steps}


def decided(world: World, point: Point, kind: DecisionKind, step: str) -> Point | None:
    """A decision and its step, which stand or fall together."""
    return world.step(point, step, decided=point.decided | {kind})


def interrupted(world: World, point: Point) -> Point | None:
    """Mediation interrupted by a decision, with nothing left ahead."""
    return ended(decided(world, point, DecisionKind.INTERRUPT, "interrupt"))


def ended(point: Point | None) -> Point | None:
    """The point with no meeting ahead and no offer that still waits for an answer."""
    after = called_off(point)
    return None if after is None else after._replace(offered=0)


def called_off(point: Point | None) -> Point | None:
    """The point with no meeting ahead; one that has begun is still to be recorded."""
    ahead = point is not None and point.meeting == AHEAD
    return point._replace(meeting=NO_MEETING, booked=False) if ahead else point  # type: ignore[union-attr]


def interrupted_if_barred(world: World, point: Point) -> Point | None:
    """The point, interrupted if mediation is under way and something known bars it."""
    if point.state in IN_MEDIATION_PHASE and known_bars(world.facts(point)):
        return interrupted(world, point)
    return point


def later(point: Point) -> Point:
    """The point after some days: meetings ahead come, reports can no longer be recalled."""
    return point._replace(
        meeting=ITS_TIME_CAME if point.meeting == AHEAD else point.meeting,
        reports=_aged(point.reports), told=_aged(point.told),
    )  # fmt: skip


def put(items: tuple[str, ...], *new: str, instead_of: str | None = None) -> tuple[str, ...]:
    """States of alike things, in order, one put in the place of another."""
    left = list(items)
    if instead_of is not None:
        left.remove(instead_of)
    return tuple(sorted([*left, *new]))


def one(detail: str, point: Point | None) -> Iterator[Way]:
    """The only way of a move, or none."""
    if point is not None:
        yield detail, point


def _aged(reports: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(ReportState.AVAILABLE.value if r == FRESH else r for r in reports))
