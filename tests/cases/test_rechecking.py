"""Every change of title, relation, age or initiator is put to the law at once (§3 a, §13)."""

from dataclasses import replace
from typing import Any

import pytest

from mediation.cases import opening
from mediation.cases.decision import Decision, DecisionKind
from mediation.kernel.actor import Role
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState
from tests.cases.desk import Desk, S, V, adult, born, crime, custodian

M = PersonId("p_mother")


def entitled_only_for_the_police(desk: Desk) -> Desk:
    """The victim's own initiative: a minor son's petty assault on the mother is for the police alone (§13.2)."""
    desk.case.initiative = replace(desk.case.initiative, initiator=Role.PARTY, by_person=V, unit=None)
    return desk


SON: dict[str, Any] = {"offence": "petty_assault"}
FAMILY: dict[str, Any] = {"close_person": True, "victim_is_guardian_or_relative": True}


@pytest.mark.parametrize("bring", ["to_accepted", "to_named", "to_mediation"])
def test_an_initiator_who_turns_out_not_to_be_entitled_interrupts_it(bring: str) -> None:
    """§13.2: since 1.1.2025 the police or the prosecutor alone for a crime of §3 a.3(2)."""
    desk = entitled_only_for_the_police(crime(adult(S, born_on=born(16)), adult(M), parts=[custodian(M, S)], **SON))
    getattr(desk, bring)()
    assert opening.correct_facts(desk.change, desk.matters[0], **FAMILY) is MatterState.INTERRUPTED
    decision = list(desk.case.all(Decision))[-1]
    assert (decision.ground, decision.sections) == ("not_entitled", ("1015/2005 §13",))


def test_the_same_brought_by_the_police_goes_on() -> None:
    desk = crime(adult(S, born_on=born(16)), adult(M), parts=[custodian(M, S)], **SON)
    desk.to_mediation()
    assert opening.correct_facts(desk.change, desk.matters[0], **FAMILY) is MatterState.IN_MEDIATION


def test_a_corrected_birth_date_is_put_to_the_law_at_once() -> None:
    """§3 a.3(2): the son who hit his mother was eighteen after all."""
    desk = crime(adult(S, born_on=born(17)), adult(M), parts=[custodian(M, S)], **FAMILY, **SON)
    desk.to_accepted()
    opening.correct_person(desk.change, S, born_on=born(19))
    assert desk.states == [MatterState.INTERRUPTED]


def test_another_name_is_not_put_to_the_law() -> None:
    desk = crime()
    desk.to_accepted()
    opening.correct_person(desk.change, S, name="Toinen Nimi")
    assert desk.states == [MatterState.ACCEPTED]
    assert "classification_changed" not in desk.codes


def test_a_clear_answer_needs_nobody_and_an_open_one_waits_for_the_adviser() -> None:
    """§3 a: the check of row 37 is met at once where the law answers, and stays where a fact is not known."""
    desk = crime()
    desk.to_accepted()
    opening.correct_facts(desk.change, desk.matters[0], offence="theft")
    assert desk.codes[-2:] == ["classification_changed", "eligibility_reassessed"]
    opening.correct_facts(desk.change, desk.matters[0], offence="illegal_threat", close_person=True)
    assert desk.codes[-1] == "classification_changed"
    assert desk.states == [MatterState.ACCEPTED]


def test_in_a_closed_matter_an_open_fact_waits_for_nobody() -> None:
    desk = crime()
    desk.case.matters[desk.matters[0]] = replace(desk.case.matter(desk.matters[0]), state=MatterState.CLOSED)
    opening.correct_facts(desk.change, desk.matters[0], offence="illegal_threat", close_person=True)
    assert desk.codes[-2:] == ["classification_changed", "eligibility_reassessed"]


def test_a_contradiction_interrupts_nothing_and_lets_nobody_meet() -> None:
    """A refusal is a decision open to appeal: it does not rest on facts that cannot both be true."""
    desk = crime()
    desk.to_named()
    opening.correct_facts(desk.change, desk.matters[0], violence_used=False)
    assert desk.states == [MatterState.MEDIATORS_NAMED]
    assert desk.codes[-1] == "classification_changed"
    with pytest.raises(StepNotPossible) as refusal:
        desk.arrange()
    assert {n.code for n in refusal.value.needs} == {"not_barred"}


def test_a_matter_not_yet_taken_is_not_interrupted_but_cannot_be_taken() -> None:
    desk = entitled_only_for_the_police(crime(adult(S, born_on=born(16)), adult(M), parts=[custodian(M, S)], **SON))
    desk.triage()
    assert opening.correct_facts(desk.change, desk.matters[0], **FAMILY) is MatterState.EXAMINING_CONDITIONS
    desk.all_consent()
    desk.assess()
    with pytest.raises(StepNotPossible) as refusal:
        desk.decide(DecisionKind.ACCEPT)
    assert {n.code for n in refusal.value.needs} == {"initiator_is_entitled"}


def test_a_part_that_makes_the_initiator_entitled_is_put_to_the_law() -> None:
    """§13.1: whoever began it turns out to be the custodian of the minor suspect."""
    desk = crime(adult(S, born_on=born(16)), adult(M))
    desk.case.initiative = replace(desk.case.initiative, initiator=Role.PARTY, by_person=M, unit=None)
    assert not desk.change.facts(desk.matters[0]).initiator_is_entitled
    opening.add_person(desk.change, desk.case.people[M], custodian(M, S))
    assert desk.change.facts(desk.matters[0]).initiator_is_entitled
    assert desk.codes[-2:] == ["classification_changed", "eligibility_reassessed"]
