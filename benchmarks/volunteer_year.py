"""One year of a generated office, week by week, under one way of giving cases to pairs; the ways meet the same year."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from benchmarks.volunteer_office import BEGAN, Arrival, arrivals, volunteers
from tests.matching.lawful import may_mediate_together
from volunteers.matching import Candidate, Need, broken, broken_by_pair
from volunteers.planning import plan

Given = dict[str, tuple[str, str]]
Way = Callable[[list[Need], list[Candidate], random.Random], Given]
PATIENCE: Final = 14  # days: a case without a pair for longer is counted as unmet
SAYS_NO: Final = 0.08  # share of offers that are declined
WEIGHTS: Final = {
    "language": 20, "experience": 25, "speciality": 20, "wished_kind": 25, "distance": 20, "load": 60, "on_hand": 30,
    "idle": 15, "agreed": 80, "doubtful": 40, "times": 30, "together": 15, "genders": 40, "learning": 15,
    "both_speak": 15,
}  # fmt: skip


def planned(needs: list[Need], people: list[Candidate], _: random.Random) -> Given:
    """The planner, all cases of the week at once, stopped within ten points a case of the best; a pair has some 200."""
    made = plan(needs, people, WEIGHTS, seconds=60, within=10.0)
    return {p.need: p.members for p in made.pairs}


def at_random(needs: list[Need], people: list[Candidate], chance: random.Random) -> Given:
    """Case after case, any two that may take it, drawn by lot."""
    return _one_by_one(needs, people, lambda fit: chance.sample(fit, len(fit)))


class RoundRobin:
    """Case after case, the next on the list who may take it, and the next after them who may with them."""

    def __init__(self) -> None:
        self.last = ""

    def __call__(self, needs: list[Need], people: list[Candidate], _: random.Random) -> Given:
        return _one_by_one(needs, people, self._in_turn, self._went)

    def _in_turn(self, fit: list[Candidate]) -> list[Candidate]:
        return sorted(fit, key=lambda c: (c.id <= self.last, c.id))

    def _went(self, members: tuple[str, str]) -> None:
        self.last = members[1]


def _one_by_one(
    needs: list[Need], people: list[Candidate], ordered: Callable[[list[Candidate]], list[Candidate]],
    went: Callable[[tuple[str, str]], None] = lambda _: None,
) -> Given:  # fmt: skip
    now, given = {c.id: c for c in people}, Given()
    for need in sorted(needs, key=lambda n: (-n.waited_days, n.id)):
        queue = ordered([c for c in now.values() if not broken(c, need)])
        pair = next(
            ((a, b) for n, a in enumerate(queue) for b in queue[n + 1 :] if not broken_by_pair(a, b, need)), None
        )
        if pair is not None:
            given[need.id] = (pair[0].id, pair[1].id)
            went(given[need.id])
            for c in pair:
                now[c.id] = replace(c, open_cases=c.open_cases + 1)
    return given


@dataclass
class Year:
    """What a year came to: cases, those that waited too long, hard rules broken, and everybody's load by wish."""

    cases: int = 0
    unmet: int = 0
    waited: list[int] = field(default_factory=list)
    broken: int = 0
    loads: list[float] = field(default_factory=list)

    @property
    def gini(self) -> float:
        """0 when everybody has the same share of their wish, near 1 when one has everything."""
        loads, n = sorted(self.loads), len(self.loads)
        return sum((2 * i - n + 1) * load for i, load in enumerate(loads)) / (n * sum(loads))

    @property
    def peak(self) -> float:
        """The largest share of a wish against the mean."""
        return max(self.loads) * len(self.loads) / sum(self.loads)


def year(seed: int, way: Way, people_count: int = 200, per_year: int = 800) -> Year:
    """Play one year; who declines, and how long a case takes, depends on the seed and the case and on no way."""
    chance = random.Random(seed)
    people = volunteers(chance, people_count)
    coming = arrivals(chance, people, per_year=per_year)
    office = _Office(seed, {c.id: c for c in people}, way)
    for monday in range(0, 371, 7):
        office.week(BEGAN + timedelta(days=monday), [a for a in coming if monday - 7 <= (a.on - BEGAN).days < monday])
    return office.told()


class _Office:
    def __init__(self, seed: int, people: dict[str, Candidate], way: Way) -> None:
        self.seed, self.people, self.way, self.chance = seed, people, way, random.Random(seed)
        self.waiting: dict[str, tuple[date, Need]] = {}
        self.ends: list[tuple[date, tuple[str, str]]] = []
        self.last: dict[str, date] = {}
        self.result = Year()

    def week(self, monday: date, arrived: list[Arrival]) -> None:
        self.waiting |= {a.need.id: (a.on, a.need) for a in arrived}
        self.result.cases += len(arrived)
        self._close(monday)
        for v, c in self.people.items():
            idle = (monday - self.last[v]).days if v in self.last else None
            self.people[v] = replace(c, idle_days=idle)
        needs = [replace(n, day=monday, waited_days=(monday - on).days) for on, n in self.waiting.values()]
        given = self.way(needs, list(self.people.values()), self.chance)
        self._check(given, {n.id: n for n in needs})
        for case, members in sorted(given.items()):
            self._offer(monday, case, members)

    def _close(self, monday: date) -> None:
        for _, pair in [e for e in self.ends if e[0] <= monday]:
            for v in pair:
                self.people[v] = replace(self.people[v], open_cases=self.people[v].open_cases - 1)
        self.ends = [e for e in self.ends if e[0] > monday]

    def _check(self, given: Given, needs: dict[str, Need]) -> None:
        """By the rules as the tests write them down, and nobody over what they take."""
        more: dict[str, int] = {}
        for case, (a, b) in given.items():
            self.result.broken += not may_mediate_together(self.people[a], self.people[b], needs[case])
            more |= {v: more.get(v, 0) + 1 for v in (a, b)}
        self.result.broken += sum(self.people[v].open_cases + n > self.people[v].most for v, n in more.items())

    def _offer(self, monday: date, case: str, members: tuple[str, str]) -> None:
        on, need = self.waiting[case]
        no = {v for v in members if random.Random(f"{self.seed} {case} {v}").random() < SAYS_NO}
        if no:
            self.waiting[case] = (on, replace(need, declined=need.declined | no))
            return
        del self.waiting[case]
        waited = (monday - on).days
        self.result.waited.append(waited)
        self.result.unmet += waited > PATIENCE
        weeks = random.Random(f"{self.seed} {case}").randrange(6, 13)
        self.ends.append((monday + timedelta(weeks=weeks), members))
        for v, other in (members, members[::-1]):
            c, self.last[v] = self.people[v], monday
            kind = next(iter(need.kinds))
            self.people[v] = replace(
                c, open_cases=c.open_cases + 1, taken=c.taken + 1,
                mediated=dict(c.mediated) | {kind: c.mediated.get(kind, 0) + 1},
                together=dict(c.together) | {other: c.together.get(other, 0) + 1},
            )  # fmt: skip

    def told(self) -> Year:
        end = BEGAN + timedelta(days=371)
        self.result.unmet += sum((end - on).days > PATIENCE for on, _ in self.waiting.values())
        may = [c for c in self.people.values() if c.active and c.admitted and c.trained]
        self.result.loads = [c.taken / c.wish for c in may]
        return self.result
