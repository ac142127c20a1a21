"""What an authority is told: the kind that is owed, seen by two, called back within ten minutes (§16(4), §24)."""

from datetime import date, timedelta

import pytest

from mediation.cases import agreeing, convening, following_up, reporting
from mediation.cases.deciding import hear
from mediation.cases.decision import DecisionKind, Heard
from mediation.cases.report import Report, ReportKind
from mediation.kernel.ids import AccountId, DocumentId, ItemId, PersonId
from mediation.kernel.refusals import Invalid, NotFound, StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import ReportState
from tests.cases.desk import ADVISER, IN_CHARGE, POLICE, VEIKKO, Desk, S, V, crime, dispute, payment

PAPER, SECOND = DocumentId("f_paper"), AccountId("u_second")
S2 = PersonId("p_second")
MONTH = timedelta(days=30)


def agreed(*, promises: int = 0) -> Desk:
    desk = crime()
    desk.to_mediation()
    days = [(date(2026, 10 + n, 1), 100) for n in range(promises)]
    desk.agree(*([payment(100 * promises, *days)] if promises else []))
    convening.give_account(desk.change, VEIKKO, desk.matters, "Tapaaminen pidettiin.")
    return desk


def ended(how: str) -> Desk:
    desk = crime()
    if how == "declined":
        desk.triage()
        for who in (S, V):
            hear(desk.change, desk.matters[0], who, Heard.ANSWERED, "Kuultu.")
        desk.decide(DecisionKind.DECLINE)
    elif how == "lapsed":
        desk.triage()
        desk.decide(DecisionKind.LAPSE)
    elif how == "interrupted":
        desk.to_mediation()
        desk.withdraw(V)
    else:
        desk.to_mediation()
        agreeing.end_without(desk.change, desk.matters)
        convening.give_account(desk.change, VEIKKO, desk.matters, "Tapaaminen pidettiin.")
    return desk


def ready(desk: Desk) -> ItemId:
    """A report prepared by the adviser and approved by the person in charge."""
    desk.by = ADVISER
    report = reporting.prepare(desk.change, desk.matters)
    desk.by = IN_CHARGE
    reporting.approve(desk.change, report)
    return report


def sent(desk: Desk) -> ItemId:
    report = ready(desk)
    reporting.send(desk.change, report, PAPER)
    return report


# fmt: off
OWED = [
    ("agreed",       ReportKind.OUTCOME,             "report_sent"),
    ("no agreement", ReportKind.OUTCOME,             "report_sent"),
    ("declined",     ReportKind.REFUSAL_NOTICE,      "notice_sent"),
    ("lapsed",       ReportKind.REFUSAL_NOTICE,      "notice_sent"),
    ("interrupted",  ReportKind.INTERRUPTION_NOTICE, "notice_sent"),
]
# fmt: on


@pytest.mark.parametrize(("how", "kind", "code"), OWED, ids=[row[0] for row in OWED])
def test_each_ending_owes_its_own_kind_and_is_reported_by_sending_it(how: str, kind: ReportKind, code: str) -> None:
    desk = agreed() if how == "agreed" else ended(how)
    report = sent(desk)
    found = desk.case.item(Report, report)
    assert (found.kind, found.unit, found.state, found.document) == (kind, POLICE, ReportState.AVAILABLE, PAPER)
    assert desk.states == [MatterState.REPORTED]
    assert [c for c in desk.codes if c in {code, "matter_reported"}] == [code, "matter_reported"]


def test_without_an_authority_there_is_nobody_to_tell() -> None:
    desk = dispute()
    desk.to_mediation()
    desk.agree()
    convening.give_account(desk.change, VEIKKO, desk.matters, "Pidettiin.")
    with pytest.raises(StepNotPossible) as refusal:
        reporting.prepare(desk.change, desk.matters)
    assert [n.code for n in refusal.value.needs] == ["an_authority_is_owed"]
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [MatterState.CLOSED]


def test_an_outcome_waits_for_the_mediators_account() -> None:
    desk = crime()
    desk.to_mediation()
    desk.agree()
    with pytest.raises(StepNotPossible) as refusal:
        reporting.prepare(desk.change, desk.matters)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("account_is_given", "1015/2005 §17(6)")]


def test_a_matter_still_under_way_has_nothing_to_report() -> None:
    desk = crime()
    desk.to_mediation()
    with pytest.raises(Invalid):
        reporting.prepare(desk.change, desk.matters)


def test_matters_that_ended_differently_are_not_told_in_one_report() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_mediation()
    desk.withdraw(S)
    agreeing.end_without(desk.change, desk.matters[1:])
    with pytest.raises(Invalid) as refusal:
        reporting.prepare(desk.change, desk.matters)
    assert refusal.value.fields == (("matters", "mixed"),)


