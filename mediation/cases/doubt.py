"""Doubts: reason to suspect that a consent is not voluntary, or that a party does not understand (§19.1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from mediation.kernel.ids import AccountId, ItemId, MatterId, PersonId


class DoubtAbout(StrEnum):
    """What is doubted."""

    VOLUNTARINESS = "voluntariness"
    UNDERSTANDING = "understanding"
    MINORS_INTEREST = "minors_interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One doubt about one party; no meeting is arranged while it is open. Instants are UTC."""

    KIND: ClassVar[str] = "doubt"
    id: ItemId
    matter: MatterId
    person: PersonId
    about: DoubtAbout
    reason: str
    by: AccountId
    at: datetime
    settled_at: datetime | None = None
    settled_because: str = ""
