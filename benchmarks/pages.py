"""What a page of the staff costs the server in an office of many cases: `python -m benchmarks.pages [--most 20000]`.

Real cases are planted, sealed and indexed, and the same pages opened in two sizes of one office. Goals: 95 of 100
openings within 100 ms at 20,000 cases; lists and searches at most 1.2 times what they cost at 1,000.
"""

import argparse
import sys
import time
from dataclasses import replace
from statistics import median, quantiles
from typing import Final

from benchmarks.measure import Row, show
from benchmarks.offices import deadlines_of, office
from benchmarks.sample import a_case
from mediation.cases.assignment import Assignment
from mediation.demo.stage import Stage
from tests.web.conftest import Visitor

FIRST, MOST, BATCH, ROUNDS = 1_000, 20_000, 200, 60
SLOWEST, GROWTH = 100.0, 1.2
LISTS: Final = {
    "today": "/today", "cases": "/cases", "cases accepted": "/cases?state=accepted",
    "cases overdue": "/cases?overdue=yes", "cases waiting for a party": "/cases?waits_for=party",
}  # fmt: skip
OF_A_CASE: Final = ("", "/people", "/timeline", "/consents", "/conditions", "/decision", "/steps", "/papers")


def plant(stage: Stage, first: int, last: int) -> str:
    """Cases of these numbers, some hundreds to a transaction; the id of the newest."""
    made = ""
    for start in range(first, last, BATCH):
        with stage.app.open_stores() as stores, stores.transaction():
            for number in range(start, min(start + BATCH, last)):
                case = a_case(number, office=stage.app.office.id, notes=0)
                deadlines = deadlines_of(stage, case)
                case.events.clear()
                for offer, name in zip(list(case.all(Assignment)), ("veikko", "maija"), strict=True):
                    case.put(replace(offer, volunteer=stage.volunteers[name]))
                stores.cases.add(case, stage.today)
                for deadline in deadlines:
                    stores.deadlines.add(deadline)
                made = case.id
    return made


def opened(stage: Stage, case: str) -> dict[str, list[float]]:
    """Milliseconds of every opening of every page, pages in turn."""
    adviser = Visitor(stage).sign_in("adviser")
    pages = LISTS | {f"case {page or '/overview'}": f"/cases/{case}{page}" for page in OF_A_CASE}
    spent: dict[str, list[float]] = {name: [] for name in [*pages, "search"]}
    for _ in range(ROUNDS):
        for name, path in pages.items():
            began = time.perf_counter()
            adviser.open(path)
            spent[name].append((time.perf_counter() - began) * 1000)
        adviser.open("/search")
        began = time.perf_counter()
        adviser.send("/search", text="Epäilty")
        spent["search"].append((time.perf_counter() - began) * 1000)
    return spent


def p95(spent: list[float]) -> float:
    """What 95 of 100 openings stay under."""
    return quantiles(spent, n=20)[-1]


def rows(most: int = MOST) -> list[Row]:
    """Each page at both sizes."""
    with office("sqlite") as stage:
        small = opened(stage, plant(stage, 0, FIRST))
        large = opened(stage, plant(stage, FIRST, most))
    found = []
    for name, spent in large.items():
        ratio, slow = median(spent) / median(small[name]), p95(spent)
        grows = name.startswith("case /") or ratio <= GROWTH
        detail = f"{ratio:.2f}x of {FIRST:,}; median {median(spent):.0f} ms"
        met = slow <= SLOWEST and grows
        found.append(Row(f"{name}, {most:,} cases: p95", f"{slow:.0f} ms", f"≤ {SLOWEST:.0f} ms", met, detail))
    return found


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--most", type=int, default=MOST)
    sys.exit(not show("Pages of the staff", rows(asked.parse_args().most)))
