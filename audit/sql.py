"""The journal in SQL: append-only leaves without gaps, one head, and a waiting room on PostgreSQL.

On SQLite the leaf and the tree's frontier are written inside the caller's transaction. On PostgreSQL that
would make all writers queue for the head row, so `append` only leaves a row in `journal_pending`, in the same
transaction; `sequence` moves committed rows to their places under a lock on the head: any number may run.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.canonical import entry_bytes, instant_text
from audit.checkpoint import Checkpoint, sign_checkpoint, unsigned
from audit.entry import Entry
from audit.errors import Broken
from audit.guards import guard_statements as guard_statements
from audit.guards import unguard_statements as unguard_statements
from audit.journal import Leaf, within
from audit.merkle import Frontier, leaf_hash, prove_entry, prove_growth

JOURNAL: Final = sa.MetaData()  # the migration's target, next to the caller's own tables
_NUMBER: Final = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_PAGE: Final = 1000

leaves: Final = sa.Table(
    "journal_leaves",
    JOURNAL,
    sa.Column("position", _NUMBER, autoincrement=False, nullable=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    # Kept next to the entry: it names the one changed row where the tree alone names a stretch of them.
    sa.Column("leaf_hash", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("position", name="pk_journal_leaves"),
    sa.CheckConstraint("position >= 0", name="ck_journal_leaves_position"),
    sa.CheckConstraint("length(leaf_hash) = 32", name="ck_journal_leaves_leaf_hash"),
)
head: Final = sa.Table(
    "journal_head",
    JOURNAL,
    sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
    sa.Column("size", _NUMBER, nullable=False),
    sa.Column("frontier", sa.LargeBinary, nullable=False),  # audit.merkle.Frontier.state
    sa.PrimaryKeyConstraint("id", name="pk_journal_head"),
    sa.CheckConstraint("id = 1", name="ck_journal_head_single"),
)
pending: Final = sa.Table(
    "journal_pending",
    JOURNAL,
    sa.Column("id", _NUMBER, sa.Identity(), nullable=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_journal_pending"),
)
checkpoints: Final = sa.Table(
    "journal_checkpoints",
    JOURNAL,
    sa.Column("id", _NUMBER, sa.Identity(), nullable=False),
    sa.Column("size", _NUMBER, nullable=False),
    sa.Column("at", sa.String(27), nullable=False),  # UTC, audit.canonical.instant_text
    sa.Column("note", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_journal_checkpoints"),
    sa.UniqueConstraint("note", name="uq_journal_checkpoints_note"),
)

# Every act of the product pays for these, so the driver gets them as they are: having them built from
# expressions each time cost three times what executing them does. Marks are the dialect's: value, row lock.
_MARKS: Final = {"sqlite": ("?", ""), "postgresql": ("%s", " FOR UPDATE")}
_READ_HEAD: Final = "SELECT size, frontier FROM journal_head WHERE id = 1{1}"
_FIRST_HEAD: Final = "INSERT INTO journal_head (id, size, frontier) VALUES (1, 0, {0}) ON CONFLICT DO NOTHING"
_MOVE_HEAD: Final = "UPDATE journal_head SET size = {0}, frontier = {0} WHERE id = 1 AND size = {0}"
_ADD_LEAF: Final = "INSERT INTO journal_leaves (position, entry, leaf_hash) VALUES ({0}, {0}, {0})"
_QUEUE: Final = "INSERT INTO journal_pending (entry) VALUES ({0})"
_oldest: Final = sa.select(pending.c.id).order_by(pending.c.id).limit(sa.bindparam("most"))
_take_pending: Final = (
    sa.delete(pending).where(pending.c.id.in_(_oldest)).returning(pending.c.id, pending.c.entry)
)
_read_leaves: Final = (
    sa.select(leaves.c.position, leaves.c.entry, leaves.c.leaf_hash)
    .where(leaves.c.position >= sa.bindparam("start"), leaves.c.position < sa.bindparam("stop"))
    .order_by(leaves.c.position)
    .limit(_PAGE)
)
_read_checkpoints: Final = sa.select(checkpoints.c.id, checkpoints.c.note).order_by(checkpoints.c.id)


class SqlJournal:
    """The journal of one database; every call works inside the transaction the caller has open.

    On SQLite that transaction must have begun as `BEGIN IMMEDIATE`; on PostgreSQL, `sequence` and
    `checkpoint` want READ COMMITTED.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def append(self, connection: sa.Connection, entry: Entry, /) -> None:
        """Add one entry in the caller's transaction."""
        self.append_many(connection, (entry,))

    def append_many(self, connection: sa.Connection, entries: Sequence[Entry], /) -> None:
        """Add the entries of one unit of work, in order, in the caller's transaction."""
        bodies = [entry_bytes(entry) for entry in entries]
        if not bodies:
            return
        if connection.dialect.name == "postgresql":
            _run(connection, _QUEUE, *((body,) for body in bodies))
        else:
            self._index(connection, self._head(connection), bodies)

    def sequence(self, connection: sa.Connection, limit: int = 2000, /) -> int:
        """Index up to `limit` waiting entries, oldest first; how many. Waits while another does the same."""
        frontier = self._head(connection)  # the lock: from here on nobody else takes or places anything
        taken = connection.execute(_take_pending, {"most": limit}).all()
        if taken:
            self._index(connection, frontier, [row.entry for row in sorted(taken, key=lambda row: row.id)])
        return len(taken)

    def waiting(self, connection: sa.Connection, /) -> int:
        """How many committed entries have no place yet: to be watched, since they are not yet in the tree."""
        return connection.execute(sa.select(sa.func.count()).select_from(pending)).scalar_one()

    def size(self, connection: sa.Connection, /) -> int:
        """How many entries are indexed."""
        return connection.execute(sa.select(head.c.size).where(head.c.id == 1)).scalar() or 0

    def entries(
        self, connection: sa.Connection, start: int = 0, stop: int | None = None, /
    ) -> Iterator[Leaf]:
        """The leaves from `start` up to `stop` (the end) as they are stored, in order, a page at a time."""
        end = self.size(connection) if stop is None else stop
        while page := connection.execute(_read_leaves, {"start": start, "stop": end}).all():
            yield from (Leaf(position, entry, stored) for position, entry, stored in page)
            start = page[-1].position + 1

    def checkpoint(self, connection: sa.Connection, key: Ed25519PrivateKey, at: datetime, /) -> str:
        """Sign, store and give back what the journal is now, at an aware instant.

        Broken, and nothing is signed, if the journal contradicts its last checkpoint. One and the same
        statement is stored once.
        """
        frontier = self._head(connection)
        newest = _read_checkpoints.order_by(None).order_by(checkpoints.c.id.desc()).limit(1)
        last = connection.execute(newest).one_or_none()
        now = Checkpoint(self.origin, frontier.size, frontier.root())
        note = sign_checkpoint(now, unsigned(last.note) if last else None, key)
        same = sa.select(checkpoints.c.id).where(checkpoints.c.note == note)
        if connection.execute(same).one_or_none() is None:
            row = {"size": now.size, "at": instant_text(at.astimezone(UTC)), "note": note}
            connection.execute(sa.insert(checkpoints), row)
        return note

    def checkpoints(self, connection: sa.Connection, /) -> Iterator[str]:
        """Every stored checkpoint, oldest first, a page at a time."""
        last = 0
        page_after = _read_checkpoints.where(checkpoints.c.id > sa.bindparam("last")).limit(_PAGE)
        while page := connection.execute(page_after, {"last": last}).all():
            yield from (row.note for row in page)
            last = page[-1].id

    def prove_entry(self, connection: sa.Connection, index: int, size: int, /) -> list[bytes]:
        """The inclusion proof of one entry under the root of the first `size`; reads every leaf hash once."""
        within(size, self.size(connection))
        return prove_entry(index, size, lambda start, stop: self._subtree(connection, start, stop))

    def prove_growth(self, connection: sa.Connection, old: int, new: int, /) -> list[bytes]:
        """The consistency proof from the first `old` to the first `new`; reads every leaf hash once."""
        within(new, self.size(connection))
        return prove_growth(old, new, lambda start, stop: self._subtree(connection, start, stop))

    def _head(self, connection: sa.Connection) -> Frontier:
        """The tree so far; on PostgreSQL its row stays locked until the transaction ends."""
        row, _ = _run(connection, _READ_HEAD)
        if row is None:
            _run(connection, _FIRST_HEAD, (b"",))
            row, _ = _run(connection, _READ_HEAD)
        try:
            return Frontier(*row)
        except ValueError:
            raise Broken("the head of the journal was changed: its frontier does not fit its size") from None

    def _index(self, connection: sa.Connection, frontier: Frontier, bodies: Sequence[bytes]) -> None:
        first, hashes = frontier.size, [leaf_hash(body) for body in bodies]
        frontier.extend(hashes)
        placed = zip(range(first, frontier.size), bodies, hashes, strict=True)
        _run(connection, _ADD_LEAF, *placed)
        _, moved = _run(connection, _MOVE_HEAD, (frontier.size, frontier.state(), first))
        if moved != 1:
            raise Broken("the head of the journal moved during a transaction that had it locked")

    def _subtree(self, connection: sa.Connection, start: int, stop: int) -> bytes:
        frontier = Frontier()
        hashes = (
            sa.select(leaves.c.position, leaves.c.leaf_hash).order_by(leaves.c.position).limit(_PAGE * 10)
        )
        at = start
        while at < stop:
            page = connection.execute(hashes.where(leaves.c.position >= at, leaves.c.position < stop)).all()
            if [row.position for row in page] != list(range(at, at + len(page))) or not page:
                raise Broken(f"an entry between {at} and {stop - 1} is missing")
            frontier.extend(row.leaf_hash for row in page)
            at += len(page)
        return frontier.root()


def _run(connection: sa.Connection, statement: str, *rows: tuple[object, ...]) -> tuple[Any, int]:
    """Hand a statement to the driver, in the caller's transaction: the first row it gives, and the count."""
    if not connection.in_transaction():
        connection.begin()
    written = statement.format(*_MARKS[connection.dialect.name])
    cursor = connection.connection.cursor()
    driver_error = connection.dialect.loaded_dbapi.Error
    try:
        if len(rows) > 1:
            cursor.executemany(written, rows)
        else:
            cursor.execute(written, *rows)
        return (cursor.fetchone() if cursor.description else None), cursor.rowcount
    except driver_error as error:
        # The same error that SQLAlchemy would have raised, so that callers need to know only one kind.
        raise sa.exc.DBAPIError.instance(
            written, None, error, driver_error, hide_parameters=True, dialect=connection.dialect
        ) from error
    finally:
        cursor.close()
