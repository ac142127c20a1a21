"""Opening a database, SQLite or PostgreSQL, so that what is committed stays and what is deleted goes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import psycopg
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from mediation.kernel.refusals import Invalid, Unavailable, Unsafe
from mediation.vault.sources.private_file import read_private

WAL_RESET_BUG: Final = ((3, 7, 0), (3, 51, 2))  # first and last version that may lose a committed WAL
BUSY_MS: Final = 5_000

PRAGMAS: Final = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),      # a commit is on the disk when it returns
    ("secure_delete", "on"),      # the wheel's default is off: a deleted key would stay in a free page
    ("foreign_keys", "on"),
    ("busy_timeout", str(BUSY_MS)),
    ("temp_store", "memory"),     # nothing spills into a temporary file
    ("trusted_schema", "off"),
    ("mmap_size", "0"),
)  # fmt: skip


def open_engine(url: str, *, key_file: Path | None = None) -> sa.Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; no connection is made yet.

    SQLite writes begin with BEGIN IMMEDIATE; a connection with execution option `read_only=True` begins
    plainly. `key_file` (mode 0400 or 0600, 64 hex digits) encrypts the whole SQLite file as well.
    Unsafe for an SQLite with the WAL-reset bug or a database in memory; Invalid for any other kind of URL.
    """
    try:
        target = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise Invalid("a database's address cannot be read", code="database_url") from None
    backend = target.get_backend_name()
    if backend == "sqlite":
        return _sqlite(target, key_file)
    if backend == "postgresql" and key_file is None:
        return sa.create_engine(
            target.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True
        )
    raise Invalid("the database is SQLite, or PostgreSQL without a key file", code="database_url")


def refuse_wal_reset_bug(version: tuple[int, ...]) -> None:
    """Unsafe (`sqlite_wal_reset`) for SQLite 3.7.0 to 3.51.2, which can corrupt a database in WAL mode."""
    first, last = WAL_RESET_BUG
    if first <= version <= last:
        raise Unsafe(
            f"SQLite {'.'.join(map(str, version))} can lose data; 3.51.3 is needed", code="sqlite_wal_reset"
        )


def _sqlite(target: sa.URL, key_file: Path | None) -> sa.Engine:
    refuse_wal_reset_bug(sqlite.sqlite_version_info)
    if not target.database or target.database == ":memory:" or target.database.startswith("file:"):
        raise Unsafe("the database must be a file", code="database_in_memory")
    path, key = Path(target.database), _file_key(key_file)
    engine = sa.create_engine(target.set(drivername="sqlite"), module=sqlite, hide_parameters=True)
    sa.event.listen(engine, "do_connect", _connector(path, key))
    sa.event.listen(engine, "begin", _begin)
    return engine


def _connector(path: Path, key: str | None) -> Callable[..., Any]:
    seen: list[Path] = []

    def connect(_dialect: Any, _record: Any, args: Any, options: dict[str, Any]) -> Any:
        if seen and not path.exists():  # an empty database in its place would only hide the loss
            raise Unavailable("the database file is gone", code="database_down")
        _create_private(path)
        connection = sqlite.connect(*args, **options)
        connection.isolation_level = None  # transactions are begun below, never by the driver
        try:
            if key is not None:
                connection.execute(f"pragma key = \"x'{key}'\"")
            for name, value in PRAGMAS:
                connection.execute(f"pragma {name} = {value}")
            if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
                raise Unsafe("the database's file system does not carry WAL", code="sqlite_without_wal")
        except BaseException:
            connection.close()
            raise
        seen[:] = [path]
        return connection

    return connect


def _begin(connection: sa.Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _create_private(path: Path) -> None:
    """Make the file before SQLite does, closed to others; its -wal and -shm take the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise Unavailable(
            f"the database file cannot be made: {error.strerror}", code="database_down"
        ) from None


def _file_key(key_file: Path | None) -> str | None:
    if key_file is None:
        return None
    text = read_private(key_file).decode("ascii", "replace").strip().lower()
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise Unsafe(f"{key_file.name} does not hold 64 hex digits", code="key_file_unreadable")
    return text


class Hidden(Exception):
    """What is left of a driver's error: the constraint or the object's name, never a value."""


class translate_errors:  # noqa: N801 - used as the verb of a `with`
    """Database errors at the border of storage, with every value they quote dropped.

    A full disk, a lock, a lost connection become Unavailable. IntegrityError and programming errors keep
    their class; their `orig` is a Hidden that names the constraint or the table. The original exception is
    reachable from none of them: not as cause, not as context, not from a frame of the traceback.
    """

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        told = _translated(error)
        # A generator's context manager would keep the original in a frame that error reporters print.
        del kind, error, trace
        if told is None:
            return
        try:
            raise told from None
        finally:
            told.__context__ = None


def _translated(error: BaseException | None) -> Exception | None:
    match error:
        case sa.exc.DBAPIError():
            return _told(error, error.orig)
        case sa.exc.TimeoutError():
            return Unavailable("no database connection is free", code="database_busy")
        case sqlite.Error() | psycopg.Error():  # from a driver's own connection
            return _told(error, error)
        case _:
            return None


UNAVAILABLE: Final = (
    # how the driver says it                code               what the office is told
    ("database or disk is full",            "disk_full",       "the disk is full"),
    ("disk I/O error",                      "disk_failing",    "the disk does not work"),
    ("database is locked",                  "database_busy",   "the database is busy"),
    ("database table is locked",            "database_busy",   "the database is busy"),
    ("unable to open database file",        "database_down",   "the database file cannot be opened"),
    ("attempt to write a readonly",         "database_down",   "the database file cannot be written"),
    ("file is not a database",              "database_locked", "the key does not open the database file"),
    ("database disk image is malformed",    "database_damaged", "the database file is damaged"),
)  # fmt: skip

SQLSTATES: Final = (
    ("53100", "disk_full",     "the disk is full"),
    ("40",    "database_busy", "another transaction was in the way"),
    ("55P03", "database_busy", "the database is busy"),
    ("57014", "database_busy", "the database took too long"),
)  # fmt: skip


def _told(error: Exception, driver: BaseException | None) -> Exception:
    if isinstance(driver, psycopg.Error):
        return _from_postgresql(error, driver)
    text = str(driver)
    for words, code, message in UNAVAILABLE:
        if text.startswith(words):
            return Unavailable(message, code=code)
    named = text if text.startswith(("no such ", "UNIQUE constraint ", "NOT NULL ", "FOREIGN KEY ")) else ""
    return _same_class(error, named)


def _from_postgresql(error: Exception, driver: psycopg.Error) -> Exception:
    state = driver.sqlstate or ""
    for start, code, message in SQLSTATES:
        if state.startswith(start):
            return Unavailable(message, code=code)
    if isinstance(driver, psycopg.OperationalError | psycopg.InterfaceError):
        return Unavailable("the database does not answer", code="database_down")
    return _same_class(
        error, f"{state} {driver.diag.constraint_name or driver.diag.table_name or ''}".strip()
    )


def _same_class(error: Exception, named: str) -> Exception:
    kind = type(error) if isinstance(error, sa.exc.DBAPIError) else sa.exc.DBAPIError
    return kind(None, None, Hidden(named or "no further detail is shown"))
