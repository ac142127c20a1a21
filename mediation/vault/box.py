"""A scope's data key in use: seals and opens its records, and never shows the key."""

import os
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from mediation.kernel.refusals import CannotOpen, Unavailable
from mediation.vault.envelope import NONCE, SALT, DataKey, cannot_open, kid_of
from mediation.vault.sealed import Label, Opened, Sealed, commitment, digest

MOST_WRITES: Final = 2**20  # far below the 2^32 random nonces that one AES-GCM key bears
ROLL_AT: Final = 1_000_000  # from here on the vault makes a new key before the old one refuses
COUNTED_BY: Final = 1024

Count = Callable[[int], int]
LookAgain = Callable[[], tuple[DataKey, ...]]


class Box:
    """Seals with the newest key of its scope, opens with every one that is still there; safe among threads.

    Writes are counted approximately and without state: one seal in 1,024, picked by its random nonce, adds
    1,024 to the stored count (an expected error of 3 % at the limit).
    """

    __slots__ = ("_count", "_keys", "_look_again", "_writes", "scope")

    def __init__(
        self, scope: str, keys: tuple[DataKey, ...], writes: int, count: Count, look_again: LookAgain = tuple
    ) -> None:
        self.scope = scope
        self._keys = keys
        self._writes = writes
        self._count = count
        self._look_again = look_again  # another process may have rolled the key a moment ago

    def __repr__(self) -> str:
        return f"<Box {self.scope}>"

    @property
    def worn(self) -> bool:
        """Whether the newest key has sealed so much that a new one is due."""
        return self._writes >= ROLL_AT

    def seal(self, payload: bytes, label: Label) -> Sealed:
        """A sealed record for one place; Unavailable (`key_worn_out`) after 2^20 writes under one key."""
        return self._seal(payload, label, os.urandom(SALT), os.urandom(NONCE))

    def open(self, blob: bytes, label: Label) -> bytes:
        """The payload; CannotOpen for another key, another place or altered bytes, never told apart."""
        return self.reveal(blob, label).payload

    def reveal(self, blob: bytes, label: Label) -> Opened:
        """The payload with the salt of its commitment: what proves this one entry to a court."""
        return self._key_for(blob).open(blob, label)

    def reseal(self, blob: bytes, label: Label) -> Sealed:
        """The same payload and commitment under the newest key and a new nonce."""
        opened = self.reveal(blob, label)
        return self._seal(opened.payload, label, opened.salt, os.urandom(NONCE))

    def is_newest(self, blob: bytes) -> bool:
        """Whether a record already lies under the newest key."""
        return bool(self._keys) and kid_of(blob) == self._keys[0].kid

    def close(self) -> None:
        """Let go of the keys: from now on this box neither seals nor opens."""
        self._keys = ()

    def _seal(self, payload: bytes, label: Label, salt: bytes, nonce: bytes) -> Sealed:
        keys = self._keys
        if not keys:
            raise key_forgotten()
        if self._writes >= MOST_WRITES:
            raise Unavailable("this key has sealed its share; it must be rolled", code="key_worn_out")
        if int.from_bytes(nonce[-2:], "big") % COUNTED_BY == 0:
            self._writes = max(self._writes, self._count(COUNTED_BY))
        blob = keys[0].seal(payload, label, salt, nonce)
        return Sealed(blob, digest(blob), commitment(salt, self.scope, payload))

    def _key_for(self, blob: bytes) -> DataKey:
        keys = self._keys
        if not keys:
            raise key_forgotten()
        if kid := kid_of(blob):
            for key in chain(keys, _later(self._look_again)):
                if key.kid == kid:  # only picks; the key itself compares in constant time
                    return key
        raise cannot_open()


def _later(look_again: LookAgain) -> Iterator[DataKey]:
    yield from look_again()


def key_forgotten() -> CannotOpen:
    """The answer for a scope whose key is gone: erased, or never made."""
    return CannotOpen("the key of this value is gone", code="key_forgotten")
