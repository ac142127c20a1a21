"""What a sweep of the deadlines costs: it has to grow with what is due today, not with what is open.

`python -m benchmarks.sweep`. Open deadlines are put in by SQL; those that are due belong to real cases, and each
owes one reminder to the adviser. Between sweeps the due ones are put back to where they were.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from time import perf_counter

import sqlalchemy as sa

from benchmarks.measure import Row, at_most, run
from benchmarks.offices import ENGINES, office, planted
from mediation.actions.due import run_due
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.rule import Owner
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, DeadlineId
from mediation.storage.deadlines import SqlDeadlines
from mediation.storage.tables import cases, deadlines, effects, messages

OPEN, DUE = (1_000, 10_000, 100_000), (0, 10, 100)
RULE = "triage"
BATCH, OF_A_CASE = 5_000, 10


def fill(stage: Stage, model: CaseId, many: int, first: int) -> None:
    """Open deadlines that owe nothing before next year, ten to a case; of those cases nothing is ever opened."""
    template = _row(stage, "d_template", model, stage.today + timedelta(days=400))
    with stage.house.engine.begin() as connection:
        case = dict(connection.execute(sa.select(cases).where(cases.c.id == model)).one()._mapping)
        for start in range(first, first + many, BATCH):
            numbers = range(start, min(start + BATCH, first + many))
            owners = {f"c_{n // OF_A_CASE:026d}" for n in numbers} - {f"c_{(first - 1) // OF_A_CASE:026d}"}
            connection.execute(sa.insert(cases), [case | {"id": i, "number": i} for i in sorted(owners)])
            connection.execute(
                sa.insert(deadlines),
                [template | {"id": f"d_{n:026d}", "case_id": f"c_{n // OF_A_CASE:026d}"} for n in numbers],
            )
    if stage.house.engine.dialect.name == "postgresql":  # its own upkeep would do so within the minute
        with stage.house.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("vacuum analyze")


def _row(stage: Stage, deadline_id: str, case_id: CaseId, remind_on: date) -> dict[str, object]:
    """One deadline's row, as the product itself writes it."""
    owed = Deadline(
        id=DeadlineId(deadline_id), case_id=case_id, matter_id=None, rule=RULE, subject_id=None,
        due_on=remind_on + timedelta(days=3), remind_on=(remind_on,), owner=Owner.ADVISER,
    )  # fmt: skip
    with stage.house.engine.begin() as connection:
        SqlDeadlines(lambda: connection, stage.app.office.id).add(owed)
        row = dict(connection.execute(sa.select(deadlines).where(deadlines.c.id == deadline_id)).one()._mapping)
        connection.execute(sa.delete(deadlines).where(deadlines.c.id == deadline_id))
    return row


class Due:
    """Deadlines that are due today, on cases of their own, and a way to make them due anew."""

    def __init__(self, stage: Stage, own: list[CaseId]) -> None:
        self._engine, self._own = stage.house.engine, own
        self._template = _row(stage, "due_template", own[0], stage.today)

    def put(self, many: int) -> None:
        """Exactly so many are due, and nobody has been reminded of them."""
        rows = [
            self._template | {"id": f"due_{number:022d}", "case_id": self._own[number]} for number in range(many)
        ]
        with self._engine.begin() as connection:
            connection.execute(sa.delete(deadlines).where(deadlines.c.id.like("due_%")))
            connection.execute(sa.delete(effects))
            connection.execute(sa.delete(messages))
            if rows:
                connection.execute(sa.insert(deadlines), rows)


def rows() -> list[Row]:
    """Both databases."""
    return [row for name, engine in ENGINES.items() for row in measured(name, engine)]


def measured(name: str, engine: str) -> Iterator[Row]:
    """A sweep for every number of open and of due deadlines."""
    with office(engine) as stage:
        own = [planted(stage, number) for number in range(max(DUE))]
        with stage.house.engine.begin() as connection:
            connection.execute(sa.delete(deadlines))
        due, table, filled = Due(stage, own), {}, 0
        for many in OPEN:
            fill(stage, own[0], many - filled, filled)
            filled = many
            for number in DUE:
                table[many, number] = _swept(stage, due, number)
        idle = table[OPEN[-1], 0]
        yield at_most(f"{name}: a sweep over 100,000 open deadlines, none due", idle, 20, " ms")
        for number in DUE:
            milliseconds = " · ".join(f"{table[many, number]:,.2f}" for many in OPEN)
            yield Row(f"{name}: {number} due among 1k · 10k · 100k open", milliseconds, detail="ms a sweep")
        each = [(table[many, 100] - table[many, 0]) / 100 for many in OPEN]
        yield at_most(f"{name}: one due deadline at 100k open ÷ at 1k open", each[-1] / each[0], 1.25, "x",
                      f"{each[0]:.2f} : {each[-1]:.2f} ms each")  # fmt: skip


def _swept(stage: Stage, due: Due, number: int) -> float:
    """Milliseconds of one sweep, the median of several."""
    taken = []
    for _ in range(3 if number > 10 else 9):
        due.put(number)
        stage.later(seconds=1)
        started = perf_counter()
        swept = run_due(stage.app, stage.clockwork)
        taken.append((perf_counter() - started) * 1000)
        assert (swept.reminded, swept.failed, swept.done_elsewhere) == (number, (), 0)
    return median(taken)


if __name__ == "__main__":
    run("sweep of the deadlines", rows)
