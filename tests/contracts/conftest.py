"""One place per kind of store: memory, SQLite, PostgreSQL; each test works in an office of its own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from audit.sql import SqlJournal
from mediation.bootstrap import House
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId, OfficeId, new_id, random_id
from mediation.storage.names import NameIndex
from mediation.storage.stores import SqlStores
from mediation.vault import Vault
from mediation.work import Stores
from tests.conftest import BEGINNING, new_house
from tests.contracts.made import a_case
from tests.fakes import MemoryDatabase, MemoryStores

KINDS = ("memory", "sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """One office somewhere: `open` gives the stores of a unit of work, as this process or another would."""

    kind: str
    office: OfficeId
    open: Callable[[], AbstractContextManager[Stores]]
    another_process: Callable[[], AbstractContextManager[Stores]]
    another_office: Callable[[], AbstractContextManager[Stores]]

    def new_case(self, days: int = 0, **parts: Any) -> CaseId:
        """A case kept in this office, last touched so many days after the beginning."""
        case = a_case(self.office, **parts)
        with self.writing() as stores:
            stores.cases.add(case, BEGINNING.date() + timedelta(days=days))
        return case.id

    @contextmanager
    def writing(self) -> Iterator[Stores]:
        """Stores inside one transaction that is kept."""
        with self.open() as stores, stores.transaction():
            yield stores

    def new_id(self, prefix: str) -> Any:
        """A fresh id."""
        return new_id(prefix, BEGINNING)


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """One installation per engine for the whole run."""
    made: dict[str, House] = {}

    def house(kind: str) -> House:
        if kind not in made:
            made[kind] = new_house(tmp_path_factory.mktemp(kind), kind, SetClock(BEGINNING))
        return made[kind]

    yield house
    for each in made.values():
        each.engine.dispose()
        each.key_engine.dispose()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, houses: Callable[[str], House]) -> Place:
    office, elsewhere = OfficeId(random_id("o")), OfficeId(random_id("o"))
    if request.param == "memory":
        database = MemoryDatabase()
        mine = lambda: MemoryStores(database, office).opened()  # noqa: E731
        return Place("memory", office, mine, mine, lambda: MemoryStores(database, elsewhere).opened())
    house = houses(request.param)
    return Place(request.param, office, *(_process(house, o) for o in (office, office, elsewhere)))


def _process(house: House, office: OfficeId) -> Callable[[], AbstractContextManager[Stores]]:
    """What one process holds of an office: a vault and an index of its own over the shared databases."""
    vault = Vault(house.keys, house.source, office, house.clock)
    journal, index = SqlJournal(house.settings.journal_origin), NameIndex(house.engine, vault, office)
    return lambda: SqlStores(house.engine, vault, office, journal, index).opened()
