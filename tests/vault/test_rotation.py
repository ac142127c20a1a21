"""New root keys: every data key is re-wrapped, no body changes, and a run that died is taken up again."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen, Unavailable, Unsafe
from mediation.storage.keys import SqlKeys
from mediation.vault import Label, Vault
from mediation.vault.ports import KeyStore
from mediation.vault.rotation import destroy_epoch, rewrap
from mediation.vault.sources.development import DevelopmentKeys
from mediation.vault.sources.files import FileKeys
from tests.vault.conftest import NOW
from tests.vault.memory import MemoryKeys

LABEL = Label("notes", "body_sealed", "n_1", 1)


def fill(
    keys: KeyStore, source: DevelopmentKeys, offices: tuple[str, ...] = ("helsinki",), number: int = 25
) -> None:
    for office in offices:
        vault = Vault(keys, source, office, SetClock(NOW))
        for case in range(number):
            vault.new_scope(f"c_{case}")


def test_every_key_of_every_office_moves_to_the_new_epoch(keys: KeyStore, source: DevelopmentKeys) -> None:
    fill(keys, source, ("helsinki", "oulu"))
    source.create_epoch(NOW)
    told: list[tuple[int, int]] = []
    done = rewrap(keys, source, batch=10, progress=lambda *seen: told.append(seen))
    assert (done.epoch, done.done, done.left, done.unopened) == (2, 50, 0, ())
    assert told == [(n, 50) for n in (10, 20, 30, 40, 50)]
    assert keys.count(epoch=2) == 50


def test_bodies_stay_byte_identical_and_open_after_the_old_root_key_is_gone(
    keys: KeyStore, source: DevelopmentKeys
) -> None:
    vault = Vault(keys, source, "helsinki", SetClock(NOW))
    bodies = {f"c_{n}": vault.new_scope(f"c_{n}").seal(f"{n}".encode(), LABEL).blob for n in range(5)}
    source.create_epoch(NOW)
    rewrap(keys, source)
    destroy_epoch(keys, source, 1, NOW + timedelta(days=36))
    fresh = Vault(keys, source, "helsinki", SetClock(NOW))
    assert [fresh.box(scope).open(blob, LABEL) for scope, blob in bodies.items()] == [
        b"%d" % n for n in range(5)
    ]


def test_a_dry_run_opens_everything_and_writes_nothing(keys: KeyStore, source: DevelopmentKeys) -> None:
    fill(keys, source)
    before = keys.outdated(99, ("", "", 0), 100)
    source.create_epoch(NOW)
    found = rewrap(keys, source, dry_run=True)
    assert (found.done, found.left, found.dry_run) == (25, 25, True)
    assert keys.outdated(99, ("", "", 0), 100) == before


def test_a_second_run_finds_nothing_to_do(keys: KeyStore, source: DevelopmentKeys) -> None:
    fill(keys, source)
    source.create_epoch(NOW)
    rewrap(keys, source)
    assert rewrap(keys, source).done == 0


def test_a_key_that_does_not_open_is_named_and_the_rest_goes_on(
    memory_keys: MemoryKeys, source: DevelopmentKeys
) -> None:
    fill(memory_keys, source)
    spoilt = memory_keys.rows["helsinki", "c_7", 1]
    object.__setattr__(spoilt, "wrapped", spoilt.wrapped[:-1] + bytes([spoilt.wrapped[-1] ^ 1]))
    source.create_epoch(NOW)
    done = rewrap(memory_keys, source, batch=3)
    assert (done.done, done.left, done.unopened) == (24, 1, (("helsinki", "c_7", 1),))
    with pytest.raises(Unsafe, match="1 data keys are still wrapped"):
        destroy_epoch(memory_keys, source, 1, NOW + timedelta(days=36))


def test_a_key_forgotten_during_the_run_is_not_brought_back(
    memory_keys: MemoryKeys, source: DevelopmentKeys
) -> None:
    fill(memory_keys, source)
    source.create_epoch(NOW)
    vault = Vault(memory_keys, source, "helsinki", SetClock(NOW))
    real = source.unwrap

    def forgetting(wrapped: bytes, aad: bytes) -> bytes:
        vault.forget("c_3")
        return real(wrapped, aad)

    source.unwrap = forgetting  # type: ignore[method-assign]
    assert rewrap(memory_keys, source).done == 24
    assert memory_keys.get("helsinki", "c_3") == ()


def test_a_source_that_wraps_wrongly_is_caught_before_anything_is_lost(
    memory_keys: MemoryKeys, source: DevelopmentKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(memory_keys, source)
    source.create_epoch(NOW)
    before = dict(memory_keys.rows)
    real = source.wrap

    def wrap_another(_key: bytes, aad: bytes, *, epoch: int | None = None) -> bytes:
        return real(bytes(32), aad, epoch=epoch)

    monkeypatch.setattr(source, "wrap", wrap_another)
    with pytest.raises(Unavailable):
        rewrap(memory_keys, source)
    assert memory_keys.rows == before


@pytest.mark.parametrize(("days", "allowed"), [(0, False), (34, False), (35, True)])
def test_a_root_key_is_kept_as_long_as_backups_live(
    memory_keys: MemoryKeys, source: DevelopmentKeys, days: int, allowed: bool
) -> None:
    fill(memory_keys, source)
    source.create_epoch(NOW)
    rewrap(memory_keys, source)
    if allowed:
        destroy_epoch(memory_keys, source, 1, NOW + timedelta(days=days))
    else:
        with pytest.raises(Unsafe, match="kept for 35 days"):
            destroy_epoch(memory_keys, source, 1, NOW + timedelta(days=days))
    assert [epoch.number for epoch in source.epochs()] == ([2] if allowed else [1, 2])


def test_the_current_root_key_is_never_destroyed(memory_keys: MemoryKeys, source: DevelopmentKeys) -> None:
    with pytest.raises(Unsafe, match="current root key"):
        destroy_epoch(memory_keys, source, 1, NOW + timedelta(days=999))


def test_a_rotation_killed_in_the_middle_is_taken_up_again(
    engine: sa.Engine, sql_keys: SqlKeys, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    root.mkdir(mode=0o700)
    source = FileKeys(root)
    source.create_epoch(NOW)
    vault = Vault(sql_keys, source, "helsinki", SetClock(NOW))
    bodies = {f"c_{n}": vault.new_scope(f"c_{n}").seal(b"x", LABEL).blob for n in range(120)}
    source.create_epoch(NOW)
    url = engine.url.render_as_string(hide_password=False)
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.vault.rotating_process", url, str(root), "3"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "3 120\n"
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    left = sql_keys.count(epoch=1)
    assert 0 < left < 120
    fresh = Vault(sql_keys, source, "helsinki", SetClock(NOW))
    assert {fresh.box(scope).open(blob, LABEL) for scope, blob in bodies.items()} == {b"x"}  # half and half
    assert rewrap(sql_keys, source).done == left
    destroy_epoch(sql_keys, source, 1, NOW + timedelta(days=36))
    fresh = Vault(sql_keys, FileKeys(root), "helsinki", SetClock(NOW))
    assert {fresh.box(scope).open(blob, LABEL) for scope, blob in bodies.items()} == {b"x"}
    with pytest.raises(CannotOpen):
        source.wrap(b"d" * 32, b"", epoch=1)
