"""What the law says of facts: every rule asked, its section, what it found, and what would change it."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from mediation.actions.forms import MOST_TOLD, fits, own_name, refuse_unclear, refused
from mediation.cases.assessment import Question
from mediation.kernel.refusals import Invalid
from mediation.law.facts import Facts
from mediation.law.pack import RulePack
from mediation.law.rule import Finding, Result, Rule, Ruling, in_force
from mediation.states.matter import MatterKind

_FACTS: Final = TypeAdapter(Facts)
_NAMES: Final = frozenset(f.name for f in fields(Facts))
_KNOWN: Final = ", ".join(sorted(_NAMES))


def facts_schema() -> dict[str, Any]:
    """The JSON Schemas of facts and of what they are made of, by name, for an API's description."""
    made = _FACTS.json_schema(ref_template="#/components/schemas/{model}")
    definitions: dict[str, Any] = made.pop("$defs")
    definitions["Facts"]["additionalProperties"] = False
    return definitions


def read_facts(raw: bytes) -> Facts:
    """Facts from JSON; Invalid names every field that is unknown or cannot be used."""
    fits(raw)
    try:
        facts = _FACTS.validate_json(raw, strict=True)
    except ValidationError as error:
        raise refused(error) from None
    refuse_unclear(raw)
    _refuse_unknown(json.loads(raw, parse_int=len), "")
    return facts


def _refuse_unknown(given: Any, at: str) -> None:
    # A misspelt fact would be taken for one that nobody knows: it is refused, not passed over.
    unknown = set(given) - _NAMES
    if unknown:
        names = sorted({own_name(name) for name in unknown})[:MOST_TOLD]
        wrong = [(at + name, "unknown_field") for name in names]
        raise Invalid(f"there is no such fact; there are: {_KNOWN}", fields=wrong)
    if given.get("linked_crime"):
        _refuse_unknown(given["linked_crime"], "linked_crime.")


def explain(facts: Facts, law: RulePack) -> dict[str, Any]:
    """The verdicts of a law on eligibility and on the initiator, rule by rule, for the initiative's date.

    Invalid names an answer to a question that this law does not ask.
    """
    own = law.questions.keys() - set(Question)  # those of every law are facts of their own
    unasked = [f"answers.{own_name(code)}" for code in facts.answers if code not in own]
    if unasked:
        fields = [(place, "unknown_field") for place in unasked[:MOST_TOLD]]
        raise Invalid("this law asks no such question", fields=fields)
    return {
        "eligibility": _ruling(law.assess(facts), law),
        "initiator": _ruling(law.may_initiate(facts), law),
    }


def rules_on(day: date, law: RulePack) -> list[dict[str, Any]]:
    """Every rule in force for an initiative made on a day in Helsinki, with its section and its dates."""
    return [
        {
            "table": table, "rule": r.code, "section": r.section, "since": _day(r.since), "until": _day(r.until),
            "for": sorted(k.value for k in r.kinds), "link": law.link(r.section),
        }
        for table, rules in (("eligibility", law.eligibility), ("initiator", law.initiator))
        for r in _in_force(rules, day)
    ]  # fmt: skip


def changes(one: date, other: date, law: RulePack) -> list[dict[str, Any]]:
    """What differs between the rules of two days: rows that went, and rows that came."""
    before, after = ({(r["table"], r["rule"], r["section"]): r for r in rules_on(day, law)} for day in (one, other))
    gone = [row | {"change": "gone"} for key, row in before.items() if key not in after]
    return gone + [row | {"change": "new"} for key, row in after.items() if key not in before]


def _in_force(rules: Iterable[Rule], day: date) -> list[Rule]:
    found = [r for kind in MatterKind for r in in_force(tuple(rules), day, kind)]
    return list(dict.fromkeys(found))


def _ruling(found: Ruling, law: RulePack) -> dict[str, Any]:
    return {
        "verdict": found.verdict.value,
        "missing": list(found.missing),
        "contradictions": [{"code": c.code, "facts": list(c.facts)} for c in found.contradictions],
        "rules": [_finding(f, law) for f in found.findings],
    }


def _finding(f: Finding, law: RulePack) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "rule": f.rule, "section": f.section, "link": law.link(f.section), "result": f.result.value,
        "because": {name: _plain(value) for name, value in f.used},
    }  # fmt: skip
    if f.missing:
        shown["missing"] = list(f.missing)
    if f.result is not Result.HOLDS and f.would_change:
        shown["would_change"] = list(f.would_change)
    return shown


def _plain(value: object) -> object:
    return (
        value.isoformat() if isinstance(value, date) else value if isinstance(value, bool | int | None) else str(value)
    )


def _day(day: date | None) -> str:
    return "" if day is None or day == date.min else day.isoformat()


def day_of(text: str) -> date:
    """A date written as 2026-11-24; Invalid otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("a date is written as 2026-11-24", fields=[("day", "bad_date")]) from None
