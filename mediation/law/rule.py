"""Dated rules, the findings they give, and the ruling the findings add up to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.law.contradiction import Contradiction
from mediation.law.facts import Facts
from mediation.law.offence import Offence
from mediation.law.truth import Truth
from mediation.states.matter import MatterKind

Judge = Callable[[Facts, Offence | None], Truth]


ASSESSMENTS = frozenset(  # facts that a person of the office has to assess, with reasons (§3, §15)
    {
        "everyone_understands",
        "minor_dispute",
        "purposeful",
        "special_need_of_protection",
        "suitable",
        "victims_interest",
    }
)


class Result(StrEnum):
    """What one rule found."""

    HOLDS = "holds"
    BARS = "bars"
    UNKNOWN = "unknown"
    NEEDS_JUDGEMENT = "needs_judgement"


class Verdict(StrEnum):
    """What the findings add up to."""

    MAY = "may"
    MAY_NOT = "may_not"
    CANNOT_TELL_YET = "cannot_tell_yet"
    NEEDS_JUDGEMENT = "needs_judgement"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row, for initiatives made from `since` to `until`, both included; `judge` asks if it holds."""

    code: str
    section: str
    since: date
    until: date | None
    kinds: frozenset[MatterKind]
    judge: Judge


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found; only the facts in `would_change` could, by being otherwise, change it."""

    rule: str
    section: str
    result: Result
    used: tuple[tuple[str, object], ...] = ()
    missing: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """All findings of one table on one matter, the contradictions met, and the verdict."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def bars(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.result is Result.BARS)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts to ask for, each once, in the order of the table."""
        return tuple(dict.fromkeys(m for f in self.findings if f.result is Result.UNKNOWN for m in f.missing))


def loaded(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The table, checked: ValueError names a rule without section or dates, or with overlapping dates."""
    for rule in rules:
        if not rule.section.strip():
            raise ValueError(f"rule {rule.code} has no section")
        if not isinstance(rule.since, date):
            raise ValueError(f"rule {rule.code} has no since")
        if rule.until is not None and rule.until < rule.since:
            raise ValueError(f"rule {rule.code} ends before it begins")
        if not rule.kinds:
            raise ValueError(f"rule {rule.code} is for no kind of matter")
    for i, one in enumerate(rules):
        for other in rules[i + 1 :]:
            apart = one.code != other.code or not one.kinds & other.kinds
            if not apart and one.since <= (other.until or date.max) and other.since <= (one.until or date.max):
                raise ValueError(f"rule {one.code} is in force twice on {max(one.since, other.since)}")
    return tuple(rules)


def in_force(rules: Sequence[Rule], initiative_on: date, kind: MatterKind) -> list[Rule]:
    """The rules for an initiative made on this day in Helsinki; a later law does not reach back."""
    return [
        r
        for r in rules
        if r.since <= initiative_on and (r.until is None or initiative_on <= r.until) and kind in r.kinds
    ]


def ruling(
    rules: Sequence[Rule], facts: Facts, row: Offence | None, against: Sequence[Contradiction], chosen_by: str
) -> Ruling:
    """Ask every rule in force; without kind and date of the initiative no rule can be chosen.

    `row` is the offence as it was on the day of the act, `against` what contradicts itself, and `chosen_by` the
    section that says which law is in force.
    """
    if facts.kind is None or facts.initiative_on is None:
        open_facts = tuple(n for n in ("kind", "initiative_on") if getattr(facts, n) is None)
        unchosen = Finding("law_in_force", chosen_by, Result.UNKNOWN, (), open_facts, open_facts)
        return Ruling(Verdict.CANNOT_TELL_YET, (unchosen,))
    chosen = in_force(rules, facts.initiative_on, facts.kind)
    findings = tuple(_finding(rule, facts, rule.judge(facts, row)) for rule in chosen)
    return Ruling(_verdict(findings, against), findings, tuple(against))


def _finding(rule: Rule, facts: Facts, truth: Truth) -> Finding:
    if truth.value is None:
        open_result = Result.NEEDS_JUDGEMENT if ASSESSMENTS.issuperset(truth.missing) else Result.UNKNOWN
        result, change = open_result, truth.missing + truth.because
    else:
        result, change = (Result.HOLDS if truth.value else Result.BARS), truth.because
    used = tuple((name, getattr(facts, name)) for name in truth.because)
    return Finding(rule.code, rule.section, result, used, truth.missing, change)


def _verdict(findings: Sequence[Finding], against: Sequence[Contradiction]) -> Verdict:
    """A bar that rests on contradicted facts decides nothing: a refusal is a decision open to appeal."""
    doubtful = {name for c in against for name in c.facts}
    results = {f.result for f in findings}
    if any(f.result is Result.BARS and not doubtful & set(f.would_change) for f in findings):
        return Verdict.MAY_NOT
    if against or Result.UNKNOWN in results:
        return Verdict.CANNOT_TELL_YET
    return Verdict.NEEDS_JUDGEMENT if Result.NEEDS_JUDGEMENT in results else Verdict.MAY
