"""The lines of a bundle, read in large pieces: millions of entries without holding more than one piece."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO, NamedTuple

from audit.bundle import LONGEST_LINE, PIECE
from audit.errors import BadBundle


class Run(NamedTuple):
    """Consecutive whole lines without their line breaks; `entries` if none of them starts with a brace."""

    lines: list[bytes]
    entries: bool


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """A binary file in pieces of a quarter of a megabyte."""
    return iter(partial(stream.read, PIECE), b"")


def runs(pieces: Iterable[bytes]) -> Iterator[Run]:
    """The lines of a bundle in runs of entry lines and runs of others; BadBundle for a line without end."""
    tail = b""
    for piece in pieces:
        whole, line_break, rest = piece.rpartition(b"\n")
        if not line_break:
            tail += piece
            if len(tail) > LONGEST_LINE:
                raise BadBundle("a line is longer than any line of a bundle can be")
            continue
        block, tail = tail + whole, rest
        lines = block.split(b"\n")
        if block.startswith(b"{") or b"\n{" in block:
            yield from _split(lines)
        else:
            yield Run(lines, True)
    if tail:
        yield from _split([tail])


def _split(lines: list[bytes]) -> Iterator[Run]:
    start, kind = 0, False
    for at, line in enumerate(lines):
        entry = not line.startswith(b"{")
        if at and entry != kind:
            yield Run(lines[start:at], kind)
            start = at
        kind = entry
    yield Run(lines[start:], kind)
