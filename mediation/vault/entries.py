"""One sealed search entry: what of a person in a case can be searched for, and how it lies sealed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol, Self

import cologne_phonetics  # type: ignore[import-untyped]

from mediation.kernel.refusals import CannotOpen
from mediation.vault.box import Box
from mediation.vault.normal import n1
from mediation.vault.sealed import Label, Sealed

_TABLE: Final = "search_entries"
_VERSION: Final = 1  # an entry is never changed: a correction removes it and adds another


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A sealed entry as it lies in storage; a removed one has no blob."""

    sequence: int
    entry_id: str
    case_id: str
    blob: bytes | None = field(repr=False)
    removed: bool = False


class SearchEntries(Protocol):
    """The stored entries of one office, in the order of their sequence."""

    def after(self, sequence: int) -> Iterable[EntryRow]:
        """Rows with a greater sequence, ascending; every change and every removal takes a new one.

        The adapter takes the number under a lock that it holds to the commit (one counter row per office),
        so that rows become visible in order; the reader looks back a little all the same.
        """
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """The searchable words of a person or a case row, their sounds, and a birth date if known."""

    text: str = field(repr=False)
    sounds: tuple[str, ...] = field(repr=False)
    born: date | None = field(default=None, repr=False)

    @classmethod
    def of(cls, *texts: str, born: date | None = None) -> Self:
        """An entry for names (former ones too) and other words to find a case by."""
        text = n1(" ".join(texts))
        return cls(text, tuple(sounds_of(text)), born)

    def seal(self, box: Box, entry_id: str, case_id: str) -> Sealed:
        """The entry sealed for its row and its case: under another case's id it does not open."""
        born = self.born.isoformat() if self.born else ""
        return box.seal(
            "\n".join((self.text, " ".join(self.sounds), born)).encode(), _label(entry_id, case_id)
        )

    @classmethod
    def open(cls, box: Box, row: EntryRow) -> Self:
        """The entry of a row; CannotOpen if it is not this row's."""
        if row.blob is None:
            raise CannotOpen("a removed search entry has nothing to open")
        text, sounds, born = box.open(row.blob, _label(row.entry_id, row.case_id)).decode().split("\n")
        return cls(text, tuple(sounds.split()), date.fromisoformat(born) if born else None)


def sounds_of(text: str) -> set[str]:
    """Kölner Phonetik of each word of normalised Latin text; nothing for other scripts and for bare numbers.

    Made for German, it serves Finnish and Swedish names: vowels, doubled letters, w/v, q/k fall together.
    """
    found = {code for _, code in cologne_phonetics.encode(text)}
    return {code for code in found if len(code) > 1}  # one digit would match every short name


def _label(entry_id: str, case_id: str) -> Label:
    return Label(_TABLE, "sealed", f"{case_id}/{entry_id}", _VERSION)
