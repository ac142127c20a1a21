"""A rule pack: all that one country's law says of mediation, as data; nothing outside it names the country."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from mediation.deadlines.table import DeadlineTable
from mediation.docs_templates.templates import Templates
from mediation.kernel.refusals import Invalid, Need
from mediation.law.consents import ConsentRow
from mediation.law.contradiction import Contradiction
from mediation.law.facts import Facts
from mediation.law.offence import Offence
from mediation.law.offence_table import Offences, in_force_on, offence_of
from mediation.law.questions import Asked
from mediation.law.rule import Result, Rule, Ruling, ruling
from mediation.states.machine import Lifecycle
from mediation.states.matter import MatterKind

OTHER_CLASS = "other"


@dataclass(frozen=True, eq=False, kw_only=True)
class RulePack:
    """One country's law; `since` is the first day on which an initiative can be made under it.

    `elsewhere` are the rules whose bar is no refusal but a transfer; `at_triage` those whose open facts triage must
    know. `sections` gives every code that can stand in the way its provision, `grounds` every ground of a decision
    the provisions applied. `classes` maps the beginning of an offence's section to its class for statistics.
    `templates` says which documents the country has, and where they lie.
    """

    code: str
    since: date
    eligibility: tuple[Rule, ...]
    initiator: tuple[Rule, ...]
    elsewhere: frozenset[str]
    at_triage: frozenset[str]
    consents: tuple[ConsentRow, ...]
    questions: Mapping[str, Asked]
    lifecycles: Mapping[MatterKind, Lifecycle]
    sections: Mapping[str, str]
    grounds: Mapping[str, tuple[str, ...]]
    offences: Offences
    classes: tuple[tuple[str, str], ...]
    contradictions: Callable[[Facts, Offence | None], tuple[Contradiction, ...]]
    deadlines: DeadlineTable
    citation: re.Pattern[str]
    link: Callable[[str], str]
    templates: Templates

    def __post_init__(self) -> None:
        """Refuse to load what is not whole; ValueError says what lacks."""
        for code, sections in self.grounds.items():
            wrong = [s for s in sections if not self.cites(s)]
            if wrong or not sections:
                raise ValueError(f"{self.code}: ground {code} cites no provision: {wrong}")
        empty = sorted(code for code, section in self.sections.items() if not section.strip())
        if empty:
            raise ValueError(f"{self.code}: no section for {empty}")

    @property
    def policy(self) -> str:
        """The default office policy under this law, as TOML."""
        return files(f"mediation.law.{self.code}").joinpath("policy.toml").read_text(encoding="utf-8")

    def assess(self, facts: Facts) -> Ruling:
        """May this matter be mediated? Every rule in force gives a finding with its section; nothing is stored.

        Raises nothing: what is not known is named in `Ruling.missing`, what contradicts in `contradictions`.
        """
        return _ruling(self, self.eligibility, facts)

    def may_initiate(self, facts: Facts) -> Ruling:
        """Was the one who made the initiative entitled to? Findings and verdict as in `assess`."""
        return _ruling(self, self.initiator, facts)

    def cites(self, text: str) -> bool:
        """Whether a text cites one provision in the way this law is cited."""
        return self.citation.fullmatch(text.strip()) is not None

    def need(self, code: str, subject: str = "") -> Need:
        """What lacks, with the section it rests on here."""
        return Need(code, self.sections[code], subject)

    def offence_on(self, code: str, day: date) -> Offence | None:
        """The offence as the law was on a day; None when the table has no row for it then."""
        return in_force_on(self.offences, code, day)

    def offence_class(self, code: str | None, field: str = "offence") -> str:
        """The class of an offence for statistics, `other` where none is given; Invalid for a code nobody knows."""
        if code is None:
            return OTHER_CLASS
        rows = self.offences.get(code)
        if rows is None:
            raise Invalid("this offence code is not known", fields=[(field, "unknown_code")])
        section = rows[-1].section
        fitting = [(start, name) for start, name in self.classes if _begins(section, start)]
        return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else OTHER_CLASS

    def belongs_elsewhere(self, found: Ruling) -> bool:
        """Whether the only bar is the venue, so that the matter is transferred and not refused."""
        bars = [f for f in found.findings if f.result is Result.BARS]
        return bool(bars) and all(bar.rule in self.elsewhere for bar in bars)


def _begins(section: str, start: str) -> bool:
    return section == start or section.startswith(start if start.endswith(":") else start + ".")


# The rules are pure and the same facts are asked about many times a step. What is kept are codes, dates and ages,
# no ids and no names.
@lru_cache(1024)
def _ruling(pack: RulePack, rules: tuple[Rule, ...], facts: Facts) -> Ruling:
    row = offence_of(pack.offences, facts)
    return ruling(rules, facts, row, pack.contradictions(facts, row), pack.sections["law_in_force"])
