"""The ranking: whoever breaks no hard rule, two by two, by the weighted sum of what speaks for and against them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from volunteers.matching.facts import Candidate, Need
from volunteers.matching.hard import HARD_PAIR, Broken, broken
from volunteers.matching.soft import SOFT, SOFT_PAIR

Weights = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing for or against: its code, its points, the number told with it, whose it is or `` of both."""

    code: str
    points: int
    number: int
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mediators proposed for a need, the experienced one first, with every reason."""

    members: tuple[str, str]
    points: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best pairs, best first; how many there were; and who breaks which hard rules by themselves."""

    pairs: tuple[Pair, ...]
    fitting: int
    passed_over: Mapping[str, tuple[Broken, ...]]


def rank(need: Need, candidates: Iterable[Candidate], weights: Weights, most: int = 10) -> Ranking:
    """The best pairs for a need; equal ones in the order of their ids, so that the answer is always the same."""
    fit, passed_over = _sifted(need, candidates)
    scored = list(_scored(need, fit, weights))
    best = nsmallest(most, scored, key=lambda p: (-p[0], p[1].id, p[2].id))
    pairs = tuple(_explained(need, a, b, weights) for _, a, b in best)
    return Ranking(pairs, len(scored), passed_over)


def fitting_pairs(need: Need, candidates: Iterable[Candidate], weights: Weights) -> Iterator[tuple[int, str, str]]:
    """Every pair that breaks no hard rule, with its points, in no order."""
    fit, _ = _sifted(need, candidates)
    return ((points, a.id, b.id) for points, a, b in _scored(need, fit, weights))


def _sifted(need: Need, candidates: Iterable[Candidate]) -> tuple[list[Candidate], dict[str, tuple[Broken, ...]]]:
    fit, passed_over = list[Candidate](), dict[str, tuple[Broken, ...]]()
    for candidate in sorted(candidates, key=lambda c: c.id):
        rules = broken(candidate, need)
        if rules:
            passed_over[candidate.id] = rules
        else:
            fit.append(candidate)
    return fit, passed_over


def _scored(need: Need, fit: list[Candidate], weights: Weights) -> Iterator[tuple[int, Candidate, Candidate]]:
    own = {c.id: sum(r.points for r in _own_reasons(c, need, weights)) for c in fit}
    rows = [(row.finds, weights[row.code]) for row in SOFT_PAIR if weights[row.code] and row.concerns(need)]
    rules = [rule.is_broken for rule in HARD_PAIR if rule.concerns(need)]
    for a, b in _couples(need, fit):
        for is_broken in rules:
            if is_broken(a, b, need):
                break
        else:
            points = own[a.id] + own[b.id]
            for finds, weight in rows:
                share = finds(a, b, need)[0]
                if share:
                    points += round(weight * share)
            yield points, a, b


def _couples(need: Need, fit: list[Candidate]) -> Iterable[tuple[Candidate, Candidate]]:
    """Every two; with somebody who accepted already, only those the accepted are in."""
    kept = [c for c in fit if c.id in need.accepted]
    if len(kept) >= 2:
        return combinations(kept, 2)
    if kept:
        return ((min(kept[0], c, key=_id), max(kept[0], c, key=_id)) for c in fit if c is not kept[0])
    return combinations(fit, 2)


def _id(candidate: Candidate) -> str:
    return candidate.id


def _own_reasons(candidate: Candidate, need: Need, weights: Weights) -> Iterator[Reason]:
    for row in SOFT:
        share, number = row.finds(candidate, need)
        points = round(weights[row.code] * share)
        if points:
            yield Reason(row.code, points, number, candidate.id)


def _explained(need: Need, a: Candidate, b: Candidate, weights: Weights) -> Pair:
    first, second = (b, a) if b.experienced and not a.experienced else (a, b)
    reasons = [*_own_reasons(first, need, weights), *_own_reasons(second, need, weights)]
    for row in (r for r in SOFT_PAIR if r.concerns(need)):
        share, number = row.finds(a, b, need)
        points = round(weights[row.code] * share)
        if points:
            reasons.append(Reason(row.code, points, number))
    reasons.sort(key=lambda r: (-r.points, r.code, r.whose))
    return Pair((first.id, second.id), sum(r.points for r in reasons), tuple(reasons))
