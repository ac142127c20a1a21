"""An office whose sealed entries can be searched, and invented names to fill it."""

import random
from datetime import date

from mediation.vault import Box, SealedSearch, Vault
from mediation.vault.entries import Entry
from mediation.vault.envelope import DataKey
from mediation.vault.normal import n1
from tests.vault.memory import MemoryEntries

FIRST = (
    "Aino", "Eero", "Helmi", "Oskari", "Veikko", "Sari", "Åke", "Björn", "Söderi", "Zahra", "Иван", "Amal",
    "Kaarlo", "Eeva-Liisa", "Jean", "O'Neil", "Matti", "Minna", "Pirkko", "Yrjö",
)  # fmt: skip
START = (
    "Virta", "Mäke", "Korho", "Laak", "Järvi", "Nieme", "Heikki", "Koski", "Lind", "Berg", "Åstrand", "Ranta",
    "Sala", "Tuomi", "Wester", "Kvist",
)  # fmt: skip
END = ("nen", "lä", "so", "la", "ström", "man", "qvist", "holm", "vaara", "")


def everything(_case_id: str) -> bool:
    return True


class Office:
    """An office's sealed entries, and what they were made from."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.box = vault.ensure_scope("search:helsinki")
        self.entries = MemoryEntries()
        self.search = SealedSearch(vault, "helsinki", self.entries)
        self.plain: dict[str, str] = {}

    def put(self, entry_id: str, *texts: str, case_id: str = "c_1", born: date | None = None) -> None:
        sealed = Entry.of(*texts, born=born).seal(self.box, entry_id, case_id)
        self.entries.put(entry_id, case_id, sealed.blob)
        self.plain[entry_id] = n1(" ".join(texts))

    def remove(self, entry_id: str, case_id: str = "c_1") -> None:
        self.entries.put(entry_id, case_id, None)
        del self.plain[entry_id]

    def found(self, query: str, *, loosely: bool = False, born: date | None = None) -> set[str]:
        found = self.search.find(query, everything, limit=100_000, loosely=loosely, born=born)
        assert not found.more
        assert len({hit.entry_id for hit in found.hits}) == len(found.hits)
        return {hit.entry_id for hit in found.hits}


def invented(number: int) -> list[str]:
    chance = random.Random(number)  # noqa: S311
    pick = chance.choice
    return [f"{pick(FIRST)} {pick(FIRST)} {pick(START)}{pick(END)}" for _ in range(number)]


class Boxed:
    """A vault of one box."""

    def __init__(self) -> None:
        self.inner = Box("search:helsinki", (DataKey(b"k" * 32, "helsinki", "search:helsinki"),), 0, lambda n: n)

    def box(self, _scope: str) -> Box:
        return self.inner
