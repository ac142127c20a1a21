"""Every port of a unit of work, kept in memory: a transaction changes a copy, which takes the place of what was."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import cast

from audit import Entry, entry_bytes
from mediation.accounts.account import Account
from mediation.accounts.unit import Unit
from mediation.bootstrap import House
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.names import Hit
from mediation.cases.note import Note
from mediation.cases.party import Person
from mediation.cases.report import Report
from mediation.cases.repository import Written
from mediation.deadlines.deadline import Deadline, DeadlineState, next_on
from mediation.deadlines.policy import read_policy
from mediation.documents.office import read_profile
from mediation.documents.store import Made
from mediation.effects import AlreadyDone, Answered
from mediation.kernel.clock import Clock
from mediation.kernel.ids import AccountId, CaseId, DeadlineId, DocumentId, ItemId, MessageId, OfficeId, UnitId
from mediation.kernel.ids import looks_like_id
from mediation.kernel.refusals import NotFound, Stale
from mediation.notifications.channels import channels_from
from mediation.notifications.outbox import Message
from mediation.settings import read_settings
from mediation.states.small import MessageState
from mediation.vault.entries import sounds_of
from mediation.vault.normal import n1
from mediation.work import App
from tests.conftest import page_only
from volunteers import NoSuchVolunteer, Volunteer


@dataclass(frozen=True)
class KeptCase:
    """A case as it was kept, and the version of each of its rows."""

    case: Case
    day: date
    rows: dict[str, int]


@dataclass(frozen=True)
class Queued:
    """A message and until when a sender has it."""

    message: Message
    claimed_until: datetime | None = None


@dataclass(frozen=True)
class Token:
    """Whose token it is and how long."""

    account: AccountId
    expires_at: datetime
    revoked_at: datetime | None = None


@dataclass
class Tables:
    """Everything kept, by office where it is one office's; values are never changed in place."""

    cases: dict[CaseId, KeptCase] = field(default_factory=dict)
    numbers: dict[tuple[OfficeId, int], int] = field(default_factory=dict)
    deadlines: dict[DeadlineId, tuple[OfficeId, Deadline]] = field(default_factory=dict)
    messages: dict[MessageId, tuple[OfficeId, Queued]] = field(default_factory=dict)
    documents: dict[DocumentId, Made] = field(default_factory=dict)
    effects: dict[str, datetime] = field(default_factory=dict)
    requests: dict[str, Answered] = field(default_factory=dict)
    accounts: dict[AccountId, Account] = field(default_factory=dict)
    tokens: dict[bytes, Token] = field(default_factory=dict)
    units: dict[tuple[OfficeId, UnitId], Unit] = field(default_factory=dict)
    volunteers: dict[str, Volunteer] = field(default_factory=dict)
    names: dict[tuple[OfficeId, CaseId], tuple[Person, ...]] = field(default_factory=dict)
    journal: list[bytes] = field(default_factory=list)
    refusals: list[tuple[str, str, str, datetime]] = field(default_factory=list)

    def copied(self) -> "Tables":
        """The same rows in containers of their own."""
        return Tables(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})


class MemoryDatabase:
    """What is published, and the lock of the one writer."""

    def __init__(self) -> None:
        self.tables, self.lock = Tables(), threading.Lock()


class MemoryStores:
    """The stores of one unit of work; it reads what was published when it began, and writes a copy."""

    def __init__(self, database: MemoryDatabase, office: OfficeId) -> None:
        self._database = database
        self._reading: Tables | None = None
        self._writing: Tables | None = None
        self.cases = MemoryCases(self._tables, office)
        self.deadlines = MemoryDeadlines(self._tables, office)
        self.outbox = MemoryOutbox(self._tables, office)
        self.documents = MemoryDocuments(self._tables)
        self.effects = MemoryEffects(self._tables)
        self.requests = MemoryRequests(self._tables)
        self.accounts = MemoryAccounts(self._tables, office)
        self.units = MemoryUnits(self._tables, office)
        self.volunteers = MemoryRegister(self._tables, office)
        self.names = MemoryNames(self._tables, office)

    @contextmanager
    def opened(self) -> Iterator["MemoryStores"]:
        yield self
        self._reading = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._reading = None
        with self._database.lock:
            self._writing = self._database.tables.copied()
            try:
                yield
                self._database.tables = self._writing
            finally:
                self._writing = None

    def journal(self, entries: Sequence[Entry]) -> None:
        self._tables().journal.extend(entry_bytes(entry) for entry in entries)

    def note_refusal(self, actor: str, code: str, case: str, at: datetime) -> None:
        with self.transaction():
            self._tables().refusals.append((actor, code, case if looks_like_id(case, "c") else "", at))

    def _tables(self) -> Tables:
        if self._writing is not None:
            return self._writing
        if self._reading is None:
            self._reading = self._database.tables
        return self._reading


@dataclass
class OfTables:
    """A store over the tables of its unit of work."""

    tables: Callable[[], Tables]


