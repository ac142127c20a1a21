"""One deadline: what it owes on a day, and what a hold does to it."""
# ruff: noqa: E501  (one row, one line)

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.deadlines import deadline
from mediation.deadlines.calendar import Calendar
from mediation.deadlines.deadline import (
    Deadline,
    DeadlineState,
    Effect,
    EffectKind,
    done,
    next_on,
    owed,
)
from mediation.deadlines.rule import Owner
from mediation.kernel.ids import CaseId, DeadlineId, MatterId
from mediation.law.finland.deadlines import RULES
from tests.deadlines.oracle import is_working
from tests.finland import TABLE, hold, moved_by_hold, release

MONDAY = date(2025, 3, 3)


def days(*offsets: int) -> tuple[date, ...]:
    return tuple(MONDAY + timedelta(days=n) for n in offsets)


def a_deadline(**changes: Any) -> Deadline:
    given: dict[str, Any] = {
        "id": DeadlineId("d_1"), "case_id": CaseId("c_1"), "matter_id": MatterId("m_1"), "rule": "consent_answer",
        "subject_id": "p_1", "due_on": MONDAY + timedelta(days=14), "remind_on": days(7, 10, 14),
        "escalate_on": MONDAY + timedelta(days=14), "owner": Owner.PARTY, "escalates_to": Owner.ADVISER,
    }  # fmt: skip
    return Deadline(**given | changes)


def test_nothing_is_owed_before_the_first_reminder() -> None:
    assert owed(a_deadline(), MONDAY + timedelta(days=6)) == []


def test_a_reminder_is_owed_on_its_day() -> None:
    assert owed(a_deadline(), MONDAY + timedelta(days=7)) == [Effect(EffectKind.REMIND, 1, Owner.PARTY)]


def test_after_a_weeks_silence_one_reminder_is_owed_and_not_seven() -> None:
    daily = a_deadline(remind_on=days(*range(7)), escalate_on=None)
    assert owed(daily, MONDAY + timedelta(days=30)) == [Effect(EffectKind.REMIND, 7, Owner.PARTY)]
    after = done(daily, owed(daily, MONDAY + timedelta(days=30))[0], MONDAY + timedelta(days=30))
    assert owed(after, MONDAY + timedelta(days=60)) == []
    assert next_on(after) is None


def test_a_reminder_done_is_not_owed_again_the_same_day() -> None:
    today = MONDAY + timedelta(days=7)
    after = done(a_deadline(), owed(a_deadline(), today)[0], today)
    assert owed(after, today) == []
    assert next_on(after) == MONDAY + timedelta(days=10)


def test_an_escalation_is_owed_once_and_keeps_being_owed_until_done() -> None:
    late = MONDAY + timedelta(days=40)
    effects = owed(a_deadline(reminders_done=3), late)
    assert effects == [Effect(EffectKind.ESCALATE, 1, Owner.ADVISER)]
    after = done(a_deadline(reminders_done=3), effects[0], late)
    assert after.escalated_on == late
    assert owed(after, late + timedelta(days=1)) == []
    assert next_on(after) is None


def test_doing_an_old_effect_again_takes_nothing_back() -> None:
    ahead = a_deadline(reminders_done=2, escalated_on=MONDAY)
    assert done(ahead, Effect(EffectKind.REMIND, 1, Owner.PARTY), MONDAY).reminders_done == 2
    assert done(ahead, Effect(EffectKind.ESCALATE, 1, Owner.ADVISER), date(2026, 1, 1)).escalated_on == MONDAY


@pytest.mark.parametrize("state", [DeadlineState.MET, DeadlineState.CANCELLED])
def test_a_deadline_that_is_over_owes_nothing(state: DeadlineState) -> None:
    over = a_deadline(state=state)
    assert owed(over, MONDAY + timedelta(days=99)) == []
    assert next_on(over) is None


def test_a_held_deadline_owes_nothing() -> None:
    held = hold(a_deadline(), MONDAY + timedelta(days=1))
    assert held.held_since == MONDAY + timedelta(days=1)
    assert owed(held, MONDAY + timedelta(days=99)) == []
    assert next_on(held) is None


def test_a_hold_of_ten_days_moves_everything_ahead_by_ten_days() -> None:
    held = hold(a_deadline(), MONDAY + timedelta(days=2))
    free = release(held, MONDAY + timedelta(days=12))
    assert free.held_since is None
    assert free.due_on == MONDAY + timedelta(days=24)
    assert free.remind_on == days(17, 20, 24)
    assert free.escalate_on == MONDAY + timedelta(days=24)


