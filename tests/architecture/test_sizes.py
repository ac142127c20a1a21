"""A file holds one idea: none is longer than three hundred lines, none is empty of a sentence that says what it is."""

import ast

import pytest

from tests.architecture.tree import OWN, ROOT, name, parsed, python_files

LONGEST = 300
# A migration is written by the tool, once, and never shortened afterwards.
WRITTEN_ONCE = "mediation/storage/migrations/versions/"
# In these the functions are the words of a table beside them, and their names say it all.
VOCABULARIES = {
    "mediation/demo/world.py", "mediation/notifications/policy.py", "mediation/permissions/predicates.py",
    "mediation/proof/must.py",
}  # fmt: skip


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files(*OWN)}
    long = {file: lines for file, lines in lengths.items() if lines > LONGEST and not file.startswith(WRITTEN_ONCE)}
    assert long == {}


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    dumb = [
        name(p) for p in python_files("mediation", "volunteers", "audit", "tests")
        if parsed(p).body and not ast.get_docstring(parsed(p))
    ]  # fmt: skip
    assert dumb == []


@pytest.mark.parametrize("package", ["mediation", "volunteers", "audit"])
def test_everything_public_says_what_it_does(package: str) -> None:
    """Classes and functions of modules; a port's methods may speak through their names."""
    dumb = []
    for path in python_files(package):
        if name(path).startswith(WRITTEN_ONCE) or name(path) in VOCABULARIES:
            continue
        for node in parsed(path).body:
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node) and not _one_line(node):
                dumb.append(f"{name(path)}: {node.name}")
    assert dumb == []


def _one_line(node: ast.ClassDef | ast.FunctionDef) -> bool:
    """A function that is one short expression says itself what it does."""
    return isinstance(node, ast.FunctionDef) and len(node.body) == 1 and (node.end_lineno or 0) - node.lineno <= 5


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {p.parent for p in python_files("tests")}
    assert [name(f) for f in sorted(folders) if not (f / "__init__.py").exists()] == []


def test_every_folder_of_the_product_is_a_package() -> None:
    folders = {p.parent for top in ("mediation", "volunteers", "audit") for p in python_files(top)}
    assert [name(f) for f in sorted(folders) if not (f / "__init__.py").exists()] == []
    assert (ROOT / "mediation" / "py.typed").exists()
