"""Experiences counted in SQL over readable columns: assignments, and kind, class and dates of matters."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from mediation.cases.assignment import Assignment
from mediation.cases.experience import Experience
from mediation.kernel.ids import OfficeId, VolunteerId
from mediation.states.matter import MatterKind
from mediation.states.small import AssignmentState
from mediation.storage.tables import case_items, cases, matters


class SqlExperiences:
    """One office's experiences over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], office: OfficeId) -> None:
        self._connect, self._office = connect, office

    def all(self, since: datetime) -> dict[VolunteerId, Experience]:
        made: dict[VolunteerId, Experience] = {}
        mine = self._accepted("mine")
        kind = sa.case((matters.c.kind == MatterKind.DISPUTE.value, matters.c.kind), else_=matters.c.offence_class)
        cases_of = sa.func.count(sa.distinct(mine.c.case_id))
        by_kind = (
            sa.select(mine.c.who, kind.label("kind"), cases_of.label("cases"))
            .join(matters, matters.c.case_id == mine.c.case_id).group_by(mine.c.who, kind)
        )  # fmt: skip
        for who, name, count in self._connect().execute(by_kind).all():
            one = made.setdefault(VolunteerId(who), Experience())
            one.kinds = {**one.kinds, name: count}
        taken = (
            sa.select(mine.c.who, cases_of).join(matters, matters.c.case_id == mine.c.case_id)
            .where(matters.c.accepted_at >= since).group_by(mine.c.who)
        )  # fmt: skip
        for who, count in self._connect().execute(taken).all():
            made.setdefault(VolunteerId(who), Experience()).taken = count
        theirs = self._accepted("theirs")
        pairs = (
            sa.select(mine.c.who, theirs.c.who, cases_of).join(theirs, theirs.c.case_id == mine.c.case_id)
            .where(mine.c.who != theirs.c.who).group_by(mine.c.who, theirs.c.who)
        )  # fmt: skip
        for who, other, count in self._connect().execute(pairs).all():
            one = made.setdefault(VolunteerId(who), Experience())
            one.together = {**one.together, other: count}
        return made

    def _accepted(self, name: str) -> sa.Subquery:
        return (
            sa.select(case_items.c.concerns.label("who"), case_items.c.case_id)
            .join(cases, cases.c.id == case_items.c.case_id)
            .where(
                case_items.c.kind == Assignment.KIND, case_items.c.state == AssignmentState.ACCEPTED.value,
                cases.c.office == self._office,
            )
            .distinct().subquery(name)
        )  # fmt: skip
