"""Three places where a journal can live; the same tests run on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from audit.journal import MemoryJournal
from tests.audit.journals import ORIGIN, Place, in_database, sqlite_engine
from tests.engines import postgresql_url


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Place]:
    """A journal in an embedded database."""
    with in_database(sqlite_engine(tmp_path / "journal.db")) as place:
        yield place


@pytest.fixture
def postgresql() -> Iterator[Place]:
    """A journal on a PostgreSQL server."""
    with in_database(sa.create_engine(postgresql_url(), pool_size=12)) as place:
        yield place


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Place:
    """Each of the three in turn."""
    if request.param == "memory":
        return Place(MemoryJournal(ORIGIN))
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Place)
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Place:
    """Each of the two databases in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Place)
    return found
