"""Root keys in files, in a variable, computed for development, and in a transit service."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mediation.kernel.refusals import CannotOpen, Unavailable, Unsafe
from mediation.vault.sources.development import DevelopmentKeys
from mediation.vault.sources.transit import TransitKeys, transit_from
from tests.vault.source_contract import AAD, KEY, today
from tests.vault.transit_stub import TOKEN, TransitStub


@pytest.fixture
def stub() -> Iterator[TransitStub]:
    stub = TransitStub()
    yield stub
    stub.close()


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
