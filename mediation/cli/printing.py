"""Answers on a terminal: JSON on one line, or one line per thing."""

import json
from typing import Any


def show(answer: Any, as_json: bool) -> None:
    """Print an answer: JSON, or one line per thing."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for line in _lines(answer):
        print(line)


def _lines(answer: Any, indent: str = "") -> list[str]:
    if isinstance(answer, dict):
        made: list[str] = []
        for key, value in answer.items():
            if isinstance(value, dict | list) and value:
                made += [f"{indent}{key}:", *_lines(value, indent + "  ")]
            else:
                made.append(f"{indent}{key}: {_plain(value)}")
        return made
    if isinstance(answer, list):
        if not answer:
            return [f"{indent}(none)"]
        made = []
        for item in answer:
            first, *rest = _lines(item, indent + "  ") if isinstance(item, dict) else [f"{indent}  {item}"]
            made += [f"{indent}- {first.lstrip()}", *rest]
        return made
    return [f"{indent}{_plain(answer)}"]


def _plain(value: Any) -> str:
    return "–" if value in (None, "", [], {}) else str(value)
