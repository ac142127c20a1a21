"""The command line of an office in a folder of the test's, with a token for whoever acts."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mediation.bootstrap import build, prepare
from mediation.cli.tree import app
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock, SystemClock
from mediation.settings import read_settings


@dataclass
class Answer:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Line:
    """The command line, in the environment of one office."""

    def __init__(self, home: Path, stage: Stage | None = None) -> None:
        self.home, self.stage = home, stage
        self.env: dict[str, str] = {"MEDIATION_HOME": str(home)}

    def run(self, *words: str, who: str = "", stdin: str | bytes = "", **env: str) -> Answer:
        token = {"MEDIATION_TOKEN": self.stage.tokens[who]} if self.stage and who else {}
        with pytest.MonkeyPatch.context() as patch:
            for name in [n for n in os.environ if n.startswith("MEDIATION_")]:
                patch.delenv(name)
            for name, value in {**self.env, **token, **env}.items():
                patch.setenv(name, value)
            done = CliRunner().invoke(app, list(words), input=stdin)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def bare(tmp_path: Path) -> Line:
    return Line(tmp_path / "home")


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    settings = read_settings({"MEDIATION_HOME": str(tmp_path / "home")})
    clock = SetClock(SystemClock().now())
    house = prepare(settings, clock)
    stage = Stage(build(settings, clock), clock)
    stage.open()
    yield Line(tmp_path / "home", stage)
    house.engine.dispose()
    house.key_engine.dispose()
