"""A realistic case created, read and added to: sealed as the product keeps it, beside plain normalised rows.

`python -m benchmarks.case_storage`. Everything ends in one durable commit on the same disk. Beside them the two
usual ways to encrypt: sqlalchemy-utils field by field (AesGcmEngine), and on SQLite the whole file (SQLCipher).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from sqlalchemy_utils import StringEncryptedType
from sqlalchemy_utils.types.encrypted.encrypted_type import AesGcmEngine

from benchmarks.measure import Row, Work, at_least, at_most, beside, in_turns, run
from benchmarks.plain import PlainCases
from benchmarks.sample import AT, DAY, OFFICE, a_case, a_note
from mediation.cases.case import Case
from mediation.cases.note import Note
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId
from mediation.storage.cases import SqlCases
from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys, create_key_tables
from mediation.storage.tables import METADATA
from mediation.vault import Vault
from mediation.vault.sources.files import FileKeys
from tests.engines import postgresql_url
from tests.vault.memory import MemoryKeys

MANY, ROUNDS, CALLS = 1000, 30, 2


class Sealed:
    """The product's own storage; without a database for the keys they stay in memory."""

    def __init__(self, engine: sa.Engine, folder: Path, key_engine: sa.Engine | None = None) -> None:
        self.engine = engine
        folder.mkdir(mode=0o700)
        source = FileKeys(folder)
        source.create_epoch(AT)
        if key_engine is not None:
            create_key_tables(key_engine)
        keys = MemoryKeys() if key_engine is None else SqlKeys(key_engine)
        self.vault = Vault(keys, source, OFFICE, SetClock(AT))
        with engine.begin() as connection:
            METADATA.create_all(connection)

    def store(self, connection: sa.Connection) -> SqlCases:
        return SqlCases(lambda: connection, self.vault, OFFICE)

    def create(self, case: Case) -> None:
        with self.engine.begin() as connection:
            self.store(connection).add(case, DAY)

    def read(self, case_id: CaseId) -> tuple[Case, list[Note]]:
        with self.engine.connect().execution_options(read_only=True) as connection:
            store = self.store(connection)
            return store.get(case_id), store.notes(case_id)

    def load_and_append(self, case_id: CaseId) -> None:
        opened: list[sa.Connection] = []
        store = SqlCases(lambda: opened[-1], self.vault, OFFICE)
        with self.engine.connect().execution_options(read_only=True) as connection:
            opened.append(connection)
            case = store.get(case_id)
        case.put(a_note())
        with self.engine.begin() as connection:
            opened.append(connection)
            store.save(case, DAY)


class Plain:
    """Plain rows, or rows sealed field by field, over one database."""

    def __init__(self, engine: sa.Engine, words: Callable[[Any], Any] = lambda kind: kind) -> None:
        self.engine, self.cases = engine, PlainCases(words)
        with engine.begin() as connection:
            self.cases.tables.create_all(connection)

    def create(self, case: Case) -> None:
        with self.engine.begin() as connection:
            self.cases.add(connection, case, DAY)

    def read(self, case_id: CaseId) -> tuple[Case, list[Note]]:
        with self.engine.connect().execution_options(read_only=True) as connection:
            return self.cases.get(connection, case_id), self.cases.notes(connection, case_id)

    def fetch(self, case_id: CaseId) -> int:
        with self.engine.connect().execution_options(read_only=True) as connection:
            return self.cases.fetch(connection, case_id)

    def load_and_append(self, case_id: CaseId) -> None:
        with self.engine.connect().execution_options(read_only=True) as connection:
            case = self.cases.get(connection, case_id)
        with self.engine.begin() as connection:
            self.cases.append(connection, case_id, case.version, a_note(), DAY)


Ways = dict[str, Sealed | Plain]
KEYLESS = "sealed, keys in memory"


def by_field() -> Callable[[Any], Any]:
    """Every column of somebody's words sealed by itself, as sqlalchemy-utils documents it."""
    key = os.urandom(32).hex()
    return lambda kind: StringEncryptedType(kind, key, AesGcmEngine, length=4000)


