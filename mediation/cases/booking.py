"""When mediators are taken: one booking per mediator and meeting, so that nobody is booked twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.meeting import Meeting
from mediation.kernel.ids import CaseId, ItemId, VolunteerId
from mediation.states.small import AssignmentState, MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A mediator is taken from one instant (UTC) up to another by a meeting, which is ahead or was held."""

    meeting: ItemId
    volunteer: VolunteerId
    case_id: CaseId
    starts_at: datetime
    ends_at: datetime
    held: bool = False


def bookings_of(case: Case) -> Iterator[Booking]:
    """The bookings of a case as it is now: meetings ahead and held, each with the mediators who have it to do."""
    for meeting in case.all(Meeting):
        if meeting.state is MeetingState.CANCELLED:
            continue
        held = meeting.state is MeetingState.HELD
        for volunteer in meeting.mediators:
            if held or _mediates(case, meeting, volunteer):
                yield Booking(
                    meeting=meeting.id, volunteer=volunteer, case_id=case.id, starts_at=meeting.starts_at,
                    ends_at=meeting.starts_at + timedelta(minutes=meeting.minutes), held=held,
                )  # fmt: skip


def _mediates(case: Case, meeting: Meeting, volunteer: VolunteerId) -> bool:
    return any(
        a.volunteer == volunteer and a.state is AssignmentState.ACCEPTED and set(a.matters) & set(meeting.matters)
        for a in case.all(Assignment)
    )


class Bookings(Protocol):
    """The bookings of one office's mediators."""

    def keep(self, case: Case) -> None:
        """Make the bookings of a case what it says now; StepNotPossible if a mediator is elsewhere then."""
        ...

    def of(self, volunteer: VolunteerId, since: datetime, until: datetime) -> list[Booking]:
        """One mediator's bookings that touch a span of time, in order."""
        ...

    def between(self, since: datetime, until: datetime) -> list[Booking]:
        """Everybody's bookings that touch a span of time, in order."""
        ...

    def last(self) -> dict[VolunteerId, datetime]:
        """When each mediator's last booked meeting begins or began."""
        ...

    def at(self, meeting: ItemId, volunteer: VolunteerId) -> Booking | None:
        """One mediator's booking of a meeting, if they have one."""
        ...
