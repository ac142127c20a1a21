"""How everything here is measured: in turns on one machine, compared round by round."""

import gc
import os
import platform
import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]
from rich.console import Console
from rich.table import Table

Work = Callable[[], object]
Clock = Callable[[], float]
SEED = 1015


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the printed table; `met` is None where nothing was promised."""

    what: str
    reached: str
    goal: str = ""
    met: bool | None = None
    detail: str = ""


class Turns:
    """Seconds per call of each contender, one number a round."""

    def __init__(self, seconds: Mapping[str, list[float]]) -> None:
        self._seconds = seconds

    def micro(self, name: str) -> float:
        """The median of a contender's rounds, in microseconds."""
        return median(self._seconds[name]) * 1e6

    def ratio(self, one: str, other: str) -> float:
        """How many times longer one took than the other: the median of the ratios within each round."""
        return median(a / b for a, b in zip(self._seconds[one], self._seconds[other], strict=True))


def in_turns(
    contenders: Mapping[str, Work], *, rounds: int, calls: int = 1, warm: int = 2,
    prepare: Mapping[str, Work] | None = None, clock: Clock = time.perf_counter,
) -> Turns:  # fmt: skip
    """Let every contender work in every round, in an order shuffled anew; `calls` times, averaged.

    The first `warm` rounds are not counted, nor is what `prepare` does before a contender's turn. The collector of
    garbage rests while a contender works. Pure computation may be measured by `time.thread_time`, which other
    programs on the machine disturb less.
    """
    chance, names = random.Random(SEED), list(contenders)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()  # what is there already need not be gone through before every turn
    try:
        for number in range(warm + rounds):
            chance.shuffle(names)
            for name in names:
                if prepare is not None:
                    prepare[name]()
                spent = _spent(contenders[name], calls, clock)
                if number >= warm:
                    seconds[name].append(spent)
    finally:
        gc.unfreeze()
    return Turns(seconds)


def _spent(work: Work, calls: int = 1, clock: Clock = time.perf_counter) -> float:
    gc.collect()
    gc.disable()
    try:
        started = clock()
        for _ in range(calls):
            work()
        return (clock() - started) / calls
    finally:
        gc.enable()


def at_most(what: str, reached: float, goal: float, unit: str = "", detail: str = "") -> Row:
    """A row that is met by a small number."""
    return Row(what, _number(reached, unit), f"≤ {goal:g}{unit}", reached <= goal, detail)


def at_least(what: str, reached: float, goal: float, unit: str = "", detail: str = "") -> Row:
    """A row that is met by a large number."""
    return Row(what, _number(reached, unit), f"≥ {goal:g}{unit}", reached >= goal, detail)


def beside(what: str, reached: float, unit: str = "", detail: str = "") -> Row:
    """A row to compare with: nothing is promised of it."""
    return Row(what, _number(reached, unit), detail=detail)


def _number(value: float, unit: str) -> str:
    return f"{value:,.0f}{unit}" if value >= 100 else f"{value:.2f}{unit}"


def machine() -> str:
    """One line on where this was measured, with what a durable write of 4 KiB costs there."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    return (
        f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}, "
        f"SQLite {sqlcipher.sqlite_version} (Python's own: {sqlite3.sqlite_version}); "
        f"4 KiB written and flushed to disk: {_durable_write():.0f} µs"
    )


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def _durable_write() -> float:
    with TemporaryDirectory() as folder:
        file = os.open(Path(folder) / "probe", os.O_CREAT | os.O_WRONLY)

        def write() -> None:
            os.pwrite(file, bytes(4096), 0)
            os.fdatasync(file)

        try:
            return median(_spent(write) for _ in range(50)) * 1e6
        finally:
            os.close(file)


def show(title: str, rows: Iterable[Row]) -> bool:
    """Print the table; whether everything that was promised was reached."""
    listed = list(rows)
    table = Table(title=title, title_justify="left")
    for column in ("what", "reached", "goal", "", "detail"):
        table.add_column(column, justify="right" if column in {"reached", "goal"} else "left", overflow="fold")
    for row in listed:
        table.add_row(row.what, row.reached, row.goal, {True: "met", False: "MISSED", None: ""}[row.met], row.detail)
    Console(width=None if Console().is_terminal else 150).print(table)
    return all(row.met is not False for row in listed)


def run(title: str, rows: Callable[[], list[Row]]) -> None:
    """Measure one benchmark by itself and print it; exit code 1 if a goal is missed."""
    print(machine())
    raise SystemExit(0 if show(title, rows()) else 1)
