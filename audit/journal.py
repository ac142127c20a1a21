"""What every journal does, and the journal that lives in memory.

An entry becomes part of the journal together with what it records, so every method takes the caller's open
transaction, `connection`; committing or rolling back is the caller's concern. A journal that queues entries
(PostgreSQL) gives them their index in `sequence`; elsewhere that is done at once and `sequence` does nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.canonical import entry_bytes
from audit.checkpoint import Checkpoint, sign_checkpoint, unsigned
from audit.entry import Entry
from audit.errors import BadProof
from audit.merkle import Frontier, leaf_hash, prove_entry, prove_growth, subtree_of

Connection = TypeVar("Connection", contravariant=True)


class Leaf(NamedTuple):
    """One entry at its place: index from 0, canonical bytes, and the leaf hash as it was stored."""

    position: int
    entry: bytes
    hash: bytes


class Journal(Protocol[Connection]):
    """An append-only list of entries under one growing hash tree."""

    origin: str

    def append(self, connection: Connection, entry: Entry, /) -> None:
        """Add one entry in the caller's transaction."""

    def append_many(self, connection: Connection, entries: Sequence[Entry], /) -> None:
        """Add the entries of one unit of work, in order, in the caller's transaction."""

    def sequence(self, connection: Connection, limit: int = 2000, /) -> int:
        """Index up to `limit` committed entries that wait for their place; how many were indexed."""

    def size(self, connection: Connection, /) -> int:
        """How many entries are indexed."""

    def entries(self, connection: Connection, start: int = 0, stop: int | None = None, /) -> Iterator[Leaf]:
        """The leaves from `start` up to `stop` (the end), in order, without holding them all."""

    def checkpoint(self, connection: Connection, key: Ed25519PrivateKey, at: datetime, /) -> str:
        """Sign, store and give back what the journal is now; Broken if it contradicts its last checkpoint."""

    def checkpoints(self, connection: Connection, /) -> Iterator[str]:
        """Every stored checkpoint, smallest size first."""

    def prove_entry(self, connection: Connection, index: int, size: int, /) -> list[bytes]:
        """The inclusion proof of one entry under the root of the first `size`; BadProof if out of range."""

    def prove_growth(self, connection: Connection, old: int, new: int, /) -> list[bytes]:
        """The consistency proof from the first `old` to the first `new`; BadProof if out of range."""


class MemoryJournal:
    """The journal of tests and of stores without a database: what is appended is there at once."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._leaves: list[Leaf] = []
        self._checkpoints: list[str] = []

    def append(self, connection: object, entry: Entry, /) -> None:
        """Add one entry."""
        self.append_many(connection, (entry,))

    def append_many(self, _connection: object, entries: Sequence[Entry], /) -> None:
        """Add entries in order: all of them or, if one cannot be written, none."""
        bodies = [entry_bytes(entry) for entry in entries]
        first = len(self._leaves)
        self._leaves += [Leaf(i, body, leaf_hash(body)) for i, body in enumerate(bodies, first)]

    def sequence(self, _connection: object, _limit: int = 2000, /) -> int:
        """Nothing ever waits here."""
        return 0

    def size(self, _connection: object, /) -> int:
        """How many entries there are."""
        return len(self._leaves)

    def entries(self, _connection: object, start: int = 0, stop: int | None = None, /) -> Iterator[Leaf]:
        """The leaves from `start` up to `stop` (the end), in order."""
        yield from self._leaves[start:stop]

    def checkpoint(self, _connection: object, key: Ed25519PrivateKey, _at: datetime, /) -> str:
        """Sign, keep and give back what the journal is now; a second one over the same is not kept twice."""
        now = Checkpoint(self.origin, len(self._leaves), Frontier.over(self._hashes()).root())
        text = sign_checkpoint(now, unsigned(self._checkpoints[-1]) if self._checkpoints else None, key)
        if text not in self._checkpoints:
            self._checkpoints.append(text)
        return text

    def checkpoints(self, _connection: object, /) -> Iterator[str]:
        """Every checkpoint, smallest size first."""
        yield from self._checkpoints

    def prove_entry(self, _connection: object, index: int, size: int, /) -> list[bytes]:
        """The inclusion proof of one entry under the root of the first `size`; BadProof if out of range."""
        within(size, len(self._leaves))
        return prove_entry(index, size, subtree_of(self._hashes()))

    def prove_growth(self, _connection: object, old: int, new: int, /) -> list[bytes]:
        """The consistency proof from the first `old` to the first `new`; BadProof if out of range."""
        within(new, len(self._leaves))
        return prove_growth(old, new, subtree_of(self._hashes()))

    def _hashes(self) -> list[bytes]:
        return [leaf.hash for leaf in self._leaves]


def within(size: int, have: int) -> None:
    """BadProof for a proof about more entries than the journal has."""
    if size > have:
        raise BadProof(f"the journal has {have} entries, not {size}")
