"""Calendars of mediators as iCalendar (RFC 5545): their meetings out, what is taken in; nothing of a case in either."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

from mediation.cases.booking import Booking
from mediation.kernel.clock import HELSINKI
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from volunteers.availability import Taken

LARGEST: Final = 1_000_000  # bytes of a calendar that comes in
MOST_EVENTS: Final = 2_000
MOST_TAKEN: Final = 2_000
AHEAD: Final = timedelta(days=180)  # how far ahead a calendar is read
TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
# A phone shows this to whoever looks over a shoulder: it says that somebody meets, and nothing else.
SUMMARY: Final = {Language.FINNISH: "Tapaaminen", Language.SWEDISH: "Möte", Language.ENGLISH: "Meeting"}


def feed(bookings: Iterable[Booking], language: Language, now: datetime) -> bytes:
    """A mediator's meetings as an iCalendar file; instants in UTC, no place, no people, no case."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//mediation//availability//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for booking in bookings:
        event = icalendar.Event()
        event.add("uid", f"{booking.meeting}@mediation")
        event.add("dtstamp", now)
        event.add("dtstart", booking.starts_at.astimezone(UTC))
        event.add("dtend", booking.ends_at.astimezone(UTC))
        event.add("summary", SUMMARY[language])
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def taken_in(raw: bytes, now: datetime) -> tuple[Taken, ...]:
    """What an iCalendar file says is taken from now on, half a year ahead, as instants without a word of by what.

    Invalid (`bad_calendar`) for what is no calendar, repeats within the day, or has more than anybody keeps.
    """
    if len(raw) > LARGEST:
        raise _refused("too_large")
    try:
        calendar = icalendar.Calendar.from_ical(raw)
        if not isinstance(calendar, icalendar.Calendar):
            raise _refused("not_icalendar")
        events = calendar.walk("VEVENT")
        if len(events) > MOST_EVENTS or any(_repeats_too_often(event) for event in events):
            raise _refused("too_many_events")
        occurring = recurring_ical_events.of(calendar).between(now, now + AHEAD)
        found = sorted({span for event in occurring if _takes_time(event) and (span := _span(event)) is not None},
                       key=lambda span: span[0])  # fmt: skip
    except Invalid:
        raise
    except Exception as error:  # a reader of foreign files may fail in any way; none of them is told apart
        raise _refused("not_icalendar") from error
    if len(found) > MOST_TAKEN:
        raise _refused("too_many_events")
    return tuple(Taken(starts, ends) for starts, ends in found)


def _refused(code: str) -> Invalid:
    return Invalid("this calendar cannot be used", code="bad_calendar", fields=[("", code)])


def _repeats_too_often(event: icalendar.cal.Component) -> bool:
    rules = event.get("rrule", [])
    rules = rules if isinstance(rules, list) else [rules]
    return any(set(map(str.upper, rule.get("freq", []))) & TOO_OFTEN for rule in rules)


def _takes_time(event: icalendar.cal.Component) -> bool:
    free = str(event.get("transp", "")).upper() == "TRANSPARENT"
    return not free and str(event.get("status", "")).upper() != "CANCELLED"


def _span(event: icalendar.Event) -> tuple[datetime, datetime] | None:
    starts, ends = event.start, event.end
    span = (_instant(starts), _instant(ends))
    return span if span[0] < span[1] else None


def _instant(when: date | datetime) -> datetime:
    """A time with no zone is the wall clock's in Helsinki; a day begins there at midnight."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), HELSINKI)
    return (when if when.tzinfo is not None else when.replace(tzinfo=HELSINKI)).astimezone(UTC)
