"""What every key source that can create and destroy epochs must do; each source's test file runs it."""

from datetime import UTC, datetime, timedelta

import pytest

from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen, Refusal, Unsafe
from mediation.vault import Label, Vault
from mediation.vault.ports import KeySource
from mediation.vault.rotation import destroy_epoch, rewrap
from tests.vault.memory import MemoryKeys

KEY, AAD = b"d" * 32, b"of one scope"


def today() -> datetime:
    """The machine's day: a service dates its own keys."""
    return datetime.now(UTC)


class SourceContract:
    """Subclasses give a fixture `empty`: a source without any root key."""

    def test_without_a_root_key_nothing_is_wrapped(self, empty: KeySource) -> None:
        for use in (lambda: empty.current, lambda: empty.wrap(KEY, AAD), lambda: empty.derive(b"x")):
            with pytest.raises(Refusal):
                use()
        with pytest.raises(Unsafe) as refusal:
            _ = empty.current
        assert refusal.value.code == "no_root_key"

    def test_a_wrapped_key_opens_with_its_own_place_only(self, empty: KeySource) -> None:
        empty.create_epoch(today())
        wrapped = empty.wrap(KEY, AAD)
        assert KEY not in wrapped
        assert empty.unwrap(wrapped, AAD) == KEY
        with pytest.raises(CannotOpen):
            empty.unwrap(wrapped, b"of another scope")

    def test_altered_wrapped_keys_do_not_open(self, empty: KeySource) -> None:
        empty.create_epoch(today())
        empty.create_epoch(today())
        wrapped = bytearray(empty.wrap(KEY, AAD))
        for at, bit in ((0, 1), (1, 1), (2, 3), (len(wrapped) - 6, 1)):
            altered = bytearray(wrapped)
            altered[at] ^= bit
            with pytest.raises(CannotOpen):
                empty.unwrap(bytes(altered), AAD)
        for length in (0, 5, 6, 12, 40):
            with pytest.raises(CannotOpen):
                empty.unwrap(bytes(wrapped[:length]), AAD)

    def test_epochs_are_dated_and_numbered_and_the_newest_is_current(self, empty: KeySource) -> None:
        made = [empty.create_epoch(today()) for _ in range(3)]
        assert [epoch.number for epoch in made] == [1, 2, 3]
        assert [epoch.number for epoch in empty.epochs()] == [1, 2, 3]
        assert all(abs(epoch.created_at - today()) < timedelta(days=1) for epoch in empty.epochs())
        assert empty.current == 3

    def test_a_key_stays_readable_under_an_earlier_epoch_until_it_is_destroyed(
        self, empty: KeySource
    ) -> None:
        empty.create_epoch(today())
        old = empty.wrap(KEY, AAD)
        empty.create_epoch(today())
        new = empty.wrap(KEY, AAD)
        assert empty.unwrap(old, AAD) == empty.unwrap(new, AAD) == KEY
        assert empty.unwrap(empty.wrap(KEY, AAD, epoch=1), AAD) == KEY
        empty.destroy_epoch(1)
        assert [epoch.number for epoch in empty.epochs()] == [2]
        assert empty.unwrap(new, AAD) == KEY
        with pytest.raises(CannotOpen):
            empty.unwrap(old, AAD)

    def test_the_current_epoch_is_not_destroyed(self, empty: KeySource) -> None:
        empty.create_epoch(today())
        with pytest.raises(Unsafe):
            empty.destroy_epoch(1)
        assert empty.current == 1

    def test_derivations_differ_by_purpose_and_outlive_epochs(self, empty: KeySource) -> None:
        empty.create_epoch(today())
        first = empty.derive(b"one")
        assert len(first) == 32
        assert empty.derive(b"two") != first
        empty.create_epoch(today())
        empty.destroy_epoch(1)
        assert empty.derive(b"one") == first

    def test_a_whole_rotation_keeps_every_record_readable(self, empty: KeySource) -> None:
        empty.create_epoch(today())
        keys, clock, label = MemoryKeys(), SetClock(today()), Label("notes", "body_sealed", "n_1", 1)
        vault = Vault(keys, empty, "helsinki", clock)
        blobs = {f"c_{n}": vault.new_scope(f"c_{n}").seal(b"x", label).blob for n in range(5)}
        empty.create_epoch(today())
        assert rewrap(keys, empty).done == 5
        destroy_epoch(keys, empty, 1, today() + timedelta(days=36))
        fresh = Vault(keys, empty, "helsinki", clock)
        assert {fresh.box(scope).open(blob, label) for scope, blob in blobs.items()} == {b"x"}

    def test_a_source_shows_no_key(self, empty: KeySource) -> None:
        empty.create_epoch(today())
        assert "key" not in repr(empty).lower().replace("keys", "").replace("keyring", "")
        assert empty.for_production in (True, False)
