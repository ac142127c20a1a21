"""What the vault's tests share: a standing clock, invented keys, the key store in memory and in SQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.kernel.clock import SetClock
from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys, create_key_tables
from mediation.vault import Vault
from mediation.vault.ports import KeyStore
from mediation.vault.sources.development import DevelopmentKeys
from tests.engines import postgresql_url
from tests.vault.memory import MemoryKeys

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "hsm: needs a PKCS#11 library (SoftHSM) on the machine")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def source() -> DevelopmentKeys:
    return DevelopmentKeys("a phrase of the tests", NOW)


@pytest.fixture
def memory_keys() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
def vault(memory_keys: MemoryKeys, source: DevelopmentKeys, clock: SetClock) -> Vault:
    return Vault(memory_keys, source, "helsinki", clock)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty database of each kind."""
    url = f"sqlite:///{tmp_path / 'keys.db'}" if request.param == "sqlite" else postgresql_url()
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def sql_keys(engine: sa.Engine) -> SqlKeys:
    create_key_tables(engine)
    return SqlKeys(engine)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def keys(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeyStore]:
    """The key store port, three times over."""
    if request.param == "memory":
        yield MemoryKeys()
        return
    url = f"sqlite:///{tmp_path / 'keys.db'}" if request.param == "sqlite" else postgresql_url()
    engine = open_engine(url)
    create_key_tables(engine)
    yield SqlKeys(engine)
    engine.dispose()
