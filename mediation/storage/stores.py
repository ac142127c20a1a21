"""The bundle of stores one unit of work is given: reads on one connection, writes in one short transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from audit import Entry, entry_from
from audit.sql import SqlJournal
from mediation.kernel.ids import CaseId, OfficeId, looks_like_id
from mediation.storage.bookings import SqlBookings
from mediation.storage.cases import SqlCases
from mediation.storage.credentials import SqlCredentials
from mediation.storage.deadlines import SqlDeadlines
from mediation.storage.documents import SqlDocuments
from mediation.storage.effects import SqlEffects, SqlRequests
from mediation.storage.engagements import SqlEngagements
from mediation.storage.engine import translate_errors
from mediation.storage.experiences import SqlExperiences
from mediation.storage.letters import SqlLetters
from mediation.storage.messages import SqlOutbox
from mediation.storage.names import NameIndex, SqlNames
from mediation.storage.office import SqlAccounts, SqlUnits
from mediation.storage.queue import SqlQueue
from mediation.storage.sessions import SqlSessions
from mediation.storage.tables import refusals
from mediation.storage.volunteer_records import SqlVolunteerRecords
from mediation.storage.volunteers import SqlRegister
from mediation.vault import Vault


class SqlStores:
    """Stores over one database for one office; use it inside `opened`."""

    def __init__(
        self, engine: sa.Engine, vault: Vault, office: OfficeId, journal: SqlJournal, index: NameIndex
    ) -> None:
        self._engine, self._journal = engine, journal
        self._reading: sa.Connection | None = None
        self._writing: sa.Connection | None = None
        self.cases = SqlCases(self._connection, vault, office)
        self.deadlines = SqlDeadlines(self._connection, office)
        self.outbox = SqlOutbox(self._connection, vault, office)
        self.letters = SqlLetters(self._connection, vault, office)
        self.documents = SqlDocuments(self._connection, vault)
        self.effects = SqlEffects(self._connection)
        self.requests = SqlRequests(self._connection)
        self.accounts = SqlAccounts(self._connection, vault, office)
        self.credentials = SqlCredentials(self._connection, vault, office)
        self.sessions = SqlSessions(self._connection, vault, office)
        self.queue = SqlQueue(self._connection, vault, office)
        self.units = SqlUnits(self._connection, office)
        self.volunteers = SqlRegister(self._connection, vault, office)
        self.bookings = SqlBookings(self._connection, office)
        self.engagements = SqlEngagements(self._connection, office)
        self.records = SqlVolunteerRecords(self._connection, vault, office)
        self.experiences = SqlExperiences(self._connection, office)
        self.names = SqlNames(self._connection, vault, office, index)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction: kept whole at the end, or nothing of it; Unavailable if the database is gone."""
        self._stop_reading()
        try:
            with self._engine.begin() as self._writing:
                yield
        finally:
            self._writing = None

    def journal(self, entries: Sequence[Entry]) -> None:
        """Append to the journal, in the transaction."""
        self._journal.append_many(self._connection(), entries)

    def journal_of(self, case_id: CaseId) -> Iterator[Entry]:
        """What the journal has of a case, oldest first; entries still waiting for their place are not among it."""
        for leaf in self._journal.entries(self._connection()):
            entry = entry_from(leaf.entry)
            if entry.case == case_id:
                yield entry

    def note_refusal(self, actor: str, code: str, case: str, at: datetime) -> None:
        """Keep a refused attempt, in a transaction of its own, apart from the journal."""
        self._stop_reading()
        asked_for = case if looks_like_id(case, "c") else ""  # whatever else was typed there may be a name
        with self._engine.begin() as connection:
            connection.execute(sa.insert(refusals), {"actor": actor[:32], "code": code, "case_id": asked_for, "at": at})

    @contextmanager
    def opened(self) -> Iterator["SqlStores"]:
        """The stores for one unit of work; Unavailable if the database does not answer or its disk is full."""
        try:
            with translate_errors():
                yield self
        finally:
            self._stop_reading()

    def _connection(self) -> sa.Connection:
        if self._writing is not None:
            return self._writing
        if self._reading is None:
            self._reading = self._engine.connect().execution_options(read_only=True)
        return self._reading

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = None
