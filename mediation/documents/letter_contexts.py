"""What the papers of the post may see: the sheet with the address in the window, and the list of a batch."""

from dataclasses import dataclass
from datetime import date

from mediation.documents.contexts import Letter, Office


@dataclass(frozen=True, slots=True)
class CoverLetter(Letter):
    """The sheet that carries the address: before so many enclosed documents, or with a message's own words.

    Of these the first are its heading.
    """

    enclosed: int
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One envelope of a batch by its number, with the pages and sheets in it; nobody is named."""

    number: int
    pages: int
    sheets: int


@dataclass(frozen=True, slots=True)
class BatchList:
    """What a print batch holds; `case_number` is the batch's own id, for it is of many cases."""

    office: Office
    case_number: str
    dated_on: date
    count: int
    pages: int
    sheets: int
    letters: tuple[Counted, ...]
