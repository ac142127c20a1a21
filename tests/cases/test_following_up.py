"""Promises kept, broken, kept late, waived, taken back; and the way to closing."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date, timedelta

import pytest

from mediation.cases import convening, following_up
from mediation.cases.agreement import Obligation
from mediation.kernel.ids import ItemId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import ObligationState
from tests.cases.desk import VEIKKO, Desk, dispute, payment

OCT, NOV = date(2026, 10, 15), date(2026, 11, 15)
P = ObligationState


def promised(*parts: tuple[date, int]) -> Desk:
    desk = dispute()
    desk.to_mediation()
    desk.agree(payment(sum(cents for _, cents in parts), *parts))
    convening.give_account(desk.change, VEIKKO, desk.matters, "Tapaaminen pidettiin.")
    following_up.start(desk.change, desk.matters[0])
    return desk


def promise(desk: Desk, number: int = 1) -> ItemId:
    return next(o.id for o in desk.case.all(Obligation) if o.number == number)


def to(desk: Desk, day: date) -> None:
    desk.at = desk.at.replace(year=day.year, month=day.month, day=day.day)


# fmt: off
#    what happens to one promise, due on 15 October                                  and what it is then
LIVES: list[tuple[str, list[tuple[str, date, date | None]], ObligationState]] = [
    ("kept on its day",                       [("keep", OCT, OCT)],                                                       P.KEPT),
    ("kept before its day",                   [("keep", date(2026, 9, 20), date(2026, 9, 19))],                           P.KEPT),
    ("broken the day after",                  [("break", date(2026, 10, 16), None)],                                      P.BROKEN),
    ("broken, then kept late",                [("break", NOV, None), ("keep_late", date(2026, 12, 1), NOV)],              P.KEPT),
    ("waived",                                [("waive", OCT, None)],                                                     P.WAIVED),
    ("kept by mistake and taken back",        [("keep", OCT, OCT), ("reopen", OCT, None)],                                P.PROMISED),
    ("taken back and broken after all",       [("keep", OCT, OCT), ("reopen", OCT, None), ("break", NOV, None)],          P.BROKEN),
]
# fmt: on


@pytest.mark.parametrize(("events", "state"), [row[1:] for row in LIVES], ids=[row[0] for row in LIVES])
def test_the_life_of_a_promise(events: list[tuple[str, date, date | None]], state: ObligationState) -> None:
    desk = promised((OCT, 100))
    for step, today, on in events:
        to(desk, today)
        following_up.record(desk.change, promise(desk), step, on)
    found = desk.case.item(Obligation, promise(desk))
    assert found.state is state
    assert found.kept_on == (events[-1][2] if state is P.KEPT else None)


# fmt: off
UNTRUE = [
    ("kept on a day to come",            "keep",  OCT,                NOV,  "in_future"),
    ("kept, but nobody says when",       "keep",  OCT,                None, "required"),
    ("broken on its own day",            "break", OCT,                None, "not_due"),
    ("broken before its day",            "break", date(2026, 10, 1),  None, "not_due"),
]
IMPOSSIBLE = [
    ("kept late though never broken",    ["keep_late"]),
    ("broken after it was kept",         ["keep", "break"]),
    ("kept after it was waived",         ["waive", "keep"]),
    ("taken back though never kept",     ["reopen"]),
    ("waived after it was broken",       ["break", "waive"]),
]
# fmt: on


@pytest.mark.parametrize(("step", "today", "on", "code"), [row[1:] for row in UNTRUE], ids=[row[0] for row in UNTRUE])
def test_what_cannot_be_true_is_refused(step: str, today: date, on: date | None, code: str) -> None:
    desk = promised((OCT, 100))
    to(desk, today)
    with pytest.raises(Invalid) as refusal:
        following_up.record(desk.change, promise(desk), step, on)
    assert [c for _, c in refusal.value.fields] == [code]
    assert desk.case.item(Obligation, promise(desk)).state is P.PROMISED


@pytest.mark.parametrize("steps", [row[1] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE])
def test_what_does_not_follow_is_refused(steps: list[str]) -> None:
    desk = promised((OCT, 100))
    to(desk, NOV)
    for step in steps[:-1]:
        following_up.record(desk.change, promise(desk), step, OCT)
    with pytest.raises(StepNotPossible):
        following_up.record(desk.change, promise(desk), steps[-1], OCT)


def test_follow_up_ends_with_the_last_promise_and_not_before() -> None:
    desk = promised((OCT, 100), (NOV, 100))
    to(desk, NOV)
    following_up.record(desk.change, promise(desk, 1), "keep", OCT)
    assert "follow_up_ended" not in desk.codes
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert [(n.code, n.subject) for n in refusal.value.needs] == [("no_open_obligations", promise(desk, 2))]
    following_up.record(desk.change, promise(desk, 2), "waive")
    assert desk.codes.count("follow_up_ended") == 1
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [MatterState.CLOSED]
    assert desk.case.is_closed


def test_a_broken_promise_does_not_keep_a_case_open_for_ever() -> None:
    desk = promised((OCT, 100))
    to(desk, NOV)
    following_up.record(desk.change, promise(desk), "break")
    following_up.close(desk.change, desk.matters[0])
    assert desk.states == [MatterState.CLOSED]


def test_there_is_no_follow_up_without_promises() -> None:
    desk = dispute()
    desk.to_mediation()
    desk.agree()
    convening.give_account(desk.change, VEIKKO, desk.matters, "Tapaaminen pidettiin.")
    with pytest.raises(StepNotPossible) as refusal:
        following_up.start(desk.change, desk.matters[0])
    assert [n.code for n in refusal.value.needs] == ["has_open_obligations"]


def test_nothing_closes_before_the_mediators_account() -> None:
    desk = dispute()
    desk.to_mediation()
    desk.agree()
    with pytest.raises(StepNotPossible) as refusal:
        following_up.close(desk.change, desk.matters[0])
    assert [(n.code, n.section) for n in refusal.value.needs] == [("account_is_given", "1015/2005 §17(6)")]


def test_a_closed_matter_stays_closed() -> None:
    desk = promised((OCT, 100))
    to(desk, OCT + timedelta(days=1))
    following_up.record(desk.change, promise(desk), "keep", OCT)
    following_up.close(desk.change, desk.matters[0])
    at = desk.case.matters[desk.matters[0]].closed_at
    desk.later(days=1)
    for step in (following_up.close, following_up.start):
        with pytest.raises(StepNotPossible):
            step(desk.change, desk.matters[0])
    assert desk.case.matters[desk.matters[0]].closed_at == at
