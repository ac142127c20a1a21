"""Walk a whole bundle and name the first thing that is not as it was written; needs no database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from typing import Final

from audit.breaks import name_break, stretch
from audit.bundle import Head, parse_head, parse_other
from audit.canonical import entry_from
from audit.checkpoint import Checkpoint, open_checkpoint
from audit.entry import RowHash
from audit.errors import AuditError, BadBundle, BadEntry, BadNote, Broken
from audit.merkle import Frontier
from audit.note import VerifierKey
from audit.reading import runs
from audit.rows import Difference, RowLedger

_LAST: Final = itemgetter(slice(-1, None))
_AROUND: Final = len(b'[,"",') + 64  # of an entry line: everything before the entry but its index


@dataclass(frozen=True, slots=True)
class Held:
    """A checkpoint that somebody else kept: its signed text, and in words where it was kept."""

    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a walk found; `broken` is the first break in words, empty if everything agrees."""

    origin: str
    size: int
    root: bytes
    signed: int  # how many of the entries lie under the largest checkpoint that agreed
    checkpoints: int
    held: int
    broken: str = ""
    differences: tuple[Difference, ...] = ()


def verify(
    pieces: Iterable[bytes],
    keys: Sequence[VerifierKey] = (),
    held: Sequence[Held] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check every entry, checkpoint and row of a bundle in one pass; memory does not grow with the entries.

    `keys` are those the auditor got by another way (none: the bundle's own are used); `held` are checkpoints
    kept elsewhere. `progress` is told entries done and promised. BadBundle or BadNote if the bundle, a key or
    a held checkpoint cannot be read. With row lines in the bundle, memory grows with the rows.
    """
    run_after_run = runs(pieces)
    first = next(run_after_run, None)
    if first is None:
        raise BadBundle("the bundle is empty")
    walk = _Walk(parse_head(first.lines[0]), keys, held)
    try:
        walk.begin()
        walk.others(first.lines[1:])
        for run in run_after_run:
            walk.entries(run.lines) if run.entries else walk.others(run.lines)
            if progress:
                progress(walk.tree.size, walk.head.size)
        walk.finish()
    except Broken as error:
        return walk.report(str(error))
    return walk.report()


class _Walk:
    """Where a verification stands: the tree so far, and the checkpoints still to come."""

    def __init__(self, head: Head, keys: Sequence[VerifierKey], held: Sequence[Held]) -> None:
        self.head, self.tree = head, Frontier()
        self._trusted = bool(keys)
        self._keys = tuple(keys) or head.keys
        self._held_texts = tuple(held)
        self._due: list[tuple[Checkpoint, str]] = []  # held checkpoints, largest first
        self._checkpoints = self._signed = self._held = self._agreed = 0
        self._latest: Checkpoint | None = None
        self._last_note, self._ended = "", False
        self._ledger, self._rows = RowLedger(), list[RowHash]()
        self._differences: tuple[Difference, ...] = ()

    def begin(self) -> None:
        """Open what is known before the first entry: keys, held checkpoints, the bundle's last one."""
        for key in self._keys:
            if key.name != self.head.origin:
                raise BadNote(f"the key is for {key.name}, the bundle is of {self.head.origin}")
        for one in self._held_texts:
            checkpoint = self._open(
                one.note, f"the checkpoint in {one.where}", Broken if not self._trusted else BadNote
            )
            self._due.append((checkpoint, one.where))
        self._due.sort(key=lambda due: due[0].size, reverse=True)
        self._latest = (
            self._open(self.head.latest, "the last checkpoint", Broken) if self.head.latest else None
        )
        self._agree_with_held()

    def entries(self, lines: Sequence[bytes]) -> None:
        """Check a run of entry lines; Broken names the first that is wrong."""
        if self._ended or self._rows:
            raise Broken("entries stand after the end of the journal")
        done = 0
        while done < len(lines):
            first = self.tree.size
            # Up to where the index gets one more digit, or a held checkpoint wants the root.
            stop = min(10 ** len(str(first)), self._due[-1][0].size if self._due else first + len(lines))
            part = lines[done : done + stop - first]
            self._add(part, first)
            done += len(part)
            self._agree_with_held()
        if self.tree.size > self.head.size:
            raise Broken(f"the first line promises {self.head.size} entries, but more follow")

    def others(self, lines: Sequence[bytes]) -> None:
        """Take in checkpoints, rows and the end."""
        for line in lines:
            try:
                found = parse_other(line)
            except BadBundle as error:
                raise BadBundle(f"{error} (after {self.tree.size} entries)") from None
            if self._ended:
                raise Broken("something stands after the last line of the bundle")
            if isinstance(found, str):
                self._checkpoint(found)
            elif isinstance(found, RowHash):
                self._rows.append(found)
            elif found != self.head.size:
                raise Broken(f"the first line promises {self.head.size} entries, the last line {found}")
            else:
                self._ended = True

    def finish(self) -> None:
        """Nothing follows: was everything there that must be?"""
        size = self.tree.size
        if self._latest and self._latest.size > size:
            raise Broken(f"the journal ends at {size} but its last checkpoint says {self._latest.size}")
        if self._due:
            checkpoint, where = self._due[-1]
            raise Broken(f"the journal ends at {size} but the checkpoint in {where} says {checkpoint.size}")
        if size != self.head.size:
            raise Broken(f"the journal ends at {size} but the first line promises {self.head.size}")
        if not self._ended:
            raise Broken("the bundle was cut: its last line is missing")
        if self._last_note != self.head.latest:
            raise Broken("the last checkpoint is not the one that the first line names")
        if self._trusted and size and not self._checkpoints and not self._held:
            raise Broken("no checkpoint is in the bundle: nothing in it is signed")
        if self._rows and not self.head.rows:
            raise Broken("rows follow that the first line does not promise")
        if self.head.rows:
            self._differences = tuple(self._ledger.differences(self._rows))
        if self._differences:
            raise Broken(str(self._differences[0]))

    def report(self, broken: str = "") -> Report:
        """What was found until here."""
        size, root = self.tree.size, self.tree.root()
        counts = (self._signed, self._checkpoints, self._held)
        return Report(self.head.origin, size, root, *counts, broken, self._differences)

    def _add(self, part: Sequence[bytes], first: int) -> None:
        before = len(str(first)) + _AROUND
        hashes = [sha256(b"\x00" + line[before:-1]).digest() for line in part]
        starts = [b'[%d,"%b",' % (i, leaf.hex().encode()) for i, leaf in enumerate(hashes, first)]
        found = [line[:before] for line in part]
        if found != starts or set(map(_LAST, part)) != {b"]"}:
            good = [a == b and line[-1:] == b"]" for a, b, line in zip(found, starts, part, strict=True)]
            at = good.index(False)
            self.tree.extend(hashes[:at])
            raise Broken(name_break(part, at, first + at))
        self.tree.extend(hashes)
        if self.head.rows:
            for index, line in enumerate(part, first):
                try:
                    self._ledger.take(entry_from(line[before:-1]))
                except BadEntry as error:
                    raise Broken(f"entry {index} cannot be read: {error}") from None

    def _checkpoint(self, note: str) -> None:
        checkpoint = self._open(note, f"the checkpoint after {self.tree.size} entries", Broken)
        if checkpoint.size != self.tree.size:
            raise Broken(f"a checkpoint of {checkpoint.size} entries stands after {self.tree.size}")
        if checkpoint.root != self.tree.root():
            those = stretch(self._signed, checkpoint.size)
            raise Broken(f"{those} are not what the checkpoint of {checkpoint.size} entries signed")
        self._checkpoints, self._signed, self._last_note = self._checkpoints + 1, checkpoint.size, note

    def _agree_with_held(self) -> None:
        while self._due and self._due[-1][0].size == self.tree.size:
            checkpoint, where = self._due.pop()
            if checkpoint.root != self.tree.root():
                those = stretch(self._agreed, checkpoint.size)
                raise Broken(f"the journal was rewritten: {those} are not those of the checkpoint in {where}")
            self._held += 1
            self._agreed = self._signed = checkpoint.size

    def _open(self, note: str, what: str, error: type[AuditError]) -> Checkpoint:
        try:
            checkpoint = open_checkpoint(note, self._keys)
        except BadNote as reason:
            raise error(f"{what} is not valid: {reason}") from None
        if checkpoint.origin != self.head.origin:
            raise error(f"{what} is of another journal, {checkpoint.origin}")
        return checkpoint
