"""The office's queues in SQL: clear facts pick the rows, and only those that are shown are opened for their titles."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from mediation.deadlines.deadline import DeadlineState
from mediation.deadlines.queue import CaseLine, MatterLine, Task, Waiting, Wanted
from mediation.deadlines.rule import Owner
from mediation.kernel.ids import CaseId, ItemId, MatterId, OfficeId, UnitId
from mediation.states.matter import ENDED, MatterKind, MatterState, Outcome
from mediation.storage import codec
from mediation.storage.tables import cases, deadlines, matters
from mediation.vault import Label, Vault

_OPEN = deadlines.c.state == DeadlineState.OPEN.value
_ENDED = [state.value for state in ENDED]


class SqlQueue:
    """One office's queues over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def cases(self, wanted: Wanted, after: tuple[date, CaseId] | None, limit: int) -> list[CaseLine]:
        query = sa.select(cases).where(cases.c.office == self._office, *_narrowed(wanted))
        if after is not None:
            query = query.where(sa.tuple_(cases.c.touched_on, cases.c.id) < sa.tuple_(*after))
        query = query.order_by(cases.c.touched_on.desc(), cases.c.id.desc()).limit(limit)
        return self._lines(self._connect().execute(query).all())

    def some(self, ids: Sequence[CaseId]) -> list[CaseLine]:
        query = sa.select(cases).where(cases.c.office == self._office, cases.c.id.in_(ids))
        found = {line.id: line for line in self._lines(self._connect().execute(query).all())}
        return [found[i] for i in ids if i in found]

    def sent_by(self, unit: UnitId, after: CaseId | None = None, limit: int = 50) -> list[CaseId]:
        query = sa.select(cases.c.id).where(cases.c.office == self._office, cases.c.sent_by == unit)
        if after is not None:
            query = query.where(cases.c.id < after)
        rows = self._connect().execute(query.order_by(cases.c.id.desc()).limit(limit)).all()
        return [CaseId(r.id) for r in rows]

    def numbered(self, number: str) -> CaseId | None:
        query = sa.select(cases.c.id).where(cases.c.office == self._office, cases.c.number == number.strip().upper())
        found = self._connect().execute(query).scalar()
        return None if found is None else CaseId(found)

    def tasks(self, owners: frozenset[Owner], until: date, limit: int) -> list[Task]:
        query = (
            sa.select(deadlines, cases.c.number).join(cases, cases.c.id == deadlines.c.case_id)
            .where(deadlines.c.office == self._office, _OPEN, deadlines.c.due_on <= until,
                   deadlines.c.owner.in_([owner.value for owner in owners]))
            .order_by(deadlines.c.due_on, deadlines.c.id).limit(limit)
        )  # fmt: skip
        return [_task(row) for row in self._connect().execute(query).all()]

    def waiting(self, today: date) -> list[Waiting]:
        overdue = sa.func.count(sa.distinct(sa.case((deadlines.c.due_on < today, deadlines.c.case_id))))
        query = (
            sa.select(
                deadlines.c.owner, sa.func.count(sa.distinct(deadlines.c.case_id)).label("cases"),
                overdue.label("overdue"), sa.func.min(deadlines.c.due_on).label("oldest"),
            )
            .where(deadlines.c.office == self._office, _OPEN, deadlines.c.owner != Owner.SYSTEM.value)
            .group_by(deadlines.c.owner).order_by(overdue.desc(), deadlines.c.owner)
        )  # fmt: skip
        return [Waiting(r.owner, r.cases, r.overdue, r.oldest) for r in self._connect().execute(query).all()]

    def states(self) -> dict[MatterState, int]:
        query = sa.select(matters.c.state, sa.func.count()).where(matters.c.office == self._office)
        return {
            MatterState(state): many for state, many in self._connect().execute(query.group_by(matters.c.state)).all()
        }

    def meetings(self, since: date, until: date) -> list[tuple[CaseId, ItemId]]:
        query = (
            sa.select(deadlines.c.case_id, deadlines.c.subject).distinct()
            .where(
                deadlines.c.office == self._office, _OPEN, deadlines.c.rule == "meeting",
                deadlines.c.due_on.between(since, until), deadlines.c.subject.is_not(None),
            )
        )  # fmt: skip
        return [(CaseId(r.case_id), ItemId(r.subject)) for r in self._connect().execute(query).all()]

    def _lines(self, rows: Sequence[Any]) -> list[CaseLine]:
        ids = [row.id for row in rows]
        connection = self._connect()
        found = connection.execute(
            sa.select(matters).where(matters.c.case_id.in_(ids)).order_by(matters.c.case_id, matters.c.position)
        ).all()
        owed = connection.execute(
            sa.select(deadlines, cases.c.number).join(cases, cases.c.id == deadlines.c.case_id)
            .where(deadlines.c.case_id.in_(ids), _OPEN).order_by(deadlines.c.due_on.desc(), deadlines.c.id.desc())
        ).all()  # fmt: skip
        nearest = {row.case_id: _task(row) for row in owed}
        mine: dict[str, list[Any]] = {case_id: [] for case_id in ids}
        for matter in found:
            mine[matter.case_id].append(matter)
        return [self._line(row, mine[row.id], nearest.get(row.id)) for row in rows]

    def _line(self, row: Any, mine: Sequence[Any], nearest: Task | None) -> CaseLine:
        sealed = self._vault.box(row.id).open(row.head_sealed, Label("cases", "head", row.id, row.head_version))
        about = codec.head_of(sealed).about
        return CaseLine(
            id=CaseId(row.id), number=row.number, touched_on=row.touched_on, next=nearest,
            matters=tuple(
                MatterLine(
                    title=about[MatterId(m.id)].title, kind=MatterKind(m.kind), state=MatterState(m.state),
                    outcome=Outcome(m.outcome) if m.outcome else None, arrived_on=m.arrived_on,
                    held=m.held_since is not None,
                )
                for m in mine
            ),
        )  # fmt: skip


def _narrowed(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """The conditions on a case; those on a matter must hold of one and the same matter."""
    of_matter: list[sa.ColumnElement[bool]] = (
        [] if wanted.closed_too or wanted.states else [matters.c.state.not_in(_ENDED)]
    )
    if wanted.states:
        of_matter.append(matters.c.state.in_([state.value for state in wanted.states]))
    if wanted.kind is not None:
        of_matter.append(matters.c.kind == wanted.kind.value)
    conditions: list[sa.ColumnElement[bool]] = []
    if of_matter:
        conditions.append(sa.exists().where(matters.c.case_id == cases.c.id, *of_matter))
    of_deadline: list[sa.ColumnElement[bool]] = []
    if wanted.waits_for:
        of_deadline.append(deadlines.c.owner == wanted.waits_for)
    if wanted.overdue_on is not None:
        of_deadline.append(deadlines.c.due_on < wanted.overdue_on)
    if of_deadline:
        conditions.append(sa.exists().where(deadlines.c.case_id == cases.c.id, _OPEN, *of_deadline))
    return conditions


def _task(row: Any) -> Task:
    return Task(
        case=CaseId(row.case_id), number=row.number, matter=row.matter_id and MatterId(row.matter_id), rule=row.rule,
        subject=row.subject or "", owner=row.owner, due_on=row.due_on,
    )  # fmt: skip
