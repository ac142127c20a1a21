"""Opening databases: durable, closed to others, and silent about values when something fails."""

import logging
import os
import threading
import traceback
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from mediation.kernel.refusals import Invalid, Unavailable, Unsafe
from mediation.storage.engine import Hidden, open_engine, refuse_wal_reset_bug, translate_errors
from tests.engines import postgresql_url

MARKER = "Aino-Esimerkki-010190-900P"


@pytest.fixture
def lite(tmp_path: Path) -> sa.Engine:
    return open_engine(f"sqlite:///{tmp_path / 'main.db'}")


PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "temp_store": 2,
    "trusted_schema": 0,
}


@pytest.mark.parametrize("name", PRAGMAS)
def test_every_sqlite_connection_has(lite: sa.Engine, name: str) -> None:
    for _ in range(2):
        with lite.connect() as connection:
            assert connection.exec_driver_sql(f"pragma {name}").scalar_one() == PRAGMAS[name]
        lite.dispose()


VERSIONS: dict[tuple[int, ...], bool] = {
    (3, 6, 23): True,
    (3, 7, 0): False,
    (3, 40, 1): False,
    (3, 51, 2): False,
    (3, 51, 3): True,
    (3, 53, 4): True,
    (4, 0, 0): True,
}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_sqlite_with_the_wal_reset_bug_is_refused(version: tuple[int, ...]) -> None:
    if VERSIONS[version]:
        refuse_wal_reset_bug(version)
    else:
        with pytest.raises(Unsafe) as refusal:
            refuse_wal_reset_bug(version)
        assert refusal.value.code == "sqlite_wal_reset"


def test_the_driver_in_use_is_free_of_the_bug_and_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_wal_reset_bug(sqlite.sqlite_version_info)
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(Unsafe):
        open_engine(f"sqlite:///{tmp_path / 'main.db'}")


