"""Names say the thing: no managers, no helpers, no bases; tests are sentences; the project speaks of itself alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import OWN, ROOT, name, parsed, python_files

BANNED = ("Manager", "Helper", "Util", "Handler", "Impl", "Processor", "Factory")
BANNED_FILES = {"utils", "util", "helpers", "helper", "common", "misc", "base_classes", "managers", "core", "services"}
# Words of the workshop and not of the project, put together here so that this file does not say them itself.
WORKSHOP = [
    "cl" + "aude", "anth" + "ropic", "open" + "ai", "chat" + "gpt", "co" + "pilot", "language " + "model",
    "/work" + "/", "/t" + "mp/", "another " + "helper", "other " + "helpers", "this " + "session",
    "next " + "session", "previous " + "session", "work" + "place",
]  # fmt: skip
TEXT = {".py", ".md", ".toml", ".txt", ".html", ".typ", ".css", ".mako", ".json", ".jsonl", ".yml", ".yaml", ".cfg", ""}


def defined() -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in python_files("mediation", "volunteers", "audit", "tests", "benchmarks"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield name(path), node


def test_nothing_is_called_by_a_word_that_says_nothing() -> None:
    wrong = []
    for file, node in defined():
        words = re.findall(r"[A-Z][a-z]+|[a-z]+", node.name)
        vague = {w.lower() for w in BANNED} & {w.lower() for w in words}
        begins_as_base = isinstance(node, ast.ClassDef) and re.match(r"_?(Base|Abstract)[A-Z]", node.name)
        if vague or begins_as_base:
            wrong.append(f"{file}: {node.name}")
    assert wrong == []


def test_no_file_is_a_drawer_for_everything() -> None:
    assert [name(p) for p in python_files(*OWN) if p.stem in BANNED_FILES or p.parent.name in BANNED_FILES] == []


def test_every_test_is_a_sentence() -> None:
    """Where the sentences stand in a table, the test that reads them may be called by one word."""
    short = [
        f"{file}: {node.name}" for file, node in defined()
        if file.startswith("tests/") and node.name.startswith("test_") and node.name.count("_") < 2
        and isinstance(node, ast.FunctionDef) and not any("parametrize" in ast.dump(d) for d in node.decorator_list)
    ]  # fmt: skip
    assert short == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    marks = re.compile(r"mark\.(skip|skipif|xfail)\b|pytest\.(skip|xfail)\(|importorskip")
    wrong = [name(p) for p in python_files("tests") if p != Path(__file__) and marks.search(p.read_text("utf-8"))]
    assert wrong == []


def files() -> Iterator[Path]:
    kept = [ROOT / top for top in OWN]
    for top in kept:
        yield from (p for p in top.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    yield from (p for p in ROOT.iterdir() if p.is_file() and p.name != ".git")


def test_the_project_speaks_of_itself_alone() -> None:
    wrong = []
    for path in files():
        if path.suffix in TEXT and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace").lower()
            wrong += [f"{name(path)}: {word}" for word in WORKSHOP if word in text]
    assert wrong == []


def test_no_secret_that_works_lies_in_the_tree() -> None:
    """A private key, a token of the product, a password in a URL: none of them has a reason to be here."""
    secret = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bmed_[A-Za-z0-9_-]{43}\b|\bAKIA[0-9A-Z]{16}\b")
    wrong = [name(p) for p in files() if p.suffix in TEXT and secret.search(p.read_text("utf-8", errors="replace"))]
    assert wrong == []
