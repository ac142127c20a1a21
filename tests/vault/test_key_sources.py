"""Root keys in files, in a variable, computed for development, and in a transit service."""

import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mediation.kernel.refusals import CannotOpen, Duplicate, Unavailable, Unsafe
from mediation.vault.sources.development import DevelopmentKeys
from mediation.vault.sources.environment import EnvironmentKeys, first_lines, new_lines
from mediation.vault.sources.files import FileKeys
from mediation.vault.sources.keyline import KeyLine
from mediation.vault.sources.private_file import read_private
from mediation.vault.sources.transit import TransitKeys, transit_from
from tests.vault.conftest import NOW
from tests.vault.source_contract import AAD, KEY, SourceContract, today
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


def test_a_key_folder_or_file_of_another_user_is_unsafe(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FileKeys(folder).create_epoch(NOW)
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    with pytest.raises(Unsafe, match="belongs to another user"):
        FileKeys(folder)


def test_a_file_of_another_user_is_unsafe_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_a_service_that_is_sealed_or_gone_is_unavailable(stub: TransitStub) -> None:
    keys = TransitKeys(stub.url, TOKEN, "mediation")
    keys.create_epoch(today())
    wrapped = keys.wrap(KEY, AAD)
    stub.fail_with = 503
    for use in (lambda: keys.unwrap(wrapped, AAD), lambda: keys.wrap(KEY, AAD), lambda: keys.current):
        with pytest.raises(Unavailable) as refusal:
            use()
        assert refusal.value.code == "key_source_down"
    stub.close()
    with pytest.raises(Unavailable):
        keys.unwrap(wrapped, AAD)


def test_a_token_that_may_not_is_unsafe_and_not_shown(stub: TransitStub) -> None:
    keys = TransitKeys(stub.url, "another-token", "mediation")
    with pytest.raises(Unsafe) as refusal:
        keys.create_epoch(today())
    assert refusal.value.code == "transit_token_refused"
    assert "another-token" not in str(refusal.value) + repr(keys)


def test_a_service_in_another_year_is_noticed(stub: TransitStub) -> None:
    with pytest.raises(Unavailable) as refusal:
        TransitKeys(stub.url, TOKEN, "mediation").create_epoch(today() + timedelta(days=400))
    assert refusal.value.code == "clocks_disagree"


def test_transit_destroys_the_oldest_epoch_only(stub: TransitStub) -> None:
    keys = TransitKeys(stub.url, TOKEN, "mediation")
    for _ in range(3):
        keys.create_epoch(today())
    with pytest.raises(Unsafe, match="older epochs first"):
        keys.destroy_epoch(2)
    keys.destroy_epoch(1)
    assert set(stub.keys["mediation"].versions) == {2, 3}
    with pytest.raises(CannotOpen):
        keys.destroy_epoch(1)


def test_the_service_is_reached_over_https_or_not_at_all() -> None:
    with pytest.raises(Unsafe, match="https"):
        TransitKeys("http://vault.example", TOKEN, "mediation")


def test_the_service_never_sees_a_scope_unbound(stub: TransitStub) -> None:
    keys = TransitKeys(stub.url, TOKEN, "mediation")
    keys.create_epoch(today())
    stub.seen.clear()
    keys.unwrap(keys.wrap(KEY, AAD), AAD)
    assert len(stub.seen) == 2
    assert all(b'"associated_data"' in body for body in stub.seen)


def test_settings_name_the_transit_key_and_what_is_missing(stub: TransitStub, tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="MEDIATION_KEYS_URL, MEDIATION_KEYS_NAME, MEDIATION_KEYS_ACCESS"):
        transit_from({})
    access = tmp_path / "access"
    access.write_text(TOKEN + "\n")
    access.chmod(0o600)
    keys = transit_from(
        {
            "MEDIATION_KEYS_URL": stub.url,
            "MEDIATION_KEYS_NAME": "mediation",
            "MEDIATION_KEYS_ACCESS_FILE": str(access),
        }
    )
    assert keys.create_epoch(today()).number == 1


def test_threads_may_wrap_and_unwrap_at_once(source: DevelopmentKeys) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(300):
                aad = b"%d %d" % (number, turn)
                assert source.unwrap(source.wrap(KEY, aad), aad) == KEY
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
