"""The journal's own upkeep: entries given their places, checkpoints signed, a bundle for an outside auditor."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit import RowHash, VerifierKey, export, write
from audit.sql import SqlJournal
from mediation.storage.engine import translate_errors
from mediation.storage.tables import case_items, cases, documents

BATCH = 2000


class JournalKeeper:
    """One database's journal; the signing key is fetched when something is signed, never before."""

    def __init__(self, engine: sa.Engine, journal: SqlJournal, signing_key: Callable[[], Ed25519PrivateKey]) -> None:
        self._engine, self._journal, self._signing_key = engine, journal, signing_key

    def sequence(self) -> int:
        """Give every waiting entry its place (PostgreSQL; on SQLite nothing ever waits); how many."""
        total = 0
        while self._engine.dialect.name == "postgresql":
            with translate_errors(), self._engine.begin() as connection:
                placed = self._journal.sequence(connection, BATCH)
            total += placed
            if placed < BATCH:
                break
        return total

    def checkpoint(self, at: datetime) -> str:
        """Sign what the journal is now (UTC instant); the signed note is stored and given back."""
        self.sequence()
        with translate_errors(), self._engine.begin() as connection:
            return self._journal.checkpoint(connection, self._signing_key(), at)

    def size(self) -> int:
        """How many entries have their place."""
        with translate_errors(), self._engine.connect().execution_options(read_only=True) as connection:
            return self._journal.size(connection)

    def write_bundle(self, path: Path, rows: bool = True) -> int:
        """Write the whole journal, and the hashes of all stored rows, for an outside auditor; its size."""
        self.sequence()
        key = VerifierKey.of(self._journal.origin, self._signing_key())
        options = {"read_only": True} | (
            {"isolation_level": "REPEATABLE READ"} if self._engine.dialect.name == "postgresql" else {}
        )
        with translate_errors(), self._engine.connect().execution_options(**options) as connection:
            with path.open("wb") as out:
                write(out, export(self._journal, connection, [key], _rows(connection) if rows else None))
            return self._journal.size(connection)

    def verifier_key(self) -> str:
        """The public key, as an auditor writes it down."""
        return str(VerifierKey.of(self._journal.origin, self._signing_key()))


def _rows(connection: sa.Connection) -> Iterator[RowHash]:
    for name, key, version, body in (
        ("cases", cases.c.id, cases.c.head_version, cases.c.head_sealed),
        ("case_items", case_items.c.id, case_items.c.version, case_items.c.body_sealed),
        ("documents", documents.c.id, sa.literal(1), documents.c.body_sealed),
    ):
        for row in connection.execute(sa.select(key, version, body).order_by(key)):
            yield RowHash(name, row[0], row[1], sha256(row[2]).hexdigest())
