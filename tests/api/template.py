"""One office opened once, and copies of its folder for every test that wants one to itself."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from mediation.bootstrap import build, prepare
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from tests.conftest import settings_in


class Template:
    """An open office on SQLite in a folder that nobody works in."""

    def __init__(self, folder: Path, clock: SetClock, print_pdf: Callable[..., bytes] | None = None) -> None:
        self._folder, self._print = folder, print_pdf
        house = prepare(settings_in(folder), clock)
        self._stage = Stage(house, clock)
        self._stage.open()
        house.engine.dispose()
        house.key_engine.dispose()

    @contextmanager
    def copied(self, folder: Path, clock: SetClock) -> Iterator[Stage]:
        """The same office in another folder, with the same people and tokens."""
        shutil.copytree(self._folder / "home", folder / "home")
        house = build(settings_in(folder), clock)
        changed: dict[str, Any] = {} if self._print is None else {"print_pdf": self._print}
        stage = Stage(replace(house, app=replace(house.app, **changed)), clock)
        stage.actors, stage.tokens = dict(self._stage.actors), dict(self._stage.tokens)
        stage.volunteers = dict(self._stage.volunteers)
        yield stage
        house.engine.dispose()
        house.key_engine.dispose()
