"""Pre-authentication encoding: several parts as one byte string that can be read in one way only."""

import struct

Part = bytes | str | int


def pae(*parts: Part) -> bytes:
    """Each part as uint64-LE length and bytes; text is UTF-8, numbers decimal ASCII.

    The encoding of a list followed by the encoding of another is the encoding of both together,
    so a long-lived prefix may be encoded once. ValueError on a negative number.
    """
    return b"".join(_framed(part) for part in parts)


def _framed(part: Part) -> bytes:
    if isinstance(part, int):
        if isinstance(part, bool) or part < 0:
            raise ValueError("only whole numbers from zero up are encoded")
        part = str(part)
    body = part.encode() if isinstance(part, str) else part
    return struct.pack("<Q", len(body)) + body
