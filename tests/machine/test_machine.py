"""Random office work on a real office and a real database, step by step against the model of the law."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.states.matter import MatterState
from tests.api.template import Template
from tests.conftest import BEGINNING, new_house, page_only
from tests.machine.at_hand import Opening
from tests.machine.machine import machine
from tests.machine.played import VERBS

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "print_blob": True}


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Opening:
    template = Template(tmp_path_factory.mktemp("template"), SetClock(BEGINNING), page_only)
    return lambda folder: template.copied(folder, SetClock(BEGINNING))


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Stage]:
    clock = SetClock(BEGINNING)
    house = new_house(folder, "postgresql", clock)
    stage = Stage(house, clock)
    stage.open()
    yield stage
    house.engine.dispose()
    house.key_engine.dispose()


def test_an_office_at_work_does_what_the_law_says_and_nothing_else(on_sqlite: Opening) -> None:
    counted = Counter[str]()
    run_state_machine_as_test(
        machine(on_sqlite, counted),
        settings=settings(max_examples=15, stateful_step_count=40, derandomize=True, phases=[Phase.generate], **QUIET),
    )  # fmt: skip
    print(f"never done: {sorted(set(VERBS) - set(counted))}, never reached: {sorted(set(MatterState) - set(counted))}")
    assert len(set(VERBS) & set(counted)) >= 26
    assert len(set(MatterState) & set(counted)) >= 11


def test_on_postgresql_it_does_the_same() -> None:
    run_state_machine_as_test(
        machine(on_postgresql, Counter()),
        settings=settings(max_examples=2, stateful_step_count=40, derandomize=True, phases=[Phase.generate], **QUIET),
    )  # fmt: skip


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_long_work_finds_no_way_around_the_law(on_sqlite: Opening) -> None:
    run_state_machine_as_test(
        machine(on_sqlite, Counter()), settings=settings(max_examples=400, stateful_step_count=60, **QUIET)
    )  # fmt: skip
