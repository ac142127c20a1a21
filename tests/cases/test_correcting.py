"""Facts put right: the law is asked again at once, and what it bars under way is interrupted (§3, §3 a, §14)."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import replace
from typing import Any

import pytest

from mediation.cases import opening
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.matter import About
from mediation.kernel.actor import Role
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Invalid, NotFound, StepNotPossible
from mediation.states.matter import MatterKind, MatterState, Outcome
from tests.cases.desk import Desk, S, V, adult, born, crime, custodian, dispute

M, S2 = PersonId("p_mother"), PersonId("p_second")

# fmt: off
TURNS_BARRED: list[tuple[str, dict[str, Any]]] = [
    ("an assault, and they turn out to be a couple",            {"close_person": True}),
    ("theft, and it turns out to be a robbery of a brother",    {"offence": "robbery", "close_person": True}),
]
STAYS_OPEN: list[tuple[str, dict[str, Any]]] = [
    ("a title is spelled right",                                {"title": "Lievä pahoinpitely"}),
    ("the place becomes known",                                 {"place": "Keksitty katu"}),
    ("a theft between brothers",                                {"offence": "theft", "close_person": True}),
    ("a fact becomes unknown again",                            {"close_person": None}),
]
# fmt: on


@pytest.mark.parametrize("about", [row[1] for row in TURNS_BARRED], ids=[row[0] for row in TURNS_BARRED])
@pytest.mark.parametrize("bring", ["to_accepted", "to_named", "to_mediation"])
def test_a_correction_that_bars_a_matter_under_way_interrupts_it(bring: str, about: dict[str, Any]) -> None:
    desk = crime()
    getattr(desk, bring)()
    if bring != "to_accepted":
        desk.arrange()
    assert opening.correct_facts(desk.change, desk.matters[0], **about) is MatterState.INTERRUPTED
    matter = desk.case.matters[desk.matters[0]]
    assert (matter.outcome, matter.ended_at) == (Outcome.INTERRUPTED, desk.at)
    assert desk.ahead() == []
    decision = list(desk.case.all(Decision))[-1]
    assert (decision.kind, decision.ground) == (DecisionKind.INTERRUPT, "barred")
    assert "1015/2005 §3 a" in decision.sections


@pytest.mark.parametrize("about", [row[1] for row in STAYS_OPEN], ids=[row[0] for row in STAYS_OPEN])
def test_a_correction_that_bars_nothing_interrupts_nothing(about: dict[str, Any]) -> None:
    desk = crime()
    desk.to_mediation()
    assert opening.correct_facts(desk.change, desk.matters[0], **about) is MatterState.IN_MEDIATION


def test_a_correction_before_acceptance_keeps_the_matter_from_being_accepted() -> None:
    desk = crime()
    desk.triage()
    desk.all_consent()
    desk.assess()
    assert opening.correct_facts(desk.change, desk.matters[0], close_person=True) is MatterState.EXAMINING_CONDITIONS
    with pytest.raises(StepNotPossible) as refusal:
        desk.decide(DecisionKind.ACCEPT)
    assert {n.code for n in refusal.value.needs} == {"not_barred"}


def test_a_correction_after_the_end_reopens_nothing() -> None:
    desk = crime()
    desk.to_mediation()
    desk.agree()
    assert opening.correct_facts(desk.change, desk.matters[0], close_person=True) is MatterState.AGREED


def test_one_suspect_turns_out_to_be_close_and_the_other_goes_on() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_mediation()
    meeting = desk.arrange()
    opening.correct_facts(desk.change, desk.matters[0], close_person=True)
    assert desk.states == [MatterState.INTERRUPTED, MatterState.IN_MEDIATION]
    assert desk.ahead() == [meeting]


def test_a_claim_goes_where_its_crime_goes() -> None:
    """If the crime may not be mediated its damages claim may not be either: no side door (§3.1)."""
    desk = crime_with_its_claim()
    itself, claim = desk.matters
    desk.to_mediation(itself)
    desk.to_mediation(claim)
    opening.correct_facts(desk.change, desk.matters[0], close_person=True)
    assert desk.case.matter(claim).state is MatterState.INTERRUPTED


def crime_with_its_claim() -> Desk:
    desk = crime()
    about = About(title="Vahingonkorvaus", respondents=(S,), claimants=(V,), claim_from_crime=True,
                  crime_of_claim=desk.matters[0])  # fmt: skip
    opening.add_matter(desk.case, MatterKind.DISPUTE, about, "other", desk.authority, desk.at)
    return desk


def test_triage_says_no_to_what_the_law_bars_and_names_the_rule() -> None:
    desk = crime(close_person=True)
    opening.begin_triage(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible) as refusal:
        opening.examine(desk.change, desk.matters[0], venue_is_here=True)
    assert {n.code for n in refusal.value.needs} == {"not_barred"}
    assert all("§3 a" in n.section for n in refusal.value.needs)


def test_triage_waits_for_a_fact_nobody_knows_yet() -> None:
    desk = crime(close_person=None)
    opening.begin_triage(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible) as refusal:
        opening.examine(desk.change, desk.matters[0], venue_is_here=True)
    assert [n.subject for n in refusal.value.needs] == ["unknown:close_person"]
    opening.correct_facts(desk.change, desk.matters[0], close_person=False)
    opening.examine(desk.change, desk.matters[0], venue_is_here=True)
    assert desk.states == [MatterState.EXAMINING_CONDITIONS]


def test_a_matter_of_another_area_is_not_examined_here_but_handed_over() -> None:
    desk = crime()
    opening.begin_triage(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible) as refusal:
        opening.examine(desk.change, desk.matters[0], venue_is_here=False)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("venue_is_here", "1015/2005 §14")]


@pytest.mark.parametrize("from_conditions", [False, True])
def test_a_transfer_names_the_office_and_ends_the_matter_here(from_conditions: bool) -> None:
    desk = crime()
    if from_conditions:
        desk.triage()
    else:
        opening.begin_triage(desk.change, desk.matters[0])
    opening.transfer(desk.change, desk.matters[0], "Keksityn naapurin sovittelutoimisto")
    matter = desk.case.matters[desk.matters[0]]
    assert (matter.state, matter.outcome, matter.closed_at) == (MatterState.TRANSFERRED, Outcome.TRANSFERRED, desk.at)
    assert matter.about.other_office == "Keksityn naapurin sovittelutoimisto"
    assert matter.arrived_on == desk.change.day
    assert desk.case.is_closed


def test_a_transfer_to_nowhere_is_refused() -> None:
    desk = crime()
    opening.begin_triage(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible) as refusal:
        opening.transfer(desk.change, desk.matters[0], "")
    assert [(n.code, n.section) for n in refusal.value.needs] == [("other_office_is_named", "1015/2005 §14.2")]


@pytest.mark.parametrize("bring", ["to_accepted", "to_named", "to_mediation"])
def test_what_was_accepted_here_is_not_transferred(bring: str) -> None:
    desk = crime()
    getattr(desk, bring)()
    with pytest.raises(StepNotPossible):
        opening.transfer(desk.change, desk.matters[0], "Keksitty toimisto")


def test_one_of_two_matters_is_transferred_and_the_case_stays_open() -> None:
    desk = crime(suspects=(S, S2))
    desk.triage()
    opening.transfer(desk.change, desk.matters[0], "Keksitty toimisto")
    assert desk.states == [MatterState.TRANSFERRED, MatterState.EXAMINING_CONDITIONS]
    assert not desk.case.is_closed


def test_every_pair_of_suspect_and_victim_is_a_matter_of_its_own() -> None:
    desk = crime(suspects=(S, S2), victims=(V, M))
    pairs = [(m.about.suspects, m.about.victims) for m in desk.case.matters.values()]
    assert pairs == [((S,), (V,)), ((S,), (M,)), ((S2,), (V,)), ((S2,), (M,))]


# fmt: off
UNFIT = [
    ("a crime without a victim",                 (S,), (),   "suspects", "required"),
    ("a crime without a suspect",                (),   (V,), "suspects", "required"),
    ("a crime against oneself",                  (S,), (S,), "victims",  "also_suspect"),
]
# fmt: on


@pytest.mark.parametrize(
    ("suspects", "victims", "where", "code"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT]
)
def test_a_crime_has_two_sides(
    suspects: tuple[PersonId, ...], victims: tuple[PersonId, ...], where: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        crime(suspects=suspects, victims=victims)
    assert refusal.value.fields == ((where, code),)


def test_nobody_acts_for_oneself_or_for_a_stranger() -> None:
    with pytest.raises(Invalid):
        crime(parts=[custodian(S, S)])
    with pytest.raises(NotFound):
        crime(adult(M), parts=[custodian(M, PersonId("p_nobody"))])


# fmt: off
DISPUTES: list[tuple[str, dict[str, Any], str]] = [
    ("a large one",                      {"is_minor_dispute": False},                            "minor_or_from_crime"),
    ("one whose size nobody knows",      {"is_minor_dispute": None, "claim_from_crime": None},   "unknown:claim_based_on_crime"),
    ("a claim whose crime is not here",  {"claim_from_crime": True},                             "unknown:linked_crime"),
]
# fmt: on


@pytest.mark.parametrize(("about", "why"), [row[1:] for row in DISPUTES], ids=[row[0] for row in DISPUTES])
def test_which_disputes_are_not_taken(about: dict[str, Any], why: str) -> None:
    desk = dispute(**about)
    with pytest.raises(StepNotPossible) as refusal:
        desk.triage()
    assert why in {n.subject for n in refusal.value.needs}
    assert {n.code for n in refusal.value.needs} == {"not_barred"}


def test_a_small_dispute_between_neighbours_is_taken() -> None:
    desk = dispute()
    desk.to_accepted()
    assert desk.states == [MatterState.ACCEPTED]


# --- every change of title, relation, age or initiator is put to the law at once


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
