"""Working days of a country, and the computing of time (in Finland Act 150/1930); pure functions on dates.

Dates are legal days of the office and begin at 00:00 there, so the change to or from summer time moves nothing.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

SATURDAY = 5


@cache
def _days_off(country: str, region: str | None, year: int) -> frozenset[date]:
    # Public holidays of the library carry the list of 150/1930 §5: church holidays, Independence Day, May
    # Day, and the eves of Christmas and Midsummer.
    return frozenset(country_holidays(country, subdiv=region, years=year))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a country (ISO 3166-1), or of a region of it, as the library `holidays` knows them."""

    country: str
    region: str | None = None

    def is_working_day(self, day: date) -> bool:
        """No Saturday, Sunday or holiday; in Finland no Christmas Eve or Midsummer Eve either (150/1930 §5)."""
        return day.weekday() < SATURDAY and day not in _days_off(self.country, self.region, day.year)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that many working days after the day, or before it when the count is negative.

        The day itself is not counted; a count of 0 gives the day, or the next working day.
        """
        if count == 0:
            return self.next_working_day(day)
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def end_of_period(self, day: date, days: int) -> date:
        """The last day of a statutory period of days: the day of the event is not counted, an end that is no
        working day moves to the next one (150/1930 §2, §5)."""
        return self.next_working_day(day + timedelta(days=days))

    def end_of_months(self, day: date, months: int) -> date:
        """The last day of a statutory period of calendar months (150/1930 §3, §5)."""
        return self.next_working_day(add_months(day, months))

    def end_of_years(self, day: date, years: int) -> date:
        """The last day of a statutory period of years (150/1930 §3, §5)."""
        return self.end_of_months(day, 12 * years)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day if it has none (150/1930 §3)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def comes_of_age(born_on: date, years: int) -> date:
    """The day on which a person is so many years old, from 00:00 in Helsinki.

    Born on 29 February: 1 March in a common year. 150/1930 §3 read by analogy would give 28 February; the
    later day is the stricter reading, for a minor keeps the protection of §2.2 and §18.1 a day longer.
    """
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
