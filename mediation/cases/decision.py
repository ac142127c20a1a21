"""Decisions that can be appealed, the hearing before them, and how each person received them (§15, §23)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from mediation.cases.party import Channel
from mediation.kernel.ids import AccountId, ItemId, MatterId, PersonId


class DecisionKind(StrEnum):
    """What was decided."""

    ACCEPT = "accept"
    DECLINE = "decline"
    INTERRUPT = "interrupt"
    LAPSE = "lapse"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One person's receipt of a decision; `received_on` is the day the law counts from."""

    person: PersonId
    channel: Channel
    sent_on: date
    received_on: date
    appeal_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One written decision: reasons, applied sections, who made it (434/2003 §43-47)."""

    KIND: ClassVar[str] = "decision"
    id: ItemId
    kind: DecisionKind
    matters: tuple[MatterId, ...]
    by: AccountId
    at: datetime
    reasons: str
    sections: tuple[str, ...]
    ground: str = ""
    services: tuple[Service, ...] = ()
    appealed_by: tuple[PersonId, ...] = ()


class Heard(StrEnum):
    """How a party was heard before a refusal (434/2003 §34)."""

    ANSWERED = "answered"
    DID_NOT_ANSWER = "did_not_answer"
    OMITTED = "omitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One party heard on a coming refusal, or the reason why hearing was omitted (434/2003 §34.2)."""

    KIND: ClassVar[str] = "hearing"
    id: ItemId
    matter: MatterId
    person: PersonId
    how: Heard
    at: datetime
    by: AccountId
    statement: str = ""
