"""The vault of one office: a data key per scope, made, fetched, rolled and forgotten."""

import os
from datetime import timedelta
from functools import partial
from typing import Final

from mediation.kernel.clock import Clock
from mediation.kernel.refusals import CannotOpen, Duplicate, Unavailable
from mediation.vault.box import Box, key_forgotten
from mediation.vault.cache import BoxCache, Fingerprint, Kept
from mediation.vault.envelope import DataKey
from mediation.vault.ports import KeySource, KeyStore, StoredKey
from mediation.vault.wrapped import key_aad

RECHECK: Final = timedelta(seconds=5)  # how long another process may still use a key after it was forgotten
SETTLED: Final = timedelta(minutes=1)


class Vault:
    """Opens boxes for scopes (a case id, `search:<office>`) of one tenant; safe among threads.

    Every `recheck` a kept key is confirmed with the store, so that forgetting reaches every process.
    """

    def __init__(
        self, keys: KeyStore, source: KeySource, tenant: str, clock: Clock, *, recheck: timedelta = RECHECK
    ) -> None:
        self._keys = keys
        self._source = source
        self._tenant = tenant
        self._clock = clock
        self._recheck = recheck
        self._cache = BoxCache()

    def __repr__(self) -> str:
        return f"<Vault {self._tenant}>"

    def box(self, scope: str) -> Box:
        """The box of a scope; CannotOpen: `key_forgotten` if its key is gone, `cannot_open` if altered.

        Ask for it once per unit of work and do not keep it.
        """
        now = self._clock.now()
        kept = self._cache.get(scope, now)
        if kept is not None and not kept.box.worn and timedelta() <= now - kept.confirmed_at < self._recheck:
            return kept.box
        ticket = self._cache.ticket()
        stored = self._keys.get(self._tenant, scope)
        if not stored:
            self._cache.evict(scope)
            raise key_forgotten()
        if kept is not None and kept.keys == _fingerprint(stored):
            kept.confirmed_at = now
            box = kept.box
        else:
            box = self._fetched(scope, stored)
            self._cache.put(scope, Kept(box, _fingerprint(stored), now, now), ticket)
        return self.roll(scope) if box.worn else box

    def new_scope(self, scope: str) -> Box:
        """Make and store a scope's first key; Duplicate if it has one.

        The key is stored before anything is sealed: a crash afterwards leaves an orphan that harms nobody.
        """
        self._add(scope, 1)
        return self.box(scope)

    def ensure_scope(self, scope: str) -> Box:
        """The box of a standing scope such as `search:<office>`, made at its first use."""
        try:
            return self.box(scope)
        except CannotOpen as refusal:
            if refusal.code != "key_forgotten":
                raise
        try:
            return self.new_scope(scope)
        except Duplicate:
            return self.box(scope)

    def roll(self, scope: str) -> Box:
        """Give a scope a new key beside its old ones; old records open until they are resealed.

        A minute later, when every process seals with the new key: `Box.reseal` on every record that is not
        `Box.is_newest`, then `retire`.
        """
        stored = self._keys.get(self._tenant, scope)
        if not stored:
            self._cache.evict(scope)
            raise key_forgotten()
        try:
            self._add(scope, stored[0].generation + 1)
        except Duplicate:
            self._cache.clear()  # another process rolled it at the same moment: take its key
        ticket = self._cache.ticket()
        now = self._clock.now()
        stored = self._keys.get(self._tenant, scope)
        if not stored:
            raise key_forgotten()
        box = self._fetched(scope, stored)
        self._cache.put(scope, Kept(box, _fingerprint(stored), now, now), ticket)
        return box

    def retire(self, scope: str) -> int:
        """Forget every key of a scope but the newest, once all its records are resealed; how many went.

        Unavailable (`key_too_new`) within a minute of the roll: others may still seal with the old one.
        """
        stored = self._keys.get(self._tenant, scope)
        if not stored:
            raise key_forgotten()
        if self._clock.now() - stored[0].created_at < SETTLED:
            raise Unavailable("the scope's newest key is not everywhere in use yet", code="key_too_new")
        self._cache.evict(scope)
        return self._keys.forget(self._tenant, scope, before=stored[0].generation)

    def forget(self, scope: str) -> bool:
        """Delete a scope's keys for ever, with their residue in the key database; whether there were any.

        Kept boxes are closed here at once, in other processes within the recheck time. Backups of the key
        database and the root key of the epoch hold on until they are destroyed in their turn. Unavailable
        (`key_residue_left`) asks to be called again.
        """
        self._cache.evict(scope)
        try:
            return self._keys.forget(self._tenant, scope) > 0
        finally:
            self._cache.evict(scope)

    def _add(self, scope: str, generation: int) -> None:
        epoch = self._source.current
        wrapped = self._source.wrap(os.urandom(32), key_aad(self._tenant, scope), epoch=epoch)
        born = self._clock.now()
        self._keys.add(StoredKey(self._tenant, scope, generation, epoch, born, 0, wrapped))

    def _fetched(self, scope: str, stored: tuple[StoredKey, ...]) -> Box:
        count = partial(self._keys.add_writes, self._tenant, scope, stored[0].generation)
        keys = self._data_keys(scope, stored)
        return Box(scope, keys, stored[0].writes, count, partial(self._look_again, scope))

    def _data_keys(self, scope: str, stored: tuple[StoredKey, ...]) -> tuple[DataKey, ...]:
        aad = key_aad(self._tenant, scope)
        return tuple(DataKey(self._source.unwrap(key.wrapped, aad), self._tenant, scope) for key in stored)

    def _look_again(self, scope: str) -> tuple[DataKey, ...]:
        return self._data_keys(scope, self._keys.get(self._tenant, scope))


def _fingerprint(stored: tuple[StoredKey, ...]) -> Fingerprint:
    return tuple((key.generation, key.created_at) for key in stored)
