"""The tables of the page of the law: which columns each has, and how its rows are read from a pack."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from mediation.deadlines.policy import Timing, read_policy
from mediation.deadlines.rule import Anchor, DeadlineRule, Ground, Unit
from mediation.law.citing import Cite, Sentence, covers, provisions
from mediation.law.pack import RulePack
from mediation.law.rule import Rule

Row = Sequence[str]
Rows = Callable[[RulePack, Sequence[Sentence]], list[Row]]


def table(head: str, rows: Iterable[Row]) -> str:
    """A Markdown table; `head` names the columns, divided by bars."""
    columns = [c.strip() for c in head.split("|")]
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def anchor(country: str, name: str) -> str:
    """The place of a provision or of a deadline on the page."""
    return country + "-" + "".join(c if c.isalnum() else "-" for c in name.lower())


def main_act(law: RulePack) -> str:
    """The act that a bare § means: the one under which a matter is accepted; empty where none is written so."""
    cited = provisions(law.grounds["accept"][0], "")
    return cited[0].partition(" ")[0] if cited else ""


def cite_of(law: RulePack) -> Cite:
    """How provisions of a law are read from a text: by its own way of citing, and in Finland by a bare § too."""
    act = main_act(law)
    if act:
        return lambda text: provisions(text, act)
    return lambda text: list(dict.fromkeys(found.group(0).strip() for found in law.citation.finditer(text)))


def number_of_tests(many: int) -> str:
    """A number of tests in words."""
    return f"{many} test" if many == 1 else f"{many} tests"


def _day(day: date | None) -> str:
    return "" if day is None or day == date.min else day.isoformat()


def _cited(law: RulePack, text: str, told: Sequence[Sentence]) -> str:
    """How many sentences cite what a text rests on, each provision with the way to its sentences."""
    found = []
    for one in provisions(text, main_act(law)):
        many = sum(any(covers(one, c) for c in s.cites) for s in told)
        found.append(f"[{number_of_tests(many)}](#{anchor(law.code, one)})")
    return ", ".join(found) or "office policy"


def _section(law: RulePack, text: str) -> str:
    link = law.link(text)
    return f"[{text}]({link})" if link else text


def _rules(law: RulePack, rules: Sequence[Rule], told: Sequence[Sentence]) -> list[Row]:
    return [
        (r.code, _section(law, r.section), _day(r.since), _day(r.until), ", ".join(sorted(r.kinds)),
         _cited(law, r.section, told))
        for r in rules
    ]  # fmt: skip


def _consents(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    return [
        ("human being" if r.natural else "company or body", f"{r.since}–" + (f"{r.below - 1}" if r.below < 900 else ""),
         "personally" if r.personally else "", r.speaking.value, _section(law, r.section), r.section_of_speaking,
         _cited(law, f"{r.section}; {r.section_of_speaking}", told))
        for r in law.consents
    ]  # fmt: skip


def _steps(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for kind, life in law.lifecycles.items():
        for step, source, target, needs in life.steps:
            requires = "; ".join(f"{n.code} ({law.sections[n.code]})" for n in needs) or "–"
            rows.setdefault((step, source.value, target.value, requires), []).append(kind.value)
    del told
    return [(*row, ", ".join(sorted(kinds))) for row, kinds in rows.items()]


def _sections(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    return [(code, _section(law, text), _cited(law, text, told)) for code, text in law.sections.items()]


def _grounds(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    return [(code, ", ".join(cited), _cited(law, "; ".join(cited), told)) for code, cited in law.grounds.items()]


def _questions(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    del told
    return [(code, asked.value) for code, asked in law.questions.items()]


def _offences(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    del told
    scale = {None: "life", 0: "fine"}
    return [
        (o.code, o.titles[law.languages[0]], o.section, scale.get(o.max_months) or f"{o.max_months} months", o.complainant.value,
         o.violence.value, o.intent.value, "punishable" if o.attempt else "", _day(o.since), _day(o.until),
         "" if o.verified else "not read: the stricter reading")
        for rows in law.offences.values() for o in rows
    ]  # fmt: skip


def _deadlines(law: RulePack, told: Sequence[Sentence]) -> list[Row]:
    timings = read_policy(law.deadlines, law.policy).timings
    return [
        (str(r.number), f"[{r.code}](#{anchor(law.code, r.code)})", r.ground.value, " ".join(sorted(r.triggers)),
         " ".join(sorted(r.met_by)), " ".join(sorted(r.dropped_by)), f"{r.scope.value}, {r.each.value}", r.needs or "",
         r.anchor.value, _length(r, timings.get(r.code)), r.owner.value, _escalation(r, timings.get(r.code)),
         r.basis, _day(r.since), "yes" if r.holds else "no", number_of_tests(sum(r.code in s.codes for s in told)))
        for r in law.deadlines.rules.values()
    ]  # fmt: skip


def _length(rule: DeadlineRule, timing: Timing | None) -> str:
    if rule.anchor is Anchor.OFFENCE:
        return "by the maximum of the scale (statutory)"
    if timing is None:
        return "sets nothing by itself"
    whose = "statutory" if rule.ground is Ground.STATUTORY else "policy"
    if rule.unit is Unit.EVERY_YEAR_ON:
        month, day = divmod(timing.length, 100)
        return f"on {day}.{month}. ({whose})"
    before = " before" if rule.anchor is Anchor.MEETING and timing.length else ""
    return f"{timing.length} {rule.unit.value.replace('_', ' ')}{before} ({whose})"


def _escalation(rule: DeadlineRule, timing: Timing | None) -> str:
    if timing is None or timing.escalate is None or rule.escalates_to is None:
        return "–"
    return f"{rule.escalates_to.value} at {timing.escalate:+d} {rule.escalate_unit.value.replace('_', ' ')}"


# fmt: off
TABLES: Final[list[tuple[str, str, Rows]]] = [
    # the table                                    its columns                                                        its rows
    ("May this be mediated?",                      "rule | section | since | until | for | tests",                    lambda law, told: _rules(law, law.eligibility, told)),
    ("Who may make an initiative?",                "rule | section | since | until | for | tests",                    lambda law, told: _rules(law, law.initiator, told)),
    ("Who has to consent?",                        "who | ages | personally | those who act for them | section | section of these | tests", _consents),
    ("What the office finds out",                  "question | asked",                                                _questions),
    ("Steps, and what each requires",              "step | from | to | requires | of",                                _steps),
    ("What can stand in the way, and its section", "code | section | tests",                                          _sections),
    ("Grounds of decisions",                       "ground | provisions applied | tests",                             _grounds),
    ("Deadlines",                                  "no | deadline | kind | started by | met by | dropped by | for each | only if | counted from | length | owner | escalates to | basis | since | moved by a hold | tests", _deadlines),
    ("Offences",                                   "code | title | section | maximum | complainant offence | violence | intent | attempt | since | until | read", _offences),
]
# fmt: on
