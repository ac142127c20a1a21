"""The planner: pairs priced until none could pay any more, then the best whole choice among those that might.

The relaxed programme and the best price of every pair left out bound the cost of any plan whatever, also of pairs
that were never added: the gap that is told is against everything, at whatever moment time runs out.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from volunteers.matching import Candidate, Need
from volunteers.planning.problem import Board, Costs, Plan, Planned, Progress
from volunteers.planning.solver import EPS, Chosen, Programme

Listener = Callable[[Progress], None]
FIRST: Final = 20  # best pairs of a case to begin with
MORE: Final = 40  # pairs of a case added in one round of pricing
ROUNDS: Final = (600, 4_000, 30_000)  # pairs added before each choice: few at first, to come near the best soon
USUAL: Final = Costs()


def plan(
    needs: Iterable[Need], candidates: Iterable[Candidate], weights: Mapping[str, int], *, costs: Costs = USUAL,
    seconds: float = 30.0, within: float = 0.0, progress: Listener | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Plan:  # fmt: skip
    """Give the waiting cases their pairs; the best found within `seconds`, the same every time if they suffice.

    It stops earlier once it is `within` so many points a case of the best possible.
    """
    begun = clock()
    board = Board(needs, candidates, weights, costs)
    tell = progress or (lambda _: None)
    best = greedy(board)
    best_cost, bound = cost_of(board, best), board.cheapest()

    def left() -> float:
        return seconds - (clock() - begun)

    def said(stage: str, cost: float) -> None:
        tell(Progress(stage, cost, bound, clock() - begun))

    enough = within * len(board.needs) + EPS
    programme = Programme(board, enough)

    def better(known: float, cost: float) -> None:
        said("choosing", min(cost, known))

    for case, pair in best.items():
        programme.add(case, [pair])
    for case, costs_of in enumerate(board.cost):
        programme.add(case, np.argsort(costs_of, kind="stable")[:FIRST].tolist())
    prices: NDArray[np.float64] | None = None
    is_priced = False
    while left() > 0:
        relaxed = programme.relaxed(left())
        if relaxed is None:
            break
        cost, prices = relaxed
        reduced = [_reduced(board, case, prices) for case in range(len(board.needs))]
        bound = max(bound, cost + sum(min(0.0, float(r.min(initial=0.0))) for r in reduced))
        said("pricing", best_cost)
        is_priced = not sum(programme.add(case, _paying(r)) for case, r in enumerate(reduced))
        if is_priced:
            break
    for most in ROUNDS:
        if prices is None or left() <= 0 or best_cost - bound <= enough:
            break
        _widen(programme, prices, best_cost - bound, most)
        found, least = programme.chosen(best, left(), partial(better, best_cost))
        if cost_of(board, found) < best_cost:
            best, best_cost = found, cost_of(board, found)
        if is_priced and not _promising(programme, prices, best_cost - bound):
            bound = max(bound, min(least, best_cost))  # what was left out is in no plan better than the one found
        said("choosing", best_cost)
    return _told(board, best, best_cost, bound, clock() - begun)


def greedy(board: Board) -> Chosen:
    """A first plan: the longest waiting case first, each the cheapest pair that is still free."""
    used = [0] * len(board.people)
    chosen: Chosen = {}
    for case in sorted(range(len(board.needs)), key=lambda c: (-board.unmet[c], len(board.cost[c]), c)):
        extra = np.array([s[used[p]] if used[p] < len(s) else np.inf for p, s in enumerate(board.steps)])
        extra = np.where(board.spared(case), 0.0, extra)
        costs = board.cost[case] + extra[board.one[case]] + extra[board.other[case]]
        if costs.size and costs.min() < board.unmet[case]:
            chosen[case] = int(costs.argmin())
            for person in board.uses(case, chosen[case]):
                used[person] += 1
    return chosen


def cost_of(board: Board, chosen: Chosen) -> float:
    """What a plan costs: pairs, cases left waiting, and the steps of everybody's load; infinite if anybody is over."""
    used = [0] * len(board.people)
    total = sum(price for case, price in enumerate(board.unmet) if case not in chosen)
    for case, pair in chosen.items():
        total += float(board.cost[case][pair])
        for person in board.uses(case, pair):
            used[person] += 1
    if any(n > len(steps) for n, steps in zip(used, board.steps, strict=True)):
        return float("inf")
    return total + sum(sum(steps[:n]) for n, steps in zip(used, board.steps, strict=True))


def _reduced(board: Board, case: int, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    people = np.where(board.spared(case), 0.0, prices[len(board.needs) :])
    reduced: NDArray[np.float64] = board.cost[case] - prices[case] - people[board.one[case]] - people[board.other[case]]
    return reduced


def _paying(reduced: NDArray[np.float64]) -> list[int]:
    order = np.argsort(reduced, kind="stable")[:MORE]
    return [int(p) for p in order if reduced[p] < -EPS]


def _widen(programme: Programme, prices: NDArray[np.float64], distance: float, most: int) -> None:
    for _, case, pair in sorted(_promising(programme, prices, distance))[:most]:
        programme.add(case, [pair])


def _promising(programme: Programme, prices: NDArray[np.float64], distance: float) -> list[tuple[float, int, int]]:
    """Pairs left out that a better plan could still hold: those whose reduced cost is within the distance."""
    return [
        (float(reduced[pair]), case, pair)
        for case in range(len(programme.board.needs))
        for reduced in [_reduced(programme.board, case, prices)]
        for pair in np.flatnonzero(reduced <= distance + EPS).tolist()
        if pair not in programme.known[case]
    ]


def _told(board: Board, best: Chosen, cost: float, bound: float, seconds: float) -> Plan:
    pairs = []
    for case, pair in sorted(best.items()):
        a, b = board.people[int(board.one[case][pair])], board.people[int(board.other[case][pair])]
        first, second = (b, a) if b.experienced and not a.experienced else (a, b)
        pairs.append(Planned(board.needs[case].id, (first.id, second.id), -int(board.cost[case][pair])))
    waiting = tuple(n.id for case, n in enumerate(board.needs) if case not in best)
    short = max(0.0, cost - bound)
    return Plan(
        tuple(pairs), waiting, cost, bound, gap=short / max(1.0, sum(board.unmet) - bound),
        per_case=short / max(1, len(board.needs)), seconds=seconds, is_best=short <= 1,
    )  # fmt: skip
