"""The outbox: messages kept in the transaction that owes them, claimed one by one, sent at least once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mediation.kernel.ids import CaseId, DocumentId, MessageId
from mediation.states.small import MessageState


class RecipientKind(StrEnum):
    """Where a recipient's address is looked up when the message is sent, never before."""

    PERSON = "person"
    VOLUNTEER = "volunteer"
    UNIT = "unit"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message is for, by id; for staff a role or an account."""

    kind: RecipientKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one recipient; its words are made when it is sent, in the recipient's language.

    A message of the office's own, about no case, has an empty `case_id`. `enclosed` are the documents it tells of:
    what lies in the envelope where it goes by letter.
    """

    id: MessageId
    case_id: CaseId
    kind: str
    to: Recipient
    queued_at: datetime
    not_before: datetime
    facts: dict[str, str] = field(default_factory=dict)
    enclosed: tuple[DocumentId, ...] = ()
    state: MessageState = MessageState.QUEUED
    attempts: int = 0
    sent_at: datetime | None = None
    channel: str = ""


class Outbox(Protocol):
    """Messages of one office."""

    def add(self, message: Message) -> None: ...

    def claim(self, now: datetime, until: datetime, limit: int, kinds: Collection[str]) -> list[Message]:
        """Due messages of some kinds, each to exactly one caller; they come back after `until` if not settled."""
        ...

    def settle(self, message: Message, not_before: datetime) -> bool:
        """Keep how sending went, and whether: the message may be in other hands than those it was claimed by."""
        ...

    def of_case(self, case_id: CaseId) -> list[Message]: ...

    def waiting(self) -> int:
        """How many are not sent yet."""
        ...
