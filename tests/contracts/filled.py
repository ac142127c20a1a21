"""Records with every field filled: made from their own types, so that a new field is never forgotten."""

import enum
import itertools
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Union, get_args, get_origin

# Letters of several scripts, beyond the first plane, quotes, a line break, a backslash: what JSON and SQL trip over.
WORDS = "Åsa Öystilä 'o\" \\ 你好 🕊 – rivi\nvaihtuu"
_numbers = itertools.count(1)


def filled(kind: Any) -> Any:
    """One value of a type in which nothing is left at its default or empty; no two are alike."""
    number = next(_numbers)
    origin = get_origin(kind)
    if isinstance(kind, typing.NewType):
        return f"{kind.__name__[0].lower()}_{number:026d}"
    if origin in (Union, types.UnionType):
        return filled(next(a for a in get_args(kind) if a is not type(None)))
    if origin is tuple:
        return tuple(filled(get_args(kind)[0]) for _ in range(2))
    if origin is dict:
        key, value = get_args(kind)
        return {filled(key): filled(value)}
    if is_dataclass(kind):
        types_ = typing.get_type_hints(kind)
        return typing.cast(Any, kind)(**{f.name: filled(types_[f.name]) for f in fields(kind)})
    if isinstance(kind, enum.EnumType):
        return list(kind)[number % len(list(kind))]
    return _plain(kind, number)


def _plain(kind: Any, number: int) -> Any:
    if kind is str:
        return f"{WORDS} {number}"
    if kind is bytes:
        return f"{WORDS} {number}".encode() + b"\0\xff"
    if kind is types.NoneType:
        return None
    if kind is bool:
        return True
    if kind is int:
        return number
    if kind is date:
        return date(2026, 1, 1) + timedelta(days=number)
    if kind is datetime:
        return datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=UTC) + timedelta(seconds=number)
    raise TypeError(f"there is no sample of {kind}")
