"""Sealed search entries in SQL: what a case's people can be found by, opened into memory by each process."""

from collections.abc import Callable, Iterator
from typing import Final

import sqlalchemy as sa

from mediation.cases.case import Case
from mediation.cases.names import Hit
from mediation.kernel.ids import CaseId, OfficeId, random_id
from mediation.storage.numbers import take_numbers
from mediation.storage.tables import search_entries
from mediation.vault import SealedSearch, Vault
from mediation.vault.entries import Entry, EntryRow

COUNTER: Final = "search"


class SqlEntries:
    """The stored entries of one office, read on connections of their own."""

    def __init__(self, engine: sa.Engine, office: OfficeId) -> None:
        self._engine, self._office = engine, office

    def after(self, sequence: int) -> Iterator[EntryRow]:
        query = (
            sa.select(search_entries)
            .where(search_entries.c.office == self._office, search_entries.c.sequence > sequence)
            .order_by(search_entries.c.sequence)
        )
        with self._engine.connect().execution_options(read_only=True) as connection:
            rows = connection.execute(query).all()
        return (EntryRow(r.sequence, r.entry_id, r.case_id, r.body_sealed, r.removed) for r in rows)


class NameIndex:
    """One process's opened index of an office; made once, kept fresh by itself."""

    def __init__(self, engine: sa.Engine, vault: Vault, office: OfficeId) -> None:
        self.scope = f"search:{office}"
        self.search = SealedSearch(vault, office, SqlEntries(engine, office))


class SqlNames:
    """Keeps the entries of changed cases, and asks the index."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId, index: NameIndex) -> None:
        self._connect, self._vault, self._office, self._index = connect, vault, office, index

    def keep(self, case: Case) -> None:
        connection, box = self._connect(), self._vault.ensure_scope(self._index.scope)
        old = connection.execute(
            sa.delete(search_entries)
            .where(search_entries.c.case_id == case.id, search_entries.c.removed.is_(False))
            .returning(search_entries.c.entry_id)
        ).scalars().all()  # fmt: skip
        rows: list[dict[str, object]] = [
            {"entry_id": entry_id, "removed": True, "body_sealed": None} for entry_id in old
        ]
        for person in case.people.values():
            entry_id = random_id("e")
            sealed = Entry.of(person.name, born=person.born_on).seal(box, entry_id, case.id)
            rows.append({"entry_id": entry_id, "removed": False, "body_sealed": sealed.blob})
        last = take_numbers(connection, self._office, COUNTER, len(rows))
        for offset, row in enumerate(rows):
            row |= {"office": self._office, "case_id": case.id, "sequence": last - len(rows) + 1 + offset}
        if rows:
            connection.execute(sa.insert(search_entries), rows)

    def find(self, text: str, permitted: Callable[[str], bool], limit: int = 50, *, alike: bool = True) -> list[Hit]:
        self._vault.ensure_scope(self._index.scope)
        found = self._index.search.find(text, permitted, limit=limit, loosely=alike)
        return [Hit(CaseId(h.case_id), "as_written" if h.score == 100 else "alike") for h in found.hits]
