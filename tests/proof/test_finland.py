"""The law of Finland proved: nothing breaks, every row of both tables is gone through, and the size is known."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import pytest

from mediation.law.packs import pack
from mediation.proof.invariants import INVARIANTS
from mediation.proof.prove import Proof, asked_of, prove
from mediation.proof.scene import Look, Scene, scenes_of
from mediation.states.matter import MatterKind

LAW = pack("finland")
CRIME, DISPUTE = MatterKind.CRIME, MatterKind.DISPUTE
SCENES = scenes_of(LAW)
LARGE = [
    s for s in SCENES
    if Look.CONDITIONS in s.looks or (Look.REPORTING in s.looks and s.authority)
    or (s.looks and (s.grows or s.something_is_found))
]  # fmt: skip
QUICK = [s for s in SCENES if s not in LARGE]

# fmt: off
#     what                                                     scenes   states   transitions
SIZES: dict[str, tuple[int, int, int]] = {
    "quick":                                                 (24,      30_413,  221_704),
    "whole":                                                 (34,      230_321, 3_135_630),
}
# fmt: on


def size(proof: Proof) -> tuple[int, int, int]:
    return len(proof.searched), proof.points, proof.edges


@pytest.fixture(scope="module")
def quick() -> Proof:
    return prove(LAW, scenes=QUICK)


def test_finland_is_asked_every_invariant() -> None:
    assert asked_of(LAW) == list(INVARIANTS)
    assert len(INVARIANTS) >= 20


def test_nothing_breaks_in_the_quick_scenes(quick: Proof) -> None:
    assert [one.words() for one in quick.broken] == []


def test_a_search_goes_through_as_many_states_as_it_did(quick: Proof) -> None:
    """A number that moves says that the law, a verb or the model has: look which, then write the new one down."""
    assert size(quick) == SIZES["quick"]


def test_every_row_of_both_tables_is_taken_in_the_quick_scenes(quick: Proof) -> None:
    assert {c.name: c.not_taken for c in quick.coverage} == {"crime": (), "dispute": ()}


def test_what_the_quick_scenes_never_see_refusing_is_only_the_initiators_right(quick: Proof) -> None:
    left = {need for c in quick.coverage for need in c.not_refused}
    assert left == {
        "examine from triage: initiator_is_entitled",
        "accept from examining_conditions: initiator_is_entitled",
    }


def test_every_scene_is_about_somebody_else() -> None:
    assert len({(s.kind, s.name) for s in SCENES}) == len(SCENES)
    assert {s.kind for s in SCENES} == {CRIME, DISPUTE}


@pytest.mark.heavy
def test_finland_whole() -> None:
    told: list[tuple[Scene, int]] = []
    proof = prove(LAW, tell=lambda scene, points: told.append((scene, points)))
    assert [one.words() for one in proof.broken] == []
    assert all(c.is_complete for c in proof.coverage)
    assert size(proof) == SIZES["whole"]
    assert {scene for scene, _ in told} == set(SCENES)
