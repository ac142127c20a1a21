"""What matching looks at: a volunteer as a candidate, and what one case needs of its mediators."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

LEVELS: Final = ("a1", "a2", "b1", "b2", "c1", "c2", "native")
WORKING: Final = 4  # b2: the least level at which a case is mediated in a language


def level(name: str) -> int:
    """The rank of a level of the European framework, from 1 for `a1` to 7 for `native`; 0 for none of them."""
    return LEVELS.index(name) + 1 if name in LEVELS else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One volunteer on the day of matching.

    `languages`: language → rank of its level; `courses`: kinds with a valid certificate; `mediated`: kind of case →
    how many; `most`: open cases at once, the most they take; `taken` and `wish`: cases of the last twelve months, and
    how many a year they wish; `idle_days`: since their last case; `free`: bit n is the n-th time of the caller's own
    grid, None when nobody knows; `together`: other volunteer → cases mediated together; `apart`: with whom never.
    """

    id: str
    active: bool = True
    admitted: bool = True
    trained: bool = True
    experienced: bool = False
    courses: frozenset[str] = frozenset()
    rests_until: date | None = None
    languages: Mapping[str, int] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()
    travel_km: int | None = None
    specialities: frozenset[str] = frozenset()
    wished_kinds: frozenset[str] = frozenset()
    mediated: Mapping[str, int] = field(default_factory=dict)
    open_cases: int = 0
    most: int = 2
    taken: int = 0
    wish: int = 6
    idle_days: int | None = None
    gender: str = ""
    free: int | None = None
    together: Mapping[str, int] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one case needs on a day (Helsinki).

    `languages` are spoken without an interpreter; `courses` are asked for beyond the basic one; `times` as in
    `Candidate.free`, so many of them `a_day`; `km`: volunteer → how far away; `barred`: volunteers who may not take
    it; `doubtful`: volunteers whose link to the case an adviser looks at first; `declined`: who said no to it;
    `accepted` stay in the pair; `agreed` were offered it or put in line for it; `waited_days` since the case began to
    wait.
    """

    id: str
    day: date
    languages: frozenset[str] = frozenset({"fi"})
    kinds: frozenset[str] = frozenset()
    courses: frozenset[str] = frozenset()
    area: str = ""
    km: Mapping[str, int] = field(default_factory=dict)
    times: int | None = None
    a_day: int = 1
    mixed_genders: bool = False
    beginners_beside_experienced: bool = True
    barred: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()
    waited_days: int = 0


ALWAYS: Final = -1  # every bit set: whoever's times are not known is taken to be free


def times_together(need: Need, one: Candidate, other: Candidate) -> int:
    """The times that suit the parties and both, as bits; ALWAYS when nobody's are known."""
    common = ALWAYS if need.times is None else need.times
    if one.free is not None:
        common &= one.free
    return common if other.free is None else common & other.free


def days_of(times: int, a_day: int) -> int:
    """On how many days there is any of these times, where so many bits are one day."""
    if a_day == 1:
        return times.bit_count()
    folded, span = times, 1
    while span < a_day:
        step = min(span, a_day - span)
        folded |= folded >> step
        span += step
    return (folded & _mornings(a_day, -(-times.bit_length() // a_day))).bit_count()


@cache
def _mornings(a_day: int, days: int) -> int:
    """The first bit of each day."""
    return sum(1 << (a_day * number) for number in range(days))
