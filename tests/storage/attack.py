"""An attacker at the database, behind the application."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from audit import Difference, VerifierKey, verify
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId


@dataclass
class Attack:
    """An office, the case that is attacked, and the hand that changes rows behind the application."""

    stage: Stage
    case_id: CaseId

    def sql(self, statement: sa.Executable) -> None:
        """Run one statement as whoever holds the database."""
        with self.stage.house.engine.begin() as connection:
            connection.execute(statement)

    @contextmanager
    def put(self, table: sa.Table, column: str, bodies: dict[str, bytes]) -> Iterator[None]:
        """Put other bytes into rows for a while."""
        before = {row.id: getattr(row, column) for row in self.rows(sa.select(table)) if row.id in bodies}
        for values in (bodies, before):
            for row_id, body in values.items():
                self.sql(sa.update(table).where(table.c.id == row_id).values({column: body}))
            if values is bodies:
                yield

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        """What the database holds."""
        with self.stage.house.engine.connect() as connection:
            return list(connection.execute(query))

    def row(self, table: sa.Table, **where: Any) -> Any:
        """The first row of the attacked case."""
        query = sa.select(table).where(table.c.case_id == self.case_id).filter_by(**where)
        return self.rows(query.order_by(table.c.id))[0]

    def two(self, table: sa.Table) -> list[Any]:
        """Two rows of a table, the attacked case's first."""
        return sorted(self.rows(sa.select(table).order_by(table.c.id)), key=lambda row: row.id != self.case_id)[:2]

    def differences(self, folder: Path) -> list[Difference]:
        """What an auditor finds in an exported bundle that ought to have no difference."""
        bundle = folder / "journal.bundle"
        self.stage.house.journal.write_bundle(bundle)
        key = VerifierKey.parse(self.stage.house.journal.verifier_key())
        report = verify([bundle.read_bytes()], [key])
        assert report.size > 0
        assert bool(report.broken) == bool(report.differences)
        return list(report.differences)
