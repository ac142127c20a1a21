"""An office under each country's law, by the profile that lies in its folder."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mediation.demo.stage import Stage
from tests.architecture.tree import ROOT
from tests.law.telling import office_under

Opened = Callable[[str], Stage]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Opened]:
    """`office("norway")` is an office at work under that law."""
    with ExitStack() as stack:
        yield lambda law: stack.enter_context(office_under(ROOT / "mediation" / "law" / law / "office.toml", tmp_path))