@dataclass
class OfOffice(OfTables):
    """A store that shows one office's rows."""

    office: OfficeId


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

    def page(
        self, office: OfficeId, after: tuple[date, CaseId] | None = None, limit: int = 50
    ) -> list[tuple[date, CaseId, str]]:
        mine = [k for k in self.tables().cases.values() if k.case.office == office]
        rows = sorted(((k.day, k.case.id, k.case.number) for k in mine), reverse=True)
        return [row for row in rows if after is None or row[:2] < after][:limit]

    def with_record(self, kind: str, concerns: str, state: str | None = None) -> list[tuple[CaseId, ItemId, str]]:
        found = []
        for kept in (k for k in self.tables().cases.values() if k.case.office == self.office):
            for item in kept.case.items.values():
                whom = {Report: "unit", Assignment: "volunteer"}.get(type(item))
                if item.KIND == kind and whom and getattr(item, whom) == concerns:
                    found.append((kept.case.id, item.id, str(cast(Report, item).state.value)))
        rows = [row for row in found if state is None or row[2] == state]
        return sorted(rows, key=lambda row: row[1], reverse=True)

    def _kept(self, case_id: CaseId) -> KeptCase:
        kept = self.tables().cases.get(case_id)
        if kept is None or kept.case.office != self.office:
            raise NotFound("no such case", code="case_not_found")
        return kept


class MemoryDeadlines(OfOffice):
    """The DeadlineStore port."""

    def __init__(self, tables: Callable[[], Tables], office: OfficeId) -> None:
        super().__init__(tables, office)
        self._seen: dict[DeadlineId, Deadline] = {}

    def add(self, deadline: Deadline) -> None:
        self.tables().deadlines[deadline.id] = (self.office, deadline)

    def save(self, deadline: Deadline) -> None:
        _, now = self.tables().deadlines[deadline.id]
        if now != self._seen[deadline.id] or now.state is not DeadlineState.OPEN:
            raise Stale("somebody else changed this deadline meanwhile")
        self.tables().deadlines[deadline.id] = (self.office, deadline)
        self._seen[deadline.id] = deadline

    def open_for(self, case_id: CaseId) -> Sequence[Deadline]:
        return self._shown(d for d in self._mine() if d.case_id == case_id and d.state is DeadlineState.OPEN)

    def owed_by(self, today: date, limit: int, after: DeadlineId | None = None) -> Sequence[Deadline]:
        owed = (d for d in self._mine() if (on := next_on(d)) is not None and on <= today)
        return self._shown(d for d in owed if after is None or d.id > after)[:limit]

    def _mine(self) -> Iterator[Deadline]:
        return (d for office, d in self.tables().deadlines.values() if office == self.office)

    def _shown(self, found: Iterator[Deadline]) -> list[Deadline]:
        shown = sorted(found, key=lambda d: d.id)
        self._seen = {d.id: d for d in shown} | self._seen
        return shown


class MemoryOutbox(OfOffice):
    """The Outbox port."""

    def add(self, message: Message) -> None:
        self.tables().messages[message.id] = (self.office, Queued(replace(message, attempts=0)))

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Message]:
        due = sorted((q for q in self._mine() if _is_due(q, now)), key=lambda q: (q.message.not_before, q.message.id))
        mine = [replace(q.message, state=MessageState.SENDING, attempts=q.message.attempts + 1) for q in due[:limit]]
        self.tables().messages.update({m.id: (self.office, Queued(m, until)) for m in mine})
        return sorted(mine, key=lambda m: m.id)

    def settle(self, message: Message, not_before: datetime) -> None:
        now = self.tables().messages[message.id][1].message
        if (now.state, now.attempts) == (MessageState.SENDING, message.attempts):
            self.tables().messages[message.id] = (self.office, Queued(replace(message, not_before=not_before)))

    def of_case(self, case_id: CaseId) -> list[Message]:
        return sorted((q.message for q in self._mine() if q.message.case_id == case_id), key=lambda m: m.id)

    def waiting(self) -> int:
        waits = {MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED}
        return sum(q.message.state in waits for q in self._mine())

    def _mine(self) -> Iterator[Queued]:
        return (q for office, q in self.tables().messages.values() if office == self.office)


class MemoryDocuments(OfTables):
    """The Documents port."""

    def add(self, document: Made) -> list[Written]:
        self.tables().documents[document.id] = document
        return [Written("documents", document.id, 1, *[hashlib.sha256(document.pdf).hexdigest()] * 2)]

    def get(self, document_id: DocumentId) -> Made:
        try:
            return self.tables().documents[document_id]
        except KeyError:
            raise NotFound("no such document", code="document_not_found") from None

    def of_case(self, case_id: CaseId) -> list[Made]:
        mine = [replace(d, pdf=b"") for d in self.tables().documents.values() if d.case_id == case_id]
        return sorted(mine, key=lambda d: d.id)


class MemoryEffects(OfTables):
    """The Effects port."""

    def done(self, key: str) -> bool:
        return key in self.tables().effects

    def claim(self, key: str, at: datetime) -> None:
        if key in self.tables().effects:
            raise AlreadyDone("this was done before")
        self.tables().effects[key] = at


class MemoryRequests(OfTables):
    """The Requests port."""

    def find(self, key: str) -> Answered | None:
        return self.tables().requests.get(key)

    def keep(self, key: str, answered: Answered, at: datetime) -> None:
        del at
        if key in self.tables().requests:
            raise AlreadyDone("this request was answered before")
        self.tables().requests[key] = answered
