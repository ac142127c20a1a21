"""XAES-256-GCM: AES-GCM with a 192-bit nonce, so that one key may seal without counting (C2SP v1.0.1)."""

import threading

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.kernel.refusals import CannotOpen

NONCE = 24
TAG = 16
_BLOCK = 16
_COUNTERS = (b"\0\x01X\0", b"\0\x02X\0")
_REDUCTION = 0x87  # x^128 + x^7 + x^2 + x + 1, the doubling of CMAC


class Xaes:
    """One 256-bit key; the first half of a nonce derives a key, the second half is that key's nonce."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("the key has 256 bits")
        # ECB over single derived blocks is the specification's own key derivation, not a data cipher.
        self._blocks = _Blocks(Cipher(algorithms.AES(key), modes.ECB()))  # noqa: S305
        top = self._encrypt(bytes(_BLOCK))
        doubled = int.from_bytes(top, "big") << 1 & (1 << 128) - 1
        self._k1 = doubled ^ (_REDUCTION if top[0] & 0x80 else 0)

    def __repr__(self) -> str:
        return "<Xaes key>"

    def seal(self, plaintext: bytes, aad: bytes, nonce: bytes) -> bytes:
        """Ciphertext and 16-byte tag; the 24-byte nonce is random and used once."""
        return self._derived(nonce).encrypt(nonce[12:], plaintext, aad)

    def open(self, sealed: bytes, aad: bytes, nonce: bytes) -> bytes:
        """The plaintext, or CannotOpen if key, nonce, aad or bytes are not those of the sealing."""
        try:
            return self._derived(nonce).decrypt(nonce[12:], sealed, aad)
        except InvalidTag:
            raise CannotOpen("a wrapped key does not open") from None

    def _derived(self, nonce: bytes) -> AESGCM:
        if len(nonce) != NONCE:
            raise ValueError("the nonce has 192 bits")
        first, second = (self._masked(prefix + nonce[:12]) for prefix in _COUNTERS)
        return AESGCM(self._encrypt(first + second))

    def _masked(self, block: bytes) -> bytes:
        return (int.from_bytes(block, "big") ^ self._k1).to_bytes(_BLOCK, "big")

    def _encrypt(self, blocks: bytes) -> bytes:
        return self._blocks.encryptor.update(blocks)


class _Blocks(threading.local):
    """One thread's encryptor: making it is the costly part, and ECB carries nothing from block to block."""

    def __init__(self, cipher: Cipher[modes.ECB]) -> None:
        self.encryptor = cipher.encryptor()
