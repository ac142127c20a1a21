"""The vault's ports in memory, for tests."""

import dataclasses
from collections.abc import Iterable, Sequence

from mediation.kernel.refusals import Duplicate
from mediation.vault.entries import EntryRow
from mediation.vault.ports import Replacement, StoredKey


class MemoryKeys:
    """The KeyStore port over a dictionary; `asked` counts fetches."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, int], StoredKey] = {}
        self.asked = 0

    def get(self, tenant: str, scope: str) -> tuple[StoredKey, ...]:
        self.asked += 1
        found = [key for place, key in self.rows.items() if place[:2] == (tenant, scope)]
        return tuple(sorted(found, key=lambda key: -key.generation))

    def add(self, key: StoredKey) -> None:
        if key.place in self.rows:
            raise Duplicate("this scope has a key of that generation", code="key_exists")
        self.rows[key.place] = key

    def add_writes(self, tenant: str, scope: str, generation: int, writes: int) -> int:
        place = (tenant, scope, generation)
        if place not in self.rows:
            return 0
        self.rows[place] = dataclasses.replace(self.rows[place], writes=self.rows[place].writes + writes)
        return self.rows[place].writes

    def forget(self, tenant: str, scope: str, *, before: int | None = None) -> int:
        gone = [p for p in self.rows if p[:2] == (tenant, scope) and (before is None or p[2] < before)]
        for place in gone:
            del self.rows[place]
        return len(gone)

    def outdated(self, epoch: int, after: tuple[str, str, int], limit: int) -> Sequence[StoredKey]:
        beyond = sorted(place for place, key in self.rows.items() if key.epoch != epoch and place > after)
        return [self.rows[place] for place in beyond[:limit]]

    def replace(self, changes: Sequence[Replacement]) -> int:
        done = 0
        for change in changes:
            now = self.rows.get(change.old.place)
            if now is not None and now.wrapped == change.old.wrapped:
                self.rows[now.place] = dataclasses.replace(now, epoch=change.epoch, wrapped=change.wrapped)
                done += 1
        return done

    def count(self, *, other_than: int | None = None, epoch: int | None = None) -> int:
        return sum(
            key.epoch != other_than if other_than is not None else epoch in (None, key.epoch)
            for key in self.rows.values()
        )


class MemoryEntries:
    """The SearchEntries port over a list; numbers are given out in order."""

    def __init__(self) -> None:
        self.rows: list[EntryRow] = []
        self._last = 0

    def put(self, entry_id: str, case_id: str, blob: bytes | None) -> EntryRow:
        """A new state of an entry; without a blob, its removal."""
        self.rows = [row for row in self.rows if row.entry_id != entry_id]
        self._last += 1
        row = EntryRow(self._last, entry_id, case_id, blob, removed=blob is None)
        self.rows.append(row)
        return row

    def after(self, sequence: int) -> Iterable[EntryRow]:
        return sorted((row for row in self.rows if row.sequence > sequence), key=lambda row: row.sequence)
