"""The hash tree of RFC 9162 section 2.1: one root that commits to every entry and to their order.

`Subtree` is any function giving the root over entries start … stop: a list in memory, or a table read once.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

from audit.errors import BadProof

EMPTY: Final = sha256(b"").digest()
Subtree = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, as the standard defines it; `Frontier` gives the same much faster."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    k = _split(len(leaves))
    return node_hash(root(leaves[:k]), root(leaves[k:]))


def subtree_of(leaves: Sequence[bytes]) -> Subtree:
    """The subtrees of a list of leaf hashes."""
    return lambda start, stop: Frontier.over(leaves[start:stop]).root()


def prove_entry(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The hashes an outsider needs to go from one entry up to the root, nearest first (2.1.3)."""
    if not 0 <= index < size:
        raise BadProof(f"there is no entry {index} among {size}")
    proof, start, stop = [], 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            proof.append(subtree(middle, stop))
            stop = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
    return proof[::-1]


def check_entry(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """BadProof unless the entry with this leaf hash stands at this index under this root."""
    if not 0 <= index < size:
        raise BadProof(f"there is no entry {index} among {size}")
    if _root_from(index, size, leaf, proof) != root:
        raise BadProof(f"the proof does not lead from entry {index} to the root of {size} entries")


def prove_growth(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """The hashes showing that the first `old` of `new` entries were left as they were (2.1.4)."""
    if not 0 <= old <= new:
        raise BadProof(f"{new} entries have not grown from {old}")
    if old in (0, new):
        return []
    proof, start, stop, known = [], 0, new, True
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            proof.append(subtree(middle, stop))
            stop = middle
        else:
            proof.append(subtree(start, middle))
            start, known = middle, False
    return ([] if known else [subtree(start, stop)]) + proof[::-1]


def check_growth(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """BadProof unless the tree of `new` entries starts with exactly the tree of `old` entries."""
    if not 0 <= old <= new:
        raise BadProof(f"{new} entries have not grown from {old}")
    if old in (0, new):
        unchanged = old_root == (EMPTY if old == 0 else new_root)
        if proof or not unchanged:
            raise BadProof(f"the roots of {old} and {new} entries do not belong together")
        return
    if _roots_from(old, new, old_root, proof) != (old_root, new_root):
        raise BadProof(f"the first {old} of {new} entries are not what they were")


class Frontier:
    """The roots of the complete subtrees so far, at most log2(n) hashes: enough to go on appending."""

    def __init__(self, size: int = 0, state: bytes = b"") -> None:
        levels = [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]
        if size < 0 or len(state) != 32 * len(levels):
            raise ValueError(f"this is not the frontier of {size} entries")
        self.size = size
        self._peaks = {level: state[32 * i : 32 * i + 32] for i, level in enumerate(levels)}

    @classmethod
    def over(cls, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier of a tree with these leaf hashes."""
        frontier = cls()
        frontier.extend(leaves)
        return frontier

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes, level by level: what is odd on a level stays there as its peak."""
        row = list(leaves)
        count, level = len(row), 0
        while row:
            if self.size >> level & 1:
                row.insert(0, self._peaks.pop(level))
            if len(row) & 1:
                self._peaks[level] = row.pop()
            row = [sha256(b"\x01" + a + b).digest() for a, b in zip(row[::2], row[1::2], strict=True)]
            level += 1
        self.size += count

    def root(self) -> bytes:
        """The root of the tree so far."""
        low_to_high = [self._peaks[level] for level in sorted(self._peaks)]
        if not low_to_high:
            return EMPTY
        top = low_to_high[0]
        for peak in low_to_high[1:]:
            top = node_hash(peak, top)
        return top

    def state(self) -> bytes:
        """The peaks, largest subtree first, 32 bytes each: with the size, all that must be kept."""
        return b"".join(self._peaks[level] for level in sorted(self._peaks, reverse=True))


def _split(n: int) -> int:
    """The largest power of two smaller than n."""
    return 1 << ((n - 1).bit_length() - 1)


def _root_from(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    if size == 1:
        if proof:
            raise BadProof("the proof is too long")
        return leaf
    *rest, sibling = _nonempty(proof)
    k = _split(size)
    if index < k:
        return node_hash(_root_from(index, k, leaf, rest), sibling)
    return node_hash(sibling, _root_from(index - k, size - k, leaf, rest))


def _roots_from(old: int, new: int, known: bytes | None, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The old and the new root implied by a proof; `known` is the old root while it is a subtree itself."""
    if old == new:
        same = list(proof) if known is None else [known, *proof]
        if len(same) != 1:
            raise BadProof("the proof has the wrong length")
        return same[0], same[0]
    *rest, sibling = _nonempty(proof)
    k = _split(new)
    if old <= k:
        before, after = _roots_from(old, k, known, rest)
        return before, node_hash(after, sibling)
    before, after = _roots_from(old - k, new - k, None, rest)
    return node_hash(sibling, before), node_hash(sibling, after)


def _nonempty(proof: Sequence[bytes]) -> Sequence[bytes]:
    if not proof:
        raise BadProof("the proof is too short")
    return proof
