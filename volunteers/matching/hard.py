"""THE table of hard rules: whoever breaks one is never proposed, whatever speaks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from volunteers.matching.facts import WORKING, Candidate, Need, times_together


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the code that is shown, the section or policy it rests on, and when it is broken."""

    code: str
    basis: str
    is_broken: Callable[[Candidate, Need], bool]


@dataclass(frozen=True, slots=True)
class PairRule:
    """One row about two people together; it is asked only of needs it `concerns`."""

    code: str
    basis: str
    is_broken: Callable[[Candidate, Candidate, Need], bool]
    concerns: Callable[[Need], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule somebody breaks, and what it rests on."""

    code: str
    basis: str


def speaks(candidate: Candidate, language: str) -> bool:
    """Whether somebody mediates in a language."""
    return candidate.languages.get(language, 0) >= WORKING


def _too_far(c: Candidate, n: Need) -> bool:
    return c.travel_km is not None and n.km.get(c.id, 0) > c.travel_km


def _elsewhere(c: Candidate, n: Need) -> bool:
    return bool(c.areas and n.area) and n.area not in c.areas


def _language_uncovered(a: Candidate, b: Candidate, n: Need) -> bool:
    return any(not speaks(a, language) and not speaks(b, language) for language in n.languages)


def _guided(n: Need) -> bool:
    return n.beginners_beside_experienced


def _bilingual(n: Need) -> bool:
    return len(n.languages) > 1


ACT, FAIR, POLICY = "1015/2005 §10", "434/2003 §27-29", "office policy"
# fmt: off
HARD: Final[tuple[Rule, ...]] = (
    #    code                  rests on   broken when
    Rule("not_active",         ACT,       lambda c, _: not c.active),
    Rule("not_admitted",       ACT,       lambda c, _: not c.admitted),
    Rule("not_trained",        ACT,       lambda c, _: not c.trained),
    Rule("course_missing",     POLICY,    lambda c, n: not n.courses <= c.courses),
    Rule("in_conflict",        FAIR,      lambda c, n: c.id in n.barred),
    Rule("declined",           POLICY,    lambda c, n: c.id in n.declined),
    Rule("resting",            POLICY,    lambda c, n: c.rests_until is not None and c.rests_until >= n.day),
    Rule("at_their_most",      POLICY,    lambda c, n: c.open_cases >= c.most and c.id not in n.accepted | n.agreed),
    Rule("no_language",        "1015/2005 §16(1)", lambda c, n: not any(speaks(c, one) for one in n.languages)),
    Rule("outside_their_area", POLICY,    _elsewhere),
    Rule("too_far",            POLICY,    _too_far),
    Rule("no_time",            POLICY,    lambda c, n: times_together(n, c, c) == 0),
)
#        code                  rests on            broken when                                          asked of
HARD_PAIR: Final[tuple[PairRule, ...]] = (
    PairRule("nobody_experienced", POLICY,             lambda a, b, _: not (a.experienced or b.experienced), _guided),
    PairRule("language_uncovered", "1015/2005 §16(1)", _language_uncovered,                             _bilingual),
    PairRule("no_time_together",   POLICY,             lambda a, b, n: times_together(n, a, b) == 0),
    PairRule("stay_apart",         POLICY,             lambda a, b, _: b.id in a.apart or a.id in b.apart),
)
# fmt: on


def broken(candidate: Candidate, need: Need) -> tuple[Broken, ...]:
    """Every hard rule one candidate breaks for a need; nothing when they may be proposed."""
    return tuple(Broken(rule.code, rule.basis) for rule in HARD if rule.is_broken(candidate, need))


def broken_by_pair(one: Candidate, other: Candidate, need: Need) -> tuple[Broken, ...]:
    """Every hard rule two candidates break together, their own ones apart."""
    return tuple(
        Broken(rule.code, rule.basis) for rule in HARD_PAIR if rule.concerns(need) and rule.is_broken(one, other, need)
    )
