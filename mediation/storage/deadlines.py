"""Deadlines in SQL: a row each; the next day on which anything is owed is its index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from mediation.deadlines.deadline import Deadline, DeadlineState, next_on
from mediation.deadlines.rule import Owner
from mediation.kernel.ids import CaseId, DeadlineId, MatterId, OfficeId
from mediation.kernel.refusals import Stale
from mediation.storage import codec
from mediation.storage.tables import deadlines

# Asked in every unit of work: built once, because building a statement costs as much as running it.
_INSERT = sa.insert(deadlines)
_OPEN_FOR = (
    sa.select(deadlines)
    .where(
        deadlines.c.case_id == sa.bindparam("case_id"),
        deadlines.c.office == sa.bindparam("office"),
        deadlines.c.state == DeadlineState.OPEN.value,
    )
    .order_by(deadlines.c.id)
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is done for a deadline and when: days, roles and counters, nothing of a person."""

    remind_on: tuple[date, ...]
    escalate_on: date | None
    escalates_to: Owner | None
    reminders_done: int
    escalated_on: date | None
    held_since: date | None


class SqlDeadlines:
    """One office's deadlines over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], office: OfficeId) -> None:
        self._connect, self._office = connect, office
        self._loaded: dict[str, tuple[str, date]] = {}  # as first seen: what a caller holds may be that old

    def add(self, deadline: Deadline) -> None:
        values = _row(deadline) | {
            "id": deadline.id, "office": self._office, "case_id": deadline.case_id,
            "matter_id": deadline.matter_id, "rule": deadline.rule, "subject": deadline.subject_id,
            "owner": deadline.owner.value,
        }  # fmt: skip
        self._connect().execute(_INSERT, values)

    def save(self, deadline: Deadline) -> None:
        (plan, due_on), values = self._loaded[deadline.id], _row(deadline)
        changed = self._connect().execute(
            sa.update(deadlines)
            .where(
                deadlines.c.id == deadline.id,
                deadlines.c.state == DeadlineState.OPEN.value,
                deadlines.c.plan == plan,
                deadlines.c.due_on == due_on,
            )
            .values(values)
        )
        if changed.rowcount != 1:
            raise Stale("somebody else changed this deadline meanwhile")
        self._loaded[deadline.id] = values["plan"], values["due_on"]

    def open_for(self, case_id: CaseId) -> Sequence[Deadline]:
        rows = self._connect().execute(_OPEN_FOR, {"case_id": case_id, "office": self._office}).all()
        return [self._deadline(row) for row in rows]

    def owed_by(self, today: date, limit: int, after: DeadlineId | None = None) -> Sequence[Deadline]:
        query = sa.select(deadlines).where(deadlines.c.office == self._office, deadlines.c.next_on <= today)
        if after is not None:
            query = query.where(deadlines.c.id > after)
        rows = self._connect().execute(query.order_by(deadlines.c.id).limit(limit)).all()
        return [self._deadline(row) for row in rows]

    def _deadline(self, row: Any) -> Deadline:
        self._loaded.setdefault(row.id, (row.plan, row.due_on))
        return _deadline(row)


def _row(deadline: Deadline) -> dict[str, Any]:
    plan = _Plan(
        deadline.remind_on, deadline.escalate_on, deadline.escalates_to, deadline.reminders_done,
        deadline.escalated_on, deadline.held_since,
    )  # fmt: skip
    return {
        "due_on": deadline.due_on, "state": deadline.state.value, "next_on": next_on(deadline),
        "plan": codec.encode(plan).decode(),
    }  # fmt: skip


def _deadline(row: Any) -> Deadline:
    plan = codec.decode(_Plan, row.plan.encode())
    return Deadline(
        id=DeadlineId(row.id), case_id=CaseId(row.case_id),
        matter_id=MatterId(row.matter_id) if row.matter_id else None, rule=row.rule, subject_id=row.subject,
        due_on=row.due_on, remind_on=plan.remind_on, escalate_on=plan.escalate_on, owner=Owner(row.owner),
        escalates_to=plan.escalates_to, state=DeadlineState(row.state), reminders_done=plan.reminders_done,
        escalated_on=plan.escalated_on, held_since=plan.held_since,
    )  # fmt: skip