@contextmanager
def on_sqlite() -> Iterator[Ways]:
    """Each way in a file of its own."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        secret = home / "file.key"
        secret.write_text(os.urandom(32).hex())
        secret.chmod(0o600)
        ways: Ways = {
            "sealed": Sealed(_file(home, "sealed"), home / "a", _file(home, "keys")),
            KEYLESS: Sealed(_file(home, "keyless"), home / "b"),
            "plain": Plain(_file(home, "plain")),
            "by field": Plain(_file(home, "fields"), by_field()),
            "whole file": Plain(open_engine(f"sqlite:///{home / 'whole.db'}", key_file=secret)),
        }
        yield ways
        for way in ways.values():
            way.engine.dispose()


def _file(home: Path, name: str) -> sa.Engine:
    return open_engine(f"sqlite:///{home / name}.db")


@contextmanager
def on_postgresql() -> Iterator[Ways]:
    """Each way in a database of its own on one server."""
    with TemporaryDirectory() as folder:
        engines = [open_engine(postgresql_url()) for _ in range(5)]
        yield {
            "sealed": Sealed(engines[0], Path(folder) / "a", engines[1]),
            KEYLESS: Sealed(engines[4], Path(folder) / "b"),
            "plain": Plain(engines[2]),
            "by field": Plain(engines[3], by_field()),
        }
        for engine in engines:
            engine.dispose()


def rows() -> list[Row]:
    """Both databases."""
    with on_sqlite() as ways:
        found = measured("SQLite", ways)
    with on_postgresql() as ways:
        return found + measured("PostgreSQL", ways)


def measured(engine: str, ways: Ways) -> list[Row]:
    """Create, read, append; each a ratio to plain rows in the same rounds."""
    number = count(1)
    creating: dict[str, Work] = {}
    for name, way in ways.items():
        waiting = [a_case(next(number)) for _ in range((ROUNDS + 2) * CALLS)]
        creating[name] = lambda way=way, waiting=waiting: way.create(waiting.pop())
    created = in_turns(creating, rounds=ROUNDS, calls=CALLS)
    ways = {name: way for name, way in ways.items() if name != KEYLESS}
    ids = {name: _same_in(way, next(number), 10) for name, way in ways.items()}
    reading: dict[str, Work] = {name: lambda way=way, i=ids[name]: way.read(i) for name, way in ways.items()}
    plain = ways["plain"]
    reading["plain, rows only"] = lambda: plain.fetch(ids["plain"])  # type: ignore[union-attr]
    read = in_turns(reading, rounds=ROUNDS, calls=20)
    long = {name: _same_in(way, next(number), MANY) for name, way in ways.items()}
    adding: dict[str, Work] = {name: lambda way=way, i=long[name]: way.load_and_append(i) for name, way in ways.items()}
    added = in_turns(adding, rounds=ROUNDS, calls=CALLS)
    found = [
        at_most(f"{engine}: create a case, sealed ÷ plain", created.ratio("sealed", "plain"), 1.0, "x", _us(created)),
        beside(f"{engine}: create, without the commit in the key database ÷ plain",
               created.ratio(KEYLESS, "plain"), "x", f"{created.micro(KEYLESS):,.0f} µs"),
        at_most(f"{engine}: read a case, sealed ÷ plain", read.ratio("sealed", "plain"), 1.1, "x", _us(read)),
        beside(f"{engine}: read, sealed ÷ plain rows fetched and nothing made of them",
               read.ratio("sealed", "plain, rows only"), "x", f"plain {read.micro('plain, rows only'):,.0f} µs"),
        at_most(f"{engine}: load, add a note at {MANY:,} notes, sealed ÷ plain",
                added.ratio("sealed", "plain"), 1.5, "x", _us(added)),
    ]  # fmt: skip
    for name in [n for n in ways if n not in {"sealed", "plain"}]:
        turns = (created, read, added)
        ratios = " · ".join(f"{t.ratio(name, 'plain'):.2f}" for t in turns)
        absolute = " · ".join(f"{t.micro(name):,.0f}" for t in turns)
        found.append(Row(f"{engine}: {PEER[name]} ÷ plain: create · read · note", ratios, detail=f"{absolute} µs"))
    least = 4 if engine == "SQLite" else 2
    found.append(at_least(f"{engine}: read, {PEER['by field']} ÷ sealed", read.ratio("by field", "sealed"), least, "x"))
    return found


PEER = {"by field": "sqlalchemy-utils AesGcm by field", "whole file": "SQLCipher, plain rows"}


def _us(turns: Any) -> str:
    return f"{turns.micro('sealed'):,.0f} : {turns.micro('plain'):,.0f} µs"


def _same_in(way: Sealed | Plain, number: int, notes: int) -> CaseId:
    """A case put in, and proved to come out as it went in, the newest fifty notes included."""
    case = a_case(number, notes=notes)
    way.create(replace(case, items=dict(case.items)))
    back, found = way.read(case.id)
    newest = [i for i in case.items.values() if isinstance(i, Note)][::-1][:50]
    rest = {i.id: i for i in case.items.values() if not isinstance(i, Note)}
    assert (back.people, back.parts, back.matters, back.items) == (case.people, case.parts, case.matters, rest)
    assert (back.initiative, found) == (case.initiative, newest)
    return case.id


if __name__ == "__main__":
    run("case storage", rows)
