"""The shape of the tables: an end can be reached from everywhere, and no walk finds a way round the law."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.kernel.refusals import StepNotPossible
from mediation.states.machine import Lifecycle, Subject
from mediation.states.matter import (
    CONDITIONS_PHASE,
    ENDED,
    IN_MEDIATION_PHASE,
    OUTCOME_OF,
    MatterKind,
    MatterState,
    Outcome,
)
from mediation.states.requirements import not_held
from mediation.states.small import SMALL
from tests.finland import LIFECYCLES
from tests.states.facts import TURNS, Made

LIVES = [*LIFECYCLES.values(), *SMALL]
S = MatterState

# What must be true at the step that leads into a state, said apart from the table (§2, §3, §13, §15-18, §24).
# fmt: off
INTO: dict[MatterKind, dict[MatterState, str]] = {
    MatterKind.CRIME: {
        S.EXAMINING_CONDITIONS: "not_barred initiator_is_entitled venue_is_here",
        S.ACCEPTED:        "not_barred initiator_is_entitled every_consent everyone_understands facts_are_confirmed "
                           "in_victims_interest protection_is_assessed is_suitable acceptance_is_decided",
        S.MEDIATORS_NAMED: "every_consent mediators_are_ready",
        S.IN_MEDIATION:    "not_barred every_consent mediators_are_ready interpreters_are_there a_meeting_was_held",
        S.AGREED:          "not_barred every_consent everyone_has_signed agreement_is_certified",
        S.DECLINED:        "parties_are_heard refusal_is_decided",
        S.INTERRUPTED:     "interruption_has_ground",
        S.REPORTED:        "authority_is_informed",
        S.TRANSFERRED:     "other_office_is_named",
    },
}
INTO[MatterKind.DISPUTE] = INTO[MatterKind.CRIME] | {
    S.ACCEPTED: "not_barred initiator_is_entitled every_consent everyone_understands has_natural_person "
                "is_minor_or_from_crime is_purposeful is_suitable acceptance_is_decided",
}
# fmt: on


def reach(start: StrEnum, roads: Iterable[tuple[StrEnum, StrEnum]]) -> set[StrEnum]:
    reached, new = {start}, {start}
    while new:
        new = {target for source, target in roads if source in new} - reached
        reached |= new
    return reached


def reachable(life: Lifecycle, start: StrEnum) -> set[StrEnum]:
    return reach(start, [(source, target) for _, source, target, _ in life.steps])


@pytest.mark.parametrize("life", LIVES, ids=[life.name for life in LIVES])
def test_no_state_is_dead_and_none_is_out_of_reach(life: Lifecycle) -> None:
    assert reachable(life, life.initial) == set(life.states)
    for state in life.states:
        assert reachable(life, state) & life.ends or not life.ends
        assert state in life.ends or any(source is state for _, source, _, _ in life.steps)


@pytest.mark.parametrize("kind", MatterKind)
def test_a_matter_ends_closed_or_transferred_and_nowhere_else(kind: MatterKind) -> None:
    assert LIFECYCLES[kind].ends == ENDED == {S.CLOSED, S.TRANSFERRED}
    assert LIFECYCLES[kind].initial is S.RECEIVED


@pytest.mark.parametrize("kind", MatterKind)
def test_nothing_comes_back_to_mediation_once_it_has_ended(kind: MatterKind) -> None:
    under_way = CONDITIONS_PHASE | IN_MEDIATION_PHASE
    for ended in set(S) - under_way:
        assert not reachable(LIFECYCLES[kind], ended) & under_way


@pytest.mark.parametrize("kind", MatterKind)
def test_mediation_can_be_interrupted_from_every_state_in_which_it_is_under_way(kind: MatterKind) -> None:
    sources = {source for step, source, _, _ in LIFECYCLES[kind].steps if step == "interrupt"}
    assert sources == IN_MEDIATION_PHASE == {S.ACCEPTED, S.MEDIATORS_NAMED, S.IN_MEDIATION}


@pytest.mark.parametrize("kind", MatterKind)
def test_every_way_to_the_end_passes_exactly_one_outcome(kind: MatterKind) -> None:
    life = LIFECYCLES[kind]
    onward = [(source, target) for step, source, target, _ in life.steps if not step.startswith("recall_to_")]
    free = reach(life.initial, [(source, target) for source, target in onward if source not in OUTCOME_OF])
    assert S.CLOSED not in free
    for state in OUTCOME_OF:
        assert not (reach(state, onward) - {state}) & set(OUTCOME_OF)
    assert sorted(OUTCOME_OF.values()) == sorted(Outcome)


@pytest.mark.parametrize("kind", MatterKind)
@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.TRANSFERRED}))
def test_a_recalled_report_leads_back_to_the_ending_it_told_and_to_no_other(kind: MatterKind, outcome: Outcome) -> None:
    facts = {fact: good for fact, good, _ in TURNS.values()} | {"outcome": outcome.value}
    offers = LIFECYCLES[kind].offers(Subject(S.REPORTED, Made(**facts)))
    [back] = [offer.to for offer in offers if offer.possible and offer.step.startswith("recall_to_")]
    assert OUTCOME_OF[MatterState(back)] is outcome
    standing = Made(**facts | {"report_is_recalled": False})
    offers = LIFECYCLES[kind].offers(Subject(S.REPORTED, standing))
    assert not [offer for offer in offers if offer.possible and offer.step.startswith("recall_to_")]


def test_a_table_with_two_ways_for_one_step_is_refused_when_it_is_made() -> None:
    steps = [("go", S.RECEIVED, S.TRIAGE, ()), ("go", S.RECEIVED, S.CLOSED, ())]
    with pytest.raises(ValueError, match="stands twice"):
        Lifecycle("torn", S, S.RECEIVED, steps)


def test_a_table_that_leaves_a_state_out_of_reach_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="no way leads to"):
        Lifecycle("torn", S, S.RECEIVED, [("go", S.RECEIVED, S.TRIAGE, ()), ("end", S.AGREED, S.CLOSED, ())])


def test_a_step_whose_requirement_has_no_section_is_refused_when_it_is_made() -> None:
    steps = [("go", S.RECEIVED, S.TRIAGE, (not_held,))]
    with pytest.raises(ValueError, match="no section for"):
        Lifecycle("lawless", S, S.RECEIVED, steps, {"not_held": " "})


FACTS = {fact: (good, bad) for fact, good, bad in TURNS.values()}
WORLD = st.sets(st.sampled_from(sorted(FACTS)), max_size=3)
STEPS = sorted({step for life in LIFECYCLES.values() for step, *_ in life.steps})
MOVES = st.lists(st.tuples(st.sampled_from(STEPS), WORLD, st.booleans()), min_size=5, max_size=30)


def holds(code: str, facts: dict[str, Any]) -> bool:
    """Whether what the law asks is so, read off the facts themselves."""
    fact, good, _ = TURNS[code]
    return bool(facts[fact] == good)


def unlawful(kind: MatterKind, state: MatterState, facts: dict[str, Any]) -> Iterable[str]:
    return [code for code in INTO[kind].get(state, "").split() if not holds(code, facts)]


@pytest.mark.parametrize("kind", MatterKind)
@settings(max_examples=300, deadline=None)
@given(moves=MOVES)
def test_no_walk_reaches_a_state_without_what_the_law_asks_for_it(
    kind: MatterKind, moves: list[tuple[str, set[str], bool]]
) -> None:
    life = LIFECYCLES[kind]
    subject, been = Subject(life.initial), [life.initial]
    for step, in_the_way, guided in moves:
        facts = {fact: bad if fact in in_the_way else good for fact, (good, bad) in FACTS.items()}
        subject.facts = Made(**facts)
        possible = [offer.step for offer in life.offers(subject) if offer.possible]
        if guided and possible:  # else most walks would die in triage
            step = possible[STEPS.index(step) % len(possible)]
        source = subject.state
        if step not in possible:
            with pytest.raises(StepNotPossible) as refusal:
                life.take(subject, step)
            assert refusal.value.needs
            assert subject.state is source
            continue
        life.take(subject, step)
        been.append(subject.state)
        if (source, subject.state) != (S.MEDIATORS_NAMED, S.ACCEPTED) and source is not S.REPORTED:
            # Both lead back to where the matter has been before: mediators released, a report recalled.
            assert not unlawful(kind, MatterState(subject.state), facts)
    if S.IN_MEDIATION in been:
        assert been.index(S.ACCEPTED) < been.index(S.MEDIATORS_NAMED) < been.index(S.IN_MEDIATION)


@settings(max_examples=100, deadline=None)
@given(in_the_way=st.sets(st.sampled_from(sorted(FACTS)), min_size=1), kind=st.sampled_from(MatterKind))
def test_what_an_offer_says_is_what_the_step_does(in_the_way: set[str], kind: MatterKind) -> None:
    life = LIFECYCLES[kind]
    facts = Made(**{fact: bad if fact in in_the_way else good for fact, (good, bad) in FACTS.items()})
    for state in S:
        for offer in life.offers(Subject(state, facts)):
            subject = Subject(state, facts)
            if offer.possible:
                life.take(subject, offer.step)
                assert subject.state is offer.to
            else:
                with pytest.raises(StepNotPossible) as refusal:
                    life.take(subject, offer.step)
                assert refusal.value.needs == offer.missing
