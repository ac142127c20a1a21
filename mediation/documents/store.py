"""Documents as they were made: immutable, sealed, with the hash of the print."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from mediation.cases.repository import Written
from mediation.kernel.ids import CaseId, DocumentId
from mediation.kernel.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One document: for whom it was made, about which record, and the SHA-256 (hex) of its bytes.

    `pdf` holds the bytes, of another kind when `media` says so; `facts` is what a machine reads of it, JSON.
    """

    id: DocumentId
    case_id: CaseId
    kind: str
    language: Language
    made_at: datetime
    reader: str
    subject: str
    sha256: str
    sealed: bool = False
    media: str = "application/pdf"
    facts: str = field(default="", repr=False)
    pdf: bytes = field(default=b"", repr=False)


class Documents(Protocol):
    """Documents of one office; never changed once made."""

    def add(self, document: Made) -> list[Written]: ...

    def get(self, document_id: DocumentId) -> Made:
        """A document with its PDF; NotFound otherwise."""
        ...

    def find(self, document_id: DocumentId) -> Made | None:
        """A document without its PDF; None if there is none, refused if it is another office's."""
        ...

    def of_case(self, case_id: CaseId) -> list[Made]:
        """The documents of a case, without their PDF, oldest first."""
        ...
