"""THE table: flow → when it wakes, in Helsinki time."""

from dataclasses import dataclass
from typing import Any

from mediation.flows.clocks import (
    due_deadlines,
    follow_up,
    journal_checkpoint,
    outbox,
    reminders,
    volunteer_care,
    volunteer_digest,
)

ZONE = "Europe/Helsinki"


@dataclass(frozen=True, slots=True)
class Wakes:
    """One flow and its cron line."""

    flow: Any
    cron: str


# The reminders go out at nine and not at midnight: a text at night could wake, and frighten, a victim.
# fmt: off
SCHEDULE: list[Wakes] = [
    Wakes(due_deadlines,       "15 7 * * *"),
    Wakes(reminders,           "0 9 * * *"),
    Wakes(follow_up,           "10 9 * * *"),
    Wakes(volunteer_care,      "20 9 * * *"),
    Wakes(volunteer_digest,    "0 8 * * 1"),
    Wakes(outbox,              "* * * * *"),
    Wakes(journal_checkpoint,  "30 2 * * *"),
]
# fmt: on
