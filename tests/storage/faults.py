"""Faults put in the way of a database: the statement with a number fails as a real one would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from audit import sql as journal

AT_COMMIT = 0


@dataclass
class Strikes:
    """How many statements were seen, and at which one the fault comes; at the commit itself for 0."""

    engine: sa.Engine
    at: int
    seen: int = 0
    has_struck: bool = False

    def statement(self, connection: sa.Connection) -> None:
        """Called before each statement."""
        self.seen += 1
        if self.seen == self.at:
            self.has_struck = True
            strike(connection, self.engine)

    def commit(self, connection: sa.Connection) -> None:
        """Called before each commit."""
        if self.at == AT_COMMIT and not self.has_struck:
            self.has_struck = True
            strike(connection, self.engine)


def strike(connection: sa.Connection, engine: sa.Engine) -> None:
    """SQLite's disk fails; PostgreSQL's server ends the very connection that is in use."""
    if engine.dialect.name == "sqlite":
        raise sqlite.OperationalError("disk I/O error")
    driver: Any = connection.connection.driver_connection
    kill = sa.text("select pg_terminate_backend(:pid, 10000)")
    killer = sa.create_engine(engine.url, poolclass=sa.NullPool)
    with killer.connect() as other:
        assert other.execute(kill, {"pid": driver.info.backend_pid}).scalar_one() is True


@contextmanager
def failing_at(engine: sa.Engine, number: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Strikes]:
    """Let the statement of this number fail, counted from here on, reads, writes and the journal's own."""
    strikes, run = Strikes(engine, number), journal._run

    def before(connection: sa.Connection, *_: object) -> None:
        strikes.statement(connection)

    def before_journal(connection: sa.Connection, *rest: Any) -> Any:
        strikes.statement(connection)
        return run(connection, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_run", before_journal)
        sa.event.listen(engine, "before_cursor_execute", before)
        sa.event.listen(engine, "commit", strikes.commit)
        try:
            yield strikes
        finally:
            sa.event.remove(engine, "before_cursor_execute", before)
            sa.event.remove(engine, "commit", strikes.commit)
