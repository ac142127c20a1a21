"""The command line of an office in a folder of the test's, with a token for whoever acts."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from mediation.bootstrap import House
from mediation.cli.tree import app
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock, SystemClock, helsinki_date
from tests.api.template import Template
from tests.conftest import page_only


@dataclass
class Answer:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refused(self) -> Any:
        """The refusal of a command that was asked for JSON: nothing else is printed."""
        assert self.out == ""
        return json.loads(self.err)


class Line:
    """The command line, in the environment of one office."""

    def __init__(self, home: Path, stage: Stage | None = None) -> None:
        self.home, self._stage = home, stage
        self.env: dict[str, str] = {"MEDIATION_HOME": str(home)}

    @property
    def stage(self) -> Stage:
        assert self._stage is not None
        return self._stage

    @property
    def house(self) -> House:
        return self.stage.house

    def environment(self, who: str = "", **env: str) -> dict[str, str]:
        token = {"MEDIATION_TOKEN": self.stage.tokens[who]} if who else {}
        return {**self.env, **token, **env}

    def run(self, *words: str, who: str = "", stdin: str | bytes = "", **env: str) -> Answer:
        with pytest.MonkeyPatch.context() as patch:
            for name in [n for n in os.environ if n.startswith("MEDIATION_")]:
                patch.delenv(name)
            for name, value in self.environment(who, **env).items():
                patch.setenv(name, value)
            done = CliRunner().invoke(app, list(words), input=stdin)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr)

    def do(self, who: str, case: str, what: str, **form: Any) -> Any:
        """A step that succeeds, by its noun and verb; the answer."""
        answer = self.run(*what.split(), case, "-", "--json", who=who, stdin=json.dumps(form))
        assert answer.code == 0, answer.err
        return answer.json

    def rows(self) -> dict[str, int]:
        """How many rows every table has, the log of refusals apart."""
        with self.house.engine.connect().execution_options(read_only=True) as connection:
            names = [n for n in sa.inspect(connection).get_table_names() if n != "refusals"]
            count = sa.select(sa.func.count())
            return {n: connection.scalar(count.select_from(sa.table(n))) or 0 for n in names}


def arrival(number: int = 1, **changes: Any) -> str:
    """An initiative as it comes in a file."""
    return json.dumps(simple(number, "assault", helsinki_date(SystemClock().now())) | changes)


@pytest.fixture(autouse=True)
def pages_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediation.bootstrap.render_pdf", page_only)


@pytest.fixture
def bare(tmp_path: Path) -> Line:
    return Line(tmp_path / "home")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(tmp_path_factory.mktemp("office"), SetClock(SystemClock().now()))


@pytest.fixture
def line(template: Template, tmp_path: Path) -> Iterator[Line]:
    with template.copied(tmp_path, SetClock(SystemClock().now())) as stage:
        yield Line(tmp_path / "home", stage)
