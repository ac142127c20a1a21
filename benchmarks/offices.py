"""A whole office on a database of either kind, and realistic cases planted in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.sample import AT, a_case
from mediation.cases.case import Case
from mediation.cases.events import EventCode
from mediation.deadlines.deadline import Deadline
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId
from mediation.reactions import react
from tests.conftest import new_house

ENGINES = {"SQLite": "sqlite", "PostgreSQL": "postgresql"}


@contextmanager
def office(engine: str) -> Iterator[Stage]:
    """An office with its people signed in, as the tests and the demo have it."""
    clock = SetClock(AT)
    with TemporaryDirectory() as folder:
        house = new_house(Path(folder), engine, clock)
        stage = Stage(house, clock)
        stage.open()
        clock.put(AT + timedelta(hours=1))
        yield stage
        house.engine.dispose()
        house.key_engine.dispose()


def planted(stage: Stage, number: int) -> CaseId:
    """One accepted case of the sample, kept by the office's own stores, with the deadlines its events set."""
    case = a_case(number, office=stage.app.office.id, notes=0)
    deadlines = deadlines_of(stage, case)
    case.events.clear()
    with stage.app.open_stores() as stores, stores.transaction():
        stores.cases.add(case, stage.today)
        for deadline in deadlines:
            stores.deadlines.add(deadline)
    return case.id


def deadlines_of(stage: Stage, case: Case) -> list[Deadline]:
    """What is open on a case that has arrived and been accepted."""
    for matter in case.matters:
        for code in (EventCode.INITIATIVE_REGISTERED, EventCode.MATTER_ACCEPTED):
            case.emit(code, AT, matter=matter)
    return react(case, case.events, (), stage.app.policy, AT)[1]
