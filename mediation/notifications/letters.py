"""Letters on paper: what the outbox could not send otherwise, kept until it is posted, each in one print batch."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from mediation.kernel.ids import CaseId, DocumentId, MessageId
from mediation.notifications.outbox import Message, Recipient
from mediation.states.small import LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter to one recipient; it has the id of the message that went by letter.

    `enclosed` are the documents the message tells of, `papers` what was printed, in the order of the envelope. `why`
    is the code of what kept the letter from being printed, or of why it came back; `troubled` whether an adviser has
    a task because of it. Days are days in Helsinki.
    """

    id: MessageId
    case_id: CaseId
    kind: str
    to: Recipient
    queued_at: datetime
    facts: dict[str, str] = field(default_factory=dict)
    enclosed: tuple[DocumentId, ...] = ()
    state: LetterState = LetterState.WAITING
    papers: tuple[DocumentId, ...] = ()
    batch: str = ""
    printed_on: date | None = None
    posted_on: date | None = None
    why: str = ""
    troubled: bool = False
    version: int = 0


def letter_of(message: Message) -> Letter:
    """The letter a message becomes that goes by no other way."""
    return Letter(
        id=message.id, case_id=message.case_id, kind=message.kind, to=message.to, queued_at=message.queued_at,
        facts=message.facts, enclosed=message.enclosed,
    )  # fmt: skip


class Letters(Protocol):
    """Letters of one office."""

    def put(self, letter: Letter) -> None:
        """Keep a letter, new or changed; Stale if somebody else changed it meanwhile: so it is in one batch."""
        ...

    def get(self, letter_id: str) -> Letter:
        """One letter; NotFound otherwise."""
        ...

    def in_state(self, *states: LetterState, newest: int = 0) -> list[Letter]:
        """Letters in some states, oldest first; only so many of the newest where `newest` is not 0."""
        ...

    def of_batch(self, batch: str) -> list[Letter]:
        """The letters of a print batch, in the order of their envelopes."""
        ...
