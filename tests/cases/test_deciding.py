"""Decisions: reasoned, all or none, parties heard before a no, final when all time to appeal is over (§15, §23)."""

from datetime import date, timedelta

import pytest

from mediation.cases import deciding
from mediation.cases.assessment import Question
from mediation.cases.consent import Answer
from mediation.cases.decision import Decision, DecisionKind, Heard, Service
from mediation.cases.party import Channel
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Invalid, NotFound, StepNotPossible
from mediation.states.matter import MatterState, Outcome
from tests.cases.desk import IN_CHARGE, Desk, S, V, adult, born, company, crime, custodian

M, S2, REP = PersonId("p_mother"), PersonId("p_second"), PersonId("p_representative")
Q = Question


def complete(**more: object) -> Desk:
    desk = crime(**more)  # type: ignore[arg-type]
    desk.triage()
    desk.all_consent()
    desk.assess()
    return desk


# fmt: off
#    the finding that turns to no                     question, of whom              what then stands in the way
CONDITIONS: list[tuple[str, Question, PersonId | None, str]] = [
    ("the suspect does not confirm the main facts",    Q.CONFIRMS_FACTS, S,           "facts_are_confirmed"),
    ("it is not in the victim's interest",             Q.VICTIMS_INTEREST, None,      "in_victims_interest"),
    ("it is not suitable as a whole",                  Q.SUITABLE, None,              "is_suitable"),
    ("the suspect does not understand",                Q.UNDERSTANDS, S,              "everyone_understands"),
    ("the victim does not understand",                 Q.UNDERSTANDS, V,              "everyone_understands"),
]
# fmt: on


@pytest.mark.parametrize(("question", "person", "code"), [r[1:] for r in CONDITIONS], ids=[r[0] for r in CONDITIONS])
def test_a_condition_that_fails_keeps_the_matter_out(question: Question, person: PersonId | None, code: str) -> None:
    desk = complete()
    desk.find(desk.matters[0], question, person, holds=False)
    with pytest.raises(StepNotPossible) as refusal:
        desk.decide(DecisionKind.ACCEPT)
    assert code in {n.code for n in refusal.value.needs}
    assert {n.code for n in refusal.value.needs} <= {code, "not_barred"}


def test_the_newest_finding_counts_and_all_remain() -> None:
    desk = complete()
    desk.find(desk.matters[0], Q.SUITABLE, holds=False)
    desk.find(desk.matters[0], Q.SUITABLE, holds=True)
    desk.decide(DecisionKind.ACCEPT)
    assert desk.states == [MatterState.ACCEPTED]


def test_a_child_who_was_harmed_is_protected_by_a_question_of_its_own() -> None:
    desk = crime(adult(V, born_on=born(12)), adult(M), parts=[custodian(M, V)])
    desk.triage()
    desk.all_consent()
    desk.assess()
    desk.find(desk.matters[0], Q.PROTECTION, V, holds=False)
    with pytest.raises(StepNotPossible) as refusal:
        desk.decide(DecisionKind.ACCEPT)
    assert ("protection_is_assessed", V) in {(n.code, n.subject) for n in refusal.value.needs}


# fmt: off
MISPLACED = [
    ("understanding of nobody",            Q.UNDERSTANDS, None,                    "mismatch"),
    ("the victim's interest of somebody",  Q.VICTIMS_INTEREST, V,                  "mismatch"),
    ("understanding of a stranger",        Q.UNDERSTANDS, PersonId("p_nobody"),    "not_a_party"),
]
# fmt: on


@pytest.mark.parametrize(("question", "who", "code"), [row[1:] for row in MISPLACED], ids=[row[0] for row in MISPLACED])
def test_a_question_is_asked_of_whom_it_concerns(question: Question, who: PersonId | None, code: str) -> None:
    desk = crime()
    with pytest.raises(Invalid) as refusal:
        desk.find(desk.matters[0], question, who)
    assert refusal.value.fields == (("person", code),)


@pytest.mark.parametrize("reasons", ["", " \n "])
@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.DECLINE, DecisionKind.LAPSE])
def test_a_decision_has_reasons(kind: DecisionKind, reasons: str) -> None:
    desk = complete()
    with pytest.raises(Invalid) as refusal:
        deciding.decide(desk.change, kind, desk.matters, reasons)
    assert refusal.value.fields == (("reasons", "required"),)
    assert desk.states == [MatterState.EXAMINING_CONDITIONS]


def test_a_decision_applies_section_15_when_nobody_names_a_provision() -> None:
    desk = complete()
    desk.by = IN_CHARGE
    made = deciding.decide(desk.change, DecisionKind.ACCEPT, desk.matters, "Edellytykset täyttyvät.")
    assert desk.case.item(Decision, made).sections == ("1015/2005 §15",)


