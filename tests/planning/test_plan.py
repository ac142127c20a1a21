"""Plans: lawful for any office, as good as trying everything, fair, steady, the same every time, and in time."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings

from tests.matching.generated import needs, people, weights
from tests.matching.lawful import may_mediate_together
from tests.matching.people import EVEN, need, somebody
from volunteers.matching import Candidate, Need
from volunteers.planning import Costs, Plan, Progress, plan
from volunteers.planning.planner import cost_of
from volunteers.planning.problem import Board

FEW = settings(max_examples=60, deadline=None)


def refuse_unlawful(made: Plan, cases: list[Need], register: list[Candidate]) -> None:
    """Every pair may mediate, everybody has room, every case is told once."""
    known, waiting = {c.id: c for c in register}, {n.id: n for n in cases}
    more: Counter[str] = Counter()
    for one in made.pairs:
        case = waiting[one.need]
        assert may_mediate_together(known[one.members[0]], known[one.members[1]], case)
        more.update(v for v in one.members if v not in case.accepted | case.agreed)
    assert all(known[v].open_cases + count <= known[v].most for v, count in more.items())
    assert sorted([*made.waiting, *(p.need for p in made.pairs)]) == sorted(waiting)


@FEW
@given(needs, people, weights)
def test_a_plan_never_breaks_a_hard_rule(cases: list[Need], register: list[Candidate], weighed: dict[str, int]) -> None:
    made = plan(cases, register, weighed, seconds=10)
    refuse_unlawful(made, cases, register)
    assert made.bound <= made.cost + 1e-6


@FEW
@given(needs, people, weights)
def test_no_plan_is_better_and_the_bound_says_so(
    cases: list[Need], register: list[Candidate], weighed: dict[str, int]
) -> None:
    """Against trying every choice of pairs for up to three cases and five people."""
    cases, register = cases[:3], register[:5]
    made = plan(cases, register, weighed, seconds=10)
    board = Board(cases, register, weighed, Costs())
    every = product(*([None, *range(len(costs))] for costs in board.cost))
    best = min(cost_of(board, {c: p for c, p in enumerate(choice) if p is not None}) for choice in every)
    assert made.cost == pytest.approx(best, abs=1e-4)
    assert made.bound <= best + 1e-4
    assert made.gap == pytest.approx(0, abs=1e-4) or not made.is_best


def test_two_cases_are_not_given_to_one_who_takes_one_more() -> None:
    register = [somebody("v_a", open_cases=2), somebody("v_b", open_cases=2), somebody("v_c"), somebody("v_d")]
    made = plan([need(id=f"c_{n}") for n in range(4)], register, EVEN)
    refuse_unlawful(made, [need(id=f"c_{n}") for n in range(4)], register)
    assert made.waiting == ()


def test_with_too_few_mediators_the_longest_waiting_go_first() -> None:
    register = [somebody("v_a", open_cases=2), somebody("v_b", open_cases=2)]
    cases = [need(id="c_new"), need(id="c_old", waited_days=30), need(id="c_middle", waited_days=10)]
    made = plan(cases, register, EVEN)
    assert [p.need for p in made.pairs] == ["c_old"]
    assert made.waiting == ("c_middle", "c_new")
    assert made.is_best


def test_cases_are_spread_by_what_people_wish() -> None:
    """Twelve places among one who wishes for many, and three who wish for few."""
    register = [somebody("v_many", most=9, wish=12), *(somebody(f"v_{n}", most=9, wish=4) for n in range(3))]
    made = plan([need(id=f"c_{n}") for n in range(6)], register, dict.fromkeys(EVEN, 0))
    load = Counter(v for p in made.pairs for v in p.members)
    assert load["v_many"] == 6
    assert {load[f"v_{n}"] for n in range(3)} == {2}


def test_what_is_agreed_already_is_changed_as_little_as_may_be() -> None:
    register = [somebody(f"v_{n}", idle_days=20 * n) for n in range(8)]
    agreed = [need(id="c_1", agreed=frozenset({"v_0", "v_1"})), need(id="c_2", agreed=frozenset({"v_2", "v_3"}))]
    made = plan([*agreed, need(id="c_3")], register, EVEN | {"agreed": 80})
    kept = {p.need: set(p.members) for p in made.pairs}
    assert kept["c_1"] == {"v_0", "v_1"}
    assert kept["c_2"] == {"v_2", "v_3"}
    assert kept["c_3"] == {"v_6", "v_7"}


def test_whoever_has_accepted_is_planned_for_no_second_place_of_the_same_case() -> None:
    register = [somebody("v_a", open_cases=3, most=3), somebody("v_b")]
    made = plan([need(accepted=frozenset({"v_a"}))], register, EVEN)
    assert [p.members for p in made.pairs] == [("v_a", "v_b")]


def an_office(cases: int, volunteers: int) -> tuple[list[Need], list[Candidate]]:
    register = [
        somebody(
            f"v_{n:02d}", free=1 << n % 5 | 1 << n % 7, idle_days=n * 37 % 180, experienced=n % 3 > 0, wish=3 + n % 5
        )
        for n in range(volunteers)
    ]  # fmt: skip
    return [need(id=f"c_{n:02d}", times=(1 << n % 7) | 3) for n in range(cases)], register


def test_the_same_question_has_the_same_answer_in_whatever_order_it_is_put() -> None:
    cases, register = an_office(20, 24)
    first, again = plan(cases, register, EVEN), plan(cases[::-1], register[::-1], EVEN)
    assert (first.pairs, first.waiting, first.cost, first.bound) == (
        again.pairs,
        again.waiting,
        again.cost,
        again.bound,
    )


def test_when_time_runs_out_the_best_so_far_is_given_with_its_distance() -> None:
    """A clock that runs a second at every look: the first plan is there, and a bound anybody could see."""
    cases, register = an_office(20, 24)
    ticks = iter(range(10_000))
    made = plan(cases, register, EVEN, seconds=1, clock=lambda: float(next(ticks)))
    refuse_unlawful(made, cases, register)
    assert made.pairs
    assert not made.is_best
    assert 0 < made.gap < 1
    better = plan(cases, register, EVEN)
    assert made.bound <= better.bound <= better.cost <= made.cost


def test_progress_is_told_and_only_ever_gets_better() -> None:
    cases, register = an_office(30, 30)
    heard: list[Progress] = []
    made = plan(cases, register, EVEN, progress=heard.append)
    assert {p.stage for p in heard} <= {"pricing", "choosing"}
    assert heard
    bests, bounds = [p.best for p in heard], [p.bound for p in heard]
    assert bests == sorted(bests, reverse=True)
    assert bounds == sorted(bounds)
    assert heard[-1].best >= made.cost - 1e-6


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    plan(*an_office(6, 8), EVEN)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("cases", "register"), [([], []), ([], [somebody()]), ([need()], [])])
def test_an_office_without_cases_or_without_people_has_a_plan_too(cases: list[Need], register: list[Candidate]) -> None:
    made = plan(cases, register, EVEN)
    assert (made.pairs, made.waiting) == ((), tuple(n.id for n in cases))
    assert made.is_best
