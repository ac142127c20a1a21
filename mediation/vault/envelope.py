"""The record format, version 1: AES-256-GCM under a data key, padded, bound to its place.

```
 0   1   version   0x01
 1   1   suite     0x01 = AES-256-GCM with a random 96-bit nonce
 2  16   kid       commitment to the data key, compared before anything is decrypted
18  12   nonce     random; never from content, counter or time
30   n   ciphertext of: salt 32 | payload length uint32-LE | payload | zeros to a multiple of 256
30+n 16  tag
associated data = PAE("mce1", bytes 0 to 17, tenant, scope, table, column, row, row version, schema version)
```
"""

import hmac
import struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from mediation.kernel.refusals import CannotOpen
from mediation.vault.pae import pae
from mediation.vault.sealed import Label, Opened

HEADER: Final = b"\x01\x01"
KID: Final = 16
NONCE: Final = 12
SALT: Final = 32
TAG: Final = 16
BUCKET: Final = 256  # sizes tell 18 classes instead of thousands
_BODY: Final = len(HEADER) + KID + NONCE
_LENGTH: Final = struct.Struct("<I")


class DataKey:
    """Two keys derived from a data key: one seals records, one names it; the data key itself is not kept."""

    __slots__ = ("_aead", "_prefix", "kid")

    def __init__(self, key: bytes, tenant: str, scope: str) -> None:
        self._aead = AESGCM(_expand(key, b"mce1/rec"))
        self.kid = _expand(key, b"mce1/kid")[:KID]
        self._prefix = pae("mce1", HEADER + self.kid, tenant, scope)

    def __repr__(self) -> str:
        return f"<DataKey {self.kid.hex()[:8]}>"

    def seal(self, payload: bytes, label: Label, salt: bytes, nonce: bytes) -> bytes:
        """A record; salt and nonce come fresh from the system's random source, save in known-answer tests."""
        aad = self._prefix + pae(*label.parts())
        return HEADER + self.kid + nonce + self._aead.encrypt(nonce, _padded(salt, payload), aad)

    def open(self, blob: bytes, label: Label) -> Opened:
        """Payload and salt of a record; CannotOpen for another key, another place or altered bytes."""
        if blob[:2] != HEADER or not hmac.compare_digest(blob[2:18], self.kid):
            raise cannot_open()
        aad = self._prefix + pae(*label.parts())
        try:
            plain = self._aead.decrypt(blob[18:_BODY], blob[_BODY:], aad)
        except (InvalidTag, ValueError):  # ValueError: a nonce or tag cut short
            raise cannot_open() from None
        return _unpadded(plain)


def kid_of(blob: bytes) -> bytes:
    """The key id a record names; empty if it is no record of version 1."""
    return blob[2:18] if blob[:2] == HEADER else b""


def cannot_open() -> CannotOpen:
    """The one answer to everything that does not open."""
    return CannotOpen("a sealed value does not open")


def _padded(salt: bytes, payload: bytes) -> bytes:
    plain = salt + _LENGTH.pack(len(payload)) + payload
    return plain + bytes(-len(plain) % BUCKET)


def _unpadded(plain: bytes) -> Opened:
    start = SALT + _LENGTH.size
    if len(plain) < start:
        raise cannot_open()
    salt, (length,) = plain[:SALT], _LENGTH.unpack_from(plain, SALT)
    payload = plain[start : start + length]
    if _padded(salt, payload) != plain:
        raise cannot_open()
    return Opened(payload, salt)


def _expand(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(hashes.SHA256(), 32, purpose).derive(key)
