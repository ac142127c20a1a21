"""Erasure by key: after `forget` no byte of the wrapped key is left in the key database's own files."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen, Unavailable
from mediation.storage import engine as storage_engine
from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys, create_key_tables
from mediation.vault import Vault
from mediation.vault.rotation import rewrap
from mediation.vault.sources.development import DevelopmentKeys
from mediation.vault.sources.files import FileKeys
from tests.vault.conftest import NOW
from tests.vault.second_process import LABEL


def files_of(engine: sa.Engine) -> bytes:
    """Every byte of the database's files, checkpointed; for PostgreSQL without its write-ahead log."""
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("checkpoint")
        base = Path(connection.exec_driver_sql("show data_directory").scalar_one()) / "base"
    content = []
    for file in base.rglob("*"):
        try:
            content.append(file.read_bytes() if file.is_file() else b"")
        except FileNotFoundError:
            continue  # the server removed it meanwhile
    return b"".join(content)


def test_some_of_four_hundred_keys_forgotten_are_in_no_file(
    engine: sa.Engine, sql_keys: SqlKeys, source: DevelopmentKeys, clock: SetClock
) -> None:
    vault = Vault(sql_keys, source, "helsinki", clock)
    chance = random.Random(1015)  # noqa: S311
    scopes = [f"c_{chance.getrandbits(60):x}" for _ in range(400)]
    for scope in scopes:
        vault.new_scope(scope)
    wrapped = {scope: sql_keys.get("helsinki", scope)[0].wrapped for scope in scopes}
    content = files_of(engine)
    assert all(key in content for key in wrapped.values())
    # Plain VACUUM leaves about one key in three behind, so that a dozen are enough to tell.
    forgotten = chance.sample(scopes, 60 if engine.dialect.name == "sqlite" else 12)
    for scope in forgotten:
        assert vault.forget(scope)
    content = files_of(engine)
    assert {scope for scope, key in wrapped.items() if key in content} == set(scopes) - set(forgotten)


def test_the_form_under_an_earlier_root_key_goes_too(
    engine: sa.Engine, sql_keys: SqlKeys, source: DevelopmentKeys, clock: SetClock
) -> None:
    vault = Vault(sql_keys, source, "helsinki", clock)
    for number in range(100):
        vault.new_scope(f"c_{number}")
    before = sql_keys.get("helsinki", "c_50")[0].wrapped
    source.create_epoch(NOW)
    rewrap(sql_keys, source)
    after = sql_keys.get("helsinki", "c_50")[0].wrapped
    vault.forget("c_50")
    content = files_of(engine)
    assert before not in content
    assert after not in content


def test_the_servers_statistics_hold_on_to_no_forgotten_key(
    engine: sa.Engine, sql_keys: SqlKeys, source: DevelopmentKeys, clock: SetClock
) -> None:
    vault = Vault(sql_keys, source, "helsinki", clock)
    for number in range(50):
        vault.new_scope(f"c_{number}")
    wrapped = sql_keys.get("helsinki", "c_7")[0].wrapped
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("analyze")  # the server does so by itself, some time after many changes
    vault.forget("c_7")
    assert wrapped not in files_of(engine)


def test_without_secure_delete_and_checkpoint_the_key_would_stay(
    tmp_path: Path, source: DevelopmentKeys, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Shows that the test above can fail: the two measures are taken away.
    pragmas = [(n, "off" if n == "secure_delete" else v) for n, v in storage_engine.PRAGMAS]
    monkeypatch.setattr(storage_engine, "PRAGMAS", pragmas)
    monkeypatch.setattr(SqlKeys, "_truncate_wal", lambda _: None)
    engine = open_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    create_key_tables(engine)
    keys = SqlKeys(engine)
    vault = Vault(keys, source, "helsinki", clock)
    vault.new_scope("c_1")
    wrapped = keys.get("helsinki", "c_1")[0].wrapped
    vault.forget("c_1")
    assert wrapped in files_of(engine)


@pytest.fixture
def reader(engine: sa.Engine, sql_keys: SqlKeys) -> Iterator[sa.Connection]:
    """Somebody who has begun reading the key database and does not end."""
    assert sql_keys.count() == 0
    options = (
        {"read_only": True} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    )
    with engine.connect().execution_options(**options) as connection:
        connection.exec_driver_sql("select count(*) from data_keys").scalar_one()
        yield connection


def test_a_reader_in_the_way_is_told_and_calling_again_finishes(
    engine: sa.Engine,
    sql_keys: SqlKeys,
    source: DevelopmentKeys,
    clock: SetClock,
    reader: sa.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mediation.storage.keys._TRIES", 2)
    vault = Vault(sql_keys, source, "helsinki", clock)
    vault.new_scope("c_1")
    if engine.dialect.name == "sqlite":  # the reader holds a state of the file that contains the key
        reader.rollback()
        reader.exec_driver_sql("select count(*) from data_keys").scalar_one()
    wrapped = sql_keys.get("helsinki", "c_1")[0].wrapped
    with pytest.raises(Unavailable) as refusal:
        vault.forget("c_1")
    assert refusal.value.code == "key_residue_left"
    with pytest.raises(CannotOpen):
        vault.box("c_1")
    reader.rollback()
    assert vault.forget("c_1") is False
    assert wrapped not in files_of(engine)


def test_a_second_process_loses_the_key_it_holds_in_memory(
    engine: sa.Engine, sql_keys: SqlKeys, tmp_path: Path
) -> None:
    root, notes = tmp_path / "root", tmp_path / "notes"
    root.mkdir(mode=0o700)
    notes.mkdir()
    source = FileKeys(root)
    source.create_epoch(NOW)
    vault = Vault(sql_keys, source, "helsinki", SetClock(NOW))
    for scope in ("c_1", "c_2"):
        (notes / scope).write_bytes(vault.new_scope(scope).seal(f"note of {scope}".encode(), LABEL).blob)
    url = engine.url.render_as_string(hide_password=False)
    wrapped = sql_keys.get("helsinki", "c_1")[0].wrapped
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.vault.second_process", url, str(root), str(notes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as other:

        def ask(line: str) -> str:
            assert other.stdin is not None
            assert other.stdout is not None
            other.stdin.write(line + "\n")
            other.stdin.flush()
            return other.stdout.readline().strip()

        assert ask("open c_1") == "note of c_1"
        vault.forget("c_1")
        ask("later")
        assert ask("open c_1") == "key_forgotten"
        assert ask("open c_2") == "note of c_2"
        content = files_of(engine)
        other.communicate("quit\n")
    assert wrapped not in content


def test_keys_are_forgotten_while_others_are_made(
    engine: sa.Engine, sql_keys: SqlKeys, source: DevelopmentKeys, clock: SetClock
) -> None:
    vault = Vault(sql_keys, source, "helsinki", clock, recheck=timedelta())
    failed: list[BaseException] = []

    def make() -> None:
        try:
            for number in range(60):
                vault.new_scope(f"new_{number}")
                vault.box(f"new_{number}")
        except BaseException as error:
            failed.append(error)

    for number in range(5):
        vault.new_scope(f"old_{number}")
    wrapped = [sql_keys.get("helsinki", f"old_{number}")[0].wrapped for number in range(5)]
    thread = threading.Thread(target=make)
    thread.start()
    for number in range(5):
        vault.forget(f"old_{number}")
    thread.join()
    assert failed == []
    vault.forget("old_0")  # nobody writes now: the last truncation
    assert [key for key in wrapped if key in files_of(engine)] == []
    assert sql_keys.count() == 60
