"""What the package may lean on: an auditor must be able to read and run it alone."""

import ast
import sys
from pathlib import Path

import pytest

import audit

FILES = sorted(Path(audit.__file__).parent.glob("*.py"))
ALLOWED = {"cryptography", "audit"}


def imported(file: Path) -> set[str]:
    """The top-level names a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add(str(node.module).partition(".")[0])
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_imports_the_standard_library_cryptography_and_in_one_place_sqlalchemy(file: Path) -> None:
    allowed = ALLOWED | ({"sqlalchemy"} if file.name == "sql.py" else set())
    assert imported(file) - set(sys.stdlib_module_names) <= allowed


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_asks_the_clock_for_the_date(file: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"now", "utcnow", "today", "time_ns"}


def test_every_word_the_package_offers_is_there() -> None:
    assert [name for name in audit.__all__ if not hasattr(audit, name)] == []
