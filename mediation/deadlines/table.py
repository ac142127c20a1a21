"""What one country's law says of deadlines: the rows, its working days, and when a decision is received."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation.deadlines.calendar import Calendar
from mediation.deadlines.rule import DeadlineRule
from mediation.deadlines.service import Service


@dataclass(frozen=True, eq=False, kw_only=True)
class DeadlineTable:
    """The rows by code, and how time is counted beside them.

    `for_everybody` are the events that reach every subject of a matter, `halved` the numbers of the rows that are
    halved for a young suspect where the office says so. `appeal_days` is 0 where no decision can be appealed;
    `deemed_after` gives the days after which a way of service counts as received.
    """

    rules: Mapping[str, DeadlineRule]
    for_everybody: frozenset[str]
    halved: frozenset[int]
    calendar: Calendar
    appeal_days: int
    deemed_after: Mapping[Service, int]
