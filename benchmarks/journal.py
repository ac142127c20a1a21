"""What the journal costs, as ratios measured side by side: `python -m benchmarks.journal`.

Every ratio is the median over rounds in which the thing and its yardstick take turns on the same machine.
Yardsticks are the bare SQL engines and the two-hash limit of SHA-256; nothing here is a promise in seconds.
"""

import argparse
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import uuid4

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.bundle import export, write
from audit.canonical import entry_bytes
from audit.entry import Entry, RowHash
from audit.journal import MemoryJournal
from audit.merkle import Frontier, leaf_hash
from audit.note import VerifierKey
from audit.reading import pieces_of
from audit.sql import JOURNAL, SqlJournal, guard_statements
from audit.verify import verify
from tests.engines import postgresql_url

ORIGIN = "bench.example/journal"
CLIENTS = 8
TABLES = sa.MetaData()
bare = sa.Table("bare", TABLES, sa.Column("id", sa.Integer, primary_key=True), sa.Column("entry", sa.LargeBinary))
cases = sa.Table("cases", TABLES, sa.Column("id", sa.Integer, primary_key=True), sa.Column("version", sa.Integer))
notes = sa.Table("notes", TABLES, sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", sa.LargeBinary))
outbox = sa.Table("outbox", TABLES, sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", sa.LargeBinary))

requests = sa.Table("requests", TABLES, sa.Column("key", sa.String(32), primary_key=True))


class Line(NamedTuple):
    """One line of the printed table."""

    what: str
    goal: float | None
    reached: float
    detail: str


def an_entry(number: int) -> Entry:
    """An entry of the usual size, about 300 bytes."""
    return Entry(
        at=datetime(2026, 1, 5, 10, tzinfo=UTC),
        actor="u_0fvk2t8q4r6m9s3x7z1w5y8n2p",
        act="consent.recorded",
        case=f"c_{number:026d}",
        case_version=number % 50,
        rows=(RowHash("consents", f"i_{number:026d}", 1, f"{number:064x}"),),
        request=f"r_{number:026d}",
    )


def a_second(work: Callable[[], int]) -> float:
    """How many times a second something was done that counts itself."""
    started = time.perf_counter()
    return work() / (time.perf_counter() - started)


@contextmanager
def journal_on(engine: sa.Engine) -> Iterator[SqlJournal]:
    """Our tables, the journal's and its guards on an empty database."""
    with engine.begin() as connection:
        TABLES.create_all(connection)
        JOURNAL.create_all(connection)
        for statement in guard_statements(engine.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(sa.insert(cases), [{"id": n, "version": 0} for n in range(CLIENTS)])
    yield SqlJournal(ORIGIN)
    engine.dispose()


def sqlite_engine(file: Path) -> sa.Engine:
    """WAL, synchronous FULL, every transaction begun as a writer."""
    engine = sa.create_engine(f"sqlite+pysqlite:///{file}", module=import_module("sqlcipher3.dbapi2"))

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=wal", "synchronous=full", "secure_delete=on"):
            connection.execute(f"pragma {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _immediate(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def sqlite_appends(rounds: int, each: int) -> Line:
    """An entry appended and committed, against the same bytes inserted and committed."""
    entries = [an_entry(number) for number in range(each)]

    def without(engine: sa.Engine) -> int:
        for entry in entries:
            with engine.begin() as connection:
                connection.execute(sa.insert(bare), {"entry": entry_bytes(entry)})
        return each

    def with_journal(engine: sa.Engine, journal: SqlJournal) -> int:
        for entry in entries:
            with engine.begin() as connection:
                journal.append(connection, entry)
        return each

    with TemporaryDirectory() as folder:
        engine = sqlite_engine(Path(folder) / "bench.db")
        with journal_on(engine) as journal:
            pairs = [
                (a_second(partial(without, engine)), a_second(partial(with_journal, engine, journal)))
                for _ in range(rounds)
            ]
    detail = f"{median(b for _, b in pairs):,.0f} appends/s"
    return Line("SQLite: append in the transaction / bare insert", 0.9, median(b / a for a, b in pairs), detail)


def postgresql_writers(rounds: int, seconds: float) -> list[Line]:
    """Eight clients, with and without an entry in each unit of work, and one sequencer beside them.

    A unit is the product's smallest: request key looked up and kept, case locked, note and message written.
    """
    pairs, drained = [], []
    engine = sa.create_engine(postgresql_url(), pool_size=CLIENTS + 2)
    with journal_on(engine) as journal:
        for _ in range(rounds):
            without = _writers(engine, None, seconds)
            pairs.append((without, _writers(engine, journal, seconds)))
            drained.append(_drain(engine, journal, pairs[-1][1]))
    ratio = median(b / a for a, b in pairs)
    detail = f"{median(a for a, _ in pairs):,.0f} -> {median(b for _, b in pairs):,.0f} units/s"
    return [
        Line(f"PostgreSQL: {CLIENTS} writers with the journal / without", 0.85, ratio, detail),
        Line(
            "PostgreSQL: sequencer alone / those writers",
            10,
            median(drained),
            "entries drained / units written",
        ),
    ]


def _writers(engine: sa.Engine, journal: SqlJournal | None, seconds: float) -> float:
    stop = time.perf_counter() + seconds
    done = [0] * CLIENTS
    seen = sa.select(requests.c.key).where(requests.c.key == sa.bindparam("key"))

    def write_units(client: int) -> None:
        body = bytes(600)
        change = sa.update(cases).where(cases.c.id == client).values(version=cases.c.version + 1)
        while time.perf_counter() < stop:
            request = {"key": uuid4().hex}
            with engine.begin() as connection:
                if connection.execute(seen, request).one_or_none() is None:
                    connection.execute(change)
                    connection.execute(sa.insert(notes), {"body": body})
                    connection.execute(sa.insert(outbox), {"body": body})
                    connection.execute(sa.insert(requests), request)
                    if journal is not None:
                        journal.append(connection, an_entry(done[client]))
            done[client] += 1

    def sequence() -> None:
        while journal is not None and time.perf_counter() < stop:
            with engine.begin() as connection:
                journal.sequence(connection)
            time.sleep(0.5)

    threads = [threading.Thread(target=write_units, args=(client,)) for client in range(CLIENTS)]
    threads.append(threading.Thread(target=sequence))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def _drain(engine: sa.Engine, journal: SqlJournal, writers: float) -> float:
    waiting = [an_entry(number) for number in range(4000)]
    with engine.begin() as connection:
        while journal.sequence(connection):
            continue
    with engine.begin() as connection:
        journal.append_many(connection, waiting)

    def all_of_them() -> int:
        done = 0
        while done < len(waiting):
            with engine.begin() as connection:
                done += journal.sequence(connection)
        return done

    return a_second(all_of_them) / writers


def verifier(rounds: int, size: int) -> list[Line]:
    """The verifier against one leaf hash and one node hash per entry and nothing else."""
    key = Ed25519PrivateKey.generate()
    journal = MemoryJournal(ORIGIN)
    journal.append_many(None, [an_entry(number) for number in range(size)])
    journal.checkpoint(None, key, datetime(2026, 1, 5, 11, tzinfo=UTC))
    bodies = [leaf.entry for leaf in journal.entries(None)]
    root = Frontier.over(leaf.hash for leaf in journal.entries(None)).root()

    def limit() -> int:
        other = bytes(32)
        for body in bodies:
            sha256(b"\x01" + sha256(b"\x00" + body).digest() + other).digest()
        return size

    def tree() -> int:
        assert Frontier.over(map(leaf_hash, bodies)).root() == root  # noqa: S101
        return size

    def walk(stream: Any) -> int:
        with stream:
            report = verify(pieces_of(stream))
        assert (report.broken, report.root) == ("", root)  # noqa: S101
        return size

    ratios: list[tuple[float, ...]] = []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bundle.jsonl"
        with file.open("wb") as out:
            write(out, export(journal, None, [VerifierKey.of(ORIGIN, key)]))
        raw = file.read_bytes()
        for _ in range(rounds):
            most = a_second(limit)
            runs = (tree, partial(walk, BytesIO(raw)), partial(walk, file.open("rb")))
            ratios.append((most, *(a_second(run) / most for run in runs)))
    most, in_memory, lines, from_disk = (median(column) for column in zip(*ratios, strict=True))
    return [
        Line("verifier: root over entries in memory / two-hash limit", 0.6, in_memory, f"limit {most:,.0f}/s"),
        Line("verifier: whole bundle in memory / two-hash limit", None, lines, f"{lines * most:,.0f} entries/s"),
        Line(
            "verifier: whole bundle from disk / two-hash limit",
            0.3,
            from_disk,
            f"{from_disk * most:,.0f} entries/s",
        ),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--appends", type=int, default=300, help="appends a round on SQLite")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each PostgreSQL round")
    parser.add_argument("--entries", type=int, default=100_000, help="in the verified bundle")
    options = parser.parse_args()
    lines = [
        *verifier(options.rounds, options.entries),
        sqlite_appends(options.rounds, options.appends),
        *postgresql_writers(options.rounds, options.seconds),
    ]
    print(f"{'what':58} {'goal':>6} {'reached':>8}")
    for line in lines:
        goal = "-" if line.goal is None else f"{line.goal:.2f}"
        print(f"{line.what:58} {goal:>6} {line.reached:>8.2f}  {line.detail}")


if __name__ == "__main__":
    main()
