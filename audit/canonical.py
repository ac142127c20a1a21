"""The bytes that are hashed: canonical JSON, version 1. Never edited; a change of form is a new version."""

import json
import re
from datetime import datetime
from typing import Any, Final, NoReturn

from audit.entry import Entry, RowHash
from audit.errors import BadEntry

# name in the bytes, name in Entry: an empty value is left out, so that one entry has one form.
_FIELDS: Final = (
    ("act", "act"),
    ("actor", "actor"),
    ("case", "case"),
    ("cm", "commitment"),
    ("cv", "case_version"),
    ("purpose", "purpose"),
    ("req", "request"),
    ("thing", "thing"),
)
_KNOWN: Final = frozenset({"v", "at", "rows", "facts"} | {short for short, _ in _FIELDS})
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z")
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def json_bytes(value: object) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8, no line break inside."""
    return _ENCODER.encode(value).encode()


def json_value(raw: bytes) -> Any:
    """The value of canonical JSON bytes; ValueError for what `json_bytes` would have written otherwise."""
    try:
        value = json.loads(raw, parse_float=_no_floats, parse_constant=_no_floats)
        same = json_bytes(value) == raw
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not same:
        raise ValueError("not in the canonical form")
    return value


def instant_text(at: datetime) -> str:
    """A UTC instant as 2026-01-05T09:00:00.000000Z: always six decimals, so that text sorts as time."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def entry_bytes(entry: Entry) -> bytes:
    """The leaf of an entry: what is hashed, stored and handed out."""
    line: dict[str, object] = {"v": entry.version, "at": instant_text(entry.at)}
    line |= {short: value for short, name in _FIELDS if (value := getattr(entry, name))}
    if entry.rows:
        line["rows"] = [[row.table, row.key, row.version, row.sha256] for row in entry.rows]
    if entry.facts:
        line["facts"] = dict(entry.facts)
    return json_bytes(line)


def entry_from(raw: bytes) -> Entry:
    """The entry in a leaf; BadEntry unless `entry_bytes` gives exactly these bytes back."""
    try:
        line = json_value(raw)
    except ValueError as error:
        raise BadEntry(f"an entry is {error}") from None
    if not isinstance(line, dict) or not line.keys() <= _KNOWN:
        raise BadEntry("an entry has a part this program does not know")
    at, rows, facts = line.get("at"), line.get("rows", []), line.get("facts", {})
    if not isinstance(at, str) or not _INSTANT.fullmatch(at):
        raise BadEntry("an entry has no instant in UTC")
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == 4 for row in rows):
        raise BadEntry("the rows of an entry cannot be read")
    if not isinstance(facts, dict):
        raise BadEntry("the facts of an entry cannot be read")
    known: dict[str, Any] = {name: line[short] for short, name in _FIELDS if short in line}
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        raise BadEntry("an entry has an instant that does not exist") from None
    if not {"actor", "act"} <= known.keys():
        raise BadEntry("an entry lacks its actor or its verb")
    entry = Entry(
        version=line.get("v", 0), at=instant, rows=tuple(RowHash(*row) for row in rows), facts=facts, **known
    )
    if entry_bytes(entry) != raw:
        raise BadEntry("an entry is not in the canonical form")
    return entry


def _no_floats(_: str) -> NoReturn:
    raise ValueError
