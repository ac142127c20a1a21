"""What is planned and at what cost, and what a plan tells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from volunteers.matching import Candidate, Need, fitting_pairs


@dataclass(frozen=True, slots=True)
class Costs:
    """The office's prices in points: a case left without a pair, a day it has waited, one more case against a wish."""

    unmet: int = 2000
    waited_day: int = 20
    fairness: int = 60


@dataclass(frozen=True, slots=True)
class Planned:
    """One case with its pair, the experienced one first."""

    need: str
    members: tuple[str, str]
    points: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The pairs, the cases left waiting, and how far from the best this may be at most.

    `cost` is what was found, in points, less than nothing when much speaks for the pairs; `bound` is what no plan goes
    below; `gap` is their distance as a share of what the best could save against leaving every case waiting, and
    `per_case` the same in points a case; `is_best` when it is proved that none is a point better.
    """

    pairs: tuple[Planned, ...]
    waiting: tuple[str, ...]
    cost: float
    bound: float
    gap: float
    per_case: float
    seconds: float
    is_best: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the planner is: `pricing` or `choosing`, the best cost so far and the bound, after so many seconds."""

    stage: str
    best: float
    bound: float
    seconds: float


class Board:
    """The problem in numbers: cases, volunteers in the order of their ids, every fitting pair with its cost."""

    def __init__(
        self, needs: Iterable[Need], candidates: Iterable[Candidate], weights: Mapping[str, int], costs: Costs
    ) -> None:
        self.needs = sorted(needs, key=lambda n: n.id)
        self.people = sorted(candidates, key=lambda c: c.id)
        self.place = {c.id: i for i, c in enumerate(self.people)}
        self.unmet = [float(costs.unmet + costs.waited_day * max(0, n.waited_days)) for n in self.needs]
        self.one: list[NDArray[np.int64]] = []
        self.other: list[NDArray[np.int64]] = []
        self.cost: list[NDArray[np.float64]] = []
        for need in self.needs:
            found = sorted((self.place[a], self.place[b], -p) for p, a, b in fitting_pairs(need, self.people, weights))
            table = np.array(found, dtype=np.int64).reshape(len(found), 3)
            self.one.append(table[:, 0])
            self.other.append(table[:, 1])
            self.cost.append(table[:, 2].astype(np.float64))
        self.steps = [list(_steps(c, costs.fairness)) for c in self.people]

    def uses(self, case: int, pair: int) -> list[int]:
        """Whose load a pair adds to: those who have this case already carry nothing new."""
        need = self.needs[case]
        both = (int(self.one[case][pair]), int(self.other[case][pair]))
        return [p for p in both if self.people[p].id not in need.accepted | need.agreed]

    def cheapest(self) -> float:
        """What no plan goes below, before anything is solved: each case at its best, as if it were alone."""
        return sum(
            min(unmet, float(cost.min(initial=unmet))) for unmet, cost in zip(self.unmet, self.cost, strict=True)
        )

    def spared(self, case: int) -> NDArray[np.bool_]:
        """Which people a case costs no new load."""
        need = self.needs[case]
        return np.array([c.id in need.accepted | need.agreed for c in self.people], dtype=np.bool_)


def _steps(candidate: Candidate, fairness: int) -> Iterator[float]:
    """What the first, second and further case more would cost: the growth of the squared load against the wish."""
    wish = max(1, candidate.wish)
    for more in range(max(0, candidate.most - candidate.open_cases)):
        yield fairness * (2 * (candidate.taken + more) + 1) / wish
