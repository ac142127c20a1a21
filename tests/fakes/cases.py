"""Cases and their documents in memory."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.note import Note
from mediation.cases.report import Report
from mediation.cases.repository import Written
from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId, ItemId, OfficeId
from mediation.kernel.refusals import NotFound, Stale
from tests.fakes.tables import KeptCase, OfOffice


class MemoryCases(OfOffice):
    """The Cases port."""

    def get(self, case_id: CaseId) -> Case:
        case = _apart(self._kept(case_id).case)
        case.items = {i: item for i, item in case.items.items() if not isinstance(item, Note)}
        return case

    def notes(self, case_id: CaseId, before: int | None = None, limit: int = 50) -> list[Note]:
        numbered = enumerate(self._kept(case_id).case.items.values(), 1)
        found = [n for at, n in numbered if isinstance(n, Note) and (before is None or at < before)]
        return found[::-1][:limit]

    def add(self, case: Case, day: date) -> list[Written]:
        tables = self.tables()
        if not case.number:
            number = tables.numbers[self.office, day.year] = tables.numbers.get((self.office, day.year), 0) + 1
            case.number = f"{self.office.removeprefix('o_')[:3].upper()}-{day.year}-{number:04d}"
        case.version = 1
        rows = {case.id: 1} | dict.fromkeys(case.items, 1)
        tables.cases[case.id] = KeptCase(_apart(case), day, rows)
        return [_written(case, row, 1) for row in rows]

    def save(self, case: Case, day: date) -> list[Written]:
        kept = self._kept(case.id)
        if kept.case.version != case.version:
            raise Stale("somebody else changed this case meanwhile")
        changed: list[str] = [] if _head(kept.case) == _head(case) else [case.id]
        changed += [i for i, item in case.items.items() if kept.case.items.get(i) is not item]
        rows = kept.rows | {row: kept.rows.get(row, 0) + 1 for row in changed}
        case.version += 1
        after = _apart(case)
        after.items = kept.case.items | case.items
        self.tables().cases[case.id] = KeptCase(after, day, rows)
        return [_written(case, row, rows[row]) for row in changed]

    def is_changed(self, case: Case) -> bool:
        kept = self._kept(case.id).case
        same = all(kept.items.get(i) is item for i, item in case.items.items())
        return not same or kept.matters != case.matters or _head(kept) != _head(case)

    def by_number(self, number: str) -> CaseId:
        mine = (k.case for k in self.tables().cases.values() if k.case.office == self.office)
        found = next((case.id for case in mine if case.number == number), None)
        if found is None:
            raise NotFound("no such case", code="case_not_found")
        return found

    def page(
        self, office: OfficeId, after: tuple[date, CaseId] | None = None, limit: int = 50
    ) -> list[tuple[date, CaseId, str]]:
        mine = [k for k in self.tables().cases.values() if k.case.office == office]
        rows = sorted(((k.day, k.case.id, k.case.number) for k in mine), reverse=True)
        return [row for row in rows if after is None or row[:2] < after][:limit]

    def arrived(self, first: date, last: date) -> list[CaseId]:
        mine = (k.case for k in self.tables().cases.values() if k.case.office == self.office)
        return sorted(c.id for c in mine if any(first <= m.arrived_on <= last for m in c.matters.values()))

    def unfinished(self, limit: int, after: CaseId | None = None) -> list[CaseId]:
        mine = (k.case for k in self.tables().cases.values() if k.case.office == self.office)
        still = sorted(c.id for c in mine if any(m.closed_at is None for m in c.matters.values()))
        return [case_id for case_id in still if after is None or case_id > after][:limit]

    def with_matter_in(self, state: str) -> list[CaseId]:
        found = []
        for kept in (k for k in self.tables().cases.values() if k.case.office == self.office):
            waiting = [m for m in kept.case.matters.values() if m.state.value == state and m.held_since is None]
            if waiting:
                begun = min((m.accepted_at for m in waiting if m.accepted_at), default=datetime.max.replace(tzinfo=UTC))
                found.append((begun, kept.case.id))
        return [case for _, case in sorted(found)]

    def with_record(self, kind: str, concerns: str, state: str | None = None) -> list[tuple[CaseId, ItemId, str]]:
        found = []
        for kept in (k for k in self.tables().cases.values() if k.case.office == self.office):
            for item in kept.case.items.values():
                whom = {Report: "unit", Assignment: "volunteer"}.get(type(item))
                if kind == item.KIND and whom and getattr(item, whom) == concerns:
                    found.append((kept.case.id, item.id, str(cast(Report, item).state.value)))
        rows = [row for row in found if state is None or row[2] == state]
        return sorted(rows, key=lambda row: row[1], reverse=True)

    def _kept(self, case_id: CaseId) -> KeptCase:
        kept = self.tables().cases.get(case_id)
        if kept is None or kept.case.office != self.office:
            raise NotFound("no such case", code="case_not_found")
        return kept


class MemoryDocuments(OfOffice):
    """The Documents port."""

    def add(self, document: Made) -> list[Written]:
        self.tables().documents[document.id] = document
        return [Written("documents", document.id, 1, *[hashlib.sha256(document.pdf).hexdigest()] * 2)]

    def get(self, document_id: DocumentId) -> Made:
        found = self.tables().documents.get(document_id)
        if found is None or not self._is_mine(found.case_id):
            raise NotFound("no such document", code="document_not_found")
        return found

    def find(self, document_id: DocumentId) -> Made | None:
        is_there = document_id in self.tables().documents
        return replace(self.get(document_id), pdf=b"") if is_there else None

    def of_case(self, case_id: CaseId) -> list[Made]:
        mine = [replace(d, pdf=b"") for d in self.tables().documents.values() if d.case_id == case_id]
        if mine and not self._is_mine(case_id):
            raise NotFound("no such case", code="case_not_found")
        return sorted(mine, key=lambda d: d.id)

    def _is_mine(self, case_id: CaseId) -> bool:
        return self.tables().cases[case_id].case.office == self.office


def _apart(case: Case) -> Case:
    """The same case in containers of its own; what is in them is never changed in place."""
    return replace(case, people=dict(case.people), matters=dict(case.matters), items=dict(case.items), events=[])


def _head(case: Case) -> object:
    return case.initiative, case.people, case.parts, {m.id: m.about for m in case.matters.values()}


def _written(case: Case, row: str, version: int) -> Written:
    record: object = _head(case) if row == case.id else case.items[ItemId(row)]
    stand_in = hashlib.sha256(repr(record).encode()).hexdigest()
    return Written("cases" if row == case.id else "case_items", row, version, stand_in, stand_in)
