"""What the search believes of a case is what the real verbs do: abstract ways walked on real cases, step by step."""

from random import Random

import pytest

from mediation.kernel.refusals import Refusal
from mediation.law.packs import pack
from mediation.proof.move import Move
from mediation.proof.moves import MOVES
from mediation.proof.point import CLEAR, Point
from mediation.proof.scene import Look, Scene, scenes_of
from mediation.proof.search import Found, search
from mediation.proof.world import World
from mediation.states.matter import MatterKind
from tests.proof.walking import Walker

SEED = 1015
LAW = pack("finland")
SCENES = scenes_of(LAW)
LARGE = [
    s for s in SCENES
    if Look.CONDITIONS in s.looks or (Look.REPORTING in s.looks and s.authority)
    or (s.looks and (s.grows or s.something_is_found))
]  # fmt: skip
SMALL = [s for s in SCENES if s not in LARGE]
STEPS = {move.code: move for move in MOVES}
# What the model never leaves out where the code would do it: no bound of the search lies in these.
WHOLE = (
    "begin_triage", "examine", "transfer", "accept", "decline", "lapse", "interrupt", "name_mediators", "end_without",
    "follow_up", "close",
)  # fmt: skip


def named(scene: Scene) -> str:
    return f"{scene.kind}: {scene.name}"


def can_be_real(point: Point, world: World) -> bool:
    """Of a claim from a crime the law does not ask whether it is minor: the model keeps the two apart."""
    return world.scene.kind is MatterKind.CRIME or point.fits or point.law == CLEAR


def agree(walker: Walker, world: World, point: Point, told: str) -> None:
    """The real matter stands where the model says, and each step is refused for the same reasons."""
    matter = walker.case.matter(walker.matter)
    assert (matter.state, matter.outcome) == (point.state, point.outcome), told
    expected = {row.step: frozenset(world.refusing(row, point)) for row in world.table.from_state[point.state]}
    assert walker.refusals() == expected, told


def walk(world: World, way: list[tuple[Move, str, Point]]) -> Walker:
    codes = [move.code for move, _, _ in way]
    birthday_first = "have_birthday" in codes and "wait" not in codes[: codes.index("have_birthday")]
    walker, told = Walker(world, birthday_first), ""
    for move, detail, point in way:
        told += f"\n{move.code}: {detail}"
        walker.do(move.code, detail)
        agree(walker, world, point, told)
    return walker


def refuses_alike(walker: Walker, world: World, point: Point) -> None:
    """Where the model has no way for a whole verb, the real verb refuses."""
    for code in WHOLE:
        if not list(STEPS[code].ways(world, point)):
            with pytest.raises(Refusal):
                walker.twin().do(code, "")


def onward(world: World, walker: Walker, point: Point, chance: Random, steps: int) -> None:
    """Some moves more, whichever: not the shortest way any more."""
    told = ""
    for _ in range(steps):
        ways = [(m, d, p) for m in MOVES for d, p in m.ways(world, point) if m.code != "have_birthday"]
        ways = [(m, d, world.settled(p)) for m, d, p in ways if can_be_real(p, world)]
        ways = [way for way in ways if way[2] != point]  # what the model has forgotten the case has not
        if not ways:
            return
        move, detail, point = chance.choice(ways)
        told += f"\n… {move.code}: {detail}"
        walker.do(move.code, detail)
        agree(walker, world, point, told)


def sampled(found: Found, chance: Random, each: int) -> list[int]:
    """Some points of every state."""
    by_state: dict[str, list[int]] = {}
    for number, point in enumerate(found.points):
        by_state.setdefault(point.state, []).append(number)
    chosen = [chance.sample(numbers, min(each, len(numbers))) for numbers in by_state.values()]
    return [n for numbers in chosen for n in numbers]


def compare(scene: Scene, each: int) -> int:
    """Walk some ways of a scene on real cases; how many steps were compared."""
    world, chance = World(LAW, scene), Random(SEED)  # noqa: S311  a sample, and the same one each time
    found = Found(world)
    search(found, MOVES)
    steps = 0
    for number in sampled(found, chance, each):
        way = found.way_to(number)
        if not all(can_be_real(point, world) for _, _, point in way):
            continue
        walker = walk(world, way)
        refuses_alike(walker, world, found.points[number])
        onward(world, walker, found.points[number], chance, 6)
        steps += len(way)
    return steps


@pytest.mark.parametrize("scene", SMALL, ids=named)
def test_a_way_of_the_model_is_a_way_of_a_real_case(scene: Scene) -> None:
    assert compare(scene, each=4) > (20 if scene.name != "two companies" else 5)


@pytest.mark.heavy
@pytest.mark.parametrize("scene", SCENES, ids=named)
def test_many_ways_of_the_model_are_ways_of_real_cases(scene: Scene) -> None:
    assert compare(scene, each=40) > 100 or scene.name == "two companies"
