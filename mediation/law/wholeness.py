"""What a rule pack must have to load; every gap is named, and the first one stops it."""

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from mediation.deadlines.policy import BadPolicy, read_policy
from mediation.docs_templates.templates import COMMON
from mediation.law.codes import DEADLINES_ASKED, GROUNDS_USED, SECTIONS_ASKED
from mediation.law.consents import loaded_consents
from mediation.law.rule import loaded
from mediation.states.machine import Lifecycle
from mediation.states.matter import IN_MEDIATION_PHASE

if TYPE_CHECKING:
    from mediation.law.pack import RulePack


def check(pack: "RulePack") -> None:
    """Nothing when the pack is whole; ValueError says what lacks or contradicts itself."""
    loaded(pack.eligibility)
    loaded(pack.initiator)
    loaded_consents(pack.consents)
    for gap in (*_sections(pack), *_grounds(pack), *_steps(pack), *_rules(pack), *_letters(pack), *_deadlines(pack)):
        raise ValueError(f"{pack.code}: {gap}")


def _sections(pack: "RulePack") -> Iterator[str]:
    if empty := sorted(code for code, section in pack.sections.items() if not section.strip()):
        yield f"no section for {empty}"
    if missing := sorted(SECTIONS_ASKED - pack.sections.keys()):
        yield f"no section for {missing}"


def _grounds(pack: "RulePack") -> Iterator[str]:
    if missing := sorted(GROUNDS_USED - pack.grounds.keys()):
        yield f"no provisions for the grounds {missing}"
    for code, sections in pack.grounds.items():
        wrong = [s for s in sections if not pack.cites(s)]
        if wrong or not sections:
            yield f"ground {code} cites no provision: {wrong}"


def _steps(pack: "RulePack") -> Iterator[str]:
    if not pack.lifecycles:
        yield "no kind of matter has a life"
    for life in pack.lifecycles.values():
        asked = {r.code for *_, needs in life.steps for r in needs}
        if missing := sorted(code for code in asked if not pack.sections.get(code, "").strip()):
            yield f"no section for {missing}, which a {life.name} asks for"
        waited_for = {r.question for *_, needs in life.steps for r in needs} - {""}
        if unasked := sorted(waited_for - pack.questions.keys()):
            yield f"a {life.name} waits for answers to {unasked}, which nobody is asked"
        if stuck := sorted(_without_way_out(life)):
            yield f"a {life.name} cannot be interrupted when {stuck}: a withdrawal of consent would hang"


def _without_way_out(life: Lifecycle) -> set[str]:
    sources = {source for step, source, _, _ in life.steps if step == "interrupt"}
    return {state.value for state in IN_MEDIATION_PHASE & set(life.states) - sources}


def _rules(pack: "RulePack") -> Iterator[str]:
    known = {rule.code for rule in pack.eligibility}
    if unknown := sorted((pack.elsewhere | pack.at_triage) - known):
        yield f"no rule is called {unknown}"
    for rule in (*pack.eligibility, *pack.initiator):
        if not set(pack.lifecycles) & rule.kinds:
            yield f"rule {rule.code} is for a kind of matter that has no life here"


def _letters(pack: "RulePack") -> Iterator[str]:
    if not pack.languages:
        yield "no language"
    places = [files(pack.templates.package), files(COMMON.package)]
    for kind, languages in (pack.templates.documents or {}).items():
        for language in languages:
            parts = ("letters", kind, f"{language}.html")
            if not any(place.joinpath(*parts).is_file() for place in places):
                yield f"{'/'.join(parts)} is not written"


def _deadlines(pack: "RulePack") -> Iterator[str]:
    if missing := sorted(DEADLINES_ASKED - pack.deadlines.rules.keys()):
        yield f"no deadline {missing}"
    try:
        read_policy(pack.deadlines, pack.policy)
    except (BadPolicy, OSError) as error:
        yield str(error)
