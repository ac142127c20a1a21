"""Does the database hold exactly the rows that the journal says? Rows without a leaf, leaves without a row.

For each row only its highest version counts; of two entries about one version, the later. A row named by an
entry with the fact `rows` = `deleted` is gone after it, until an entry with a higher version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from audit.entry import Entry, RowHash

_WORDS: Final = {
    "unjournalled": "{place} is in the database, but no entry tells of it",
    "missing":      "{place} is not in the database; the journal knows it at version {journal}",
    "revived":      "{place} is in the database at version {database}; the journal says it was deleted",
    "older":        "{place} stands at version {database}; the journal is at version {journal}",
    "newer":        "{place} stands at version {database}; the journal ends at version {journal}",
    "altered":      "{place} has other bytes than version {journal} in the journal",
    "twice":        "{place} is in the database twice",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One row on which database and journal disagree; `kind` is a key of the table of words above."""

    table: str
    key: str
    kind: str
    journal: int | None = None
    database: int | None = None

    def __str__(self) -> str:
        place = f"row {self.key} of {self.table}"
        return _WORDS[self.kind].format(place=place, journal=self.journal, database=self.database)


class RowLedger:
    """The last known state of every row, gathered from entries in order; memory grows with the rows."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[int, str | None]] = {}

    def take(self, entry: Entry) -> None:
        """Learn what an entry says of its rows."""
        for row in entry.rows:
            known = self._last.get((row.table, row.key))
            if known is None or row.version >= known[0]:
                self._last[row.table, row.key] = (row.version, None if entry.deletes_rows else row.sha256)

    def differences(self, have: Iterable[RowHash]) -> list[Difference]:
        """What differs from the rows that are there, sorted by table and key."""
        found: list[Difference] = []
        seen: set[tuple[str, str]] = set()
        for row in have:
            place = (row.table, row.key)
            kind = "twice" if place in seen else self._kind(row)
            if kind:
                version = self._last.get(place, (None, None))[0]
                found.append(Difference(*place, kind, journal=version, database=row.version))
            seen.add(place)
        found += [
            Difference(*place, "missing", journal=version)
            for place, (version, sha256) in self._last.items()
            if sha256 is not None and place not in seen
        ]
        return sorted(found, key=lambda one: (one.table, one.key, one.kind))

    def _kind(self, row: RowHash) -> str:
        known = self._last.get((row.table, row.key))
        if known is None:
            return "unjournalled"
        version, sha256 = known
        if sha256 is None:
            return "revived"
        if row.version != version:
            return "older" if row.version < version else "newer"
        return "" if row.sha256 == sha256 else "altered"


def check_rows(entries: Iterable[Entry], have: Iterable[RowHash]) -> list[Difference]:
    """Every difference between the rows that entries (in order) tell of and the rows that are there."""
    ledger = RowLedger()
    for entry in entries:
        ledger.take(entry)
    return ledger.differences(have)
