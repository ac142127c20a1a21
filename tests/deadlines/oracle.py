"""A second, differently written Finnish calendar: the Gregorian computus and fixed days, no library, no product."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def the_weekday_from(year: int, month: int, day: int, weekday: int) -> date:
    """The first such weekday on or after a day: Midsummer Day, All Saints' Day."""
    start = date(year, month, day)
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def days_off(year: int) -> set[date]:
    """Every day off that may fall on a working weekday (150/1930 §5)."""
    sunday = easter(year)
    midsummer = the_weekday_from(year, 6, 20, 5)
    return {
        date(year, 1, 1),
        date(year, 1, 6),
        sunday - timedelta(days=2),
        sunday,
        sunday + timedelta(days=1),
        date(year, 5, 1),
        sunday + timedelta(days=39),
        sunday + timedelta(days=49),
        midsummer - timedelta(days=1),
        midsummer,
        the_weekday_from(year, 10, 31, 5),
        date(year, 12, 6),
        date(year, 12, 24),
        date(year, 12, 25),
        date(year, 12, 26),
    }


def is_working(day: date) -> bool:
    return day.isoweekday() < 6 and day not in days_off(day.year)


# --- counting, written otherwise than the product does it: in lists of working days, and by walking the calendar

_FIRST, _LAST = date(2018, 1, 1), date(2066, 12, 31)
_EVERY = [_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1)]
_OFF = {day for year in range(_FIRST.year, _LAST.year + 1) for day in days_off(year)}
_WORKING = [day for day in _EVERY if day.isoweekday() < 6 and day not in _OFF]


def working_days_from(day: date, count: int) -> date:
    """The working day so many working days on, or back; none at all is the day itself."""
    if count == 0:
        return day
    if count > 0:
        return _WORKING[bisect_right(_WORKING, day) + count - 1]
    return _WORKING[bisect_left(_WORKING, day) + count]


def period_of_days(day: date, days: int) -> date:
    """The last day of a statutory period: the first working day not before its end (150/1930 §2, §5)."""
    return _WORKING[bisect_left(_WORKING, day + timedelta(days=days))]


def months_on(day: date, months: int) -> date:
    """The day of the same number so many months on, or else the last of that month (150/1930 §3)."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def every_year_on(day: date, month: int, number: int) -> date:
    """The next such day of a year, today included."""
    while (day.month, day.day) != (month, number):
        day += timedelta(days=1)
    return day


def safe_day_to_charge(act: date, years: int) -> date:
    """The day before the anniversary of the act (Criminal Code 8:1-2)."""
    return months_on(act, 12 * years) - timedelta(days=1)


# --- summer time, by the rule of the directive: from the last Sunday of March to that of October, at 01:00 UTC


def change_day(year: int, month: int) -> date:
    """The last Sunday of March or October."""
    return max(d for d in (date(year, month, n) for n in range(25, 32)) if d.isoweekday() == 7)


def day_in_helsinki(utc: datetime) -> date:
    """The date on a clock in Helsinki, from the offset that the directive gives."""
    begins, ends = (datetime.combine(change_day(utc.year, m), time(1), UTC) for m in (3, 10))
    hours = 3 if begins <= utc < ends else 2
    return (utc + timedelta(hours=hours)).date()
