"""Search over sealed entries, opened into memory.

What leaks, first. A thief of the database learns how many entries an office has, when each was written, and
which case each belongs to; nothing of names, not even which are equal. A staff account that enters names of
its choice and sees the database afterwards learns no more. The memory of the process holds the words in
clear. Time: a search that only hits other people's cases takes about a microsecond longer per case passed
over than one that hits nothing; its answer is the same.

Entries are sealed under the office's own scope, `search:<office>`, so erasing a case deletes its entries
row by row. Each process keeps its own copy and looks for new entries before it answers.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mediation.kernel.refusals import CannotOpen
from mediation.vault.box import Box
from mediation.vault.entries import Entry, EntryRow, SearchEntries, sounds_of
from mediation.vault.normal import n1
from mediation.vault.vault import Vault
from mediation.vault.words import Words

Permitted = Callable[[str], bool]

LIMIT: Final = 50
AS_WRITTEN: Final = 100.0
SOUNDS_ALIKE: Final = 60.0
LOOK_BACK: Final = 64  # sequence numbers read again, for rows that became visible after later ones


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers a search, in a case the asker may see; score 100 is as written."""

    entry_id: str
    case_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """At most `limit` hits, best first, and whether there are more that the asker may see."""

    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    hit: Hit
    entry: Entry = field(repr=False)


class SealedSearch:
    """The search of one office; thread-safe."""

    def __init__(self, vault: Vault, office: str, entries: SearchEntries) -> None:
        self._vault = vault
        self._scope = f"search:{office}"
        self._entries = entries
        self._lock = threading.RLock()
        self._kept: dict[int, _Kept] = {}
        self._number: dict[str, int] = {}
        self._changed: dict[str, int] = {}
        self._words = Words()
        self._sounds = Words()
        self._seen = 0
        self._recent: set[int] = set()
        self._next = 0
        self.unopened: set[str] = set()  # entry ids that did not open: moved or altered; for the journal

    def __repr__(self) -> str:
        return f"<SealedSearch {self._scope}: {len(self._kept)} entries>"

    def __len__(self) -> int:
        return len(self._kept)

    def refresh(self) -> int:
        """Take in what was written or removed since, here or by another process; how many rows.

        An entry that does not open is left out and named in `unopened`; CannotOpen (`key_forgotten`) if
        the office's search key is gone.
        """
        with self._lock:
            rows = [
                row for row in self._entries.after(self._seen - LOOK_BACK) if row.sequence not in self._recent
            ]
            if rows:
                box = self._vault.box(self._scope)
                for row in rows:
                    self._take(row, box)
                floor = self._seen - LOOK_BACK
                self._recent = {number for number in self._recent if number > floor}
                self._changed = {entry: number for entry, number in self._changed.items() if number > floor}
                self._words.settle()
                self._sounds.settle()
            return len(rows)

    def find(
        self,
        query: str,
        permitted: Permitted,
        *,
        born: date | None = None,
        limit: int = LIMIT,
        loosely: bool = True,
    ) -> Found:
        """Entries in which every word of the query occurs as part of a word; only then such as are alike.

        `permitted` says which case ids the asker may see; others are neither returned nor counted. With
        `loosely`, words with a slip and words that sound the same fill up what is short of `limit`.
        """
        parts = sorted(n1(query).split(), key=len, reverse=True)
        with self._lock:
            self.refresh()
            best: dict[int, float] = {}
            for number in self._written(parts, born):
                if permitted(self._kept[number].hit.case_id):
                    best[number] = AS_WRITTEN
                    if len(best) > limit:
                        return self._found(best, limit)
            if loosely:
                for number, score in self._alike(parts, born).items():
                    if number not in best and permitted(self._kept[number].hit.case_id):
                        best[number] = score
            return self._found(best, limit)

    def _written(self, parts: list[str], born: date | None) -> Iterator[int]:
        """Entries that hold all parts, each once; without parts, those with the birth date."""
        candidates = self._words.containing(parts[0]) if parts else iter(self._kept if born else ())
        others = parts[1:]
        passed: set[int] = set()
        for number in candidates:
            if number not in passed:
                passed.add(number)
                if (born is None and not others) or self._fits(number, others, born):
                    yield number

    def _alike(self, parts: list[str], born: date | None) -> dict[int, float]:
        """Entries in which every part occurs, or nearly, or by its sound; with the mean of the scores."""
        totals: dict[int, float] = {}
        for part in parts:
            scores = dict.fromkeys(self._sounding(part), SOUNDS_ALIKE)
            for number, score in self._words.like(part).items():
                scores[number] = max(score, scores.get(number, 0.0))
            if part == parts[0]:
                totals = scores | dict.fromkeys(self._words.containing(part), AS_WRITTEN)
                continue
            for number in list(totals):
                score = AS_WRITTEN if self._fits(number, [part], born) else scores.get(number, 0.0)
                if score:
                    totals[number] += score
                else:
                    del totals[number]
        return {
            number: total / len(parts) for number, total in totals.items() if self._fits(number, [], born)
        }

    def _sounding(self, part: str) -> set[int]:
        return set().union(*(self._sounds.exactly(code) for code in sounds_of(part)))

    def _fits(self, number: int, parts: list[str], born: date | None) -> bool:
        entry = self._kept[number].entry
        return (born is None or entry.born == born) and all(part in entry.text for part in parts)

    def _found(self, best: dict[int, float], limit: int) -> Found:
        order = sorted(best, key=best.__getitem__, reverse=True)
        return Found(tuple(self._hit(number, best[number]) for number in order[:limit]), len(order) > limit)

    def _hit(self, number: int, score: float) -> Hit:
        hit = self._kept[number].hit
        return hit if score == AS_WRITTEN else Hit(hit.entry_id, hit.case_id, score)

    def _take(self, row: EntryRow, box: Box) -> None:
        self._recent.add(row.sequence)
        self._seen = max(self._seen, row.sequence)
        if row.sequence < self._changed.get(row.entry_id, 0):
            return  # seen late: a later change to the same entry is in already
        self._changed[row.entry_id] = row.sequence
        self._drop(row.entry_id)
        self.unopened.discard(row.entry_id)
        if row.removed:
            return
        try:
            self._keep(row, Entry.open(box, row))
        except CannotOpen:
            self.unopened.add(row.entry_id)

    def _keep(self, row: EntryRow, entry: Entry) -> None:
        number, self._next = self._next, self._next + 1
        self._kept[number] = _Kept(Hit(row.entry_id, row.case_id, AS_WRITTEN), entry)
        self._number[row.entry_id] = number
        self._words.add(set(entry.text.split()), number)
        self._sounds.add(entry.sounds, number)

    def _drop(self, entry_id: str) -> None:
        number = self._number.pop(entry_id, None)
        if number is not None:
            entry = self._kept.pop(number).entry
            self._words.remove(set(entry.text.split()), number)
            self._sounds.remove(entry.sounds, number)
