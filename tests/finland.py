"""The law of Finland at hand: what the tests of its rules ask."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mediation.deadlines import deadline, policy, service
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.policy import OfficePolicy
from mediation.deadlines.service import Served
from mediation.law.finland import PACK
from mediation.law.rule import Rule, in_force
from mediation.states.matter import MatterKind

TABLE = PACK.deadlines
LIFECYCLES = PACK.lifecycles
assess, may_initiate, belongs_elsewhere = PACK.assess, PACK.may_initiate, PACK.belongs_elsewhere
offence_on = PACK.offence_on
is_working_day, next_working_day = TABLE.calendar.is_working_day, TABLE.calendar.next_working_day
add_working_days = TABLE.calendar.add_working_days
end_of_period, end_of_months = TABLE.calendar.end_of_period, TABLE.calendar.end_of_months
end_of_years = TABLE.calendar.end_of_years


def rules_for(initiative_on: date, kind: MatterKind) -> list[Rule]:
    """The rows of eligibility in force on a day."""
    return in_force(PACK.eligibility, initiative_on, kind)


def hold(one: Deadline, today: date) -> Deadline:
    """A deadline held from today."""
    return deadline.hold(one, today, TABLE)


def release(one: Deadline, today: date) -> Deadline:
    """A held deadline, released today."""
    return deadline.release(one, today, TABLE)


def moved_by_hold(one: Deadline, days: int) -> Deadline:
    """A deadline moved by a hold of so many days."""
    return deadline.moved_by_hold(one, days, TABLE)


def received_on(served: Served) -> date | None:
    """The day a decision counts as received."""
    return service.received_on(served, TABLE.deemed_after)


def appeal_ends(received: date) -> date:
    """The last day for an appeal."""
    return service.appeal_ends(received, TABLE.appeal_days, TABLE.calendar)


def read_policy(office_file: Path | None = None) -> OfficePolicy:
    """The default policy, or an office's own laid over it."""
    return policy.read_policy(TABLE, PACK.policy, office_file)


def parse_policy(sources: Iterable[tuple[str, str]]) -> OfficePolicy:
    """A policy from texts."""
    return policy.parse_policy(list(sources), TABLE)
