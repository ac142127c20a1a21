"""Matching, planning and conflicts: on a sealed office, and over years of a generated one beside two simpler ways.

`python -m benchmarks.matching`. Twenty years of an office of 200 volunteers are played by the planner, by lot and in
turn; the years, the rules, who declines and how long cases take are the same for all three.
"""

import time
from collections.abc import Callable
from statistics import mean, median
from typing import Final

from benchmarks.measure import Row, at_most, beside, run
from benchmarks.offices import office
from benchmarks.sealed_office import Planted, fill
from benchmarks.volunteer_year import RoundRobin, Way, Year, at_random, planned, year
from mediation.actions.candidates import register
from mediation.actions.conflicts import conflicts
from mediation.cases.conflicts import Strength
from mediation.queries import matching
from mediation.work import unit

SEEDS: Final = range(1, 21)
WAYS: Final[tuple[tuple[str, Callable[[], Way]], ...]] = (
    ("planner",     lambda: planned),
    ("by lot",      lambda: at_random),
    ("in turn",     RoundRobin),
)  # fmt: skip


def rows() -> list[Row]:
    """All of it."""
    with office("sqlite") as stage:
        made = fill(stage)
        found = [*of_conflicts(made), *of_ranking(made), *of_planning(made)]
    return found + of_years()


def of_conflicts(made: Planted) -> list[Row]:
    """Every link that was planted is found; what else is flagged is a false alarm."""
    missed, alarms, looks, kinds = 0, 0, 0, set[str]()
    with unit(made.stage.app, made.stage.actors["adviser"]) as work:
        everybody = list(register(work).volunteers.values())
        for case_id in made.waiting:
            links = conflicts(work, work.stores.cases.get(case_id), everybody)
            volunteer, signal = made.links.get(case_id, ("", ""))
            there = {h.signal for h in links.get(volunteer, ())}  # type: ignore[call-overload]
            missed += bool(signal) and signal not in there
            kinds |= {signal} & there
            false = [found for v, found in links.items() if v != volunteer]
            alarms += len(false)
            looks += sum(all(h.strength is Strength.LOOK for h in found) for found in false)
    pairs = len(made.waiting) * len(everybody)
    return [
        at_most("planted conflicts not found", missed, 0, detail=f"of {len(made.links)}, {len(kinds)} kinds of link"),
        beside("false alarms, per cent of volunteers of a case", 100 * alarms / pairs, " %",
               f"{alarms} in {pairs:,}; {looks} are only looked at, {alarms - looks} bar"),
    ]  # fmt: skip


def of_ranking(made: Planted) -> list[Row]:
    """One case ranked, from the database to the reasons in words, its reading journalled; by the thread's own time."""
    spent, by_the_clock = [], []
    for case_id in made.waiting[:40]:
        began, clock = time.thread_time(), time.perf_counter()
        with unit(made.stage.app, made.stage.actors["adviser"]) as work:
            answer = matching.match(work, case_id)
        spent.append((time.thread_time() - began) * 1000)
        by_the_clock.append((time.perf_counter() - clock) * 1000)
        assert answer["pairs"]
    detail = f"{len(made.volunteers)} volunteers, all pairs; {median(by_the_clock):.0f} ms by the clock"
    return [at_most("one case ranked, conflicts and sealed reading included", median(spent), 100, " ms", detail)]


def of_planning(made: Planted) -> list[Row]:
    """All waiting cases planned through the same reading."""
    began = time.perf_counter()
    with unit(made.stage.app, made.stage.actors["adviser"]) as work:
        answer = matching.plan_waiting(work, seconds=25)
    spent = time.perf_counter() - began
    left, gap = len(answer["waiting"]), answer["gap"]
    detail = f"gap {gap:.3%} of what it saves, {answer['points_a_case_from_best']} points a case; {left} left waiting"
    return [at_most("100 waiting cases planned, sealed reading included", spent, 30, " s", detail)]


def of_years() -> list[Row]:
    """Twenty years, each played three times."""
    played = {name: [year(seed, way()) for seed in SEEDS] for name, way in WAYS}
    own, others = played["planner"], [played[name] for name, _ in WAYS[1:]]
    detail = f"{len(own)} years, {sum(y.cases for y in own):,} cases, checked by rules written apart"
    found = [at_most("hard rules broken by the planner", sum(y.broken for y in own), 0, detail=detail)]
    for name, years in played.items():
        found.append(Row(f"{name}: unmet · Gini · max ÷ mean · mean wait", _told(years), detail=_worst(years)))
    for what, of in (("cases unmet", _unmet), ("Gini of load by wish", _gini), ("max ÷ mean of load by wish", _peak)):
        for (name, _), years in zip(WAYS[1:], others, strict=True):
            ratio = of(own) / max(of(years), 1e-9)
            better = sum(of([a]) < of([b]) for a, b in zip(own, years, strict=True))
            detail = f"better in {better} of {len(own)} years"
            found.append(Row(f"{what}, planner ÷ {name}", f"{ratio:.2f}x", "< 1x", ratio < 1, detail))
    return found


def _unmet(years: list[Year]) -> float:
    return 100 * sum(y.unmet for y in years) / sum(y.cases for y in years)


def _gini(years: list[Year]) -> float:
    return mean(y.gini for y in years)


def _peak(years: list[Year]) -> float:
    return mean(y.peak for y in years)


def _told(years: list[Year]) -> str:
    wait = mean(mean(y.waited) for y in years)
    return f"{_unmet(years):.1f} % · {_gini(years):.3f} · {_peak(years):.2f} · {wait:.1f} d"


def _worst(years: list[Year]) -> str:
    return f"worst year: Gini {max(y.gini for y in years):.3f}, max ÷ mean {max(y.peak for y in years):.2f}"


if __name__ == "__main__":
    run("matching", rows)
