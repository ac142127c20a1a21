"""A second, differently written Finnish calendar: the Gregorian computus and fixed days, no library."""

from datetime import date, timedelta


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
