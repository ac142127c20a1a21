"""Side doors that a search through every state found open, and that are shut: each was a real way to a wrong end."""

from datetime import timedelta

import pytest

from mediation.cases import agreeing, assigning, consenting, convening, following_up, opening, reporting
from mediation.cases.agreement import Obligation
from mediation.cases.assessment import Question
from mediation.cases.assignment import Assignment
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.meeting import Meeting
from mediation.cases.party import PersonKind
from mediation.cases.report import Report
from mediation.kernel.ids import DocumentId, ItemId, PersonId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import AssignmentState, MeetingState, ReportState
from tests.cases.desk import (
    ADVISER,
    IN_CHARGE,
    MAIJA,
    RUNAR,
    VEIKKO,
    Desk,
    S,
    V,
    adult,
    born,
    crime,
    custodian,
    dispute,
)
from tests.cases.desk import apology as promise
from tests.cases.test_correcting import crime_with_its_claim

M, F = PersonId("p_mother"), PersonId("p_father")
PAPER = DocumentId("d_report")
State = MatterState


def told(desk: Desk) -> ItemId:
    """What is owed prepared, approved by another person, and sent."""
    desk.by = ADVISER
    report = reporting.prepare(desk.change, desk.matters)
    desk.by = IN_CHARGE
    reporting.approve(desk.change, report)
    reporting.send(desk.change, report, PAPER)
    return report


def needs(refusal: pytest.ExceptionInfo[StepNotPossible]) -> list[tuple[str, str]]:
    return [(need.code, need.section) for need in refusal.value.needs]


def reported(promises: bool = False) -> Desk:
    desk = crime()
    desk.to_mediation()
    desk.agree(*([promise(due_on=desk.change.day + timedelta(days=7))] if promises else []))
    convening.give_account(desk.change, VEIKKO, desk.matters, "Tapaaminen pidettiin.")
    told(desk)
    return desk


def break_promise(desk: Desk) -> None:
    desk.later(days=30)
    [made] = desk.case.all(Obligation)
    following_up.record(desk.change, made.id, "break")


def test_a_breach_is_told_before_closing_even_when_no_follow_up_was_begun() -> None:
    desk = reported(promises=True)
    break_promise(desk)
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert needs(refusal) == [("fulfilment_is_told", "office policy")]
    told(desk)
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [State.CLOSED]


def test_where_nothing_was_promised_no_fulfilment_is_waited_for() -> None:
    desk = reported()
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [State.CLOSED]


def test_a_kept_promise_of_a_closed_matter_is_not_made_open_again() -> None:
    desk = reported(promises=True)
    [made] = desk.case.all(Obligation)
    following_up.record(desk.change, made.id, "keep", desk.change.day)
    told(desk)
    following_up.close(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible) as refusal:
        following_up.record(desk.change, made.id, "reopen")
    assert needs(refusal) == [("no_open_obligations", "office policy")]


def test_the_report_of_a_closed_matter_is_not_called_back() -> None:
    desk = reported()
    [report] = desk.case.all(Report)
    following_up.close(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible):
        reporting.recall(desk.change, report.id)


def test_the_report_of_a_matter_in_follow_up_is_not_called_back() -> None:
    desk = reported(promises=True)
    [report] = desk.case.all(Report)
    following_up.start(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible):
        reporting.recall(desk.change, report.id)


def test_the_report_on_fulfilment_of_a_closed_matter_is_not_called_back() -> None:
    desk = reported(promises=True)
    following_up.start(desk.change, desk.matters[0])
    break_promise(desk)
    report = told(desk)
    following_up.close(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible) as refusal:
        reporting.recall(desk.change, report)
    assert needs(refusal) == [("fulfilment_is_told", "office policy")]


def test_of_two_reports_on_one_matter_each_can_be_called_back() -> None:
    desk = crime()
    desk.to_mediation()
    agreeing.end_without(desk.change, desk.matters)
    convening.give_account(desk.change, VEIKKO, desk.matters, "Tapaaminen pidettiin.")
    desk.by = ADVISER
    both = [reporting.prepare(desk.change, desk.matters) for _ in range(2)]
    desk.by = IN_CHARGE
    for report in both:
        reporting.approve(desk.change, report)
        reporting.send(desk.change, report, PAPER)
    reporting.recall(desk.change, both[1])
    assert desk.states == [State.REPORTED]
    reporting.recall(desk.change, both[0])
    assert desk.states == [State.NO_AGREEMENT]
    assert {r.state for r in desk.case.all(Report)} == {ReportState.RECALLED}


# fmt: off
NO_UNDER_WAY = [
    ("they do not understand after all",   Question.UNDERSTANDS,      S,    "understanding_doubted", "1015/2005 §19.1"),
    ("the facts are denied after all",     Question.CONFIRMS_FACTS,   S,    "no_conditions",         "1015/2005 §19.2"),
    ("it is not in the victim's interest", Question.VICTIMS_INTEREST, None, "no_conditions",         "1015/2005 §19.2"),
    ("it is not suitable after all",       Question.SUITABLE,         None, "no_conditions",         "1015/2005 §19.2"),
]
# fmt: on


@pytest.mark.parametrize("bring", ["to_accepted", "to_named", "to_mediation"])
@pytest.mark.parametrize(
    ("question", "person", "ground", "section"), [row[1:] for row in NO_UNDER_WAY], ids=[row[0] for row in NO_UNDER_WAY]
)
def test_a_condition_found_missing_under_way_interrupts(
    bring: str, question: Question, person: PersonId | None, ground: str, section: str
) -> None:
    desk = crime()
    getattr(desk, bring)()
    desk.find(desk.matters[0], question, person, holds=False)
    assert desk.states == [State.INTERRUPTED]
    decision = list(desk.case.all(Decision))[-1]
    assert (decision.kind, decision.ground, decision.sections) == (DecisionKind.INTERRUPT, ground, (section,))


