"""Engagements counted in SQL over readable columns: states of assignments and of matters."""

from collections.abc import Callable

import sqlalchemy as sa

from mediation.cases.assignment import Assignment
from mediation.cases.engagement import Engagement
from mediation.kernel.ids import OfficeId, VolunteerId
from mediation.states.matter import IN_MEDIATION_PHASE
from mediation.states.small import AssignmentState
from mediation.storage.tables import case_items, cases, matters

ON_HAND = (
    sa.exists().where(matters.c.case_id == case_items.c.case_id, matters.c.state.in_(sorted(IN_MEDIATION_PHASE)))
)  # fmt: skip
ENDED = sa.exists().where(matters.c.case_id == case_items.c.case_id, matters.c.ended_at.is_not(None))


class SqlEngagements:
    """One office's engagements over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], office: OfficeId) -> None:
        self._connect, self._office = connect, office

    def of(self, volunteer: VolunteerId) -> Engagement:
        return self._found(case_items.c.concerns == volunteer).get(volunteer, Engagement(volunteer))

    def all(self) -> dict[VolunteerId, Engagement]:
        return self._found(sa.true())

    def _found(self, whom: sa.ColumnElement[bool]) -> dict[VolunteerId, Engagement]:
        accepted = case_items.c.state == AssignmentState.ACCEPTED.value
        query = (
            sa.select(
                case_items.c.concerns,
                _cases_where(accepted & ~ON_HAND & ENDED).label("mediated"),
                _cases_where(accepted & ON_HAND).label("on_hand"),
                _cases_where(case_items.c.state == AssignmentState.OFFERED.value).label("offered"),
            )
            .join(cases, cases.c.id == case_items.c.case_id)
            .where(case_items.c.kind == Assignment.KIND, cases.c.office == self._office, whom)
            .group_by(case_items.c.concerns)
        )
        rows = self._connect().execute(query).all()
        return {v: Engagement(v, r.mediated, r.on_hand, r.offered) for r in rows if (v := VolunteerId(r.concerns))}


def _cases_where(holds: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """How many different cases of a group an assignment in it makes true."""
    return sa.func.count(sa.distinct(sa.case((holds, case_items.c.case_id))))
