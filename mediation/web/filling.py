"""From what was typed to the JSON an action's form takes; what makes no sense is passed on, for the form to refuse."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from mediation.kernel.clock import HELSINKI
from mediation.web.shapes import Shape
from mediation.web.typed import Typed

MISSING: Final = object()
_EUROS: Final = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


def filled_form(shapes: tuple[Shape, ...], typed: Typed, at: str = "") -> dict[str, Any]:
    """The JSON of a form; a field left empty is left out, so that its default holds or its absence is refused."""
    found = {shape.name: _value(shape, typed, f"{at}{shape.name}") for shape in shapes}
    return {name: value for name, value in found.items() if value is not MISSING}


def renumbered(typed: Typed, *lists: str) -> Typed:
    """The same with rows that were left blank dropped, so that a row's number is its place in what is sent."""
    pairs = typed.pairs()
    for name in lists:
        kept = [n for n in typed.under(name) if not typed.is_blank(f"{name}.{n}")]
        places = {f"{name}.{old}.": f"{name}.{new}." for new, old in enumerate(kept)}
        pairs = list(_moved(pairs, name, places))
    return Typed([*pairs, *((n, typed.one(n)) for n in ("csrf", "once", "version") if typed.has(n))])


def _moved(pairs: list[tuple[str, str]], name: str, places: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in pairs:
        if not re.match(rf"{re.escape(name)}\.\d+\.", key):
            yield key, value
            continue
        old = ".".join(key.split(".")[: name.count(".") + 2]) + "."
        if old in places:
            yield places[old] + key[len(old) :], value


def _value(shape: Shape, typed: Typed, name: str) -> Any:
    if shape.kind == "ref":
        return "p"  # a person who is sent alone needs no name among others
    if shape.kind in {"people", "matters", "ranked"}:
        chosen = [v for v in dict.fromkeys(typed.all(name)) if v]
        return chosen if chosen or shape.required else MISSING
    if shape.kind == "rows":
        rows = [
            filled_form(shape.parts, typed, f"{name}.{n}.")
            for n in typed.under(name)
            if not typed.is_blank(f"{name}.{n}")
        ]
        return rows if rows or shape.required else MISSING
    if shape.kind == "group":
        group = filled_form(shape.parts, typed, f"{name}.")
        return group if shape.required or not typed.is_blank(name) else MISSING
    if shape.kind == "yes":
        return typed.one(name) == "yes"
    text = typed.one(name).strip()
    return MISSING if not text else _read(shape.kind, text)


def _read(kind: str, text: str) -> Any:
    if kind in {"maybe", "yes_or_no"}:
        return {"yes": True, "no": False}.get(text, text)
    if kind == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "number":
        return int(text) if text.isdecimal() and len(text) < 10 else text
    if kind == "euros":
        euros = _EUROS.fullmatch(text.replace(" ", "").removesuffix("€"))
        return int(euros[1]) * 100 + int((euros[2] or "0").ljust(2, "0")) if euros else text
    return instant_of(text) if kind == "instant" else text


def instant_of(text: str) -> str:
    """A wall-clock time in Helsinki as an instant; anything else as it came."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return at.isoformat() if at.tzinfo else at.replace(tzinfo=HELSINKI).isoformat()


def local_time(at: datetime) -> str:
    """An instant as a field for a wall-clock time in Helsinki shows it."""
    return at.astimezone(HELSINKI).strftime("%Y-%m-%dT%H:%M")
