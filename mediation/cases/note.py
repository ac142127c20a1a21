"""Notes of the office: working text that never leaves it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from mediation.kernel.ids import AccountId, ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note of a staff member."""

    KIND: ClassVar[str] = "note"
    id: ItemId
    by: AccountId
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One stop of a matter's clock, with its reason."""

    KIND: ClassVar[str] = "hold"
    id: ItemId
    matter: str
    reason: str
    since: datetime
    by: AccountId
    until: datetime | None = None
