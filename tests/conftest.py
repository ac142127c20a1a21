"""What every test can ask for: an office at work on SQLite or PostgreSQL, with a clock moved by hand."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mediation.bootstrap import House, prepare
from mediation.demo.stage import Stage
from mediation.docs_templates.templates import COMMON, Templates
from mediation.documents.render import render_html
from mediation.kernel.clock import SetClock
from mediation.settings import Settings, read_settings
from tests.engines import postgresql_url

BEGINNING = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Helsinki


def page_only(
    kind: Any, language: Any, context: Any, *, made_at: datetime, templates: Templates = COMMON
) -> bytes:
    """Print the HTML and stop there: the typesetter has tests of its own, and takes its time."""
    del made_at
    return render_html(kind, language, context, templates=templates).encode()


def settings_in(folder: Path, engine: str = "sqlite") -> Settings:
    """Settings of an office that lives in a folder of the test's."""
    given = {"MEDIATION_HOME": str(folder / "home")}
    if engine == "postgresql":
        given["MEDIATION_DATABASE_URL"] = postgresql_url()
        given["MEDIATION_KEY_DATABASE_URL"] = postgresql_url()
    return read_settings(given)


def new_house(folder: Path, engine: str, clock: SetClock) -> House:
    """A fresh installation."""
    house = prepare(settings_in(folder, engine), clock)
    return replace(house, app=replace(house.app, print_pdf=page_only))


@pytest.fixture
def clock() -> SetClock:
    return SetClock(BEGINNING)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def house(tmp_path: Path, engine_name: str, clock: SetClock) -> Iterator[House]:
    made = new_house(tmp_path, engine_name, clock)
    yield made
    made.engine.dispose()
    made.key_engine.dispose()


@pytest.fixture
def stage(house: House, clock: SetClock) -> Stage:
    made = Stage(house, clock)
    made.open()
    return made


@pytest.fixture
def sqlite_stage(tmp_path: Path, clock: SetClock) -> Iterator[Stage]:
    house = new_house(tmp_path, "sqlite", clock)
    made = Stage(house, clock)
    made.open()
    yield made
    house.engine.dispose()
    house.key_engine.dispose()


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("MEDIATION_")]:
        monkeypatch.delenv(name)
