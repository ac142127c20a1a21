"""The stores of a unit of work in memory, and the product put together over them."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from audit import Entry, entry_bytes, entry_from
from mediation.deadlines.policy import read_policy
from mediation.documents.office import read_profile
from mediation.kernel.clock import Clock
from mediation.kernel.ids import CaseId, OfficeId, looks_like_id
from mediation.law.finland import PACK
from mediation.notifications.channels import channels_from
from mediation.settings import read_settings
from mediation.work import App
from tests.conftest import page_only
from tests.fakes.cases import MemoryCases, MemoryDocuments
from tests.fakes.office import MemoryAccounts, MemoryNames, MemoryRegister, MemoryUnits
from tests.fakes.tables import Tables
from tests.fakes.volunteers import MemoryBookings, MemoryEngagements, MemoryExperiences, MemoryRecords
from tests.fakes.work import MemoryDeadlines, MemoryEffects, MemoryLetters, MemoryOutbox, MemoryRequests


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
        self.letters = MemoryLetters(self._tables, office)
        self.documents = MemoryDocuments(self._tables, office)
        self.effects = MemoryEffects(self._tables)
        self.requests = MemoryRequests(self._tables)
        self.accounts = MemoryAccounts(self._tables, office)
        self.units = MemoryUnits(self._tables, office)
        self.volunteers = MemoryRegister(self._tables, office)
        self.bookings = MemoryBookings(self._tables, office)
        self.engagements = MemoryEngagements(self._tables, office)
        self.records = MemoryRecords(self._tables, office)
        self.experiences = MemoryExperiences(self._tables, office)
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

    def journal_of(self, case_id: CaseId) -> Iterator[Entry]:
        entries = (entry_from(raw) for raw in self._tables().journal)
        return (entry for entry in entries if entry.case == case_id)

    def note_refusal(self, actor: str, code: str, case: str, at: datetime) -> None:
        with self.transaction():
            self._tables().refusals.append((actor, code, case if looks_like_id(case, "c") else "", at))

    def _tables(self) -> Tables:
        if self._writing is not None:
            return self._writing
        if self._reading is None:
            self._reading = self._database.tables
        return self._reading


def memory_app(clock: Clock, database: MemoryDatabase) -> App:
    """The product of the first office over stores in memory."""
    settings = read_settings({})
    profile = read_profile(settings.office_profile)
    return App(
        clock=clock, office=profile, law=PACK, policy=read_policy(PACK.deadlines, PACK.policy),
        open_stores=lambda: MemoryStores(database, profile.id).opened(), print_pdf=page_only,
        channels=channels_from("", "", settings.link), request_key=b"k" * 32,
    )  # fmt: skip
