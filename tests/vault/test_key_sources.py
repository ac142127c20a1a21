"""Root keys in files, in a variable, computed for development, and in a transit service."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediation.kernel.refusals import CannotOpen, Duplicate, Unavailable, Unsafe
from mediation.vault.sources.development import DevelopmentKeys
from mediation.vault.sources.environment import EnvironmentKeys, first_lines, new_lines
from mediation.vault.sources.files import FileKeys
from mediation.vault.sources.keyline import KeyLine
from mediation.vault.sources.private_file import read_private
from mediation.vault.sources.transit import TransitKeys
from tests.vault.conftest import NOW
from tests.vault.source_contract import AAD, KEY, SourceContract
from tests.vault.transit_stub import TOKEN, TransitStub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "root-keys"
    made.mkdir(mode=0o700)
    return made


class TestFileKeys(SourceContract):
    @pytest.fixture
    def empty(self, folder: Path) -> FileKeys:
        return FileKeys(folder)


class TestTransitKeys(SourceContract):
    @pytest.fixture
    def empty(self, stub: TransitStub) -> TransitKeys:
        return TransitKeys(stub.url, TOKEN, "mediation")


@pytest.fixture
def stub() -> Iterator[TransitStub]:
    stub = TransitStub()
    yield stub
    stub.close()


# ── files ──────────────────────────────────────────────────────────────────────────────────────────────


def test_key_files_are_closed_to_others(folder: Path) -> None:
    FileKeys(folder).create_epoch(NOW)
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        "epoch-00001.key": 0o400,
        "index.key": 0o400,
    }


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644, 0o660, 0o700, 0o000])
def test_a_key_file_of_another_mode_is_unsafe(folder: Path, mode: int) -> None:
    FileKeys(folder).create_epoch(NOW)
    (folder / "epoch-00001.key").chmod(mode)
    with pytest.raises(Unsafe, match=r"epoch-00001\.key may be read by others"):
        FileKeys(folder)


@pytest.mark.parametrize("mode", [0o750, 0o701, 0o755, 0o777])
def test_a_key_folder_open_to_others_is_unsafe(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    with pytest.raises(Unsafe, match="open to others"):
        FileKeys(folder)


def test_a_key_folder_or_file_of_another_user_is_unsafe(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FileKeys(folder).create_epoch(NOW)
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    with pytest.raises(Unsafe, match="belongs to another user"):
        FileKeys(folder)


def test_a_file_of_another_user_is_unsafe_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.key"
    path.write_bytes(b"secret")
    path.chmod(0o600)
    assert read_private(path) == b"secret"
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    with pytest.raises(Unsafe, match=r"file\.key belongs to another user"):
        read_private(path)


def test_a_missing_folder_is_unsafe_and_a_link_is_no_key_file(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="is not there"):
        FileKeys(tmp_path / "nowhere")
    FileKeys(folder).create_epoch(NOW)
    (folder / "epoch-00001.key").rename(tmp_path / "elsewhere")
    (folder / "epoch-00001.key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unavailable):
        FileKeys(folder)


WRONG_LINES = {
    "an empty file": "",
    "another word": "mce2-root-key 1 2026-11-24T08:00:00+00:00 {key} {check}",
    "a torn line": "mce1-root-key 1 2026-11-24T08:00:00+00:00 {key}",
    "a mistyped check": "mce1-root-key 1 2026-11-24T08:00:00+00:00 {key} 00000000",
    "a date without a zone": "mce1-root-key 1 2026-11-24T08:00:00 {key} {check}",
    "a date that is none": "mce1-root-key 1 yesterday {key} {check}",
    "epoch zero": "mce1-root-key 0 2026-11-24T08:00:00+00:00 {key} {check}",
    "a short key": "mce1-root-key 1 2026-11-24T08:00:00+00:00 AAAA {check}",
    "no base64": "mce1-root-key 1 2026-11-24T08:00:00+00:00 *{key} {check}",
    "the key of another epoch": "mce1-root-key 2 2026-11-24T08:00:00+00:00 {key} {check}",
}


@pytest.mark.parametrize("wrong", WRONG_LINES)
def test_a_key_file_is_refused_with(folder: Path, wrong: str) -> None:
    *_, key, check = KeyLine(1, NOW, b"q" * 32).text().split()
    path = folder / "epoch-00001.key"
    path.write_text(WRONG_LINES[wrong].format(key=key, check=check))
    path.chmod(0o600)
    with pytest.raises(Unsafe) as refusal:
        FileKeys(folder)
    assert refusal.value.code == "root_key_unreadable"
    assert key not in str(refusal.value)


def test_another_process_sees_a_new_epoch_and_a_destroyed_one(folder: Path) -> None:
    here, there = FileKeys(folder), FileKeys(folder)
    here.create_epoch(NOW)
    old = here.wrap(KEY, AAD)
    assert there.unwrap(old, AAD) == KEY
    here.create_epoch(NOW)
    assert there.current == 2
    assert there.unwrap(here.wrap(KEY, AAD), AAD) == KEY
    here.destroy_epoch(1)
    with pytest.raises(CannotOpen):
        there.unwrap(old, AAD)


def test_a_destroyed_key_leaves_no_file_and_no_draft(folder: Path) -> None:
    keys = FileKeys(folder)
    keys.create_epoch(NOW)
    draft = folder / ".epoch-00001.key.0a1b2c.new"
    draft.write_bytes((folder / "epoch-00001.key").read_bytes())
    keys.create_epoch(NOW)
    keys.destroy_epoch(1)
    assert sorted(path.name for path in folder.iterdir()) == ["epoch-00002.key", "index.key"]


def test_processes_that_create_at_once_never_overwrite_each_other(folder: Path) -> None:
    sources, made = [FileKeys(folder) for _ in range(4)], []
    unexpected: list[BaseException] = []

    def create(source: FileKeys) -> None:
        try:
            made.append(source.create_epoch(NOW).number)
        except Duplicate:
            made.append(0)
        except BaseException as error:
            unexpected.append(error)

    threads = [threading.Thread(target=create, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unexpected == []
    numbers = sorted(number for number in made if number)
    assert [epoch.number for epoch in FileKeys(folder).epochs()] == numbers
    assert len(set(numbers)) == len(numbers)


# ── environment and development ────────────────────────────────────────────────────────────────────────


def test_a_variable_carries_root_keys() -> None:
    lines = first_lines(NOW)
    keys = EnvironmentKeys({"ROOT_KEYS": lines}, "ROOT_KEYS")
    assert keys.unwrap(keys.wrap(KEY, AAD), AAD) == KEY
    assert [epoch.created_at for epoch in keys.epochs()] == [NOW]
    more = EnvironmentKeys({"ROOT_KEYS": lines + "\n" + new_lines((2,), NOW)}, "ROOT_KEYS")
    assert more.current == 2
    assert more.unwrap(keys.wrap(KEY, AAD), AAD) == KEY
    assert more.derive(b"x") == keys.derive(b"x")


def test_a_variable_that_is_missing_or_wrong_is_named_without_its_value() -> None:
    with pytest.raises(Unsafe, match="ROOT_KEYS is not set"):
        EnvironmentKeys({}, "ROOT_KEYS")
    with pytest.raises(Unsafe, match="ROOT_KEYS does not hold") as refusal:
        EnvironmentKeys({"ROOT_KEYS": "c2VjcmV0"}, "ROOT_KEYS")
    assert "c2VjcmV0" not in str(refusal.value)
    twice = first_lines(NOW) + "," + new_lines((1,), NOW)
    with pytest.raises(Unsafe) as refusal:
        EnvironmentKeys({"ROOT_KEYS": twice}, "ROOT_KEYS")
    assert refusal.value.code == "root_key_twice"


def test_a_process_does_not_change_its_own_environment() -> None:
    keys = EnvironmentKeys({"ROOT_KEYS": first_lines(NOW)}, "ROOT_KEYS")
    for change in (lambda: keys.create_epoch(NOW), lambda: keys.destroy_epoch(1)):
        with pytest.raises(Unsafe) as refusal:
            change()
        assert refusal.value.code == "root_keys_read_only"


def test_development_keys_come_from_the_named_phrase_and_are_not_for_production() -> None:
    one, same, other = (DevelopmentKeys(phrase, NOW) for phrase in ("a", "a", "b"))
    assert same.unwrap(one.wrap(KEY, AAD), AAD) == KEY
    with pytest.raises(CannotOpen):
        other.unwrap(one.wrap(KEY, AAD), AAD)
    assert one.create_epoch(NOW).number == 2
    one.destroy_epoch(1)
    with pytest.raises(Unsafe):
        one.destroy_epoch(2)
    assert [source.for_production for source in (one, EnvironmentKeys({"K": first_lines(NOW)}, "K"))] == [
        False,
        True,
    ]


# ── transit ────────────────────────────────────────────────────────────────────────────────────────────
