"""Breadth first through every reachable abstract state of one scene; the first way to a point is a shortest one."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mediation.kernel.refusals import Need
from mediation.proof.move import Move
from mediation.proof.point import Point
from mediation.proof.table import Row
from mediation.proof.world import World
from mediation.states.machine import Subject

EVERY = 4096  # points between two tellings of how far the search is


@dataclass
class Found:
    """What a search went through: its points in the order of their distance, its edges, and the way to each."""

    world: World
    points: list[Point] = field(default_factory=list)
    number: dict[Point, int] = field(default_factory=dict)
    came: list[tuple[int, Move, str] | None] = field(default_factory=list)
    sources: "array[int]" = field(default_factory=lambda: array("L"))
    targets: "array[int]" = field(default_factory=lambda: array("L"))
    refused: set[tuple[Row, str]] = field(default_factory=set)
    unexplained: list[tuple[int, Row]] = field(default_factory=list)

    def way_to(self, number: int) -> list[tuple[Move, str, Point]]:
        """The shortest way to a point: each move with its detail and the point it led to."""
        steps: list[tuple[Move, str, Point]] = []
        while (came := self.came[number]) is not None:
            before, move, detail = came
            steps.append((move, detail, self.points[number]))
            number = before
        return steps[::-1]


def search(
    found: Found, moves: Sequence[Move], *, at_point: Callable[[int, Point], None] = lambda _n, _p: None,
    at_edge: Callable[[int, Move, str, Point], None] = lambda _n, _m, _d, _p: None,
    tell: Callable[[int], None] = lambda _points: None,
) -> None:  # fmt: skip
    """Go everywhere from the beginning of the scene; what is found is written into `found`.

    `at_point` sees each point once with its number, `at_edge` each edge with its target before it is settled, and
    `tell` how many points there were so far.
    """
    world = found.world
    _reach(found, world.beginning, None)
    explained: set[tuple[int, tuple[str, ...]]] = set()
    n = 0
    while n < len(found.points):
        point = found.points[n]
        at_point(n, point)
        _ask_every_row(found, n, point, explained)
        for move in moves:
            for detail, raw in move.ways(world, point):
                at_edge(n, move, detail, raw)
                target = _reach(found, raw, (n, move, detail))
                found.sources.append(n)
                found.targets.append(target)
        n += 1
        if n % EVERY == 0:
            tell(n)
    tell(n)


def _reach(found: Found, raw: Point, came: tuple[int, Move, str] | None) -> int:
    known = found.number.get(raw)
    if known is not None:
        return known
    point = found.world.settled(raw)
    number = found.number.setdefault(point, len(found.points))
    if number == len(found.points):
        found.points.append(point)
        found.came.append(came)
    return number


def _ask_every_row(found: Found, n: int, point: Point, explained: set[tuple[int, tuple[str, ...]]]) -> None:
    """Every step of the table from here: which requirements refuse it, and whether the refusal says why."""
    world = found.world
    for row in world.table.from_state[point.state]:
        refusing = world.refusing(row, point)
        if not refusing or (row.number, refusing) in explained:
            continue
        explained.add((row.number, refusing))
        found.refused.update((row, code) for code in refusing)
        needs: list[Need] = world.table.life.missing(Subject(point.state, world.facts(point)), row.step)
        if {need.code for need in needs} != set(refusing) or not all(need.section.strip() for need in needs):
            found.unexplained.append((n, row))
