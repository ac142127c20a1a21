"""The grid on which times are compared: every quarter of an hour at which a meeting could begin, four weeks ahead."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from volunteers.availability import Availability, Taken, Weekly

Hours = tuple[int, int]  # from which hour on people are met, and until which

# Office policy: how far ahead one looks, and how long a meeting is.
DAYS: Final = 28
QUARTER: Final = 15
MEETING: Final = 90 // QUARTER
# Longer than a day by more than a meeting, so that none is found that goes on into the next morning.
A_DAY: Final = 24 * 60 // QUARTER + MEETING


def free_beginnings(
    availability: Availability, since: date, zone: tzinfo, hours: Hours, booked: Iterable[Taken] = ()
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
    quarters = _quarters(availability.pattern, since, hours) & ~away
    for more in availability.extra:
        number = (more.day - since).days
        if 0 <= number < DAYS:
            quarters |= _within(more.begins, more.ends, hours) << (A_DAY * number)
    for taken in (*availability.taken, *booked):
        quarters &= ~_touched(taken, since, zone)
    return _beginnings(quarters)


def weekly_beginnings(times: Iterable[Weekly], since: date, hours: Hours) -> int:
    """When a meeting could begin for people who have told times of the week, as bits from a day on."""
    return _beginnings(_quarters(times, since, hours))


def _quarters(pattern: Iterable[Weekly], since: date, hours: Hours) -> int:
    found = 0
    for row in pattern:
        quarters = _within(row.begins, row.ends, hours)
        for number in range((row.weekday - since.isoweekday()) % 7, DAYS, 7):
            if row.holds_on(since + timedelta(days=number)):
                found |= quarters << (A_DAY * number)
    return found


def _within(begins: int, ends: int, hours: Hours) -> int:
    """The whole quarters between two minutes of a day in which people are met, as bits from midnight on."""
    first, last = -(-max(begins, hours[0] * 60) // QUARTER), min(ends, hours[1] * 60) // QUARTER
    return ((1 << (last - first)) - 1) << first if first < last else 0


def _touched(taken: Taken, since: date, zone: tzinfo) -> int:
    """Every quarter that something touches, be it by a minute."""
    first, last = _place(taken.starts_at, since, zone), _place(taken.ends_at, since, zone, up=True)
    return ((1 << (last - first)) - 1) << first if first < last else 0


def _place(at: datetime, since: date, zone: tzinfo, *, up: bool = False) -> int:
    local = at.astimezone(zone)
    days = (local.date() - since).days
    minutes = (local.hour * 60 + local.minute) * 60 + local.second + bool(local.microsecond)
    quarter = -(-minutes // (QUARTER * 60)) if up else minutes // (QUARTER * 60)
    return min(max(0, A_DAY * days + quarter), A_DAY * DAYS)


def _beginnings(quarters: int) -> int:
    found = quarters
    for later in range(1, MEETING):
        found &= quarters >> later
    return found
