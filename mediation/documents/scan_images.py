"""A PNG or JPEG that is one picture and nothing else, rid of what camera and scanner wrote beside it.

PNG: ISO/IEC 15948. JPEG: ISO/IEC 10918-1. The picture itself stays as it was, byte for byte.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any, Final

from mediation.documents.not_a_scan import NotAScan

MOST_PIXELS: Final = 80_000_000
KEPT_CHUNKS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND"})
CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
KEPT_SEGMENTS: Final = frozenset({0xE0, 0xEE})  # JFIF, and Adobe's word on how colours are coded
FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
ORIENTATION: Final = 0x0112


def png(raw: bytes) -> bytes:
    """The picture alone; NotAScan with a code for anything else in the file."""
    chunks = list(_chunks(raw))
    if chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or any(kind in {b"acTL", b"fdAT"} for kind, _ in chunks):
        raise NotAScan("damaged")
    width, height, depth, colour = struct.unpack(">IIBB", chunks[0][1][:10])
    _fits(width, height)
    if colour not in CHANNELS:
        raise NotAScan("damaged")
    row = (width * depth * CHANNELS[colour] + 7) // 8 + 1
    packed = b"".join(content for kind, content in chunks if kind == b"IDAT")
    most = row * height + 16 * (height + 1)  # an interlaced picture has its rows in seven parts
    try:
        if len(zlib.decompressobj().decompress(packed, most + 1)) > most:
            raise NotAScan("bomb")
    except zlib.error:
        raise NotAScan("damaged") from None
    kept = raw[:8] + b"".join(_chunk(kind, content) for kind, content in chunks if kind in KEPT_CHUNKS)
    _opens(kept, "PNG")
    return kept


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while True:
        if at + 12 > len(raw):
            raise NotAScan("damaged")
        (length,), kind = struct.unpack(">I", raw[at : at + 4]), raw[at + 4 : at + 8]
        content, end = raw[at + 8 : at + 8 + length], at + 12 + length
        if end > len(raw) or struct.unpack(">I", raw[end - 4 : end])[0] != zlib.crc32(kind + content):
            raise NotAScan("damaged")
        yield kind, content
        at = end
        if kind == b"IEND":
            if at != len(raw):
                raise NotAScan("polyglot")
            return


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def jpeg(raw: bytes) -> bytes:
    """The picture alone, and which way up it is; NotAScan with a code for anything else in the file."""
    picture = _opens(raw, "JPEG")
    turned = picture.getexif().get(ORIENTATION, 1)
    head, at = [raw[:2], _turned(turned)], 2
    while True:
        if at + 4 > len(raw) or raw[at] != 0xFF:
            raise NotAScan("damaged")
        marker = raw[at + 1]
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            _fits(width, height)
        dropped = 0xE0 <= marker <= 0xEF and marker not in KEPT_SEGMENTS
        if not dropped and marker != 0xFE:
            head.append(raw[at:end])
        at = end
        if marker == 0xDA:
            break
    if _end_of_picture(raw, at) != len(raw):
        raise NotAScan("polyglot")
    kept = b"".join(head) + raw[at:]
    _opens(kept, "JPEG")
    return kept


def _end_of_picture(raw: bytes, at: int) -> int:
    """Where the picture's own end lies, beyond which nothing may stand."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise NotAScan("damaged")
        marker = raw[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0 or 0xD0 <= marker <= 0xD7:
            at += 2
        elif marker == 0xFF:
            at += 1
        elif marker in {0xC4, 0xDA, 0xDB, 0xDD}:  # a further pass of a progressive picture
            at += 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        else:
            raise NotAScan("damaged")


def _turned(orientation: Any) -> bytes:
    from PIL import Image  # late: only the child that looks at a picture needs it

    if orientation not in range(2, 9):
        return b""
    said = Image.Exif()
    said[ORIENTATION] = orientation
    content = said.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def _fits(width: int, height: int) -> None:
    if not width or not height or width * height > MOST_PIXELS:
        raise NotAScan("bomb" if width * height else "damaged")


def _opens(raw: bytes, kind: str) -> Any:
    """The picture, unpacked once as a viewer would."""
    from PIL import Image  # late, as above

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        picture = Image.open(io.BytesIO(raw), formats=[kind])
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAScan("bomb") from None
    except (OSError, SyntaxError, struct.error, IndexError, KeyError, TypeError, EOFError, ValueError):
        raise NotAScan("damaged") from None
    return picture