def test_whoever_prepared_a_report_does_not_approve_it() -> None:
    desk = agreed()
    desk.by = IN_CHARGE
    report = reporting.prepare(desk.change, desk.matters)
    with pytest.raises(StepNotPossible) as refusal:
        reporting.approve(desk.change, report)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("approved_by_another", "office policy")]
    desk.by = SECOND
    reporting.approve(desk.change, report)
    assert desk.case.item(Report, report).approved_by == SECOND


def test_a_returned_report_needs_the_second_person_again() -> None:
    desk = agreed()
    report = ready(desk)
    reporting.send_back(desk.change, report)
    assert desk.case.item(Report, report).approved_by is None
    with pytest.raises(StepNotPossible):
        reporting.send(desk.change, report, PAPER)
    desk.by = ADVISER
    with pytest.raises(StepNotPossible):
        reporting.approve(desk.change, report)


def test_nothing_leaves_unapproved() -> None:
    desk = agreed()
    report = reporting.prepare(desk.change, desk.matters)
    with pytest.raises(StepNotPossible):
        reporting.send(desk.change, report, PAPER)
    assert desk.states == [MatterState.AGREED]


# fmt: off
RECALLS = [
    ("at once",                     timedelta(0),                      True),
    ("in the tenth minute",         timedelta(minutes=9, seconds=59),  True),
    ("after ten minutes sharp",     timedelta(minutes=10),             True),
    ("a second later",              timedelta(minutes=10, seconds=1),  False),
    ("the next day",                timedelta(days=1),                 False),
]
# fmt: on


@pytest.mark.parametrize(("waited", "possible"), [row[1:] for row in RECALLS], ids=[row[0] for row in RECALLS])
def test_a_report_is_called_back_within_ten_minutes(waited: timedelta, possible: bool) -> None:
    desk = agreed()
    report = sent(desk)
    desk.at += waited
    if possible:
        reporting.recall(desk.change, report)
        assert desk.case.item(Report, report).state is ReportState.RECALLED
        return
    with pytest.raises(StepNotPossible) as refusal:
        reporting.recall(desk.change, report)
    assert [n.code for n in refusal.value.needs] == ["within_ten_minutes"]


def test_what_was_fetched_is_not_called_back() -> None:
    desk = agreed()
    report = sent(desk)
    reporting.retrieve(desk.change, report)
    with pytest.raises(StepNotPossible):
        reporting.recall(desk.change, report)


def test_a_report_that_never_left_is_not_called_back() -> None:
    desk = agreed()
    report = ready(desk)
    with pytest.raises(StepNotPossible):
        reporting.recall(desk.change, report)


@pytest.mark.parametrize(("how", "kind"), [row[:2] for row in OWED], ids=[row[0] for row in OWED])
def test_after_a_recall_the_same_kind_is_still_owed_and_can_be_sent(how: str, kind: ReportKind) -> None:
    desk = agreed() if how == "agreed" else ended(how)
    reporting.recall(desk.change, sent(desk))
    again = sent(desk)
    assert desk.case.item(Report, again).kind is kind
    assert desk.states == [MatterState.REPORTED]


@pytest.mark.parametrize("step", [following_up.close, following_up.start])
def test_a_matter_whose_report_was_called_back_neither_closes_nor_goes_on(step: object) -> None:
    desk = agreed(promises=1 if step is following_up.start else 0)
    reporting.recall(desk.change, sent(desk))
    with pytest.raises(StepNotPossible) as refusal:
        step(desk.change, desk.matters[0])  # type: ignore[operator]
    assert [(n.code, n.section) for n in refusal.value.needs] == [("no_authority_is_owed", "1015/2005 §16(4), §24")]
    sent(desk)
    step(desk.change, desk.matters[0])  # type: ignore[operator]


def test_fetching_again_changes_nothing_and_tells_who_was_first() -> None:
    desk = agreed()
    report = sent(desk)
    desk.by = AccountId("u_police")
    reporting.retrieve(desk.change, report)
    first = desk.case.item(Report, report)
    desk.later(hours=1)
    desk.by = AccountId("u_other_police")
    reporting.retrieve(desk.change, report)
    assert desk.case.item(Report, report) == first
    assert first.retrieved_by == "u_police"


def test_what_was_not_fetched_is_not_confirmed() -> None:
    desk = agreed()
    report = sent(desk)
    with pytest.raises(StepNotPossible):
        reporting.acknowledge(desk.change, report)
    reporting.retrieve(desk.change, report)
    reporting.acknowledge(desk.change, report)
    assert desk.case.item(Report, report).state is ReportState.ACKNOWLEDGED


def test_a_report_of_another_case_is_not_found() -> None:
    with pytest.raises(NotFound):
        reporting.approve(agreed().change, ItemId("i_other"))
