"""Every benchmark names what is there: it is run seldom, and would be found broken late."""

import ast
from importlib import import_module

import pytest

from tests.architecture.tree import name, parsed, python_files

OWN = ("mediation", "volunteers", "audit", "tests")
IMPORTED = [
    (name(path), node.module, alias.name)
    for path in python_files("benchmarks")
    for node in ast.walk(parsed(path))
    if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OWN
    for alias in node.names
]


@pytest.mark.parametrize("file", sorted({file for file, _, _ in IMPORTED}))
def test_what_a_benchmark_imports_of_the_product_exists(file: str) -> None:
    gone = []
    for _, module, wanted in [row for row in IMPORTED if row[0] == file]:
        holder = import_module(module)
        if not hasattr(holder, wanted):
            try:
                import_module(f"{module}.{wanted}")
            except ModuleNotFoundError:
                gone.append(f"{module}.{wanted}")
    assert gone == []
