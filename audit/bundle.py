"""The journal as one file for an outside auditor: JSON Lines, each line written in exactly one way.

    {"bundle":1,"keys":[…],"latest":"…","origin":"…","rows":false,"size":52}     first: what follows
    [0,"<leaf hash, hex>",{"act":…}]                                             an entry, index from 0
    {"checkpoint":"…"}                                                           after the entries it covers
    {"row":["notes","n_1",3,"<sha256>"]}                                         a stored row, if asked for
    {"end":52}                                                                   last: nothing was cut off

The third part of an entry line is the canonical bytes themselves: SHA-256 over 0x00 and these bytes is the
leaf hash. `latest` is the last checkpoint once more, so that a cut tail is noticed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from audit.canonical import json_bytes, json_value
from audit.checkpoint import unsigned
from audit.entry import RowHash
from audit.errors import AuditError, BadBundle
from audit.journal import Connection, Journal, Leaf
from audit.note import VerifierKey

FORMAT: Final = 1
LONGEST_LINE: Final = 1 << 20
PIECE: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: the journal's name and keys, how many entries follow, the last checkpoint or ""."""

    origin: str
    keys: tuple[VerifierKey, ...]
    size: int
    latest: str = ""
    rows: bool = False


def head_line(head: Head) -> bytes:
    """The first line, without line break."""
    return json_bytes(
        {
            "bundle": FORMAT,
            "keys": [str(key) for key in head.keys],
            "latest": head.latest,
            "origin": head.origin,
            "rows": head.rows,
            "size": head.size,
        }
    )


def parse_head(line: bytes) -> Head:
    """The first line as read; BadBundle if this is no bundle, or one of a later format."""
    try:
        value = json_value(line)
        keys = tuple(VerifierKey.parse(text) for text in value["keys"])
        head = Head(value["origin"], keys, value["size"], value["latest"], value["rows"])
        sound = head_line(head) == line and _sound(head)
    except (ValueError, TypeError, KeyError, AttributeError, AuditError):
        sound = False
    if not sound:
        raise BadBundle("the first line is not that of a journal bundle of format 1")
    return head


def _sound(head: Head) -> bool:
    texts = isinstance(head.origin, str) and isinstance(head.latest, str) and type(head.rows) is bool
    counts = type(head.size) is int and head.size >= 0
    return texts and counts and all(key.name == head.origin for key in head.keys)


def entry_line(leaf: Leaf) -> bytes:
    """The line of an entry, without line break."""
    return b'[%d,"%b",%b]' % (leaf.position, leaf.hash.hex().encode(), leaf.entry)


def checkpoint_line(note: str) -> bytes:
    """The line of a checkpoint, without line break."""
    return json_bytes({"checkpoint": note})


def row_line(row: RowHash) -> bytes:
    """The line of a stored row, without line break."""
    return json_bytes({"row": [row.table, row.key, row.version, row.sha256]})


def end_line(size: int) -> bytes:
    """The last line, without line break."""
    return json_bytes({"end": size})


def parse_other(line: bytes) -> str | RowHash | int:
    """A checkpoint's note, a row, or the size in the end line; BadBundle for any other line."""
    try:
        value: Any = json_value(line)
        ((kind, content),) = value.items()
        match kind:
            case "checkpoint" if isinstance(content, str):
                return content
            case "row" if isinstance(content, list) and len(content) == 4:
                return RowHash(*content)
            case "end" if type(content) is int:
                return content
    except (ValueError, AttributeError, AuditError):
        pass
    raise BadBundle("a line is neither entry, checkpoint, row nor end")


def lines_of(
    head: Head, leaves: Iterable[Leaf], notes: Iterable[str], rows: Iterable[RowHash]
) -> Iterator[bytes]:
    """All lines of a bundle, each with its line break, in order, holding none of them."""
    waiting = ((unsigned(note).size, note) for note in notes)
    due = next(waiting, None)
    yield head_line(head) + b"\n"

    for leaf in leaves:
        while due is not None and due[0] <= leaf.position:
            yield checkpoint_line(due[1]) + b"\n"
            due = next(waiting, None)
        yield entry_line(leaf) + b"\n"
    while due is not None and due[0] <= head.size:
        yield checkpoint_line(due[1]) + b"\n"
        due = next(waiting, None)
    for row in rows:
        yield row_line(row) + b"\n"
    yield end_line(head.size) + b"\n"


def export(
    journal: Journal[Connection],
    connection: Connection,
    keys: Sequence[VerifierKey],
    rows: Iterable[RowHash] | None = None,
) -> Iterator[bytes]:
    """The whole journal as a bundle, in pieces of about a quarter of a megabyte.

    `rows` are the states of all rows that the database holds, if they are to be compared. Read everything in
    one transaction that sees one state of the database, else the rows may be ahead of the entries.
    """
    size, latest = journal.size(connection), ""
    for note in journal.checkpoints(connection):
        latest = note if unsigned(note).size <= size else latest
    head = Head(journal.origin, tuple(keys), size, latest, rows is not None)
    notes = journal.checkpoints(connection)
    lines = lines_of(head, journal.entries(connection, 0, size), notes, rows or ())
    block, length = list[bytes](), 0
    for line in lines:
        block.append(line)
        length += len(line)
        if length >= PIECE:
            yield b"".join(block)
            block, length = [], 0
    yield b"".join(block)


def write(out: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write a bundle to a binary file."""
    out.writelines(pieces)
