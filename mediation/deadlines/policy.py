"""An office's policy: the numbers the law leaves open, read from TOML and checked against the table."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeGuard

from mediation.deadlines.rule import Anchor, DeadlineRule, Ground, Unit
from mediation.deadlines.table import DeadlineTable
from mediation.deadlines.weights import WEIGHT_TABLES, distances_in, weights_in
from mediation.kernel.refusals import Refusal
from volunteers.planning import Costs

FURTHEST = 3650


class BadPolicy(Refusal):
    """A policy file that cannot be used; the message names the file, the line and the key."""

    code = "bad_policy"


@dataclass(frozen=True, slots=True)
class Timing:
    """One deadline's numbers: length in the rule's unit, reminders in days from the due day, escalation."""

    length: int
    remind: tuple[int, ...] = (0,)
    escalate: int | None = None


@dataclass(frozen=True, slots=True)
class OfficePolicy:
    """Everything an office decides about times and small numbers; every rule has its timing."""

    mediators_per_matter: int
    training_hours: int
    first_cases_beside_experienced: int
    rest_days_after_heavy_case: int
    meetings_from_hour: int
    meetings_to_hour: int
    halve_for_young_suspects: bool
    timings: Mapping[str, Timing]
    matching: Mapping[str, int]
    planning: Costs
    distances: Mapping[str, int]
    table: DeadlineTable


OFFICE_BOUNDS = {
    "mediators_per_matter": (1, 6),
    "training_hours": (0, 500),
    "first_cases_beside_experienced": (0, 20),
    "rest_days_after_heavy_case": (0, 365),
    "meetings_from_hour": (0, 23),
    "meetings_to_hour": (1, 24),
}


def read_policy(table: DeadlineTable, default: str, office_file: Path | None = None) -> OfficePolicy:
    """The policy common to all laws, a law's own over it, an office's file over both; BadPolicy on any mistake."""
    common = files("mediation").joinpath("policy.toml").read_text(encoding="utf-8")
    sources = [("mediation/policy.toml", common), ("policy.toml", default)]
    if office_file is not None:
        try:
            sources.append((office_file.name, office_file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise BadPolicy(f"{office_file.name}: cannot be read as UTF-8 text") from error
    return parse_policy(sources, table)


def parse_policy(sources: list[tuple[str, str]], table: DeadlineTable) -> OfficePolicy:
    """Policy from (file name, text) pairs, the later over the earlier; BadPolicy names file, line and key."""
    rules = table.rules
    office: dict[str, int | bool] = {}
    numbers: dict[str, dict[str, object]] = {}
    weighed: dict[str, dict[str, int]] = {name: {} for name in WEIGHT_TABLES}
    distances: dict[str, int] = {}
    for name, text in sources:
        source = _Source(name, text)
        source.only(source.tree, {"office", "deadlines", "distances", *WEIGHT_TABLES})
        values_of = source.table("office")
        source.only(values_of, set(OFFICE_BOUNDS) | {"halve_for_young_suspects"}, "office")
        for key, value in values_of.items():
            office[key] = _office_value(source, key, value)
        values_of = source.table("deadlines")
        source.only(values_of, {code for code, rule in rules.items() if rule.sets}, "deadlines")
        for code, values in values_of.items():
            numbers.setdefault(code, {}).update(_timing_values(source, rules[code], values))
        for weights, known in WEIGHT_TABLES.items():
            weighed[weights] |= weights_in(source, weights, known)
        distances |= distances_in(source)
        if office.get("meetings_from_hour", 0) >= office.get("meetings_to_hour", 24):
            raise source.bad("meetings end before they begin", "office", "meetings_to_hour")
    missing = [code for code, rule in rules.items() if rule.sets and not _is_whole(rule, numbers.get(code))]
    missing += sorted({*OFFICE_BOUNDS, "halve_for_young_suspects"} - office.keys())
    missing += [
        f"{table}.{key}" for table, known in WEIGHT_TABLES.items() for key in known if key not in weighed[table]
    ]
    if missing:
        raise BadPolicy(f"policy.toml: no value for {', '.join(missing)}")
    timings = {code: _timing(rules[code], values) for code, values in numbers.items()}
    return OfficePolicy(
        timings=timings, table=table, matching=weighed["matching"], planning=Costs(**weighed["planning"]),
        distances=distances,
        **office,  # type: ignore[arg-type]
    )  # fmt: skip


class _Source:
    """One TOML text that can say on which line a key stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self._lines = name, text.splitlines()
        try:
            self.tree = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            line = at.group(1) if at else str(len(self._lines) or 1)
            raise BadPolicy(f"{name}, line {line}: not TOML: {str(error).partition(' (at')[0]}") from error

    def bad(self, why: str, *path: str) -> BadPolicy:
        return BadPolicy(f"{self.name}, line {self._line_of(path)}, {'.'.join(path)}: {why}")

    def table(self, key: str) -> dict[str, object]:
        found = self.tree.get(key, {})
        if not isinstance(found, dict):
            raise self.bad("is a table", key)
        return found

    def only(self, table: Mapping[str, object], known: set[str], *path: str) -> None:
        for key in table:
            if key not in known:
                raise self.bad("unknown key", *path, key)

    def _line_of(self, path: tuple[str, ...]) -> int:
        """The line of the longest beginning of the path that is written out; 1 if none is."""
        header: tuple[str, ...] = ()
        best = (0, 1)
        for number, line in enumerate(self._lines, start=1):
            if opened := re.match(r"\s*\[\s*([^\[\]#]+?)\s*\]", line):
                header = written = _dotted(opened.group(1))
            elif assigned := re.match(r"""\s*([\w."'\s-]+?)\s*=""", line):
                written = header + _dotted(assigned.group(1))
            else:
                continue
            if written == path[: len(written)] and len(written) > best[0]:
                best = (len(written), number)
        return best[1]


