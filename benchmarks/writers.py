"""Eight people at work at once on PostgreSQL, with the journal and without: `python -m benchmarks.writers`.

Each adds notes to a case of their own through the real action, one unit of work a note. With the journal, the
sequencer runs beside them as it does in `mediation serve`; without, entries are made and thrown away.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from typing import Any

from audit import Entry
from benchmarks.measure import Row, at_least, show
from benchmarks.offices import office, planted
from mediation.actions.follow_up import NoteForm, add_note
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.work import App, unit

CLIENTS, ROUNDS, SECONDS = 8, 5, 2.0


def rows() -> list[Row]:
    """The ratio, the median of interleaved rounds."""
    with office("postgresql") as stage:
        cases = [planted(stage, number) for number in range(CLIENTS)]
        silent = _without_journal(stage.app)
        pairs = []
        for turn in range(ROUNDS):
            order = (silent, stage.app) if turn % 2 else (stage.app, silent)
            speeds = {id(app): _speed(stage, app, cases) for app in order}
            pairs.append((speeds[id(stage.app)], speeds[id(silent)]))
    ratio = median(with_it / without for with_it, without in pairs)
    detail = f"{median(b for _, b in pairs):,.0f} -> {median(a for a, _ in pairs):,.0f} units/s"
    return [at_least(f"PostgreSQL: {CLIENTS} real writers, journal ÷ none", ratio, 0.85, "x", detail)]


def _speed(stage: Stage, app: App, cases: Sequence[CaseId]) -> float:
    stop, done = time.perf_counter() + SECONDS, [0] * CLIENTS
    form = NoteForm(text="Soitettu osapuolelle; palataan asiaan ensi viikolla.")

    def write(client: int) -> None:
        while time.perf_counter() < stop:
            with unit(app, stage.actors["adviser"]) as work:
                add_note(work, cases[client], form)
            done[client] += 1

    def place() -> None:
        while time.perf_counter() < stop:
            stage.house.journal.sequence()
            time.sleep(0.5)

    workers = [threading.Thread(target=write, args=(client,)) for client in range(CLIENTS)]
    workers.append(threading.Thread(target=place))
    began = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(done) / (time.perf_counter() - began)


def _without_journal(app: App) -> App:
    @contextmanager
    def opened() -> Iterator[Any]:
        with app.open_stores() as stores:
            stores.journal = _forget  # type: ignore[method-assign]
            yield stores

    return replace(app, open_stores=opened)


def _forget(entries: Sequence[Entry]) -> None:
    del entries


if __name__ == "__main__":
    show("Writers on PostgreSQL", rows())
