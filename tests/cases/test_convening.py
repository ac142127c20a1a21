"""Meetings: none without every consent, none apart without everybody's agreement, no child alone (§2.1, §18)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation.cases import assigning, convening, holding
from mediation.cases.meeting import Interpreting, Meeting, MeetingForm
from mediation.cases.party import PartyRole
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Invalid, NotFound, Refusal, StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import MeetingState
from tests.cases.desk import MAIJA, RUNAR, VEIKKO, Desk, S, V, adult, born, company, crime, custodian, dispute

M, R, S2 = PersonId("p_mother"), PersonId("p_representative"), PersonId("p_second")
SEPARATE, JOINT = MeetingForm.SEPARATE, MeetingForm.JOINT


def named(**more: object) -> Desk:
    desk = crime(**more)  # type: ignore[arg-type]
    desk.to_named()
    return desk


def child(years: int = 16) -> Desk:
    desk = crime(adult(S, born_on=born(years)), adult(M), parts=[custodian(M, S)])
    desk.to_named()
    return desk


def needs(desk: Desk, **how: object) -> list[tuple[str, str, str]]:
    with pytest.raises(StepNotPossible) as refusal:
        desk.arrange(**how)  # type: ignore[arg-type]
    assert desk.ahead() == []
    return [(n.code, n.section, n.subject) for n in refusal.value.needs]


def test_no_meeting_is_arranged_before_mediators_are_named() -> None:
    desk = crime()
    desk.to_accepted()
    assert needs(desk) == [("mediators_are_named", "1015/2005 §16(1)", desk.matters[0])]


def test_no_meeting_is_arranged_before_acceptance_and_every_hindrance_is_told() -> None:
    desk = crime()
    desk.triage()
    assert needs(desk) == [
        ("every_consent", "1015/2005 §2", S), ("every_consent", "1015/2005 §2", V),
        ("mediators_are_named", "1015/2005 §16(1)", desk.matters[0]),
    ]  # fmt: skip


def test_a_custodian_found_out_later_has_to_consent_before_the_next_meeting() -> None:
    desk = child()
    desk.case.people[R] = adult(R)
    desk.case.parts = (*desk.case.parts, custodian(R, S))
    assert needs(desk) == [("every_consent", "1015/2005 §2", f"{R}:for:{S}")]


def test_a_meeting_of_two_matters_needs_the_consents_of_both() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_named()
    desk.withdraw(S2)
    assert ("every_consent", "1015/2005 §2", S2) in needs(desk)
    desk.arrange(desk.matters[0])


def test_nobody_meets_while_a_matter_is_on_hold() -> None:
    desk = named()
    holding.hold(desk.change, desk.matters[0], "matkoilla")
    assert needs(desk) == [("not_held", "office policy", desk.matters[0])]


def test_a_barred_matter_does_not_meet() -> None:
    desk = named()
    desk.case.correct(desk.matters[0], close_person=True)
    assert {code for code, _, _ in needs(desk)} == {"not_barred"}


# fmt: off
APART = [
    ("§18.3: nobody agreed",              (),     {S, V}),
    ("§18.3: only the one who is met",    (S,),   {V}),
    ("§18.3: only the other",             (V,),   {S}),
    ("§18.3: somebody beside the point",  (M,),   {S, V}),
]
# fmt: on


@pytest.mark.parametrize(("agreed", "missing"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_a_separate_meeting_needs_everybodys_agreement(agreed: tuple[PersonId, ...], missing: set[PersonId]) -> None:
    told = needs(named(), form=SEPARATE, invited=(S,), agreed_by=agreed)
    assert told == [("separate_meeting_agreed", "1015/2005 §18.3", who) for who in (S, V) if who in missing]


def test_a_separate_meeting_everybody_agreed_to_is_arranged_with_the_one() -> None:
    desk = named()
    meeting = desk.case.item(Meeting, desk.arrange(form=SEPARATE, invited=(S,), agreed_by=(S, V)))
    assert (meeting.form, meeting.invited) == (SEPARATE, (S,))


@pytest.mark.parametrize("alone", [S, V])
def test_a_meeting_with_one_side_is_not_passed_off_as_joint(alone: PersonId) -> None:
    other = V if alone is S else S
    told = needs(named(), form=JOINT, invited=(alone,))
    assert told == [("everyone_is_invited", "1015/2005 §18.1, §18.3", other)]


def test_a_company_is_invited_through_its_representative() -> None:
    desk = named_company()
    assert needs(desk, invited=(S,)) == [("everyone_is_invited", "1015/2005 §18.1, §18.3", V)]
    desk.arrange(invited=(S, R))


def named_company() -> Desk:
    desk = crime(company(V), adult(R), parts=[custodian(R, V, PartyRole.LEGAL_REPRESENTATIVE)])
    desk.to_named()
    return desk


@pytest.mark.parametrize("years", [12, 14, 15, 17])
def test_a_custodian_is_invited_with_a_minor(years: int) -> None:
    desk = child(years)
    assert needs(desk, invited=(S, V)) == [("custodian_is_invited", "1015/2005 §18.1", S)]
    desk.arrange(invited=(S, V, M))


def test_a_grown_up_comes_without_a_custodian() -> None:
    desk = crime(adult(S, born_on=born(18)), adult(M), parts=[custodian(M, S)])
    desk.to_named()
    desk.arrange(invited=(S, V))


def turning_18_on_the_tenth() -> Desk:
    desk = crime(adult(S, born_on=date(2008, 9, 10)), adult(M), parts=[custodian(M, S)])
    desk.to_named()
    return desk


def test_whether_somebody_is_a_child_is_asked_for_the_day_of_the_meeting() -> None:
    desk = turning_18_on_the_tenth()
    assert needs(desk, in_days=8, invited=(S, V)) == [("custodian_is_invited", "1015/2005 §18.1", S)]
    desk.arrange(in_days=9, invited=(S, V))


def test_a_meeting_moved_to_before_the_birthday_needs_the_custodian_after_all() -> None:
    desk = turning_18_on_the_tenth()
    meeting = desk.arrange(in_days=9, invited=(S, V))
    with pytest.raises(StepNotPossible) as refusal:
        convening.move(desk.change, meeting, desk.at + timedelta(days=5), "Sovittelutoimisto")
    assert [n.code for n in refusal.value.needs] == ["custodian_is_invited"]


def test_no_meeting_is_moved_without_every_consent() -> None:
    desk = child()
    meeting = desk.arrange()
    desk.case.people[R] = adult(R)
    desk.case.parts = (*desk.case.parts, custodian(R, S))
    with pytest.raises(StepNotPossible) as refusal:
        convening.move(desk.change, meeting, desk.at + timedelta(days=5), "Sovittelutoimisto")
    assert [n.code for n in refusal.value.needs] == ["every_consent"]


def test_a_moved_meeting_keeps_its_people_and_counts_up() -> None:
    desk = named()
    meeting = desk.arrange()
    before = desk.case.item(Meeting, meeting)
    convening.move(desk.change, meeting, desk.at + timedelta(days=3), "Kirjasto")
    after = desk.case.item(Meeting, meeting)
    assert (after.sequence, after.place, after.invited) == (before.sequence + 1, "Kirjasto", before.invited)
    assert after.starts_at == desk.at + timedelta(days=3)


@pytest.mark.parametrize("days", [0, -1])
def test_a_meeting_lies_ahead(days: int) -> None:
    desk = named()
    with pytest.raises(Invalid) as refusal:
        desk.arrange(in_days=days)
    assert refusal.value.fields == (("starts_at", "in_past"),)


def test_only_people_of_the_case_are_invited() -> None:
    desk = named()
    with pytest.raises(NotFound):
        desk.arrange(invited=(S, V, PersonId("p_neighbour")))


def test_a_meeting_is_not_held_before_it_begins() -> None:
    desk = named()
    meeting = desk.arrange()
    with pytest.raises(Invalid) as refusal:
        convening.record_held(desk.change, meeting, (S, V))
    assert refusal.value.fields == (("came", "in_future"),)
    assert desk.states == [MatterState.MEDIATORS_NAMED]


def test_the_first_meeting_starts_mediation_and_the_second_does_not_start_it_again() -> None:
    desk = named()
    desk.hold(desk.arrange())
    desk.hold(desk.arrange())
    assert desk.states == [MatterState.IN_MEDIATION]
    assert desk.codes.count("mediation_started") == 1
    assert desk.codes.count("meeting_held") == 2


def test_a_meeting_to_which_nobody_came_starts_nothing() -> None:
    desk = named()
    meeting = desk.arrange()
    desk.later(days=11)
    with pytest.raises(Invalid) as refusal:
        convening.record_held(desk.change, meeting, ())
    assert refusal.value.fields == (("came", "required"),)
    assert desk.states == [MatterState.MEDIATORS_NAMED]


def test_mediation_does_not_start_without_the_interpreter_a_party_needs() -> None:
    desk = crime(adult(V, interpreter_language="so"))
    desk.to_named()
    meeting = desk.arrange()
    with pytest.raises(StepNotPossible) as refusal:
        desk.hold(meeting)
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("interpreters_are_there", "1015/2005 §16(3)", V)
    ]


def test_it_starts_with_the_interpreter() -> None:
    desk = crime(adult(V, interpreter_language="so"))
    desk.to_named()
    meeting = desk.case.item(Meeting, desk.arrange())
    desk.case.put(replace(meeting, interpreting=(Interpreting(person=V, language="so", interpreter="Tulkki"),)))
    desk.hold(meeting.id)
    assert desk.states == [MatterState.IN_MEDIATION]


def test_a_released_mediator_takes_the_naming_back_while_nothing_has_begun() -> None:
    desk = named()
    assigning.release(desk.change, desk.assignment(MAIJA).id, "muuttaa pois")
    assert desk.states == [MatterState.ACCEPTED]
    with pytest.raises(StepNotPossible) as refusal:
        assigning.name(desk.change, desk.matters)
    assert [(n.code, n.subject) for n in refusal.value.needs] == [("mediators_are_ready", "1_of_2")]


def test_a_meeting_is_not_held_by_the_one_mediator_who_is_left() -> None:
    desk = named()
    meeting = desk.arrange()
    assigning.release(desk.change, desk.assignment(VEIKKO).id, "sairas")
    with pytest.raises(StepNotPossible):
        desk.hold(meeting)
    assert desk.ahead() == [meeting]
    assert desk.states == [MatterState.ACCEPTED]


def test_a_cancelled_meeting_says_why_and_cannot_be_held_or_moved() -> None:
    desk = named()
    meeting = desk.arrange()
    convening.cancel(desk.change, meeting, "osapuoli sairastui")
    assert desk.case.item(Meeting, meeting).state is MeetingState.CANCELLED
    assert desk.case.item(Meeting, meeting).cancelled_because == "osapuoli sairastui"
    with pytest.raises(StepNotPossible):
        desk.hold(meeting)
    with pytest.raises(Refusal):
        convening.move(desk.change, meeting, desk.at + timedelta(days=3), "Kirjasto")


def test_a_dispute_meets_by_the_same_rules() -> None:
    desk = dispute()
    desk.to_named()
    assert [code for code, _, _ in needs(desk, form=SEPARATE, invited=(S,))] == ["separate_meeting_agreed"] * 2
    desk.hold(desk.arrange())
    assert desk.states == [MatterState.IN_MEDIATION]


@pytest.mark.parametrize("bring", ["to_accepted", "to_named"])
def test_there_is_no_account_of_a_mediation_that_has_not_begun(bring: str) -> None:
    desk = crime()
    getattr(desk, bring)()
    if bring == "to_accepted":
        desk.assign(VEIKKO)
    with pytest.raises(StepNotPossible) as refusal:
        convening.give_account(desk.change, VEIKKO, desk.matters, "Ennakkoon.")
    assert [(n.code, n.section) for n in refusal.value.needs] == [("mediation_has_begun", "1015/2005 §17(6)")]


def test_only_a_mediator_of_the_matter_gives_its_account() -> None:
    desk = crime(suspects=(S, S2))
    one, other = desk.matters
    desk.to_mediation(one)
    desk.to_accepted(other)
    desk.assign(RUNAR, other)
    with pytest.raises(StepNotPossible) as refusal:
        convening.give_account(desk.change, RUNAR, (one,), "En ollut paikalla.")
    assert [(n.code, n.subject) for n in refusal.value.needs] == [("mediator_of_the_case", one)]
    convening.give_account(desk.change, VEIKKO, (one,), "Tapaaminen pidettiin.")
    assert desk.change.facts(one).account_is_given
    assert not desk.change.facts(other).account_is_given
