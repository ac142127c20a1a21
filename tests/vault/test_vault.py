"""Keys of scopes: made once, kept for a while, counted, rolled, forgotten everywhere."""

import threading
from datetime import timedelta

import pytest

from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen, Duplicate, Unavailable
from mediation.vault import Box, Label, Vault
from mediation.vault.box import COUNTED_BY, MOST_WRITES, ROLL_AT
from mediation.vault.cache import MOST
from mediation.vault.envelope import DataKey
from mediation.vault.ports import StoredKey
from mediation.vault.sources.development import DevelopmentKeys
from tests.vault.memory import MemoryKeys

HERE = Label("notes", "body_sealed", "n_1", 1)


def code_of(vault: Vault, scope: str) -> str:
    with pytest.raises(CannotOpen) as refusal:
        vault.box(scope)
    return refusal.value.code


def test_a_scope_that_never_was_has_no_key(vault: Vault) -> None:
    assert code_of(vault, "c_1") == "key_forgotten"


def test_a_scope_gets_one_first_key_only(vault: Vault) -> None:
    vault.new_scope("c_1")
    with pytest.raises(Duplicate):
        vault.new_scope("c_1")


def test_a_standing_scope_is_made_at_its_first_use_and_kept(vault: Vault) -> None:
    blob = vault.ensure_scope("search:helsinki").seal(b"x", HERE).blob
    assert vault.ensure_scope("search:helsinki").open(blob, HERE) == b"x"


def test_two_processes_that_make_a_standing_scope_at_once_share_its_key(
    source: DevelopmentKeys, clock: SetClock
) -> None:
    class Slow(MemoryKeys):
        """The other process stores its key after ours looked, before ours stores."""

        other: Vault | None = None

        def add(self, key: StoredKey) -> None:
            if self.other is not None:
                other, self.other = self.other, None
                other.new_scope(key.scope)
            super().add(key)

    keys = Slow()
    mine, theirs = (Vault(keys, source, "helsinki", clock) for _ in range(2))
    keys.other = theirs
    blob = mine.ensure_scope("search:helsinki").seal(b"x", HERE).blob
    assert theirs.box("search:helsinki").open(blob, HERE) == b"x"


def test_a_key_is_fetched_once_and_confirmed_every_five_seconds(
    vault: Vault, memory_keys: MemoryKeys, clock: SetClock
) -> None:
    vault.new_scope("c_1")
    start, first = memory_keys.asked, vault.box("c_1")
    assert vault.box("c_1") is first
    assert memory_keys.asked == start
    clock.put(clock.now() + timedelta(seconds=5))
    assert vault.box("c_1") is first
    assert memory_keys.asked == start + 1


def test_five_idle_minutes_drop_a_key_from_memory(vault: Vault, clock: SetClock) -> None:
    first = vault.new_scope("c_1")
    clock.put(clock.now() + timedelta(minutes=5, seconds=1))
    assert vault.box("c_1") is not first


def test_no_more_than_a_thousand_keys_are_kept_and_the_oldest_use_goes_first(vault: Vault) -> None:
    first, second = vault.new_scope("c_a"), vault.new_scope("c_b")
    assert vault.box("c_a") is first
    for number in range(MOST - 1):
        vault.new_scope(f"c_{number}")
    assert vault.box("c_a") is first
    assert len(vault._cache) == MOST
    assert vault.box("c_b") is not second


def test_a_clock_put_back_does_not_keep_a_key_unconfirmed(
    vault: Vault, memory_keys: MemoryKeys, clock: SetClock
) -> None:
    vault.new_scope("c_1")
    clock.put(clock.now() - timedelta(hours=1))
    asked = memory_keys.asked
    vault.box("c_1")
    assert memory_keys.asked == asked + 1


def test_forgetting_closes_boxes_that_are_still_held(vault: Vault) -> None:
    held = vault.new_scope("c_1")
    blob = held.seal(b"x", HERE).blob
    assert vault.forget("c_1") is True
    for use in (lambda: held.open(blob, HERE), lambda: held.seal(b"y", HERE), lambda: vault.box("c_1")):
        with pytest.raises(CannotOpen) as refusal:
            use()
        assert refusal.value.code == "key_forgotten"


def test_forgetting_twice_does_no_harm_and_leaves_the_others(vault: Vault) -> None:
    vault.new_scope("c_1")
    blob = vault.new_scope("c_2").seal(b"x", HERE).blob
    assert (vault.forget("c_1"), vault.forget("c_1")) == (True, False)
    assert vault.box("c_2").open(blob, HERE) == b"x"


def test_a_forgotten_scope_made_anew_does_not_open_what_was(vault: Vault, clock: SetClock) -> None:
    blob = vault.new_scope("c_1").seal(b"x", HERE).blob
    vault.forget("c_1")
    clock.put(clock.now() + timedelta(microseconds=1))
    with pytest.raises(CannotOpen):
        vault.new_scope("c_1").open(blob, HERE)


def test_forgetting_reaches_another_process_within_the_recheck_time(
    memory_keys: MemoryKeys, source: DevelopmentKeys, clock: SetClock
) -> None:
    here, there = (Vault(memory_keys, source, "helsinki", clock) for _ in range(2))
    here.new_scope("c_1")
    there.box("c_1")
    here.forget("c_1")
    clock.put(clock.now() + timedelta(seconds=5))
    assert code_of(there, "c_1") == "key_forgotten"