def test_a_condition_found_missing_before_acceptance_interrupts_nothing() -> None:
    desk = crime()
    desk.triage()
    desk.find(desk.matters[0], Question.SUITABLE, holds=False)
    assert desk.states == [State.EXAMINING_CONDITIONS]


def test_a_claim_goes_where_the_conditions_of_its_crime_go() -> None:
    desk = crime_with_its_claim()
    for matter in desk.matters:
        desk.to_mediation(matter)
    desk.find(desk.matters[0], Question.SUITABLE, holds=False)
    assert desk.states == [State.INTERRUPTED, State.INTERRUPTED]


def test_a_party_who_turns_out_to_be_a_company_may_leave_no_human_being_in_a_dispute() -> None:
    desk = dispute()
    desk.to_mediation()
    opening.correct_person(desk.change, S, kind=PersonKind.LEGAL, born_on=None)
    assert desk.states == [State.IN_MEDIATION]
    opening.correct_person(desk.change, V, kind=PersonKind.LEGAL, born_on=None)
    assert desk.states == [State.INTERRUPTED]


def test_a_mediator_does_not_take_what_has_ended_meanwhile() -> None:
    desk = crime()
    desk.to_accepted()
    made = assigning.offer(desk.change, VEIKKO, desk.matters, desk.change.day + timedelta(days=3))
    desk.withdraw(S)
    with pytest.raises(StepNotPossible) as refusal:
        assigning.accept(desk.change, made, undisqualified=True)
    assert needs(refusal) == [("matter_is_accepted", "1015/2005 §16(1)")]
    assert desk.case.item(Assignment, made).state is AssignmentState.EXPIRED
    with pytest.raises(StepNotPossible):
        assigning.decline(desk.change, made, "ei enää ajankohtainen")


def test_a_meeting_is_not_held_before_mediators_are_named_again() -> None:
    desk = crime()
    desk.to_named()
    meeting = desk.arrange()
    assigning.release(desk.change, desk.assignment(MAIJA).id, "sairastui")
    assert desk.states == [State.ACCEPTED]
    with pytest.raises(StepNotPossible) as refusal:
        desk.hold(meeting)
    assert needs(refusal) == [("mediators_are_named", "1015/2005 §16(1)")]
    desk.assign(RUNAR)
    assigning.name(desk.change, desk.matters)
    desk.hold(meeting)
    assert desk.states == [State.IN_MEDIATION]


def test_a_custodian_found_out_later_has_to_consent_before_anybody_meets_again() -> None:
    desk = crime(adult(S, born_on=born(16)), adult(M), parts=[custodian(M, S)])
    desk.to_mediation()
    meeting = desk.arrange()
    opening.add_person(desk.change, adult(F), custodian(F, S))
    assert desk.case.item(Meeting, meeting).state is MeetingState.CANCELLED
    with pytest.raises(StepNotPossible):
        desk.hold(meeting)
    with pytest.raises(StepNotPossible) as refusal:
        desk.arrange()
    assert needs(refusal) == [("every_consent", "1015/2005 §2")]
    desk.consent(desk.matters[0], F, S)
    meeting = desk.arrange()
    desk.hold(meeting)
    assert desk.case.item(Meeting, meeting).state is MeetingState.HELD


@pytest.mark.parametrize("how", ["agreed", "not agreed"])
def test_nobody_comes_to_a_meeting_of_what_has_ended(how: str) -> None:
    desk = crime()
    desk.to_mediation()
    meeting = desk.arrange()
    if how == "agreed":
        desk.agree()
    else:
        agreeing.end_without(desk.change, desk.matters)
    assert desk.case.item(Meeting, meeting).state is MeetingState.CANCELLED
    assert desk.codes.count("meeting_cancelled") == 1


def test_a_meeting_at_which_mediation_ended_can_still_be_recorded() -> None:
    desk = crime()
    desk.to_mediation()
    meeting = desk.arrange()
    desk.at = desk.case.item(Meeting, meeting).starts_at + timedelta(minutes=50)
    desk.agree()
    desk.hold(meeting)
    assert desk.case.item(Meeting, meeting).state is MeetingState.HELD
    assert desk.states == [State.AGREED]


def test_when_every_mediator_has_left_another_can_still_give_the_account() -> None:
    desk = crime()
    desk.to_mediation()
    for volunteer in (VEIKKO, MAIJA):
        assigning.release(desk.change, desk.assignment(volunteer).id, "muutti pois")
    agreeing.end_without(desk.change, desk.matters)
    desk.assign(RUNAR)
    convening.give_account(desk.change, RUNAR, desk.matters, "Tapaaminen pidettiin.")
    with pytest.raises(StepNotPossible):
        desk.assign(MAIJA)
    told(desk)
    assert desk.states == [State.REPORTED]


def test_a_mediator_who_was_offered_the_account_takes_it_only_while_it_is_owed() -> None:
    desk = crime()
    desk.to_mediation()
    consenting.interrupt(desk.change, desk.matters[0], "no_conditions", "Perusteltu.")
    with pytest.raises(StepNotPossible) as refusal:
        desk.assign(RUNAR)
    assert needs(refusal) == [("matter_is_accepted", "1015/2005 §16(1)")]
