"""The grid on which times are compared: every quarter of an hour at which a meeting could begin, four weeks ahead."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from volunteers.availability import Availability, Taken, Weekly

# Office policy, all of it: how far ahead one looks, the hours in which people are met, and how long a meeting is.
DAYS: Final = 28
QUARTER: Final = 15
OPENS, SHUTS, MEETING = 8 * 60 // QUARTER, 22 * 60 // QUARTER, 90 // QUARTER
# Wider than the hours by more than a meeting, so that none is found that goes on into the next morning.
A_DAY: Final = 64


def free_beginnings(
    availability: Availability, since: date, zone: tzinfo, booked: Iterable[Taken] = ()
) -> int | None:
    """When a volunteer could begin a meeting, as bits from a day on; None if they have told no time of theirs.

    The same as `free_times` would give, on the wall clock of `zone`; whoever is away all the time can begin none.
    """
    told = bool(availability.pattern or availability.extra)
    whole = (1 << (A_DAY * DAYS)) - 1
    away = 0
    for absence in availability.away:
        first, last = max(0, (absence.since - since).days), min(DAYS, (absence.until - since).days + 1)
        if first < last:
            away |= ((1 << (A_DAY * (last - first))) - 1) << (A_DAY * first)
    if not told:
        return 0 if away == whole else None
    quarters = _quarters(availability.pattern, since) & ~away
    for more in availability.extra:
        number = (more.day - since).days
        if 0 <= number < DAYS:
            quarters |= _within(more.begins, more.ends) << (A_DAY * number)
    for taken in (*availability.taken, *booked):
        quarters &= ~_touched(taken, since, zone)
    return _beginnings(quarters)


def weekly_beginnings(times: Iterable[Weekly], since: date) -> int:
    """When a meeting could begin for people who have told times of the week, as bits from a day on."""
    return _beginnings(_quarters(times, since))


def _quarters(pattern: Iterable[Weekly], since: date) -> int:
    found = 0
    for row in pattern:
        quarters = _within(row.begins, row.ends)
        for number in range((row.weekday - since.isoweekday()) % 7, DAYS, 7):
            if row.holds_on(since + timedelta(days=number)):
                found |= quarters << (A_DAY * number)
    return found


def _within(begins: int, ends: int) -> int:
    """The whole quarters between two minutes of a day, as bits from the hour at which people are met first."""
    first, last = max(OPENS, -(-begins // QUARTER)), min(SHUTS, ends // QUARTER)
    return ((1 << (last - first)) - 1) << (first - OPENS) if first < last else 0


def _touched(taken: Taken, since: date, zone: tzinfo) -> int:
    """Every quarter that something touches, be it by a minute."""
    first, last = _place(taken.starts_at, since, zone), _place(taken.ends_at, since, zone, up=True)
    return ((1 << (last - first)) - 1) << first if first < last else 0


def _place(at: datetime, since: date, zone: tzinfo, *, up: bool = False) -> int:
    local = at.astimezone(zone)
    days = (local.date() - since).days
    minutes = (local.hour * 60 + local.minute) * 60 + local.second + bool(local.microsecond)
    quarter = -(-minutes // (QUARTER * 60)) if up else minutes // (QUARTER * 60)
    return min(max(0, A_DAY * days + min(max(quarter - OPENS, 0), SHUTS - OPENS)), A_DAY * DAYS)


def _beginnings(quarters: int) -> int:
    found = quarters
    for later in range(1, MEETING):
        found &= quarters >> later
    return found
