"""A matter on hold: its clock stops with a reason, its days are counted in Helsinki, and the law's stops still work."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mediation.cases import agreeing, assigning, holding
from mediation.cases.agreement import Agreement
from mediation.cases.decision import DecisionKind
from mediation.cases.note import Hold
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState
from tests.cases.desk import MAIJA, VEIKKO, Desk, S, crime

S2 = PersonId("p_second")


def held(bring: str) -> Desk:
    desk = crime()
    getattr(desk, bring)()
    holding.hold(desk.change, desk.matters[0], "osapuoli on matkoilla")
    return desk


def test_a_hold_has_a_reason() -> None:
    desk = crime()
    with pytest.raises(Invalid) as refusal:
        holding.hold(desk.change, desk.matters[0], "  ")
    assert refusal.value.fields == (("reason", "required"),)
    assert desk.case.matters[desk.matters[0]].held_since is None


def test_the_state_stays_and_the_hold_lies_beside_it() -> None:
    desk = held("to_accepted")
    assert desk.states == [MatterState.ACCEPTED]
    assert desk.case.matters[desk.matters[0]].held_since == desk.change.day
    [hold] = desk.case.all(Hold)
    assert (hold.reason, hold.until, hold.by) == ("osapuoli on matkoilla", None, desk.by)


@pytest.mark.parametrize("twice", [True, False])
def test_a_clock_is_held_once_and_resumed_once(twice: bool) -> None:
    desk = held("triage")
    if twice:
        with pytest.raises(StepNotPossible):
            holding.hold(desk.change, desk.matters[0], "uudelleen")
        return
    holding.resume(desk.change, desk.matters[0])
    with pytest.raises(StepNotPossible):
        holding.resume(desk.change, desk.matters[0])


def test_days_on_hold_add_up_over_several_holds() -> None:
    desk = crime()
    for days in (3, 0, 10):
        holding.hold(desk.change, desk.matters[0], "odotetaan")
        desk.later(days=days)
        assert holding.resume(desk.change, desk.matters[0]) == days
        desk.later(days=1)
    assert desk.case.matters[desk.matters[0]].held_days == 13
    assert len([h for h in desk.case.all(Hold) if h.until is not None]) == 3


def test_a_day_on_hold_is_a_day_in_helsinki() -> None:
    desk = crime()
    desk.at = datetime(2026, 10, 24, 20, 59, tzinfo=UTC)  # 23.59 in Helsinki, the night the clocks go back
    holding.hold(desk.change, desk.matters[0], "yön yli")
    desk.later(minutes=2)
    assert holding.resume(desk.change, desk.matters[0]) == 1
    holding.hold(desk.change, desk.matters[0], "pitkä päivä")
    desk.at += timedelta(hours=24)  # that day has twenty-five
    assert holding.resume(desk.change, desk.matters[0]) == 0


def examined(desk: Desk) -> None:
    desk.triage()
    desk.all_consent()
    desk.assess()


def answered(desk: Desk) -> None:
    desk.to_accepted()
    for volunteer in (VEIKKO, MAIJA):
        desk.assign(volunteer)


def signed(desk: Desk) -> None:
    desk.to_mediation()
    desk.all_sign(desk.draft())


def certify(desk: Desk) -> None:
    [agreement] = desk.case.all(Agreement)
    agreeing.certify(desk.change, agreement.id, VEIKKO)


Act = Callable[[Desk], object]
# fmt: off
FORWARD: list[tuple[str, Act, Act]] = [
    ("not accepted",              examined,                       lambda desk: desk.decide(DecisionKind.ACCEPT)),
    ("no mediators are named",    answered,                       lambda desk: assigning.name(desk.change, desk.matters)),
    ("no meeting is arranged",    lambda desk: desk.to_named(),   lambda desk: desk.arrange()),
    ("nothing is agreed",         signed,                         certify),
    ("mediation does not end",    lambda desk: desk.to_mediation(), lambda desk: agreeing.end_without(desk.change, desk.matters)),
]
# fmt: on


@pytest.mark.parametrize(("bring", "act"), [row[1:] for row in FORWARD], ids=[row[0] for row in FORWARD])
def test_nothing_goes_forward_meanwhile(bring: Act, act: Act) -> None:
    desk = crime()
    bring(desk)
    holding.hold(desk.change, desk.matters[0], "osapuoli on matkoilla")
    with pytest.raises(StepNotPossible) as refusal:
        act(desk)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("not_held", "office policy")]


@pytest.mark.parametrize("bring", ["to_accepted", "to_named", "to_mediation"])
def test_a_withdrawal_stops_mediation_though_it_is_on_hold(bring: str) -> None:
    desk = held(bring)
    desk.withdraw(S)
    assert desk.states == [MatterState.INTERRUPTED]


def test_one_matter_is_held_and_the_other_runs() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_accepted()
    holding.hold(desk.change, desk.matters[0], "odotetaan")
    desk.later(days=2)
    assert [m.held_since is not None for m in desk.case.matters.values()] == [True, False]
    with pytest.raises(StepNotPossible):
        holding.resume(desk.change, desk.matters[1])