def test_the_database_file_and_its_companions_are_closed_to_others(lite: sa.Engine, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with lite.begin() as connection:
            connection.exec_driver_sql("create table t (x)")
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(old)
    assert modes == {"main.db": 0o600, "main.db-wal": 0o600, "main.db-shm": 0o600}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_database_in_memory_is_unsafe(url: str) -> None:
    with pytest.raises(Unsafe):
        open_engine(url)


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    for url, key in (("mysql://nowhere/x", None), ("postgresql+psycopg://nowhere/x", tmp_path / "key")):
        with pytest.raises(Invalid):
            open_engine(url, key_file=key)


def test_postgresql_is_spoken_through_psycopg_with_hidden_parameters() -> None:
    engine = open_engine("postgresql://nowhere/x")
    assert engine.dialect.driver == "psycopg"
    assert engine.hide_parameters
    assert engine.pool._pre_ping


def test_writers_that_read_first_wait_for_each_other(lite: sa.Engine) -> None:
    with lite.begin() as connection:
        connection.exec_driver_sql("create table t (x integer)")
        connection.exec_driver_sql("insert into t values (0)")
    failed: list[BaseException] = []

    def add() -> None:
        try:
            for _ in range(50):
                with lite.begin() as connection:
                    x = connection.exec_driver_sql("select x from t").scalar_one()
                    connection.exec_driver_sql("update t set x = ?", (x + 1,))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with lite.connect() as connection:
        assert connection.exec_driver_sql("select x from t").scalar_one() == 200


def test_a_reader_does_not_wait_for_a_writer(lite: sa.Engine) -> None:
    with lite.begin() as writer:
        writer.exec_driver_sql("create table t (x integer)")
    with lite.begin() as writer:
        writer.exec_driver_sql("insert into t values (1)")
        with lite.connect().execution_options(read_only=True) as reader:
            assert reader.exec_driver_sql("select count(*) from t").scalar_one() == 0


def test_a_transaction_that_fails_half_way_leaves_no_table(lite: sa.Engine) -> None:
    def migrate() -> None:
        with lite.begin() as connection:
            connection.exec_driver_sql("create table a (x)")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        migrate()
    assert sa.inspect(lite).get_table_names() == []


# ── the whole file encrypted ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def file_key(tmp_path: Path) -> Path:
    path = tmp_path / "file.key"
    path.write_text("ab" * 32 + "\n")
    path.chmod(0o600)
    return path


def test_a_file_key_hides_the_whole_file_and_is_needed_to_open_it(tmp_path: Path, file_key: Path) -> None:
    url = f"sqlite:///{tmp_path / 'main.db'}"
    engine = open_engine(url, key_file=file_key)
    with engine.begin() as connection:
        connection.exec_driver_sql("create table visible_name (x)")
        connection.exec_driver_sql("insert into visible_name values (?)", (MARKER,))
        content = b"".join(path.read_bytes() for path in tmp_path.glob("main.db*"))
    engine.dispose()
    content += (tmp_path / "main.db").read_bytes()
    assert b"visible_name" not in content
    assert MARKER.encode() not in content
    with open_engine(url, key_file=file_key).connect() as connection:
        assert connection.exec_driver_sql("select x from visible_name").scalar_one() == MARKER
    file_key.write_text("cd" * 32)
    for other in (open_engine(url, key_file=file_key), open_engine(url)):
        with pytest.raises(Unavailable) as refusal, translate_errors(), other.connect():
            pytest.fail("opened with a wrong key")
        assert refusal.value.code == "database_locked"


@pytest.mark.parametrize("content", ["", "ab" * 31, "zz" * 32, "ab" * 32 + "' ; --"])
def test_a_file_key_that_is_none_is_refused_unseen(tmp_path: Path, file_key: Path, content: str) -> None:
    file_key.write_text(content)
    with pytest.raises(Unsafe) as refusal:
        open_engine(f"sqlite:///{tmp_path / 'main.db'}", key_file=file_key)
    assert content == "" or content not in str(refusal.value)


def test_a_file_key_others_can_read_is_refused(tmp_path: Path, file_key: Path) -> None:
    file_key.chmod(0o644)
    with pytest.raises(Unsafe):
        open_engine(f"sqlite:///{tmp_path / 'main.db'}", key_file=file_key)


# ── errors without values ──────────────────────────────────────────────────────────────────────────────

METADATA = sa.MetaData()
PEOPLE = sa.Table(
    "people",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("age", sa.Integer, sa.CheckConstraint("age >= 0", name="age_is_not_negative"), nullable=False),
)

BROKEN = {
    "a name twice": ({"name": MARKER, "age": 1}, sa.exc.IntegrityError),
    "a broken check": ({"name": MARKER + "x", "age": -1}, sa.exc.IntegrityError),
    "a missing value": ({"name": MARKER + "x", "age": None}, sa.exc.IntegrityError),
}


def told(engine: sa.Engine, statement: Any, values: Any = None) -> BaseException:
    """What reaches the caller when a statement fails."""
    try:
        with translate_errors(), engine.begin() as connection:
            connection.execute(statement, values)
    except Exception as error:
        return error
    pytest.fail("nothing failed")


def everything_reachable(error: BaseException) -> str:
    """All an error reporter could print, locals of its frames beyond this test file excepted."""
    seen, texts, waiting = set(), [], [error]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        texts += [str(one), repr(one), repr(one.args), repr(vars(one))]
        texts += traceback.format_exception(one)
        frames = traceback.walk_tb(one.__traceback__)
        texts += [repr(frame.f_locals) for frame, _ in frames if frame.f_code.co_filename != __file__]
        waiting += [e for e in (one.__cause__, one.__context__, getattr(one, "orig", None)) if e is not None]
    return "\n".join(texts)


@pytest.mark.parametrize("how", BROKEN)
def test_no_value_is_in_the_error_log_or_traceback_of(
    engine: sa.Engine, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    values, kind = BROKEN[how]
    error = told(engine, sa.insert(PEOPLE), values)
    assert isinstance(error, kind)
    assert isinstance(error.orig, Hidden)
    assert error.__context__ is None
    assert MARKER not in everything_reachable(error)
    assert MARKER not in caplog.text


def test_a_value_of_the_wrong_type_is_not_quoted() -> None:
    engine = open_engine(postgresql_url())
    METADATA.create_all(engine)
    error = told(engine, sa.text("select cast(:x as integer)"), {"x": MARKER})
    assert isinstance(error, sa.exc.DataError)
    assert MARKER not in everything_reachable(error)


def test_a_broken_constraint_is_still_named(engine: sa.Engine) -> None:
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    error = told(engine, sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    assert "people" in str(error)


def test_a_missing_table_is_a_fault_and_not_an_outage(engine: sa.Engine) -> None:
    error = told(engine, sa.text("select * from nowhere"))
    assert isinstance(error, sa.exc.DBAPIError)


def test_a_full_disk_is_unavailable(lite: sa.Engine) -> None:
    METADATA.create_all(lite)

    def fill() -> None:
        with translate_errors(), lite.begin() as connection:
            connection.exec_driver_sql("pragma max_page_count = 10")
            for number in range(1000):
                connection.execute(sa.insert(PEOPLE), {"name": MARKER + str(number) * 50, "age": 1})

    with pytest.raises(Unavailable) as refusal:
        fill()
    assert refusal.value.code == "disk_full"
    assert MARKER not in everything_reachable(refusal.value)
    with lite.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(PEOPLE)).scalar_one() == 0


def test_a_locked_database_is_unavailable(lite: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    METADATA.create_all(lite)
    with lite.begin():
        monkeypatch.setattr(
            "mediation.storage.engine.PRAGMAS", (("journal_mode", "wal"), ("busy_timeout", "1"))
        )
        error = told(lite, sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    assert isinstance(error, Unavailable)
    assert error.code == "database_busy"


def test_a_lost_connection_is_unavailable_and_the_next_one_works() -> None:
    engine = open_engine(postgresql_url())

    def lose_it() -> None:
        with translate_errors(), engine.connect() as connection:
            mine = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
            with engine.connect() as other:
                other.execute(sa.text("select pg_terminate_backend(:pid)"), {"pid": mine})
            connection.exec_driver_sql("select 1")

    with pytest.raises(Unavailable) as refusal:
        lose_it()
    assert refusal.value.code == "database_down"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select 1").scalar_one() == 1


def test_a_server_that_is_not_there_is_unavailable_and_not_named(tmp_path: Path) -> None:
    for url in ("postgresql+psycopg://somebody:secret@127.0.0.1:1/x", f"sqlite:///{tmp_path}/no/folder/x.db"):
        error = told(open_engine(url), sa.text("select 1"))
        assert isinstance(error, Unavailable)
        assert "secret" not in everything_reachable(error)


def test_a_drivers_own_error_is_translated_too() -> None:
    def fail(kind: type[Exception], text: str) -> None:
        with translate_errors():
            raise kind(text)

    with pytest.raises(Unavailable):
        fail(sqlite.OperationalError, "database is locked")
    with pytest.raises(Unavailable):
        fail(psycopg.OperationalError, "the connection is lost")
    with pytest.raises(sa.exc.DBAPIError) as error:
        fail(sqlite.OperationalError, f'near "{MARKER}": syntax error')
    assert MARKER not in str(error.value)


def test_other_exceptions_pass_through_unchanged() -> None:
    mine = RuntimeError("as it was")

    def fail() -> None:
        with translate_errors():
            raise mine

    with pytest.raises(RuntimeError) as error:
        fail()
    assert error.value is mine
