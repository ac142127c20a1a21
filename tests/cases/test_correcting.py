"""Facts put right: the law is asked again at once, and what it bars under way is interrupted (§3, §3 a, §14)."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from typing import Any

import pytest

from mediation.cases import opening
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.matter import About
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Invalid, NotFound, StepNotPossible
from mediation.states.matter import MatterKind, MatterState, Outcome
from tests.cases.desk import Desk, S, V, adult, crime, custodian, dispute

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
