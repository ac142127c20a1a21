"""Mediators: offered, answering with their own declaration, enough of them, released (§16(1); 434/2003 §27-30)."""

from datetime import timedelta

import pytest

from mediation.cases import assigning
from mediation.cases.assignment import Assignment
from mediation.kernel.ids import ItemId, PersonId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import AssignmentState
from tests.cases.desk import MAIJA, RUNAR, VEIKKO, Desk, S, crime

S2 = PersonId("p_second")


def accepted(**more: object) -> Desk:
    desk = crime(**more)  # type: ignore[arg-type]
    desk.to_accepted()
    return desk


def offered(desk: Desk) -> ItemId:
    return assigning.offer(desk.change, VEIKKO, desk.matters, desk.change.day + timedelta(days=3))


def test_nobody_is_offered_a_matter_that_is_not_accepted() -> None:
    desk = crime()
    desk.triage()
    with pytest.raises(StepNotPossible) as refusal:
        offered(desk)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("matter_is_accepted", "1015/2005 §16(1)")]


@pytest.mark.parametrize("answered", [False, True])
def test_nobody_is_offered_the_same_matter_twice_at_a_time(answered: bool) -> None:
    desk = accepted()
    made = offered(desk)
    if answered:
        assigning.accept(desk.change, made, undisqualified=True)
    with pytest.raises(StepNotPossible) as refusal:
        offered(desk)
    assert [n.code for n in refusal.value.needs] == ["not_offered_yet"]


def test_whoever_declined_may_be_asked_again() -> None:
    desk = accepted()
    assigning.decline(desk.change, offered(desk), "kiireitä")
    assert desk.case.item(Assignment, offered(desk)).state is AssignmentState.OFFERED


def test_a_mediator_takes_no_case_without_declaring_that_nothing_disqualifies() -> None:
    desk = accepted()
    made = offered(desk)
    with pytest.raises(StepNotPossible) as refusal:
        assigning.accept(desk.change, made, undisqualified=False)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("declares_no_disqualification", "434/2003 §27-29")]
    assert desk.case.item(Assignment, made).state is AssignmentState.OFFERED


@pytest.mark.parametrize(("days", "open_still"), [(0, True), (3, True), (4, False), (400, False)])
def test_an_offer_is_open_through_its_last_day(days: int, open_still: bool) -> None:
    desk = accepted()
    made = offered(desk)
    desk.later(days=days)
    if open_still:
        assigning.accept(desk.change, made, undisqualified=True)
        return
    with pytest.raises(StepNotPossible) as refusal:
        assigning.accept(desk.change, made, undisqualified=True)
    assert [n.code for n in refusal.value.needs] == ["offer_is_open"]


@pytest.mark.parametrize("ready", [0, 1])
def test_mediators_are_not_named_before_enough_have_accepted(ready: int) -> None:
    desk = accepted()
    for volunteer in (VEIKKO, MAIJA)[:ready]:
        desk.assign(volunteer)
    assigning.offer(desk.change, RUNAR, desk.matters, desk.change.day)  # an offer alone is nothing
    with pytest.raises(StepNotPossible) as refusal:
        assigning.name(desk.change, desk.matters)
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("mediators_are_ready", "1015/2005 §16(1); 434/2003 §27-29", f"{ready}_of_2")
    ]


def test_a_mediator_of_one_matter_is_not_counted_for_the_other() -> None:
    desk = accepted(suspects=(S, S2))
    one, other = desk.matters
    desk.assign(VEIKKO)
    desk.assign(MAIJA, one)
    with pytest.raises(StepNotPossible) as refusal:
        assigning.name(desk.change, (other,))
    assert [n.subject for n in refusal.value.needs] == ["1_of_2"]
    assigning.name(desk.change, (one,))
    assert desk.states == [MatterState.MEDIATORS_NAMED, MatterState.ACCEPTED]


def test_one_of_three_may_leave_and_two_are_still_enough() -> None:
    desk = accepted()
    for volunteer in (VEIKKO, MAIJA, RUNAR):
        desk.assign(volunteer)
    assigning.name(desk.change, desk.matters)
    assigning.release(desk.change, desk.assignment(RUNAR).id, "muuttaa")
    assert desk.states == [MatterState.MEDIATORS_NAMED]
    assigning.release(desk.change, desk.assignment(MAIJA).id, "muuttaa")
    assert desk.states == [MatterState.ACCEPTED]
    assert "mediators_released" in desk.codes


def test_a_mediator_who_leaves_during_mediation_leaves_it_where_it_is() -> None:
    desk = crime()
    desk.to_mediation()
    assigning.release(desk.change, desk.assignment(MAIJA).id, "sairaus")
    assert desk.states == [MatterState.IN_MEDIATION]
    assert desk.assignment(MAIJA).state is AssignmentState.RELEASED
    assert desk.assignment(MAIJA).released_at == desk.at


def test_a_matter_whose_consent_was_withdrawn_is_not_named_any_more() -> None:
    desk = accepted()
    for volunteer in (VEIKKO, MAIJA):
        desk.assign(volunteer)
    desk.withdraw(S)
    with pytest.raises(StepNotPossible):
        assigning.name(desk.change, desk.matters)