def _dotted(key: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in key.split("."))


def _office_value(source: _Source, key: str, value: object) -> int | bool:
    if key == "halve_for_young_suspects":
        if not isinstance(value, bool):
            raise source.bad("is true or false", "office", key)
        return value
    low, high = OFFICE_BOUNDS[key]
    if not _is_number(value) or not low <= value <= high:
        raise source.bad(f"is a whole number from {low} to {high}", "office", key)
    return value


def _timing_values(source: _Source, rule: DeadlineRule, values: object) -> dict[str, object]:
    path = ("deadlines", rule.code)
    if not isinstance(values, dict):
        raise source.bad("is a table with length, remind and escalate", *path)
    source.only(values, {"length", "remind", "escalate"}, *path)
    if "length" in values:
        if rule.ground is Ground.STATUTORY:
            raise source.bad(f"is statutory ({rule.basis}) and cannot be changed", *path, "length")
        _check_length(source, rule, values["length"])
    remind = values.get("remind", [])
    if not isinstance(remind, list) or not all(_is_number(n) and abs(n) <= FURTHEST for n in remind):
        raise source.bad("is a list of whole days", *path, "remind")
    if len(set(remind)) < len(remind):
        raise source.bad("has the same day twice", *path, "remind")
    escalate = values.get("escalate", 0)
    if not _is_number(escalate) or abs(escalate) > FURTHEST:
        raise source.bad("is a whole number", *path, "escalate")
    if "escalate" in values and rule.escalates_to is None:
        raise source.bad("goes to nobody: the table names no one", *path, "escalate")
    return values


def _check_length(source: _Source, rule: DeadlineRule, length: object) -> None:
    low, high = rule.bounds
    path = ("deadlines", rule.code, "length")
    if not _is_number(length) or not low <= length <= high:
        raise source.bad(f"is a whole number from {low} to {high}", *path)
    if rule.unit is Unit.EVERY_YEAR_ON and not _is_day_of_year(length):
        raise source.bad("is a day of every year, as month * 100 + day", *path)


def _is_day_of_year(number: int) -> bool:
    month, day = divmod(number, 100)
    return 1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_whole(rule: DeadlineRule, values: Mapping[str, object] | None) -> bool:
    if values is None:
        return False
    return "length" in values or rule.length is not None or rule.anchor is Anchor.OFFENCE


def _timing(rule: DeadlineRule, values: Mapping[str, object]) -> Timing:
    length = values.get("length", rule.length or 0)
    return Timing(length, tuple(sorted(values.get("remind", (0,)))), values.get("escalate"))  # type: ignore[arg-type, call-overload]
