"""One current root key and any number of earlier ones, in memory; the sources that hold bytes share it."""

import hmac
import os
from collections.abc import Iterable

from mediation.kernel.refusals import CannotOpen, Unsafe
from mediation.vault.ports import Epoch
from mediation.vault.sources.keyline import INDEX, KeyLine
from mediation.vault.wrapped import XAES, Wrapped, with_epoch
from mediation.vault.xaes import NONCE, Xaes


class Keyring:
    """Root keys by epoch, wrapping with XAES-256-GCM; two lines for one epoch are Unsafe."""

    def __init__(self, lines: Iterable[KeyLine]) -> None:
        self._epochs: dict[int, Epoch] = {}
        self._ciphers: dict[int, Xaes] = {}
        self._index: bytes | None = None
        for line in sorted(lines, key=lambda line: line.number):
            if line.number in self._epochs or (line.number == INDEX and self._index is not None):
                raise Unsafe("two root keys carry the same number", code="root_key_twice")
            if line.number == INDEX:
                self._index = line.key
            else:
                self._epochs[line.number] = line.epoch
                self._ciphers[line.number] = Xaes(line.key)

    def __repr__(self) -> str:
        return f"<Keyring of epochs {sorted(self._epochs)}>"

    def __contains__(self, number: int) -> bool:
        return number in self._epochs

    @property
    def has_index_key(self) -> bool:
        return self._index is not None

    def epochs(self) -> tuple[Epoch, ...]:
        return tuple(self._epochs.values())

    @property
    def current(self) -> int:
        if not self._epochs:
            raise Unsafe("there is no root key yet; create one first", code="no_root_key")
        return max(self._epochs)

    def wrap(self, key: bytes, aad: bytes, epoch: int | None = None) -> bytes:
        number = self.current if epoch is None else epoch
        nonce = os.urandom(NONCE)
        return bytes(
            Wrapped(XAES, number, nonce + self._cipher(number).seal(key, with_epoch(aad, number), nonce))
        )

    def unwrap(self, wrapped: bytes, aad: bytes) -> bytes:
        parts = Wrapped.parse(wrapped, XAES)
        nonce, sealed = parts.body[:NONCE], parts.body[NONCE:]
        if len(nonce) != NONCE:
            raise CannotOpen("a wrapped key does not open")
        return self._cipher(parts.epoch).open(sealed, with_epoch(aad, parts.epoch), nonce)

    def derive(self, purpose: bytes) -> bytes:
        if self._index is None:
            raise Unsafe("there is no derivation key yet; create it first", code="no_root_key")
        return hmac.digest(self._index, purpose, "sha256")

    def _cipher(self, number: int) -> Xaes:
        if number not in self._ciphers:
            raise CannotOpen("the root key of this epoch is not here", code="root_key_gone")
        return self._ciphers[number]
