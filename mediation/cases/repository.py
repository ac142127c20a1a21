"""The port behind which cases are kept, and what a save tells about the rows it wrote."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mediation.cases.case import Case
from mediation.cases.note import Note
from mediation.kernel.ids import CaseId, ItemId, OfficeId


@dataclass(frozen=True, slots=True)
class Written:
    """One row written: where, at which version, the SHA-256 of its ciphertext and its salted commitment."""

    table: str
    key: str
    version: int
    digest: str
    commitment: str


class Cases(Protocol):
    """Cases of one office; a stale one is refused with Stale, an unknown one with NotFound."""

    def get(self, case_id: CaseId) -> Case:
        """A case with everything but its notes."""
        ...

    def notes(self, case_id: CaseId, before: int | None = None, limit: int = 50) -> list[Note]:
        """The newest notes of a case, newest first, below a position."""
        ...

    def add(self, case: Case, day: date) -> list[Written]:
        """Keep a new case and give it its number."""
        ...

    def save(self, case: Case, day: date) -> list[Written]:
        """Keep what changed in a case since it was got; Stale if somebody else changed it meanwhile."""
        ...

    def is_changed(self, case: Case) -> bool:
        """Whether a case differs from what was got."""
        ...

    def by_number(self, number: str) -> CaseId:
        """The case of a case number; NotFound where the office has none of that number."""
        ...

    def page(
        self, office: OfficeId, after: tuple[date, CaseId] | None = None, limit: int = 50
    ) -> list[tuple[date, CaseId, str]]:
        """Cases by last change, newest first: day, id, number; `after` is the last row of the page before."""
        ...

    def arrived(self, first: date, last: date) -> list[CaseId]:
        """The cases with a matter that arrived from the first day to the last, both included, in order of id."""
        ...

    def unfinished(self, limit: int, after: CaseId | None = None) -> list[CaseId]:
        """At most `limit` cases with a matter that has not come to its end, in order of id, those after `after`."""
        ...

    def with_matter_in(self, state: str) -> list[CaseId]:
        """Cases with a matter in a state and not on hold, the longest waiting first."""
        ...

    def with_record(self, kind: str, concerns: str, state: str | None = None) -> list[tuple[CaseId, ItemId, str]]:
        """Where there is a report for a unit, or an assignment of a volunteer: case, record, state."""
        ...
