"""Entries, keys and journals for these tests: all invented."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.entry import Entry, RowHash
from audit.journal import MemoryJournal
from audit.note import VerifierKey
from audit.sql import JOURNAL, SqlJournal, guard_statements

ORIGIN = "mediation.example/journal"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC = VerifierKey.of(ORIGIN, KEY)
NOON = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)


def an_entry(number: int = 0, **changes: Any) -> Entry:
    """The number-th thing that happened, one second after the other."""
    told: dict[str, Any] = {
        "at": NOON + timedelta(seconds=number),
        "actor": "u_tuuli",
        "act": "note.added",
        "case": f"c_{number % 7}",
        "case_version": number,
        "rows": (RowHash("notes", f"n_{number}", 1, f"{number:064x}"),),
        "request": f"r_{number}",
    }
    return Entry(**told | changes)


def a_journal(size: int, *, checkpoints: tuple[int, ...] = ()) -> MemoryJournal:
    """A journal in memory with so many entries and a checkpoint at each of these sizes."""
    journal = MemoryJournal(ORIGIN)
    for number in range(size + 1):
        if number in checkpoints:
            journal.checkpoint(None, KEY, NOON)
        if number < size:
            journal.append(None, an_entry(number))
    return journal


def sqlite_engine(file: Path) -> sa.Engine:
    """An embedded database as the product opens one: WAL, FULL, and every transaction begun as a writer."""
    engine = sa.create_engine(f"sqlite+pysqlite:///{file}", module=import_module("sqlcipher3.dbapi2"))

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=wal", "synchronous=full", "busy_timeout=20000"):
            connection.execute(f"pragma {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _immediate(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@dataclass(frozen=True)
class Place:
    """A journal and how to open a transaction on what holds it; `engine` only where there is one."""

    journal: Any
    engine: sa.Engine | None = None

    def unit(self) -> AbstractContextManager[Any]:
        """A unit of work: committed at the end, rolled back on an exception."""
        return nullcontext() if self.engine is None else self.engine.begin()

    def settle(self) -> None:
        """Index whatever waits for its place."""
        while True:
            with self.unit() as connection:
                if not self.journal.sequence(connection):
                    return


@contextmanager
def in_database(engine: sa.Engine) -> Iterator[Place]:
    """A fresh journal with its guards on this database."""
    with engine.begin() as connection:
        JOURNAL.create_all(connection)
        for statement in guard_statements(engine.dialect.name):
            connection.exec_driver_sql(statement)
    yield Place(SqlJournal(ORIGIN), engine)
    engine.dispose()
