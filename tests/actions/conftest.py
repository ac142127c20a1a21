"""One office for a whole file, where each test works on cases of its own and the clock only goes on."""

from collections.abc import Iterator

import pytest

from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from tests.conftest import BEGINNING, new_house


@pytest.fixture(scope="module")
def one_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    clock = SetClock(BEGINNING)
    house = new_house(tmp_path_factory.mktemp("office"), "sqlite", clock)
    stage = Stage(house, clock)
    stage.open()
    yield stage
    house.engine.dispose()
    house.key_engine.dispose()
