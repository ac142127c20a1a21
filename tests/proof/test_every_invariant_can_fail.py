"""For every invariant a wrong law, or a wrong verb, under which it breaks; and the shortest way is the one expected."""

from collections.abc import Sequence

import pytest

from mediation.proof.counterexample import Counterexample
from mediation.proof.invariants import INVARIANTS
from tests.proof.mutations import MUTATIONS, Mutation


def test_every_invariant_has_its_wrong_law() -> None:
    assert [says for says, _, _ in MUTATIONS] == [one.says for one in INVARIANTS]


def of(says: str, broken: Sequence[Counterexample]) -> Counterexample:
    [found] = [one for one in broken if one.invariant.says == says]
    return found


@pytest.mark.parametrize(("says", "mutation", "way"), MUTATIONS, ids=[row[0] for row in MUTATIONS])
def test_what_is_wrong_is_found_on_the_shortest_way(says: str, mutation: Mutation, way: str) -> None:
    assert " ".join(of(says, mutation.found()).moves) == way


def test_the_right_law_breaks_nothing_in_any_scene_of_the_wrong_ones() -> None:
    scenes = {mutation.scene.name: mutation.scene for _, mutation, _ in MUTATIONS if not mutation.scene.looks}
    assert {name: Mutation(scene).found() for name, scene in scenes.items()} == dict.fromkeys(scenes, [])


def test_a_counterexample_is_told_step_by_step_with_who_did_what() -> None:
    says, mutation, _ = next(row for row in MUTATIONS if row[0].startswith("A withdrawal from what"))
    assert of(says, mutation.found()).words() == [
        "the office takes the matter into triage → triage",
        "the office finds that it is the right one → examining_conditions",
        "the first party says yes",
        "the other party says yes",
        "the office answers: every question asked now, with yes",
        "the person in charge accepts → accepted",
        "the first party says no → interrupted",
        "the office closes the matter → closed",
    ]


def test_what_is_cut_off_and_what_is_unexplained_is_said_at_the_end_of_the_way() -> None:
    last = {says: of(says, mutation.found()).words()[-1] for says, mutation, _ in MUTATIONS[-2:]}
    assert list(last.values()) == [
        "then lapse from received is refused without saying why", "then no end can be reached any more",
    ]  # fmt: skip
