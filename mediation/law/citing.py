"""Which sentences of the tests cite a provision, or name a rule: read from the tests' own text, nothing is run."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<act>\d{1,4}/\d{4})|§\s?(?P<first>\d+(?: [a-z](?![a-z]))?(?:\.\d+)?(?:\(\d+\))*)(?:-(?P<last>\d+))?"
    r"|(?:RL|Criminal Code) (?P<chapter>\d+):(?P<section>\d+(?: [a-z](?![a-z]))?)(?:-(?P<until>\d+))?"
    r"(?P<rest>(?:\.\d+)?(?:\(\d+\))?)"
    r"|GDPR (?P<article>\d+)"
)  # fmt: skip
_ASIDE: Final = re.compile(r"\((?:\d+/\d{4}|original)\)")  # the amending act of a provision is not another provision


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the tests: where it stands, the provisions it cites, and the codes beside it."""

    text: str
    file: str
    cites: frozenset[str]
    codes: frozenset[str]


def provisions(text: str, act: str) -> list[str]:
    """Every provision a text cites, as `act §section`, `RL chapter:section` or `GDPR article`; `act` is meant by
    a bare §. An act cited without a section stands alone."""
    found: list[str] = []
    named = ""  # an act that no section has followed yet
    for token in _TOKEN.finditer(_ASIDE.sub("", text)):
        if token["act"]:
            found += [named] if named else []
            act = named = token["act"]
        elif token["first"]:
            named = ""
            found += [f"{act} §{section}" for section in _range(token["first"], token["last"])]
        elif token["chapter"]:
            found += [f"RL {token['chapter']}:{s}{token['rest']}" for s in _range(token["section"], token["until"])]
        else:
            found.append(f"GDPR {token['article']}")
    found += [named] if named else []
    return list(dict.fromkeys(found))


def covers(wide: str, narrow: str) -> bool:
    """Whether a provision is another one or a part of it: §2 covers §2.1, not §20 and not §2 a; an act its sections."""
    parts = ".(" if "§" in wide or ":" in wide else " "
    return narrow == wide or (narrow.startswith(wide) and narrow[len(wide)] in parts)


def sentences(folder: Path, act: str, speaks_of_it: Callable[[str], bool]) -> list[Sentence]:
    """Every sentence of the tests below a folder whose file's text speaks of this law, in the order of files and
    lines; a bare § means `act`."""
    found: list[Sentence] = []
    for path in sorted(folder.rglob("test_*.py")):
        written = path.read_text(encoding="utf-8")
        if speaks_of_it(written):
            file = path.relative_to(folder.parent).as_posix()
            told = (row for node in ast.parse(written).body for row in _told(node))
            found += (_sentence(text, file, words, act) for text, words in told)
    return found


def _told(node: ast.stmt) -> Iterator[tuple[str, list[str]]]:
    """The sentences of one statement: rows of its tables, and the test itself by its name."""
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            for key, value in zip(part.keys, part.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and " " in key.value.strip():
                    yield key.value, [key.value, *_words(value)]
        elif isinstance(part, ast.Tuple):
            told = [e.value for e in part.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            text = next((t for t in told if "§" in t or "RL " in t), next((t for t in told if " " in t.strip()), ""))
            if text:
                yield text, _words(part)
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
        yield node.name.removeprefix("test_").replace("_", " "), _words(node)


def _words(node: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _sentence(text: str, file: str, words: list[str], act: str) -> Sentence:
    cites = frozenset(p for word in [text, *words] for p in provisions(word, act))
    return Sentence(" ".join(text.split()), file, cites, frozenset(w for w in words if " " not in w))


def _range(first: str, last: str | None) -> list[str]:
    if last is None or not first.isdigit():
        return [first]
    return [str(n) for n in range(int(first), int(last) + 1)]
