"""THE table of soft reasons: each a share from -1 to 1 that an office's policy gives its weight."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from volunteers.matching.facts import Candidate, Need, days_of, times_together
from volunteers.matching.hard import speaks

Found = tuple[float, int]  # the share, and the number that is told with it
SILENT: Final[Found] = (0.0, 0)


@dataclass(frozen=True, slots=True)
class Soft:
    """One row: the code whose weight the office sets, and what it finds; a share of nothing is not told."""

    code: str
    finds: Callable[[Candidate, Need], Found]


@dataclass(frozen=True, slots=True)
class PairSoft:
    """One row about two people together; it is asked only of needs it `concerns`."""

    code: str
    finds: Callable[[Candidate, Candidate, Need], Found]
    concerns: Callable[[Need], bool] = lambda _: True


def _language(c: Candidate, n: Need) -> Found:
    """How well they speak the language of the case they speak best: b2 is enough, native is most."""
    best = max((c.languages.get(one, 0) for one in n.languages), default=0)
    return (max(0.0, (best - 4) / 3), best)


def _experience(c: Candidate, n: Need) -> Found:
    times = max((c.mediated.get(kind, 0) for kind in n.kinds), default=0)
    return (min(times, 4) / 4, times)


def _speciality(c: Candidate, n: Need) -> Found:
    known = len(n.kinds & c.specialities)
    return (1.0, known) if known else SILENT


def _wished(c: Candidate, n: Need) -> Found:
    if not c.wished_kinds or not n.kinds:
        return SILENT
    return (1.0, 1) if n.kinds & c.wished_kinds else (-1.0, 0)


def _distance(c: Candidate, n: Need) -> Found:
    if c.id not in n.km:
        return SILENT
    return (max(-1.0, -n.km[c.id] / 50), n.km[c.id])


def _load(c: Candidate, _: Need) -> Found:
    """The year's cases against the year's wish, in per cent: nothing yet is best, the wish met is neutral."""
    share = c.taken / max(1, c.wish)
    return (max(-1.0, 1.0 - share), round(share * 100))


def _on_hand(c: Candidate, _: Need) -> Found:
    return (-c.open_cases / max(1, c.most), c.open_cases)


def _idle(c: Candidate, _: Need) -> Found:
    return SILENT if c.idle_days is None else (min(1.0, c.idle_days / 180), c.idle_days)


def _agreed(c: Candidate, n: Need) -> Found:
    return (1.0, 1) if c.id in n.agreed | n.accepted else SILENT


def _doubtful(c: Candidate, n: Need) -> Found:
    return (-1.0, 1) if c.id in n.doubtful else SILENT


def _times(a: Candidate, b: Candidate, n: Need) -> Found:
    """On how many days the parties and both could meet; nothing is told of times that somebody has not told."""
    if n.times is None or a.free is None or b.free is None:
        return SILENT
    common = days_of(times_together(n, a, b), n.a_day)
    return (min(common, 6) / 6, common)


def _together(a: Candidate, b: Candidate, _: Need) -> Found:
    """A few cases together help; always the same two learn nothing from others."""
    times = a.together.get(b.id, 0) or b.together.get(a.id, 0)
    return SILENT if not times else (min(times, 3) / 3 if times <= 5 else -1.0, times)


def _genders(a: Candidate, b: Candidate, _: Need) -> Found:
    if not a.gender or not b.gender:
        return SILENT
    return (1.0, 1) if a.gender != b.gender else (-1.0, 0)


def _learning(a: Candidate, b: Candidate, _: Need) -> Found:
    return (1.0, 1) if a.experienced != b.experienced else SILENT


def _both_speak(a: Candidate, b: Candidate, n: Need) -> Found:
    return (1.0, 2) if all(speaks(a, one) and speaks(b, one) for one in n.languages) else (-0.5, 1)


# fmt: off
SOFT: Final[tuple[Soft, ...]] = (
    Soft("language",       _language),
    Soft("experience",     _experience),
    Soft("speciality",     _speciality),
    Soft("wished_kind",    _wished),
    Soft("distance",       _distance),
    Soft("load",           _load),
    Soft("on_hand",        _on_hand),
    Soft("idle",           _idle),
    Soft("agreed",         _agreed),
    Soft("doubtful",       _doubtful),
)
SOFT_PAIR: Final[tuple[PairSoft, ...]] = (
    PairSoft("times",      _times),
    PairSoft("together",   _together),
    PairSoft("genders",    _genders,     lambda n: n.mixed_genders),
    PairSoft("learning",   _learning),
    PairSoft("both_speak", _both_speak,  lambda n: len(n.languages) > 1),
)
# fmt: on
WEIGHTED: Final = tuple(row.code for row in SOFT) + tuple(row.code for row in SOFT_PAIR)
