"""The first story on the stores in memory: what the actions do does not hang on a database."""

from types import SimpleNamespace
from typing import cast

from mediation.bootstrap import House
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from tests.fakes import MemoryDatabase, memory_app
from tests.stories import test_two_suspects as two_suspects


def test_two_suspects_are_told_in_memory_as_in_a_database(clock: SetClock) -> None:
    database = MemoryDatabase()
    stage = Stage(cast(House, SimpleNamespace(app=memory_app(clock, database))), clock)
    stage.open()
    two_suspects.test_one_no_stops_that_suspects_matter_and_leaves_the_other_running_to_its_end(stage)
    assert len(database.tables.journal) > 100
    assert database.tables.refusals == []
