"""Mediators offered and named to a case (§16(1)); access begins at acceptance and ends by itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from mediation.kernel.ids import AccountId, ItemId, MatterId, VolunteerId
from mediation.states.small import AssignmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One offer to one mediator; `undisqualified` is their own declaration (434/2003 §27-29)."""

    KIND: ClassVar[str] = "assignment"
    id: ItemId
    matters: tuple[MatterId, ...]
    volunteer: VolunteerId
    state: AssignmentState
    offered_at: datetime
    offered_by: AccountId
    answer_by: date
    answered_at: datetime | None = None
    undisqualified: bool | None = None
    reason: str = ""
    released_at: datetime | None = None
