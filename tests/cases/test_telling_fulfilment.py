"""What an authority is told of promises kept and broken, and that whatever is called back is owed anew."""

from datetime import timedelta

import pytest

from mediation.cases import following_up, reporting
from mediation.cases.agreement import Obligation
from mediation.cases.report import Report, ReportKind
from mediation.kernel.ids import ItemId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import ObligationState
from tests.cases.desk import Desk
from tests.cases.test_reporting import agreed, ended, sent

MONTH = timedelta(days=30)


def followed() -> Desk:
    desk = agreed(promises=2)
    sent(desk)
    following_up.start(desk.change, desk.matters[0])
    return desk


def test_a_promise_not_yet_due_is_not_told_as_unkept() -> None:
    desk = followed()
    with pytest.raises(StepNotPossible) as refusal:
        reporting.prepare(desk.change, desk.matters)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("no_open_obligations", "office policy")] * 2


def test_a_reported_matter_without_promises_owes_nothing_more() -> None:
    desk = agreed()
    sent(desk)
    with pytest.raises(Invalid) as refusal:
        reporting.prepare(desk.change, desk.matters)
    assert refusal.value.fields == (("matters", "nothing_promised"),)


def test_fulfilment_is_told_once_every_promise_is_settled() -> None:
    desk = followed()
    for promise in list(desk.case.all(Obligation)):
        desk.at += MONTH * 2
        following_up.record(desk.change, promise.id, "keep", desk.change.day)
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert [n.code for n in refusal.value.needs] == ["fulfilment_is_told"]
    report = sent(desk)
    assert desk.case.item(Report, report).kind is ReportKind.FULFILMENT
    assert desk.states == [MatterState.FOLLOW_UP]
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [MatterState.CLOSED]


def broken(desk: Desk) -> ItemId:
    """The first promise is broken while the second is still open."""
    first, _ = list(desk.case.all(Obligation))
    desk.at += MONTH * 2
    following_up.record(desk.change, first.id, "break")
    return first.id


def settle_the_rest(desk: Desk) -> None:
    for promise in list(desk.case.all(Obligation)):
        if promise.state is ObligationState.PROMISED:
            following_up.record(desk.change, promise.id, "keep", desk.change.day)


def test_a_broken_promise_may_be_told_while_others_are_still_open() -> None:
    desk = followed()
    broken(desk)
    report = sent(desk)
    assert desk.case.item(Report, report).kind is ReportKind.BREACH
    assert desk.codes.count("breach_reported") == 1
    assert "fulfilment_reported" not in desk.codes


def test_a_breach_told_early_is_not_the_last_word_on_fulfilment() -> None:
    desk = followed()
    broken(desk)
    sent(desk)
    settle_the_rest(desk)
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert [n.code for n in refusal.value.needs] == ["fulfilment_is_told"]
    assert desk.case.item(Report, sent(desk)).kind is ReportKind.FULFILMENT
    following_up.close(desk.change, desk.matters[0])


def test_what_is_told_of_fulfilment_is_told_again_when_it_changes() -> None:
    desk = followed()
    first = broken(desk)
    settle_the_rest(desk)
    sent(desk)
    desk.later(days=1)
    following_up.record(desk.change, first, "keep_late", desk.change.day)
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert [n.code for n in refusal.value.needs] == ["fulfilment_is_told"]
    sent(desk)
    following_up.close(desk.change, desk.matters[0])


def test_a_reported_matter_with_a_broken_promise_does_not_close_untold() -> None:
    desk = agreed(promises=1)
    sent(desk)
    (promise,) = desk.case.all(Obligation)
    desk.at += MONTH * 3
    following_up.record(desk.change, promise.id, "break")
    assert desk.codes.count("follow_up_ended") == 1, "the notice gets its deadline without a follow-up too"
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert [n.code for n in refusal.value.needs] == ["fulfilment_is_told"]
    sent(desk)
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [MatterState.CLOSED]


@pytest.mark.parametrize("how", ["agreed", "declined", "lapsed", "interrupted", "fulfilled", "breached"])
def test_what_is_called_back_is_owed_anew_and_says_so(how: str) -> None:
    if how in {"fulfilled", "breached"}:
        desk = followed()
        broken(desk)
        if how == "fulfilled":
            settle_the_rest(desk)
    else:
        desk = agreed() if how == "agreed" else ended(how)
    before = desk.states
    reporting.recall(desk.change, sent(desk))
    owed = {"agreed": "outcome", "fulfilled": "fulfilment", "breached": "breach"}.get(how, "notice")
    assert desk.codes[-1] == f"{owed}_recalled"
    assert desk.states == before
