"""Prove a country's law: search every scene, ask every invariant, and say what was gone through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mediation.law.pack import RulePack
from mediation.proof.counterexample import Counterexample, shortest
from mediation.proof.coverage import Coverage, coverage
from mediation.proof.invariants import INVARIANTS, MOVE, PATHS, POINT, REFUSALS, Invariant
from mediation.proof.move import Move
from mediation.proof.moves import MOVES
from mediation.proof.point import Point
from mediation.proof.reach import NOWHERE, cut_off
from mediation.proof.scene import Scene, scenes_of
from mediation.proof.search import Found, search
from mediation.proof.table import Row
from mediation.proof.world import World
from mediation.states import requirements
from mediation.states.matter import MatterKind
from mediation.states.requirement import Requirement

COMMON = frozenset(one for one in vars(requirements).values() if isinstance(one, Requirement))
Tell = Callable[[Scene, int], None]


@dataclass(frozen=True, slots=True)
class Searched:
    """How large one scene was: its abstract states and the transitions between them."""

    scene: Scene
    points: int
    edges: int


@dataclass
class Proof:
    """What a proof found: the scenes searched, the tables covered, the invariants asked, and those that broke."""

    law: str
    searched: list[Searched] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    broken: list[Counterexample] = field(default_factory=list)
    asked: tuple[Invariant, ...] = ()

    @property
    def points(self) -> int:
        """All abstract states of all scenes."""
        return sum(s.points for s in self.searched)

    @property
    def edges(self) -> int:
        """All transitions of all scenes."""
        return sum(s.edges for s in self.searched)


def prove(law: RulePack, *, scenes: Sequence[Scene] | None = None, tell: Tell = lambda _scene, _points: None) -> Proof:
    """Search the scenes of a law, all of them unless some are given; `tell` hears how far each search is."""
    proof, broken = Proof(law.code, asked=tuple(asked_of(law))), []
    taken: dict[MatterKind, set[Row]] = {kind: set() for kind in law.lifecycles}
    refused: dict[MatterKind, set[tuple[Row, str]]] = {kind: set() for kind in law.lifecycles}
    for scene in scenes_of(law) if scenes is None else scenes:
        found, wrong = prove_scene(World(law, scene), tell=lambda points, s=scene: tell(s, points))  # type: ignore[misc]
        proof.searched.append(Searched(scene, len(found.points), len(found.sources)))
        taken[scene.kind] |= found.world.taken
        refused[scene.kind] |= found.refused
        broken += wrong
    proof.coverage = [coverage(life, taken[kind], refused[kind]) for kind, life in law.lifecycles.items()]
    order = {one.says: n for n, one in enumerate(INVARIANTS)}
    proof.broken = sorted(shortest(broken), key=lambda one: order[one.invariant.says])
    return proof


def prove_scene(
    world: World, moves: Sequence[Move] = MOVES, tell: Callable[[int], None] = lambda _points: None
) -> tuple[Found, list[Counterexample]]:
    """Search one scene, and find the shortest way to each invariant that breaks in it."""
    asked = asked_of(world.law)
    at_points = [one for one in asked if one.asked == POINT]
    after = {m.code: [i for i in asked if i.asked == MOVE or m.code in i.asked] for m in moves}
    broken: dict[str, tuple[Invariant, int, list[tuple[Move, str, Point]]]] = {}

    def at_point(n: int, point: Point) -> None:
        for one in at_points:
            if not one.holds(world, point, point):
                broken.setdefault(one.says, (one, n, []))

    def at_edge(n: int, move: Move, detail: str, target: Point) -> None:
        before = found_so_far[n]
        for one in after[move.code]:
            if not one.holds(world, before, target):
                broken.setdefault(one.says, (one, n, [(move, detail, target)]))

    found = Found(world)
    found_so_far = found.points
    search(found, moves, at_point=at_point, at_edge=at_edge, tell=tell)
    told = {one.asked: one for one in asked}
    wrong = [Counterexample(one, world.scene, (*found.way_to(n), *last)) for one, n, last in broken.values()]
    if found.unexplained:
        n, row = found.unexplained[0]
        why = f"then {row} is refused without saying why"
        wrong.append(Counterexample(told[REFUSALS], world.scene, tuple(found.way_to(n)), why))
    if (n := cut_off(found)) != NOWHERE:
        why = "then no end can be reached any more"
        wrong.append(Counterexample(told[PATHS], world.scene, tuple(found.way_to(n)), why))
    return found, wrong


def asked_of(law: RulePack) -> list[Invariant]:
    """The invariants that this law is asked: all but those on what none of its steps asks for."""
    needed = [need for life in law.lifecycles.values() for *_, needs in life.steps for need in needs]
    required = {need.code for need in needed if need in COMMON}  # a law's own by the same name asks something else
    return [one for one in INVARIANTS if not one.if_asked or required.intersection(one.if_asked)]
