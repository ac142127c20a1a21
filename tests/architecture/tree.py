"""The source tree as the tests of its shape see it: files, and who imports what, read by syntax and nothing else."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("mediation", "volunteers", "audit")
OWN = ("mediation", "volunteers", "audit", "tests", "benchmarks", "docs")


@dataclass(frozen=True)
class Import:
    """One import: in which file, of which module, on which line, and where it stands."""

    file: str
    module: str
    line: int
    inside: bool
    only_types: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


@cache
def python_files(*tops: str) -> list[Path]:
    return sorted(p for top in tops for p in (ROOT / top).rglob("*.py") if "__pycache__" not in p.parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(*tops: str) -> list[Import]:
    return [found for path in python_files(*tops) for found in _imports(path)]


def _imports(path: Path) -> Iterator[Import]:
    for node, inside, only_types in _walk(parsed(path), inside=False, only_types=False):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            if node.level:
                raise AssertionError(f"{name(path)}:{node.lineno} imports by dots; say the whole name")
            # `from mediation.cases import agreeing` imports mediation.cases.agreeing as much as mediation.cases.
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (Import(name(path), module, node.lineno, inside, only_types) for module in names)


def _walk(node: ast.AST, *, inside: bool, only_types: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inside, only_types
            continue
        deeper = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        types = only_types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test))
        yield from _walk(child, inside=deeper, only_types=types)


def of_the_library(module: str) -> bool:
    """Whether a module belongs to Python itself."""
    return module.split(".")[0] in sys.stdlib_module_names
