"""One deadline of a case: what is owed on a day, what a hold does to it, and the port that keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from mediation.deadlines.rule import Owner, Unit
from mediation.deadlines.table import DeadlineTable
from mediation.kernel.ids import CaseId, DeadlineId, MatterId


class DeadlineState(StrEnum):
    """Open until an event meets it or takes away its reason; a passed date alone changes nothing."""

    OPEN = "open"
    MET = "met"
    CANCELLED = "cancelled"


class EffectKind(StrEnum):
    """What an open deadline can owe."""

    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing owed; (deadline, kind, ordinal) is its key: claimed once, done once."""

    kind: EffectKind
    ordinal: int
    to: Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline: dates are days in Helsinki, `rule` a code of the table, `subject_id` an id."""

    id: DeadlineId
    case_id: CaseId
    matter_id: MatterId | None
    rule: str
    subject_id: str | None
    due_on: date
    remind_on: tuple[date, ...] = ()
    escalate_on: date | None = None
    owner: Owner
    escalates_to: Owner | None = None
    state: DeadlineState = DeadlineState.OPEN
    reminders_done: int = 0
    escalated_on: date | None = None
    held_since: date | None = None

    @property
    def is_waiting(self) -> bool:
        """Open and not held: only such a deadline can owe anything."""
        return self.state is DeadlineState.OPEN and self.held_since is None


def next_on(deadline: Deadline) -> date | None:
    """The next date on which anything is owed; None when nothing will be."""
    if not deadline.is_waiting:
        return None
    days = list(deadline.remind_on[deadline.reminders_done :][:1])
    if deadline.escalate_on is not None and deadline.escalated_on is None:
        days.append(deadline.escalate_on)
    return min(days, default=None)


def owed(deadline: Deadline, today: date) -> list[Effect]:
    """What is owed today: of the reminders whose day has come only the last, never the missed ones."""
    if not deadline.is_waiting:
        return []
    effects = []
    come = sum(day <= today for day in deadline.remind_on)
    if come > deadline.reminders_done:
        effects.append(Effect(EffectKind.REMIND, come, deadline.owner))
    if (
        deadline.escalate_on is not None
        and deadline.escalates_to is not None
        and deadline.escalated_on is None
        and deadline.escalate_on <= today
    ):
        effects.append(Effect(EffectKind.ESCALATE, 1, deadline.escalates_to))
    return effects


def done(deadline: Deadline, effect: Effect, today: date) -> Deadline:
    """The deadline after an effect was carried out today."""
    if effect.kind is EffectKind.REMIND:
        return replace(deadline, reminders_done=max(effect.ordinal, deadline.reminders_done))
    return replace(deadline, escalated_on=deadline.escalated_on or today)


def hold(deadline: Deadline, today: date, table: DeadlineTable) -> Deadline:
    """Held from today: it owes nothing until released. What no hold moves stays as it is."""
    if not table.rules[deadline.rule].holds or not deadline.is_waiting:
        return deadline
    return replace(deadline, held_since=today)


def release(deadline: Deadline, today: date, table: DeadlineTable) -> Deadline:
    """Released today, and moved by the days it was held."""
    if deadline.held_since is None:
        return deadline
    days = max(0, (today - deadline.held_since).days)
    return moved_by_hold(replace(deadline, held_since=None), days, table)


def moved_by_hold(deadline: Deadline, days: int, table: DeadlineTable) -> Deadline:
    """The deadline with what still lies ahead moved by so many days.

    A limitation, an appeal period and any other statutory date never move, nor does what hangs on a meeting
    or on a promised day. A date counted in working days that lands on none moves on to the next working
    day. ValueError for a negative number of days.
    """
    if days < 0:
        raise ValueError("a hold moves nothing backwards")
    rule = table.rules[deadline.rule]
    if not rule.holds or days == 0:
        return deadline

    def moved(day: date, unit: Unit) -> date:
        later = day + timedelta(days=days)
        return table.calendar.next_working_day(later) if unit is Unit.WORKING_DAYS else later

    past = deadline.remind_on[: deadline.reminders_done]
    ahead = tuple(moved(day, rule.unit) for day in deadline.remind_on[deadline.reminders_done :])
    escalate_on = deadline.escalate_on
    if escalate_on is not None and deadline.escalated_on is None:
        escalate_on = moved(escalate_on, rule.escalate_unit)
    return replace(deadline, due_on=moved(deadline.due_on, rule.unit), remind_on=past + ahead, escalate_on=escalate_on)


class DeadlineStore(Protocol):
    """Where deadlines are kept, inside the unit of work's transaction."""

    def add(self, deadline: Deadline) -> None: ...

    def save(self, deadline: Deadline) -> None: ...

    def open_for(self, case_id: CaseId) -> Sequence[Deadline]:
        """Every open deadline of a case, held ones included."""
        ...

    def owed_by(self, today: date, limit: int, after: DeadlineId | None = None) -> Sequence[Deadline]:
        """At most `limit` deadlines with `next_on` not after today, in order of id, those after `after`."""
        ...
