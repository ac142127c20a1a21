"""The words of opened search entries, in memory: which entries hold a word, a part of one, or one like it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

# word length below    slips forgiven (a letter wrong, missing, too many, or two swapped)
SLIPS: Final = (
    (4,                0),
    (8,                1),
    (64,               2),
)  # fmt: skip


class Words:
    """Postings by word; all distinct words also stand in one text, to find any part of a word at once."""

    def __init__(self) -> None:
        self._postings: dict[str, set[int]] = {}
        self._list: list[str] = []
        self._text = "\n"
        self._starts: list[int] = []
        self._stale = False

    def add(self, words: Iterable[str], entry: int) -> None:
        for word in words:
            found = self._postings.get(word)
            if found is None:
                self._postings[word] = {entry}
                self._stale = True
            else:
                found.add(entry)

    def remove(self, words: Iterable[str], entry: int) -> None:
        """Take an entry out; a word that nobody else has leaves the memory with it."""
        for word in words:
            found = self._postings[word]
            found.discard(entry)
            if not found:
                del self._postings[word]
                self._stale = True

    def exactly(self, word: str) -> set[int]:
        return self._postings.get(word, set())

    def containing(self, part: str) -> Iterator[int]:
        """Entries with a word that holds this part: whole words first, then beginnings, then the middle."""
        self.settle()
        yield from self.exactly(part)
        yield from self._at(f"\n{part}", 1)
        yield from self._at(part, 0)

    def like(self, word: str) -> dict[int, float]:
        """Entries with a word that differs by a slip or two, and how alike it is (0 to 100)."""
        self.settle()
        slips = next((slips for below, slips in SLIPS if len(word) < below), 0)
        if not slips:
            return {}
        close = process.extract(word, self._list, scorer=OSA.distance, score_cutoff=slips, limit=None)
        found: dict[int, float] = {}
        for other, distance, _ in close:
            alike = 100.0 * (1 - distance / max(len(word), len(other)))
            for entry in self._postings[other]:
                found[entry] = max(found.get(entry, 0.0), alike)
        return found

    def _at(self, part: str, skip: int) -> Iterator[int]:
        text, starts = self._text, self._starts
        at = text.find(part)
        while at >= 0:
            number = bisect_right(starts, at + skip) - 1
            yield from self._postings[self._list[number]]
            next_word = starts[number] + len(self._list[number])
            at = text.find(part, next_word)

    def settle(self) -> None:
        """Lay the words out for searching, if any came or went: then those that went are nowhere any more."""
        if self._stale:
            self._list = list(self._postings)
            self._text = "\n" + "\n".join(self._list) + "\n"
            self._starts = list(accumulate((len(word) + 1 for word in self._list[:-1]), initial=1))
            self._stale = False