@pytest.mark.parametrize("cited", ["§ 15", "laki sovittelusta", "1015/2005", "15 §"])
def test_a_provision_is_cited_so_that_a_letter_can_print_it(cited: str) -> None:
    desk = complete()
    with pytest.raises(Invalid) as refusal:
        deciding.decide(desk.change, DecisionKind.ACCEPT, desk.matters, "Syy.", ("1015/2005 §15", cited))
    assert refusal.value.fields == (("sections.1", "bad_citation"),)


def test_nobody_is_refused_unheard() -> None:
    desk = crime()
    desk.triage()
    with pytest.raises(StepNotPossible) as refusal:
        desk.decide(DecisionKind.DECLINE)
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("parties_are_heard", "434/2003 §34", S), ("parties_are_heard", "434/2003 §34", V),
    ]  # fmt: skip


@pytest.mark.parametrize("how", Heard)
def test_a_party_is_heard_in_whichever_way_it_is_recorded(how: Heard) -> None:
    desk = crime()
    desk.triage()
    for who in (S, V):
        deciding.hear(desk.change, desk.matters[0], who, how, "Perusteltu.")
    desk.decide(DecisionKind.DECLINE)
    assert desk.states == [MatterState.DECLINED]
    assert desk.case.matters[desk.matters[0]].outcome is Outcome.DECLINED


def test_a_hearing_left_out_needs_its_reason() -> None:
    desk = crime()
    with pytest.raises(Invalid) as refusal:
        deciding.hear(desk.change, desk.matters[0], S, Heard.OMITTED, "")
    assert refusal.value.fields == (("statement", "required"),)


@pytest.mark.parametrize("word", ["refused", "withdrawn"])
def test_whoever_said_no_themself_need_not_be_heard_on_it(word: str) -> None:
    desk = crime()
    desk.triage()
    deciding.hear(desk.change, desk.matters[0], S, Heard.ANSWERED, "Kuultu.")
    if word == "refused":
        desk.consent(desk.matters[0], V, answer=Answer.REFUSED)
    else:
        desk.consent(desk.matters[0], V)
        desk.withdraw(V)
    desk.decide(DecisionKind.DECLINE)
    assert desk.states == [MatterState.DECLINED]


def test_two_matters_are_decided_together_or_not_at_all() -> None:
    desk = crime(suspects=(S, S2))
    one, other = desk.matters
    desk.triage()
    desk.all_consent()
    desk.assess(one)
    with pytest.raises(StepNotPossible):
        desk.decide(DecisionKind.ACCEPT, one, other)


@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.DECLINE, DecisionKind.LAPSE])
def test_what_is_decided_is_not_decided_again(kind: DecisionKind) -> None:
    desk = complete()
    desk.decide(DecisionKind.ACCEPT)
    with pytest.raises(StepNotPossible):
        desk.decide(kind)


def test_a_decision_on_no_matter_or_on_a_foreign_one_is_none() -> None:
    desk = complete()
    with pytest.raises(Invalid):
        deciding.decide(desk.change, DecisionKind.ACCEPT, (), "Syy.", ("1015/2005 §15",))
    with pytest.raises(NotFound):
        deciding.decide(desk.change, DecisionKind.ACCEPT, ("m_other",), "Syy.", ("1015/2005 §15",))  # type: ignore[arg-type]


def service(who: PersonId, until: date) -> Service:
    return Service(person=who, channel=Channel.LETTER, sent_on=until - timedelta(days=37),
                   received_on=until - timedelta(days=30), appeal_until=until)  # fmt: skip


def test_a_decision_is_final_the_day_after_the_last_ones_time_is_over() -> None:
    desk = complete()
    made = desk.decide(DecisionKind.ACCEPT)
    assert not deciding.is_final_on(desk.case.item(Decision, made), date(2040, 1, 1))
    deciding.serve(desk.change, made, service(S, date(2026, 10, 8)))
    deciding.serve(desk.change, made, service(V, date(2026, 10, 12)))
    decision = desk.case.item(Decision, made)
    assert [deciding.is_final_on(decision, date(2026, 10, day)) for day in (8, 9, 12, 13)] == [
        False,
        False,
        False,
        True,
    ]


def test_a_decision_served_anew_counts_from_the_new_day() -> None:
    desk = complete()
    made = desk.decide(DecisionKind.ACCEPT)
    for until in (date(2026, 10, 8), date(2026, 11, 9)):
        deciding.serve(desk.change, made, service(S, until))
    [only] = desk.case.item(Decision, made).services
    assert only.appeal_until == date(2026, 11, 9)


def test_a_company_is_heard_and_assessed_without_being_asked_whether_it_understands() -> None:
    desk = crime(company(V), adult(REP), parts=[custodian(REP, V)])
    desk.triage()
    desk.all_consent()
    for question, who in ((Q.UNDERSTANDS, S), (Q.CONFIRMS_FACTS, S), (Q.VICTIMS_INTEREST, None), (Q.SUITABLE, None)):
        desk.find(desk.matters[0], question, who)
    desk.decide(DecisionKind.ACCEPT)
    assert desk.states == [MatterState.ACCEPTED]
