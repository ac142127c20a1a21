"""Every benchmark in turn, and one table at the end; exit code 1 if anything promised is missed."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    case_storage,
    documents,
    journal,
    law,
    lifecycle,
    matching,
    pages,
    rotation,
    search,
    step,
    sweep,
    writers,
)
from benchmarks.measure import Row, machine, show
from tests.engines import postgresql_url


def of_search() -> list[Row]:
    """Sealed search beside a plain index."""
    return [Row(what, reached, goal, met if goal else None) for what, goal, reached, met in search.rows()]


def of_rotation() -> list[Row]:
    """Data keys under a new root key."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, url in (("SQLite", f"sqlite:///{home / 'keys.db'}"), ("PostgreSQL", postgresql_url())):
            speed, left, wrong = rotation.rotation(url, home / name)
            met = speed >= 10_000 and not left and not wrong
            found.append(Row(f"{name}: data keys re-wrapped a second", f"{speed:,.0f}", "≥ 10,000", met,
                             f"{left} left behind, {wrong} bodies changed"))  # fmt: skip
    return found


def of_journal() -> list[Row]:
    """The journal beside bare inserts, and its verifier beside bare SHA-256."""
    lines = [
        *journal.verifier(3, 50_000),
        journal.sqlite_appends(5, 300),
        *journal.postgresql_writers(3, 1.5),
    ]
    return [
        Row(line.what.replace(" / ", " ÷ "), f"{line.reached:.2f}x", "" if line.goal is None else f"≥ {line.goal:g}x",
            None if line.goal is None else line.reached >= line.goal, line.detail)
        for line in lines
    ]  # fmt: skip


def of_documents() -> list[Row]:
    """A letter printed, beside the bare typesetter on the same text."""
    return [Row(what, f"{spent / bare:.2f}x", detail=f"{spent:,.1f} ms") for what, spent, bare in documents.rows()]


#   benchmark          measured by
BENCHMARKS: tuple[tuple[str, Callable[[], list[Row]]], ...] = (
    ("lifecycle",      lifecycle.rows),
    ("law",            law.rows),
    ("case storage",   case_storage.rows),
    ("whole step",     step.rows),
    ("sweep",          sweep.rows),
    ("search",         of_search),
    ("key rotation",   of_rotation),
    ("journal",        of_journal),
    ("writers",        writers.rows),
    ("documents",      of_documents),
    ("matching",       matching.rows),
    ("pages",          pages.rows),
)  # fmt: skip


def main() -> None:
    """Run them all."""
    where, begun, found = machine(), time.monotonic(), []
    for name, rows in BENCHMARKS:
        started = time.monotonic()
        print(f"{name} …", end=" ", file=sys.stderr, flush=True)
        of_one = rows()
        print(f"{time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        found += [Row(f"{name}: {row.what}", row.reached, row.goal, row.met, row.detail) for row in of_one]
    print(where)
    title = f"medians of interleaved rounds; x is a ratio in one run; {time.monotonic() - begun:.0f} s in all"
    raise SystemExit(0 if show(title, found) else 1)


if __name__ == "__main__":
    main()