def test_a_key_fetched_while_it_is_forgotten_is_not_kept(source: DevelopmentKeys, clock: SetClock) -> None:
    class Racing(MemoryKeys):
        """Forgets the key after it has been read and before the reader can keep it."""

        forgetting: Vault | None = None

        def get(self, tenant: str, scope: str) -> tuple[StoredKey, ...]:
            found = super().get(tenant, scope)
            if self.forgetting is not None:
                vault, self.forgetting = self.forgetting, None
                vault.forget(scope)
            return found

    keys = Racing()
    vault = Vault(keys, source, "helsinki", clock)
    vault.new_scope("c_1")
    clock.put(clock.now() + timedelta(minutes=6))
    keys.forgetting = vault
    vault.box("c_1")
    assert code_of(vault, "c_1") == "key_forgotten"


def test_swapped_or_altered_wrapped_keys_are_refused(
    vault: Vault, memory_keys: MemoryKeys, clock: SetClock
) -> None:
    for scope in ("c_1", "c_2"):
        vault.new_scope(scope)
    first, second = (memory_keys.rows["helsinki", scope, 1] for scope in ("c_1", "c_2"))
    clock.put(clock.now() + timedelta(minutes=6))
    turned = bytes([*second.wrapped[:-1], second.wrapped[-1] ^ 1])
    for wrapped in (second.wrapped, turned, b"", second.wrapped[:20], b"\x01\x09" + first.wrapped[2:]):
        memory_keys.rows["helsinki", "c_1", 1] = StoredKey(
            "helsinki", "c_1", 1, 1, first.created_at, 0, wrapped
        )
        assert code_of(vault, "c_1") == "cannot_open"


def test_writes_are_counted_approximately(vault: Vault, memory_keys: MemoryKeys) -> None:
    box = vault.new_scope("c_1")
    for _ in range(100_000):
        box.seal(b"", HERE)
    counted = memory_keys.rows["helsinki", "c_1", 1].writes
    assert counted % COUNTED_BY == 0
    assert 50_000 < counted < 150_000  # five standard deviations each way


def test_a_key_refuses_after_its_share_of_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    key = DataKey(b"k" * 32, "helsinki", "c_1")
    full = Box("c_1", (key,), MOST_WRITES - COUNTED_BY, lambda _: MOST_WRITES)
    monkeypatch.setattr("mediation.vault.box.os.urandom", bytes)
    full.seal(b"x", HERE)  # this one is picked for counting
    with pytest.raises(Unavailable) as refusal:
        full.seal(b"x", HERE)
    assert refusal.value.code == "key_worn_out"


def test_a_worn_key_is_rolled_by_itself_and_old_records_still_open(
    vault: Vault, memory_keys: MemoryKeys, clock: SetClock
) -> None:
    blob = vault.new_scope("c_1").seal(b"x", HERE).blob
    memory_keys.add_writes("helsinki", "c_1", 1, ROLL_AT)
    clock.put(clock.now() + timedelta(minutes=6))
    rolled = vault.box("c_1")
    assert not rolled.worn
    assert rolled.open(blob, HERE) == b"x"
    assert not rolled.is_newest(blob)
    assert rolled.is_newest(rolled.seal(b"y", HERE).blob)
    assert vault.box("c_1") is rolled


def test_resealing_changes_the_key_and_keeps_payload_and_commitment(vault: Vault, clock: SetClock) -> None:
    made = vault.new_scope("c_1").seal(b"x", HERE)
    rolled = vault.roll("c_1")
    again = rolled.reseal(made.blob, HERE)
    assert rolled.is_newest(again.blob)
    assert again.commitment == made.commitment
    assert again.digest != made.digest
    with pytest.raises(Unavailable) as refusal:
        vault.retire("c_1")
    assert refusal.value.code == "key_too_new"
    clock.put(clock.now() + timedelta(minutes=1))
    assert vault.retire("c_1") == 1
    assert vault.box("c_1").open(again.blob, HERE) == b"x"
    with pytest.raises(CannotOpen):
        vault.box("c_1").open(made.blob, HERE)


def test_a_key_rolled_by_another_process_opens_at_once_and_seals_after_the_recheck(
    memory_keys: MemoryKeys, source: DevelopmentKeys, clock: SetClock
) -> None:
    here, there = (Vault(memory_keys, source, "helsinki", clock) for _ in range(2))
    here.new_scope("c_1")
    there.box("c_1")
    rolled = here.roll("c_1")
    blob = rolled.seal(b"x", HERE).blob
    assert there.box("c_1").open(blob, HERE) == b"x"
    clock.put(clock.now() + timedelta(seconds=5))
    assert rolled.is_newest(there.box("c_1").seal(b"y", HERE).blob)


def test_two_processes_that_roll_at_once_end_with_the_same_key(
    source: DevelopmentKeys, clock: SetClock
) -> None:
    class Slow(MemoryKeys):
        """Shows the state before the other process rolled, once."""

        before: tuple[StoredKey, ...] = ()

        def get(self, tenant: str, scope: str) -> tuple[StoredKey, ...]:
            before, self.before = self.before, ()
            return before or super().get(tenant, scope)

    keys = Slow()
    here, there = (Vault(keys, source, "helsinki", clock) for _ in range(2))
    here.new_scope("c_1")
    before = keys.get("helsinki", "c_1")
    first = here.roll("c_1")
    keys.before = before
    second = there.roll("c_1")
    assert second.open(first.seal(b"x", HERE).blob, HERE) == b"x"
    assert len(keys.get("helsinki", "c_1")) == 2


def test_many_threads_share_a_vault(vault: Vault) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(50):
                box = vault.ensure_scope(f"c_{turn % 7}")
                label = Label("notes", "body_sealed", f"n_{number}_{turn}", 1)
                assert box.open(box.seal(b"x", label).blob, label) == b"x"
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
