"""Consent: after the rights were explained, by who has a say, and the newest word counts (§2.1)."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.cases.consent import Answer, ConsentTo
from mediation.cases.party import PartyRole
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Invalid, NotFound, StepNotPossible
from mediation.states.matter import MatterState
from tests.cases.desk import TUESDAY, Desk, S, V, adult, born, company, crime, custodian

M, A = PersonId("p_mother"), PersonId("p_assistant")


def triaged(**more: object) -> Desk:
    desk = crime(**more)  # type: ignore[arg-type]
    desk.triage()
    return desk


def test_consent_before_the_rights_were_explained_is_refused() -> None:
    desk = triaged()
    with pytest.raises(StepNotPossible) as refusal:
        desk.consent(desk.matters[0], S, given=TUESDAY - timedelta(hours=1), explained=TUESDAY)
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("rights_explained_before", "1015/2005 §2.1", S)
    ]
    assert S in desk.missing(desk.matters[0])


def test_a_no_needs_no_explanation_first() -> None:
    desk = triaged()
    desk.consent(desk.matters[0], S, answer=Answer.REFUSED, given=TUESDAY - timedelta(hours=1), explained=TUESDAY)
    assert "consent_refused" in desk.codes


def test_rights_explained_in_the_same_moment_are_explained_before() -> None:
    desk = triaged()
    desk.consent(desk.matters[0], S, explained=TUESDAY)
    assert S not in desk.missing(desk.matters[0])


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(days=400)])
def test_no_consent_is_recorded_before_it_is_given(ahead: timedelta) -> None:
    desk = triaged()
    with pytest.raises(Invalid) as refusal:
        desk.consent(desk.matters[0], S, given=TUESDAY + ahead, explained=TUESDAY)
    assert refusal.value.fields == (("given_at", "in_future"),)


def test_consent_to_fetch_documents_is_no_consent_to_mediation() -> None:
    desk = triaged()
    desk.consent(desk.matters[0], S, to=ConsentTo.DOCUMENTS)
    assert S in desk.missing(desk.matters[0])
    assert desk.case.has_consent(S, desk.matters[0], ConsentTo.DOCUMENTS)


def test_consent_to_one_matter_is_no_consent_to_another() -> None:
    desk = triaged(suspects=(S, A))
    one, other = desk.matters
    desk.consent(one, V)
    assert V not in desk.missing(one)
    assert V in desk.missing(other)


# fmt: off
NO_SAY = [
    ("§2.2: somebody of another matter",                  A, None, "not_a_party"),
    ("§2.2: a mother for herself",                        M, None, "not_a_party"),
    ("§2.2: a mother for the victim who is not hers",     M, V,    "no_standing"),
    ("§2.2: an assistant for the suspect",                A, S,    "no_standing"),
    ("§2.2: the victim for the suspect",                  V, S,    "no_standing"),
]
# fmt: on


@pytest.mark.parametrize(("person", "child", "code"), [row[1:] for row in NO_SAY], ids=[row[0] for row in NO_SAY])
def test_who_has_no_say_is_not_recorded(person: PersonId, child: PersonId | None, code: str) -> None:
    parts = [custodian(M, S), custodian(A, S, PartyRole.ASSISTANT)]
    desk = crime(adult(S, born_on=born(16)), adult(M), adult(A), parts=parts)
    with pytest.raises(Invalid) as refusal:
        desk.consent(desk.matters[0], person, child)
    assert [code for _, code in refusal.value.fields] == [code]
    assert not desk.case.items


def test_a_stranger_to_the_case_is_not_found() -> None:
    desk = crime()
    with pytest.raises(NotFound):
        desk.consent(desk.matters[0], PersonId("p_nobody"))


def test_a_custodian_of_a_grown_up_has_no_say_any_more() -> None:
    desk = crime(adult(S, born_on=born(19)), adult(M), parts=[custodian(M, S)])
    desk.triage()
    for answer in Answer:
        with pytest.raises(Invalid) as refusal:
            desk.consent(desk.matters[0], M, S, answer=answer)
        assert refusal.value.fields == (("on_behalf_of", "no_standing"),)


def test_a_custodian_who_is_the_victim_does_not_answer_for_the_child() -> None:
    desk = crime(adult(S, born_on=born(16)), parts=[custodian(V, S)])
    with pytest.raises(Invalid) as refusal:
        desk.consent(desk.matters[0], V, S)
    assert refusal.value.fields == (("on_behalf_of", "no_standing"),)


def test_any_representative_may_answer_for_a_company() -> None:
    one, other = PersonId("p_one"), PersonId("p_other")
    role = PartyRole.LEGAL_REPRESENTATIVE
    desk = crime(company(V), adult(one), adult(other), parts=[custodian(one, V, role), custodian(other, V, role)])
    desk.triage()
    desk.consent(desk.matters[0], other, V)
    assert desk.missing(desk.matters[0]) == [S]


# fmt: off
#    what was said, with the hour it was said at, in the order of recording                            a valid yes?
WORDS: list[tuple[str, list[tuple[Answer | None, int]], bool]] = [
    ("§2.1: yes",                                                     [(Answer.GIVEN, 1)],                                            True),
    ("§2.1: no",                                                      [(Answer.REFUSED, 1)],                                          False),
    ("§2.1: yes, then no",                                            [(Answer.GIVEN, 1), (Answer.REFUSED, 2)],                       False),
    ("§2.1: no, then yes",                                            [(Answer.REFUSED, 1), (Answer.GIVEN, 2)],                       True),
    ("§2.1: yes, and an earlier no recorded late",                    [(Answer.GIVEN, 2), (Answer.REFUSED, 1)],                       True),
    ("§2.1: no, and an earlier yes recorded late",                    [(Answer.REFUSED, 2), (Answer.GIVEN, 1)],                       False),
    ("§2.1: yes and no in the same minute: the last word counts",     [(Answer.GIVEN, 1), (Answer.REFUSED, 1)],                       False),
    ("§2.1: yes, taken back",                                         [(Answer.GIVEN, 1), (None, 5)],                                 False),
    ("§2.1: yes, taken back, yes again",                              [(Answer.GIVEN, 1), (None, 5), (Answer.GIVEN, 6)],              True),
    ("§2.1: yes, taken back, and an earlier yes recorded late",       [(Answer.GIVEN, 1), (None, 5), (Answer.GIVEN, 2)],              False),
]
# fmt: on


@pytest.mark.parametrize(("words", "valid"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_the_newest_word_counts(words: list[tuple[Answer | None, int]], valid: bool) -> None:
    desk = triaged()
    for answer, hour in words:
        desk.at = max(desk.at, TUESDAY + timedelta(hours=hour))
        if answer is None:
            desk.withdraw(S)
        else:
            desk.consent(desk.matters[0], S, answer=answer, given=TUESDAY + timedelta(hours=hour))
    assert desk.case.has_consent(S, desk.matters[0], ConsentTo.MEDIATION) is valid
    assert (S not in desk.missing(desk.matters[0])) is valid


@pytest.mark.parametrize("state", sorted(set(MatterState) - {
    MatterState.RECEIVED, MatterState.TRIAGE, MatterState.EXAMINING_CONDITIONS, MatterState.ACCEPTED,
    MatterState.MEDIATORS_NAMED, MatterState.IN_MEDIATION,
}))  # fmt: skip
def test_nobody_is_asked_once_mediation_has_ended(state: MatterState) -> None:
    desk = ended_in(state)
    with pytest.raises(StepNotPossible) as refusal:
        desk.consent(desk.matters[0], S)
    assert [n.code for n in refusal.value.needs] == ["mediation_not_ended"]


def ended_in(state: MatterState) -> Desk:
    desk = triaged()
    desk.all_consent()
    desk.case.matters[desk.matters[0]] = replace(desk.case.matters[desk.matters[0]], state=state)
    return desk


@pytest.mark.parametrize("state", [MatterState.AGREED, MatterState.REPORTED, MatterState.FOLLOW_UP, MatterState.CLOSED])
def test_what_has_ended_is_not_withdrawn_from(state: MatterState) -> None:
    """Consent is withdrawn during mediation (§2.1); afterwards there is an agreement to keep, not a consent."""
    desk = ended_in(state)
    with pytest.raises(StepNotPossible) as refusal:
        desk.withdraw(S)
    assert [n.code for n in refusal.value.needs] == ["mediation_not_ended"]
    assert "consent_withdrawn" not in desk.codes


def test_conditions_are_complete_exactly_when_only_the_decision_is_missing() -> None:
    desk = triaged()
    desk.assess()
    desk.consent(desk.matters[0], S)
    assert "conditions_recorded" not in desk.codes
    desk.consent(desk.matters[0], V)
    assert desk.codes.count("conditions_recorded") == 1
