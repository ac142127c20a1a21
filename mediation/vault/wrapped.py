"""The wrapped form of a data key: which kind of root key wraps it, of which epoch, and the rest.

```
0  1  version  0x01
1  1  suite    0x03 XAES-256-GCM, 0x04 a transit service's ciphertext, 0x05 AES-256-GCM inside a PKCS#11 token
2  4  epoch    uint32-LE
6  n  body     0x03: nonce 24 | ciphertext 32 | tag 16;  0x04: text;  0x05: nonce 12 | ciphertext 32 | tag 16
associated data = PAE("mce1/dek", tenant, scope, epoch)
```
"""

import struct
from dataclasses import dataclass, field
from typing import Final, Self

from mediation.kernel.refusals import CannotOpen
from mediation.vault.pae import pae

XAES: Final = 0x03
TRANSIT: Final = 0x04
PKCS11: Final = 0x05
_VERSION: Final = 0x01
_HEADER: Final = struct.Struct("<BBI")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A wrapped key taken apart."""

    suite: int
    epoch: int
    body: bytes = field(repr=False)

    def __bytes__(self) -> bytes:
        return _HEADER.pack(_VERSION, self.suite, self.epoch) + self.body

    @classmethod
    def parse(cls, wrapped: bytes, suite: int) -> Self:
        """A wrapped key of the given suite; CannotOpen for anything else."""
        if len(wrapped) <= _HEADER.size:
            raise CannotOpen("a wrapped key does not open")
        version, found, epoch = _HEADER.unpack_from(wrapped)
        if version != _VERSION or found != suite:
            raise CannotOpen("a wrapped key does not open")
        return cls(found, epoch, wrapped[_HEADER.size :])


def key_aad(tenant: str, scope: str) -> bytes:
    """What a data key is bound to, without its epoch: the key source adds that with `with_epoch`."""
    return pae("mce1/dek", tenant, scope)


def with_epoch(aad: bytes, epoch: int) -> bytes:
    """The whole associated data of a wrapped key."""
    return aad + pae(epoch)
