"""For any office whatever: nobody is proposed who may not be, and nobody who may is left out."""

from itertools import combinations

from hypothesis import given

from tests.matching.generated import a_need, people, weights
from tests.matching.lawful import may_mediate, may_mediate_together
from volunteers.matching import Candidate, Need, rank


@given(a_need(0), people, weights)
def test_every_pair_that_may_mediate_is_ranked_and_no_other(
    case: Need, register: list[Candidate], weighed: dict[str, int]
) -> None:
    known = {c.id: c for c in register}
    lawful = {
        frozenset({a.id, b.id}) for a, b in combinations(register, 2) if may_mediate_together(a, b, case)
        and not _leaves_out_the_accepted(case, register, {a.id, b.id})
    }  # fmt: skip
    ranking = rank(case, register, weighed, most=100)
    assert {frozenset(p.members) for p in ranking.pairs} == lawful
    assert ranking.fitting == len(lawful)
    assert set(ranking.passed_over) == {c.id for c in register if not may_mediate(c, case)}
    assert [p.points for p in ranking.pairs] == sorted((p.points for p in ranking.pairs), reverse=True)
    assert all(known[p.members[0]].experienced >= known[p.members[1]].experienced for p in ranking.pairs)


def _leaves_out_the_accepted(case: Need, register: list[Candidate], pair: set[str]) -> bool:
    return any(c.id in case.accepted and c.id not in pair and may_mediate(c, case) for c in register)


@given(a_need(0), people, weights)
def test_the_best_few_are_the_first_of_all(case: Need, register: list[Candidate], weighed: dict[str, int]) -> None:
    assert rank(case, register, weighed, most=3).pairs == rank(case, register[::-1], weighed, most=100).pairs[:3]
