"""Cosignatures, C2SP tlog-cosignature v1 (Ed25519, type 0x04): a witness says what it saw, and when.

Signed are two lines, `cosignature/v1` and `time <seconds since 1970, UTC>`, then the checkpoint's text.
In the signature line, 8 bytes of that time (big-endian) come before the 64 bytes of the signature.
"""

import struct
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.errors import BadNote
from audit.note import COSIGNATURE, VerifierKey, parse_note, signature_line

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def cosign(note: str, name: str, key: Ed25519PrivateKey, at: datetime) -> str:
    """The signature line of a witness for a checkpoint at an aware instant; append it to the note."""
    seconds = (at - _EPOCH) // timedelta(seconds=1)  # whole numbers: a float rounds up at the end of a second
    verifier = VerifierKey.of(name, key, COSIGNATURE)
    signature = key.sign(_message(seconds, parse_note(note).text))
    return signature_line(name, verifier.id, struct.pack(">Q", seconds) + signature)


def cosigned_at(note: str, witness: VerifierKey) -> datetime | None:
    """When a witness cosigned a checkpoint (UTC), or None; BadNote if a line in its name is false."""
    read = parse_note(note)
    times: list[int] = []

    def check(raw: bytes) -> bool:
        if witness.type != COSIGNATURE or len(raw) != 72:
            return False
        times.append(struct.unpack(">Q", raw[:8])[0])
        return witness.verifies(raw[8:], _message(times[-1], read.text))

    if not read.verified(witness, check):
        return None
    try:
        return datetime.fromtimestamp(max(times), UTC)
    except (ValueError, OverflowError, OSError):
        raise BadNote("a cosignature has an impossible time") from None


def _message(seconds: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
