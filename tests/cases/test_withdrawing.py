"""A withdrawal stops mediation at once, from wherever it is, and stops nothing else (§2.1, §19.1)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mediation.cases.consent import Answer, ConsentTo
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.meeting import Meeting
from mediation.cases.party import PartyRole
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState, Outcome
from mediation.states.small import MeetingState
from tests.cases.desk import Desk, S, V, adult, born, company, crime, custodian

M, F, S2 = PersonId("p_mother"), PersonId("p_father"), PersonId("p_second")
State = MatterState


def named_with_a_meeting_ahead(desk: Desk) -> None:
    desk.to_named()
    desk.arrange()


def in_mediation_with_a_meeting_ahead(desk: Desk) -> None:
    desk.to_mediation()
    desk.arrange()
    desk.arrange(in_days=20)


UNDER_WAY: list[tuple[MatterState, Callable[[Desk], None], int]] = [
    (State.ACCEPTED, lambda desk: desk.to_accepted(), 0),
    (State.MEDIATORS_NAMED, named_with_a_meeting_ahead, 1),
    (State.IN_MEDIATION, in_mediation_with_a_meeting_ahead, 2),
]
under_way = pytest.mark.parametrize(("state", "bring", "ahead"), UNDER_WAY, ids=[row[0].value for row in UNDER_WAY])


@under_way
@pytest.mark.parametrize("who", [S, V])
def test_either_side_stops_it_at_once(
    state: MatterState, bring: Callable[[Desk], None], ahead: int, who: PersonId
) -> None:
    desk = crime()
    bring(desk)
    assert desk.states == [state]
    assert len(desk.ahead()) == ahead
    desk.withdraw(who)
    matter = desk.case.matters[desk.matters[0]]
    assert (matter.state, matter.outcome, matter.ended_at) == (State.INTERRUPTED, Outcome.INTERRUPTED, desk.at)
    assert desk.ahead() == []
    [decision] = [d for d in desk.case.all(Decision) if d.kind is DecisionKind.INTERRUPT]
    assert (decision.ground, decision.sections, decision.by) == ("consent_withdrawn", ("1015/2005 §19.1",), desk.by)
    tail = [code for code in desk.codes if code in {"consent_withdrawn", "matter_interrupted", "mediation_ended"}]
    assert tail == ["consent_withdrawn", "matter_interrupted", "mediation_ended"]
    assert desk.codes.count("meeting_cancelled") == ahead


@under_way
def test_a_no_said_under_way_stops_it_as_well(state: MatterState, bring: Callable[[Desk], None], ahead: int) -> None:
    del state, ahead
    desk = crime()
    bring(desk)
    desk.later(minutes=5)
    desk.consent(desk.matters[0], V, answer=Answer.REFUSED)
    assert desk.states == [State.INTERRUPTED]
    assert desk.ahead() == []


@pytest.mark.parametrize("who", [S, M, F])
def test_a_child_and_each_custodian_can_stop_it(who: PersonId) -> None:
    desk = crime(adult(S, born_on=born(15)), adult(M), adult(F), parts=[custodian(M, S), custodian(F, S)])
    desk.to_accepted()
    desk.withdraw(who)
    assert desk.states == [State.INTERRUPTED]


def test_a_custodian_cannot_stop_it_once_the_child_has_grown_up() -> None:
    desk = crime(adult(S, born_on=date(2008, 9, 3)), adult(M), parts=[custodian(M, S)])
    desk.to_accepted()
    desk.later(days=3)
    with pytest.raises(StepNotPossible) as refusal:
        desk.withdraw(M)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("a_valid_consent", "1015/2005 §2.1")]
    assert desk.states == [State.ACCEPTED]
    desk.withdraw(S)
    assert desk.states == [State.INTERRUPTED]


def test_a_company_stops_it_through_either_of_its_representatives() -> None:
    for answer in (None, Answer.REFUSED):
        role = PartyRole.LEGAL_REPRESENTATIVE
        desk = crime(company(V), adult(M), adult(F), parts=[custodian(M, V, role), custodian(F, V, role)])
        desk.to_accepted()
        desk.later(hours=1)
        if answer is None:
            desk.withdraw(M)
        else:
            desk.consent(desk.matters[0], F, V, answer=answer)
        assert desk.states == [State.INTERRUPTED]


def test_in_the_conditions_phase_nothing_is_interrupted_but_nothing_is_accepted() -> None:
    desk = crime()
    desk.triage()
    desk.all_consent()
    desk.assess()
    desk.withdraw(V)
    assert desk.states == [State.EXAMINING_CONDITIONS]
    assert list(desk.case.all(Decision)) == []
    with pytest.raises(StepNotPossible) as refusal:
        desk.decide(DecisionKind.ACCEPT)
    assert [(n.code, n.subject) for n in refusal.value.needs] == [("every_consent", V)]


def test_whoever_withdrew_before_acceptance_may_still_come_back() -> None:
    desk = crime()
    desk.triage()
    desk.all_consent()
    desk.assess()
    desk.withdraw(V)
    desk.later(hours=1)
    desk.consent(desk.matters[0], V)
    desk.decide(DecisionKind.ACCEPT)
    assert desk.states == [State.ACCEPTED]


def test_withdrawing_from_one_of_two_matters_leaves_the_other_running() -> None:
    desk = crime(suspects=(S, S2))
    one, other = desk.matters
    desk.to_named()
    meeting = desk.arrange()
    desk.withdraw(V, one)
    assert desk.states == [State.INTERRUPTED, State.MEDIATORS_NAMED]
    left = desk.case.item(Meeting, meeting)
    assert left.state is MeetingState.ARRANGED
    assert left.matters == (other,)
    assert set(left.invited) == {S2, V}
    desk.hold(meeting)
    assert desk.states == [State.INTERRUPTED, State.IN_MEDIATION]


def test_a_suspect_can_only_withdraw_from_their_own_matter() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_accepted()
    desk.withdraw(S)
    assert desk.states == [State.INTERRUPTED, State.ACCEPTED]


def test_an_ended_matter_does_not_keep_the_others_from_stopping() -> None:
    desk = crime(suspects=(S, S2))
    one, other = desk.matters
    desk.to_accepted()
    desk.withdraw(V, one)
    desk.withdraw(V)
    assert desk.states == [State.INTERRUPTED, State.INTERRUPTED]


def test_there_is_nothing_to_withdraw_where_nothing_was_given() -> None:
    desk = crime()
    desk.triage()
    with pytest.raises(StepNotPossible) as refusal:
        desk.withdraw(S)
    assert [n.code for n in refusal.value.needs] == ["a_valid_consent"]


def test_it_cannot_be_withdrawn_twice() -> None:
    desk = crime()
    desk.to_accepted()
    desk.withdraw(S)
    with pytest.raises(StepNotPossible):
        desk.withdraw(S)
    assert desk.codes.count("matter_interrupted") == 1


def test_a_consent_to_documents_taken_back_stops_no_mediation_and_is_told() -> None:
    desk = crime()
    desk.to_accepted()
    desk.consent(desk.matters[0], V, to=ConsentTo.DOCUMENTS)
    for consent in [c for c in desk.case.items.values() if getattr(c, "to", None) is ConsentTo.MEDIATION]:
        del desk.case.items[consent.id]  # only the other consent is left to take back
    desk.withdraw(V)
    assert desk.states == [State.ACCEPTED]
    assert desk.codes[-1] == "documents_consent_withdrawn"
    assert not desk.case.has_consent(V, desk.matters[0], ConsentTo.DOCUMENTS)


def test_a_no_of_long_ago_that_was_overtaken_by_a_yes_stops_nothing() -> None:
    desk = crime()
    desk.to_accepted()
    desk.consent(desk.matters[0], V, answer=Answer.REFUSED, given=desk.at - timedelta(days=3))
    assert desk.states == [State.ACCEPTED]


def test_refusing_the_documents_stops_no_mediation() -> None:
    desk = crime()
    desk.to_accepted()
    desk.consent(desk.matters[0], V, to=ConsentTo.DOCUMENTS, answer=Answer.REFUSED)
    assert desk.states == [State.ACCEPTED]
    assert desk.codes[-1] == "documents_consent_recorded"


def test_an_interrupted_matter_never_meets_again() -> None:
    desk = crime()
    desk.to_mediation()
    desk.withdraw(S)
    with pytest.raises(StepNotPossible) as refusal:
        desk.arrange()
    assert {n.code for n in refusal.value.needs} == {"every_consent", "mediators_are_named"}
