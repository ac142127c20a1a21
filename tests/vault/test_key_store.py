"""The key store port, kept alike in memory, on SQLite and on PostgreSQL."""

import dataclasses
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.kernel.refusals import Duplicate
from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys, create_key_tables, data_keys
from mediation.vault.ports import KeyStore, Replacement, StoredKey
from tests.vault.conftest import NOW

KEY = StoredKey("helsinki", "c_1", 1, 1, NOW, 0, b"wrapped")


def keep(keys: KeyStore, **changes: object) -> StoredKey:
    key = dataclasses.replace(KEY, **changes)  # type: ignore[arg-type]
    keys.add(key)
    return key


def test_a_key_comes_back_as_it_was_kept(keys: KeyStore) -> None:
    kept = keep(keys, created_at=NOW.replace(microsecond=123_457), wrapped=bytes(range(256)))
    assert keys.get("helsinki", "c_1") == (kept,)
    assert keys.get("oulu", "c_1") == ()


def test_generations_come_newest_first(keys: KeyStore) -> None:
    for generation in (2, 1, 3):
        keep(keys, generation=generation)
    assert [key.generation for key in keys.get("helsinki", "c_1")] == [3, 2, 1]


def test_a_generation_is_kept_once(keys: KeyStore) -> None:
    keep(keys)
    with pytest.raises(Duplicate):
        keep(keys, wrapped=b"other")
    assert keys.get("helsinki", "c_1")[0].wrapped == b"wrapped"


def test_writes_add_up_and_a_missing_key_counts_none(keys: KeyStore) -> None:
    keep(keys)
    assert [keys.add_writes("helsinki", "c_1", 1, 1024) for _ in range(2)] == [1024, 2048]
    assert keys.add_writes("helsinki", "c_2", 1, 1024) == 0


def test_forgetting_takes_one_scope_of_one_office(keys: KeyStore) -> None:
    for tenant, scope in (("helsinki", "c_1"), ("helsinki", "c_2"), ("oulu", "c_1")):
        keep(keys, tenant=tenant, scope=scope)
    assert keys.forget("helsinki", "c_1") == 1
    assert keys.forget("helsinki", "c_1") == 0
    assert keys.get("helsinki", "c_1") == ()
    assert keys.get("oulu", "c_1") != ()
    assert keys.get("helsinki", "c_2") != ()


def test_forgetting_older_generations_keeps_the_newest(keys: KeyStore) -> None:
    for generation in (1, 2, 3):
        keep(keys, generation=generation)
    assert keys.forget("helsinki", "c_1", before=3) == 2
    assert [key.generation for key in keys.get("helsinki", "c_1")] == [3]


def test_outdated_keys_are_walked_in_order_of_place(keys: KeyStore) -> None:
    for scope in ("c_3", "c_1", "c_2"):
        keep(keys, scope=scope)
    keep(keys, scope="c_9", epoch=2)
    keep(keys, tenant="espoo", scope="c_8")
    first = keys.outdated(2, ("", "", 0), 2)
    assert [key.place for key in first] == [("espoo", "c_8", 1), ("helsinki", "c_1", 1)]
    assert [key.scope for key in keys.outdated(2, first[-1].place, 9)] == ["c_2", "c_3"]


def test_a_key_changed_or_forgotten_meanwhile_is_not_replaced(keys: KeyStore) -> None:
    same, changed, gone = (keep(keys, scope=f"c_{n}") for n in (1, 2, 3))
    keys.replace([Replacement(changed, 2, b"by another run")])
    keys.forget("helsinki", "c_3")
    assert keys.replace([Replacement(key, 2, b"by this run") for key in (same, changed, gone)]) == 1
    assert keys.get("helsinki", "c_1")[0].wrapped == b"by this run"
    assert keys.get("helsinki", "c_2")[0].wrapped == b"by another run"
    assert keys.replace([]) == 0


def test_keys_are_counted_by_epoch(keys: KeyStore) -> None:
    for number, epoch in enumerate((1, 1, 2)):
        keep(keys, scope=f"c_{number}", epoch=epoch)
    assert (keys.count(), keys.count(epoch=1), keys.count(other_than=1)) == (3, 2, 1)


def test_making_the_tables_again_keeps_what_is_there(engine: sa.Engine) -> None:
    create_key_tables(engine)
    keep(SqlKeys(engine))
    create_key_tables(engine)
    assert SqlKeys(engine).count() == 1


def test_every_column_of_the_key_database_says_what_it_holds() -> None:
    assert [column.name for column in data_keys.columns if not column.comment] == []


def test_a_key_database_restored_beside_newer_bodies_shows_erased_cases_as_erased(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    create_key_tables(engine)
    keys = SqlKeys(engine)
    keep(keys)
    keys.forget("helsinki", "c_1")
    engine.dispose()
    again = SqlKeys(open_engine(f"sqlite:///{tmp_path / 'keys.db'}"))
    assert again.get("helsinki", "c_1") == ()
