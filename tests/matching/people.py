"""A candidate and a need in which nothing stands in the way, to change one thing at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from volunteers.matching import SOFT, SOFT_PAIR, WEIGHTED, Candidate, Need

DAY = date(2026, 9, 1)
EVEN = dict.fromkeys(WEIGHTED, 10)
FITTING = Candidate(
    id="v_one", experienced=True, languages={"fi": 7}, areas=frozenset({"centre"}), travel_km=20, most=3,
    courses=frozenset({"close_relation"}), free=0b111, gender="f",
)  # fmt: skip
PLAIN = Need(id="c_one", day=DAY, kinds=frozenset({"violence"}), area="centre", times=0b011)


def somebody(who: str = "v_one", **changes: Any) -> Candidate:
    return replace(FITTING, id=who, **changes)


def need(**changes: Any) -> Need:
    return replace(PLAIN, **changes)


def alone(code: str, weight: int = 10) -> dict[str, int]:
    """Weights in which one reason counts and no other."""
    assert code in {row.code for row in SOFT} | {row.code for row in SOFT_PAIR}
    return dict.fromkeys(WEIGHTED, 0) | {code: weight}