def test_a_hold_leaves_what_was_done_where_it_was() -> None:
    free = moved_by_hold(a_deadline(reminders_done=1, escalated_on=MONDAY, escalate_on=MONDAY), 10)
    assert free.remind_on == days(7, 20, 24)
    assert free.escalate_on == MONDAY


def test_a_deadline_in_working_days_lands_on_a_working_day() -> None:
    friday = date(2025, 4, 11)
    moved = moved_by_hold(a_deadline(rule="triage", due_on=friday, remind_on=(friday,), escalate_on=friday), 7)
    assert moved.due_on == date(2025, 4, 22)  # Good Friday gives way to the day after Easter Monday
    assert moved.remind_on == (date(2025, 4, 22),)
    assert moved.escalate_on == date(2025, 4, 22)


def test_the_working_days_are_those_of_the_country() -> None:
    """Good Friday of 2025 is a working day in the United States."""
    good_friday = date(2025, 4, 18)
    moved = deadline.moved_by_hold(
        a_deadline(rule="triage", due_on=date(2025, 4, 11)), 7, replace(TABLE, calendar=Calendar("US"))
    )
    assert moved.due_on == good_friday


@pytest.mark.parametrize("code", [c for c, r in RULES.items() if r.sets and not r.holds])
def test_no_hold_moves_what_the_law_or_a_promise_has_fixed(code: str) -> None:
    fixed = a_deadline(rule=code)
    assert moved_by_hold(fixed, 100) == fixed
    assert hold(fixed, MONDAY) == fixed


def test_limitation_goes_on_warning_while_the_matter_is_held() -> None:
    clock = hold(a_deadline(rule="limitation", remind_on=days(5)), MONDAY)
    assert [e.kind for e in owed(clock, MONDAY + timedelta(days=5))] == [EffectKind.REMIND]


def test_a_deadline_that_is_over_is_not_held() -> None:
    met = a_deadline(state=DeadlineState.MET)
    assert hold(met, MONDAY) == met


def test_a_second_hold_does_not_restart_the_first() -> None:
    held = hold(a_deadline(), MONDAY)
    assert hold(held, MONDAY + timedelta(days=5)) == held


def test_releasing_what_is_not_held_changes_nothing() -> None:
    assert release(a_deadline(), MONDAY) == a_deadline()


def test_a_hold_moves_nothing_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        moved_by_hold(a_deadline(), -1)
    held = hold(a_deadline(), MONDAY)
    assert release(held, MONDAY - timedelta(days=3)).due_on == a_deadline().due_on


REMINDERS = st.lists(st.integers(-30, 60), unique=True, max_size=6).map(lambda n: days(*sorted(n)))
DEADLINES = st.builds(
    a_deadline,
    remind_on=REMINDERS,
    escalate_on=st.one_of(st.none(), st.integers(-30, 60).map(lambda n: MONDAY + timedelta(days=n))),
)


@given(DEADLINES, st.integers(-40, 90))
def test_something_is_owed_exactly_when_its_day_has_come(deadline: Deadline, n: int) -> None:
    today = MONDAY + timedelta(days=n)
    day = next_on(deadline)
    assert bool(owed(deadline, today)) == (day is not None and day <= today)


@given(DEADLINES, st.lists(st.integers(-40, 90), max_size=12))
def test_however_often_one_asks_no_effect_comes_twice(deadline: Deadline, asked: list[int]) -> None:
    seen: list[tuple[EffectKind, int]] = []
    for n in sorted(asked + asked):
        today = MONDAY + timedelta(days=n)
        for effect in owed(deadline, today):
            seen.append((effect.kind, effect.ordinal))
            deadline = done(deadline, effect, today)
        assert owed(deadline, today) == []
    assert len(seen) == len(set(seen))
    assert [o for k, o in seen if k is EffectKind.REMIND] == sorted(o for k, o in seen if k is EffectKind.REMIND)


@given(DEADLINES, st.integers(0, 40), st.integers(0, 40))
def test_two_holds_move_calendar_days_as_far_as_one_of_both(deadline: Deadline, one: int, two: int) -> None:
    twice, once = moved_by_hold(moved_by_hold(deadline, one), two), moved_by_hold(deadline, one + two)
    assert (twice.due_on, twice.remind_on) == (once.due_on, once.remind_on)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 200))
def test_a_working_day_deadline_never_moves_less_than_the_hold(due: date, held: int) -> None:
    moved = moved_by_hold(a_deadline(rule="decision", due_on=due), held)
    assert moved.due_on >= due + timedelta(days=held)
    assert is_working(moved.due_on)


def test_a_deadline_is_a_value() -> None:
    assert replace(a_deadline()) == a_deadline()
