"""The vault's key store in SQL: wrapped data keys in a database of their own, other than the cases'."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from mediation.kernel.refusals import Duplicate, Unavailable
from mediation.storage.engine import translate_errors
from mediation.vault.ports import Replacement, StoredKey

metadata = sa.MetaData()

data_keys = sa.Table(
    "data_keys",
    metadata,
    sa.Column("tenant", sa.String(64), primary_key=True, comment="the office"),
    sa.Column(
        "scope", sa.String(128), primary_key=True, comment="a case id, or a standing scope of the office"
    ),
    sa.Column(
        "generation", sa.Integer, primary_key=True, comment="1, and one more each time the key is rolled"
    ),
    sa.Column("epoch", sa.Integer, nullable=False, index=True, comment="the root key that wraps it"),
    sa.Column("created_at", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
    sa.Column("writes", sa.Integer, nullable=False, comment="records sealed so far, approximately"),
    sa.Column("wrapped", sa.LargeBinary, nullable=False, comment="the wrapped key, format mce1"),
)

_KEYS_OF: Final = (
    sa.select(data_keys)
    .where(data_keys.c.tenant == sa.bindparam("tenant"), data_keys.c.scope == sa.bindparam("scope"))
    .order_by(data_keys.c.generation.desc())
)
_ADD: Final = sa.insert(data_keys)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TRIES: Final = 10


def create_key_tables(engine: sa.Engine) -> None:
    """Make the key database's one table, unless it is there.

    PostgreSQL is told to keep no samples of the wrapped keys: its statistics would hold on to forgotten ones.
    """
    with translate_errors():
        metadata.create_all(engine)
        if engine.dialect.name == "postgresql":
            with engine.begin() as connection:
                connection.exec_driver_sql("alter table data_keys alter column wrapped set statistics 0")


class SqlKeys:
    """The KeyStore port over an engine of `open_engine`; every call is a transaction of its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def __repr__(self) -> str:
        return f"<SqlKeys {self._engine.dialect.name}>"

    def get(self, tenant: str, scope: str) -> tuple[StoredKey, ...]:
        with self._reading() as connection:
            found = connection.execute(_KEYS_OF, {"tenant": tenant, "scope": scope})
            return tuple(_stored(row) for row in found)

    def add(self, key: StoredKey) -> None:
        row = {
            "tenant": key.tenant,
            "scope": key.scope,
            "generation": key.generation,
            "epoch": key.epoch,
            "created_at": (key.created_at - _EPOCH) // timedelta(microseconds=1),
            "writes": key.writes,
            "wrapped": key.wrapped,
        }
        try:
            with self._writing() as connection:
                connection.execute(_ADD, row)
        except sa.exc.IntegrityError:
            raise Duplicate("this scope has a key of that generation", code="key_exists") from None

    def add_writes(self, tenant: str, scope: str, generation: int, writes: int) -> int:
        with self._writing() as connection:
            total = connection.execute(
                sa.update(data_keys)
                .where(*_of(tenant, scope), data_keys.c.generation == generation)
                .values(writes=data_keys.c.writes + writes)
                .returning(data_keys.c.writes)
            ).scalar_one_or_none()
        return total or 0

    def forget(self, tenant: str, scope: str, *, before: int | None = None) -> int:
        older = [] if before is None else [data_keys.c.generation < before]
        with self._writing() as connection:
            gone = connection.execute(sa.delete(data_keys).where(*_of(tenant, scope), *older)).rowcount
        with translate_errors():
            self._remove_residue()
        return gone

    def outdated(self, epoch: int, after: tuple[str, str, int], limit: int) -> Sequence[StoredKey]:
        place = sa.tuple_(data_keys.c.tenant, data_keys.c.scope, data_keys.c.generation)
        with self._reading() as connection:
            found = connection.execute(
                sa.select(data_keys)
                .where(data_keys.c.epoch != epoch, place > after)
                .order_by(*place)
                .limit(limit)
            )
            return [_stored(row) for row in found]

    def replace(self, changes: Sequence[Replacement]) -> int:
        if not changes:
            return 0
        unchanged = [data_keys.c[name] == sa.bindparam(f"at_{name}") for name in _PLACE]
        unchanged.append(data_keys.c.wrapped == sa.bindparam("old"))
        statement = (
            sa.update(data_keys)
            .where(*unchanged)
            .values(epoch=sa.bindparam("new_epoch"), wrapped=sa.bindparam("new"))
        )
        with self._writing() as connection:
            return connection.execute(statement, [_change(change) for change in changes]).rowcount

    def count(self, *, other_than: int | None = None, epoch: int | None = None) -> int:
        query = sa.select(sa.func.count()).select_from(data_keys)
        if other_than is not None:
            query = query.where(data_keys.c.epoch != other_than)
        if epoch is not None:
            query = query.where(data_keys.c.epoch == epoch)
        with self._reading() as connection:
            return connection.execute(query).scalar_one()

    def _remove_residue(self) -> None:
        if self._engine.dialect.name == "sqlite":
            self._truncate_wal()
        else:
            self._vacuum()

    def _truncate_wal(self) -> None:
        """secure_delete has blanked the cell; what the -wal still holds goes with its truncation."""
        raw = self._engine.raw_connection()
        try:
            driver: Any = raw.driver_connection
            busy, _, _ = driver.execute("pragma wal_checkpoint(truncate)").fetchone()
        finally:
            raw.close()
        if busy:
            raise _residue()

    def _vacuum(self) -> None:
        """Rewrite the table, because plain VACUUM was seen to leave the bytes in the free middle of a page.

        A transaction that began before the deletion, the server's own launcher among them, holds the row back and a
        rewrite carries it over: it is done again until the server says that no dead row was kept. The server's own
        write-ahead log keeps the bytes until it is recycled: see the vault's README.
        """
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for _ in range(_TRIES):
                if self._rewrite(connection) == 0:
                    return
                connection.exec_driver_sql("select pg_sleep(0.2)")
        raise _residue()

    def _rewrite(self, connection: sa.Connection) -> int:
        """Rewrite once; the number of dead rows that had to be kept."""
        kept: list[str] = []
        driver: Any = connection.connection.driver_connection

        def listen(diagnostic: Any) -> None:
            kept.extend(re.findall(r"\d+", diagnostic.message_detail or "")[:1])

        driver.add_notice_handler(listen)
        connection.exec_driver_sql("set lock_timeout = '5s'")
        try:
            connection.exec_driver_sql("vacuum (full, verbose) data_keys")
        except sa.exc.OperationalError:
            raise _residue() from None
        finally:
            connection.exec_driver_sql("reset lock_timeout")
            driver.remove_notice_handler(listen)
        if len(kept) != 1:
            raise _residue()  # the server did not say: nobody can promise anything
        return int(kept[0])

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translate_errors(), self._engine.connect() as connection:
            yield connection.execution_options(read_only=True)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translate_errors(), self._engine.begin() as connection:
            yield connection


_PLACE: Final = ("tenant", "scope", "generation")


def _of(tenant: str, scope: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (data_keys.c.tenant == tenant, data_keys.c.scope == scope)


def _change(change: Replacement) -> dict[str, Any]:
    at = {f"at_{name}": value for name, value in zip(_PLACE, change.old.place, strict=True)}
    return {**at, "old": change.old.wrapped, "new_epoch": change.epoch, "new": change.wrapped}


def _stored(row: sa.Row[Any]) -> StoredKey:
    return StoredKey(
        row.tenant,
        row.scope,
        row.generation,
        row.epoch,
        _EPOCH + timedelta(microseconds=row.created_at),
        row.writes,
        bytes(row.wrapped),
    )


def _residue() -> Unavailable:
    return Unavailable("the key is deleted, its residue is not yet: call again", code="key_residue_left")
