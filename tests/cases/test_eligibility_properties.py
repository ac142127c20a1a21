"""What must hold for every combination of facts, not only for the situations somebody thought of."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.law.facts import Facts, Initiator
from mediation.law.finland.offences import OFFENCES
from mediation.law.rule import Result, Verdict
from mediation.states.matter import MatterKind
from tests.finland import assess, may_initiate

MAYBE = st.sampled_from([None, True, False])
AGES = st.sampled_from([None, 12, 15, 17, 18, 40])
OF_THE_MATTER: dict[str, st.SearchStrategy[Any]] = {
    "initiated_by": st.sampled_from([None, *Initiator]),
    "offence": st.sampled_from([None, *OFFENCES]),
    "offence_on": st.sampled_from([None, date(2021, 9, 30), date(2022, 12, 31), date(2025, 2, 3)]),
    "suspect_age": AGES,
    "victim_age": AGES,
    **{f.name: MAYBE for f in fields(Facts) if f.type in ("bool | None", bool | None)},
}
KIND = st.sampled_from(list(MatterKind))
MADE = st.sampled_from([date(2024, 12, 31), date(2025, 3, 3)])
CRIMES = st.builds(Facts, kind=st.just(MatterKind.CRIME), initiative_on=MADE, **OF_THE_MATTER)
MATTERS = st.builds(Facts, kind=KIND, initiative_on=MADE, linked_crime=st.one_of(st.none(), CRIMES), **OF_THE_MATTER)
CHANGES = st.sampled_from(sorted(OF_THE_MATTER)).flatmap(lambda name: st.tuples(st.just(name), OF_THE_MATTER[name]))


@given(MATTERS, CHANGES)
@settings(max_examples=250, deadline=None)
def test_no_other_fact_changes_a_finding_than_those_it_names(facts: Facts, change: tuple[str, Any]) -> None:
    name, value = change
    other = replace(facts, **{name: value})
    for table in (assess, may_initiate):
        for before, after in zip(table(facts).findings, table(other).findings, strict=True):
            assert before.result is after.result or name in before.would_change


@given(MATTERS)
@settings(max_examples=120, deadline=None)
def test_a_settled_finding_is_settled_whatever_is_learnt_of_the_unknown(facts: Facts) -> None:
    facts = replace(facts, stated_complainant_offence=None)  # a statement stands only until the fact is known
    unknown = [f.name for f in fields(Facts) if getattr(facts, f.name) is None and f.name in OF_THE_MATTER]
    for answer in (True, False):
        guess: dict[str, Any] = {n: answer for n in unknown if OF_THE_MATTER[n] is MAYBE}
        guess.pop("public_interest_in_charges", None)  # None there is "no finding was made"
        guess.pop("violence_used", None)  # stated violence counts whatever the title
        guess.pop("victim_is_natural", None)  # None there is read as a human being
        guess.pop("stated_complainant_offence", None)
        for before, after in zip(assess(facts).findings, assess(replace(facts, **guess)).findings, strict=True):
            if before.result in (Result.HOLDS, Result.BARS):
                assert after.result is before.result


@given(MATTERS)
@settings(max_examples=120, deadline=None)
def test_may_means_that_every_rule_holds_and_nothing_contradicts(facts: Facts) -> None:
    found = assess(facts)
    if found.verdict is Verdict.MAY:
        assert {f.result for f in found.findings} == {Result.HOLDS}
        assert not found.contradictions
    if found.verdict is Verdict.MAY_NOT:
        assert found.bars


@given(MATTERS)
@settings(max_examples=100, deadline=None)
def test_an_unknown_finding_names_a_missing_fact_and_a_settled_one_none(facts: Facts) -> None:
    for f in assess(facts).findings:
        assert bool(f.missing) == (f.result in (Result.UNKNOWN, Result.NEEDS_JUDGEMENT))


@given(CRIMES)
@settings(max_examples=120, deadline=None)
def test_a_listed_crime_against_a_close_person_passes_only_by_an_exception(facts: Facts) -> None:
    facts = replace(facts, initiative_on=date(2025, 3, 3), close_person=True, offence="assault", offence_on=None)
    (found,) = (f for f in assess(facts).findings if f.rule == "close_person")
    assert found.result is Result.BARS
