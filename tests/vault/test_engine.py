"""Opening databases: durable, closed to others, and silent about values when something fails."""

import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from mediation.kernel.refusals import Invalid, Unavailable, Unsafe
from mediation.storage.engine import open_engine, refuse_wal_reset_bug, translate_errors

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


def test_the_driver_in_use_is_free_of_the_bug_and_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
