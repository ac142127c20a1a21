"""Readings of availability: the free times of a volunteer, and the calendar a phone subscribes to."""

import hmac
from datetime import timedelta
from typing import Any, Final

from mediation.actions.availability import availability_of, link_token
from mediation.actions.volunteers import found
from mediation.documents.calendars import feed
from mediation.kernel.clock import HELSINKI, at_helsinki
from mediation.kernel.ids import VolunteerId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted
from mediation.permissions.may import May
from mediation.work import Work
from volunteers import NoSuchVolunteer
from volunteers.availability import Taken, free_times

MOST_DAYS: Final = 120
BACK, AHEAD = timedelta(days=30), timedelta(days=365)


def free(work: Work, volunteer_id: str, days: int = 28) -> list[dict[str, Any]]:
    """The free times of a volunteer from today on, meetings and what their calendar has taken left out."""
    work.permit(May.AVAILABILITY_KEEP)
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(f"between 1 and {MOST_DAYS} days", fields=[("days", "out_of_range")])
    if volunteer_id != work.actor.volunteer and not work.actor.is_staff:
        raise NotFound("no such volunteer", code="volunteer_not_found")
    who = VolunteerId(found(work, volunteer_id).id)
    begins = at_helsinki(work.day, 0)
    booked = work.stores.bookings.of(who, begins, begins + timedelta(days=days + 1))
    spans = free_times(
        availability_of(work, who), work.day, days, HELSINKI, [Taken(b.starts_at, b.ends_at) for b in booked]
    )
    work.note("availability_read", thing=who)
    return [{"starts_at": s.starts_at.isoformat(), "ends_at": s.ends_at.isoformat()} for s in spans]


def own_availability(work: Work) -> dict[str, Any]:
    """A mediator's own pattern, days away and extra times as they are kept, and the path of their calendar if any."""
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has a calendar", code="not_permitted")
    work.permit(May.AVAILABILITY_KEEP)
    kept = availability_of(work, work.actor.volunteer)
    work.note("availability_read", thing=kept.volunteer)
    return {
        "pattern": list(kept.pattern), "away": list(kept.away), "extra": list(kept.extra),
        "path": f"/calendars/{link_token(work.app, kept)}.ics" if kept.has_feed else "",
    }  # fmt: skip


def own_calendar(work: Work) -> bytes:
    """A mediator's own meetings as an iCalendar file."""
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has a calendar", code="not_permitted")
    work.permit(May.AVAILABILITY_KEEP)
    work.note("own_calendar_read")
    return _feed(work, work.actor.volunteer)


def own_link(work: Work) -> dict[str, str]:
    """The secret path of a mediator's own calendar; NotFound until a link was made."""
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has a calendar", code="not_permitted")
    work.permit(May.AVAILABILITY_KEEP)
    availability = availability_of(work, work.actor.volunteer)
    if not availability.has_feed:
        raise NotFound("no link was made yet", code="calendar_not_found")
    work.note("calendar_link_read", thing=work.actor.volunteer)
    return {"path": f"/calendars/{link_token(work.app, availability)}.ics"}


def calendar_by_link(work: Work, token: str) -> bytes:
    """The meetings of the mediator whose link this is; NotFound for every other, one that was replaced included."""
    volunteer, _, _ = token.partition(".")
    try:
        known = work.stores.volunteers.get(volunteer)
    except NoSuchVolunteer:
        known = None
    availability = availability_of(work, volunteer)
    right = hmac.compare_digest(link_token(work.app, availability).encode(), token.encode())
    if known is None or known.standing == "released" or not availability.has_feed or not right:
        raise NotFound("no such calendar", code="calendar_not_found")
    key = f"calendar_fed:{volunteer}:{work.day.isoformat()}"
    if not work.stores.effects.done(key):  # a phone asks every hour: one line of the journal a day says that it does
        work.claim(key)
        work.note("calendar_fed", thing=volunteer)
    return _feed(work, VolunteerId(volunteer))


def _feed(work: Work, volunteer: VolunteerId) -> bytes:
    bookings = work.stores.bookings.of(volunteer, work.now() - BACK, work.now() + AHEAD)
    return feed(bookings, Language(found(work, volunteer).language), work.now())
