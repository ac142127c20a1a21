"""Requests: what the office asked of somebody or was asked itself, and by when it has to be answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from mediation.cases.events import EventCode as E
from mediation.kernel.ids import AccountId, ItemId, MatterId


class RequestKind(StrEnum):
    """What is asked."""

    RECORDS = "records"  # of the police, the prosecutor or the court, with the parties' consent
    PAPER = "paper"  # a document that has arrived and is to be registered
    TIMING = "timing"  # when a decision can be expected
    STATUS = "status"  # how far the mediation is, asked by an authority
    INFORMATION = "information"  # a document of the office's
    LARGE_INFORMATION = "large_information"  # many of them, or such that are secret in part
    DATA_SUBJECT = "data_subject"  # what is kept of oneself
    BREACH = "breach"  # a breach of personal data: the controller is told, and the authority notified


@dataclass(frozen=True, slots=True)
class Answers:
    """How one kind begins, and the event of each answer it is owed; `decides` is for the person in charge."""

    asked: E
    answered: dict[str, E]
    decides: bool = False


# fmt: off
REQUESTS: Final[dict[RequestKind, Answers]] = {
    # kind                          begins with, and its answers
    RequestKind.BREACH:             Answers(E.PERSONAL_DATA_BREACH_FOUND,     {"controller": E.CONTROLLER_TOLD,
                                                                               "authority": E.BREACH_NOTIFIED}),
    RequestKind.DATA_SUBJECT:       Answers(E.DATA_SUBJECT_REQUEST_RECEIVED,  {"answer": E.DATA_SUBJECT_ANSWERED}),
    RequestKind.INFORMATION:        Answers(E.INFORMATION_REQUESTED,          {"answer": E.INFORMATION_DECIDED}, True),
    RequestKind.LARGE_INFORMATION:  Answers(E.LARGE_INFORMATION_REQUESTED,    {"answer": E.INFORMATION_DECIDED}, True),
    RequestKind.PAPER:              Answers(E.DOCUMENT_ARRIVED,               {"answer": E.DOCUMENT_REGISTERED}),
    RequestKind.RECORDS:            Answers(E.DOCUMENTS_REQUESTED,            {"answer": E.DOCUMENTS_RECEIVED}),
    RequestKind.STATUS:             Answers(E.STATUS_ASKED,                   {"answer": E.INTERIM_STATUS_SENT}),
    RequestKind.TIMING:             Answers(E.TIMING_ASKED,                   {"answer": E.TIMING_ESTIMATED}),
}
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request about matters; instants are UTC, `wanted_by` is a day in Helsinki the asker named."""

    KIND: ClassVar[str] = "request"
    id: ItemId
    kind: RequestKind
    matters: tuple[MatterId, ...]
    at: datetime
    by: AccountId
    between: str
    text: str
    wanted_by: date | None = None
    answers: tuple[str, ...] = ()
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return len(self.answers) < len(REQUESTS[self.kind].answered)
