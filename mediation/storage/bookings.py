"""Bookings in SQL: a mediator's row of numbers is locked, then the rows are looked at, all in one transaction."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mediation.cases.booking import Booking, bookings_of
from mediation.cases.case import Case
from mediation.kernel.ids import CaseId, ItemId, OfficeId, VolunteerId
from mediation.kernel.refusals import Need, StepNotPossible
from mediation.storage.numbers import take_numbers
from mediation.storage.tables import bookings


class SqlBookings:
    """One office's bookings over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], office: OfficeId) -> None:
        self._connect, self._office = connect, office

    def keep(self, case: Case) -> None:
        connection = self._connect()
        rows = connection.execute(sa.select(bookings).where(bookings.c.case_id == case.id)).all()
        old = {(b.meeting, b.volunteer): b for b in map(_booking, rows)}
        new = {(b.meeting, b.volunteer): b for b in bookings_of(case)}
        for key in old.keys() - new.keys():
            connection.execute(sa.delete(bookings).where(_is(*key)))
        changed = [b for key, b in new.items() if old.get(key) != b]
        self._lock({b.volunteer for b in changed if not b.held})
        for booking in changed:
            values = {
                "office": self._office, "case_id": case.id, "starts_at": booking.starts_at,
                "ends_at": booking.ends_at, "held": booking.held,
            }  # fmt: skip
            key = (booking.meeting, booking.volunteer)
            if key in old:
                connection.execute(sa.update(bookings).where(_is(*key)).values(values))
            else:
                connection.execute(
                    sa.insert(bookings), values | {"meeting": booking.meeting, "volunteer": booking.volunteer}
                )
        self._refuse_overlaps([b for b in changed if not b.held])

    def of(self, volunteer: VolunteerId, since: datetime, until: datetime) -> list[Booking]:
        return self._found(bookings.c.volunteer == volunteer, bookings.c.starts_at < until, bookings.c.ends_at > since)

    def between(self, since: datetime, until: datetime) -> list[Booking]:
        return self._found(bookings.c.starts_at < until, bookings.c.ends_at > since)

    def at(self, meeting: ItemId, volunteer: VolunteerId) -> Booking | None:
        return next(iter(self._found(_is(meeting, volunteer))), None)

    def last(self) -> dict[VolunteerId, datetime]:
        query = (
            sa.select(bookings.c.volunteer, sa.func.max(bookings.c.starts_at).label("last"))
            .where(bookings.c.office == self._office).group_by(bookings.c.volunteer)
        )  # fmt: skip
        return {VolunteerId(r.volunteer): r.last for r in self._connect().execute(query).all()}

    def _lock(self, volunteers: Collection[VolunteerId]) -> None:
        """Let whoever books one of these at the same time wait for the end of this transaction; always in one order."""
        for volunteer in sorted(volunteers):
            take_numbers(self._connect(), self._office, f"bookings:{volunteer}")

    def _refuse_overlaps(self, made: list[Booking]) -> None:
        needs = []
        for booking in made:
            beside = self.of(booking.volunteer, booking.starts_at, booking.ends_at)
            if any(b.meeting != booking.meeting for b in beside):
                needs.append(Need("mediator_is_free", "office policy", booking.volunteer))
        if needs:
            raise StepNotPossible("a mediator is in another meeting then", needs=needs)

    def _found(self, *holds: sa.ColumnElement[bool]) -> list[Booking]:
        query = sa.select(bookings).where(bookings.c.office == self._office, *holds)
        rows = self._connect().execute(query.order_by(bookings.c.starts_at, bookings.c.meeting)).all()
        return [_booking(row) for row in rows]


def _is(meeting: ItemId, volunteer: VolunteerId) -> sa.ColumnElement[bool]:
    return (bookings.c.meeting == meeting) & (bookings.c.volunteer == volunteer)


def _booking(row: Any) -> Booking:
    return Booking(
        meeting=ItemId(row.meeting), volunteer=VolunteerId(row.volunteer), case_id=CaseId(row.case_id),
        starts_at=row.starts_at, ends_at=row.ends_at, held=row.held,
    )  # fmt: skip
