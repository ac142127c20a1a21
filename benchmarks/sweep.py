"""What a sweep of the deadlines costs: it has to grow with what is due today, not with what is open.

`python -m benchmarks.sweep`. Open deadlines are put in by SQL; those that are due belong to real cases, and each
owes one reminder to the adviser. Before each sweep the due ones are put back to where they were.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa

from benchmarks.measure import Row, Turns, at_most, beside, in_turns, run
from benchmarks.offices import ENGINES, office, planted
from mediation.actions.due import run_due
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.rule import Owner
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, DeadlineId
from mediation.storage.deadlines import SqlDeadlines
from mediation.storage.tables import cases, deadlines, effects, messages

OPEN, DUE, MOST = (1_000, 10_000, 100_000), (0, 10, 100), 100
RULE, BATCH, OF_A_CASE, ROUNDS = "triage", 5_000, 10, 9


class Office:
    """An office with so many open deadlines; some can be made due today, on cases of their own."""

    def __init__(self, stage: Stage, many: int) -> None:
        self._stage, self._engine = stage, stage.house.engine
        self._own = [planted(stage, number) for number in range(MOST)]
        with self._engine.begin() as connection:
            connection.execute(sa.delete(deadlines))
        self._template = _row(stage, self._own[0], stage.today)
        _fill(stage, self._own[0], many)

    def put(self, due: int) -> None:
        """Exactly so many are due, and nobody has been reminded of them."""
        ids = [f"due_{number:022d}" for number in range(MOST)]
        rows = [self._template | {"id": i, "case_id": case} for i, case in zip(ids[:due], self._own, strict=False)]
        with self._engine.begin() as connection:
            connection.execute(sa.delete(deadlines).where(deadlines.c.id.in_(ids)))
            connection.execute(sa.delete(effects))
            connection.execute(sa.delete(messages))
            if rows:
                connection.execute(sa.insert(deadlines), rows)
        self._stage.later(seconds=1)

    def sweep(self, due: int) -> None:
        """One sweep, and the proof that it did what was due."""
        swept = run_due(self._stage.app, self._stage.clockwork)
        assert (swept.reminded, swept.failed, swept.done_elsewhere) == (due, (), 0)


def _fill(stage: Stage, model: CaseId, many: int) -> None:
    """Open deadlines that owe nothing before next year, ten to a case; of those cases nothing is ever opened."""
    template = _row(stage, model, stage.today + timedelta(days=400))
    with stage.house.engine.begin() as connection:
        case = dict(connection.execute(sa.select(cases).where(cases.c.id == model)).one()._mapping)
        for start in range(0, many, BATCH):
            numbers = range(start, min(start + BATCH, many))
            owners = sorted({f"c_{n // OF_A_CASE:026d}" for n in numbers})
            connection.execute(sa.insert(cases), [case | {"id": i, "number": i} for i in owners])
            rows = [template | {"id": f"d_{n:026d}", "case_id": f"c_{n // OF_A_CASE:026d}"} for n in numbers]
            connection.execute(sa.insert(deadlines), rows)
    if stage.house.engine.dialect.name == "postgresql":  # its own upkeep would do so within the minute
        with stage.house.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("vacuum analyze")


def _row(stage: Stage, case_id: CaseId, remind_on: date) -> dict[str, object]:
    """One deadline's row, as the product itself writes it."""
    owed = Deadline(
        id=DeadlineId("d_template"), case_id=case_id, matter_id=None, rule=RULE, subject_id=None,
        due_on=remind_on + timedelta(days=3), remind_on=(remind_on,), owner=Owner.ADVISER,
    )  # fmt: skip
    with stage.house.engine.begin() as connection:
        SqlDeadlines(lambda: connection, stage.app.office.id).add(owed)
        row = dict(connection.execute(sa.select(deadlines).where(deadlines.c.id == owed.id)).one()._mapping)
        connection.execute(sa.delete(deadlines).where(deadlines.c.id == owed.id))
    return row


def rows() -> list[Row]:
    """Both databases."""
    return [row for name, engine in ENGINES.items() for row in measured(name, engine)]


def measured(name: str, engine: str) -> Iterator[Row]:
    """A sweep for every number of open and of due deadlines, offices of three sizes in turns."""
    table: dict[int, Turns] = {}
    with ExitStack() as opened:
        offices = {str(many): Office(opened.enter_context(office(engine)), many) for many in OPEN}
        for due in DUE:
            table[due] = in_turns(
                {many: partial(place.sweep, due) for many, place in offices.items()},
                rounds=ROUNDS if due < MOST else ROUNDS // 2, warm=1,
                prepare={many: partial(place.put, due) for many, place in offices.items()},
            )  # fmt: skip
    least, most = str(OPEN[0]), str(OPEN[-1])
    yield at_most(f"{name}: a sweep over 100,000 open deadlines, none due", table[0].micro(most) / 1000, 20, " ms")
    for due, turns in table.items():
        milliseconds = " · ".join(f"{turns.micro(str(many)) / 1000:,.2f}" for many in OPEN)
        yield Row(f"{name}: {due} due among 1k · 10k · 100k open", milliseconds, detail="ms a sweep")
    yield at_most(f"{name}: {MOST} due at 100k open ÷ at 1k open", table[MOST].ratio(most, least), 1.25, "x")
    yield beside(f"{name}: {MOST} due ÷ 10 due, at 100k open", table[MOST].micro(most) / table[10].micro(most), "x")


if __name__ == "__main__":
    run("sweep of the deadlines", rows)
