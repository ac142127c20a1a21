"""Working days and the statutory computing of time (150/1930), against a second calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.deadlines.calendar import add_months, comes_of_age
from mediation.kernel.clock import HELSINKI, helsinki_date
from tests.deadlines.oracle import is_working
from tests.finland import add_working_days, end_of_months, end_of_period, end_of_years, is_working_day, next_working_day

DAYS = st.dates(date(2020, 1, 1), date(2039, 12, 31))


def test_every_day_of_twenty_years_is_as_the_second_calendar_has_it() -> None:
    day, different = date(2020, 1, 1), []
    while day < date(2040, 1, 1):
        if is_working_day(day) != is_working(day):
            different.append(day)
        day += timedelta(days=1)
    assert different == []


# fmt: off
@pytest.mark.parametrize(("day", "name", "works"), [
    (date(2025, 12, 6),  "Independence Day",          False),
    (date(2027, 12, 6),  "Independence Day, Monday",  False),
    (date(2025, 5, 1),   "May Day",                   False),
    (date(2025, 12, 24), "Christmas Eve, Wednesday",  False),
    (date(2025, 6, 20),  "Midsummer Eve, Friday",     False),
    (date(2025, 4, 19),  "a Saturday",                False),
    (date(2025, 4, 18),  "Good Friday",               False),
    (date(2025, 4, 21),  "Easter Monday",             False),
    (date(2025, 5, 29),  "Ascension Day",             False),
    (date(2025, 1, 6),   "Epiphany, Monday",          False),
    (date(2025, 4, 17),  "Maundy Thursday",           True),
    (date(2025, 4, 30),  "Walpurgis Eve",             True),
    (date(2025, 12, 31), "New Year's Eve",            True),
    (date(2025, 12, 23), "the day before the eve",    True),
])
def test_the_list_of_150_1930_section_5(day: date, name: str, works: bool) -> None:
    assert is_working_day(day) is works, name


@pytest.mark.parametrize(("event", "days", "last", "why"), [
    (date(2025, 3, 3),   30, date(2025, 4, 2),   "§2: the day of the event is not counted"),
    (date(2025, 3, 6),   30, date(2025, 4, 7),   "§5: a Saturday moves to Monday"),
    (date(2025, 3, 7),   30, date(2025, 4, 7),   "§5: a Sunday moves to Monday"),
    (date(2025, 3, 19),  30, date(2025, 4, 22),  "§5: Good Friday moves over Easter to Tuesday"),
    (date(2025, 4, 1),   30, date(2025, 5, 2),   "§5: May Day moves to the next day"),
    (date(2025, 5, 21),  30, date(2025, 6, 23),  "§5: Midsummer Eve moves over the weekend"),
    (date(2025, 11, 24), 30, date(2025, 12, 29), "§5: Christmas Eve moves over Christmas and the weekend"),
    (date(2025, 12, 31), 1,  date(2026, 1, 2),   "§5: New Year's Day moves to the next day"),
    (date(2025, 3, 3),   0,  date(2025, 3, 3),   "a period of no days ends the same day"),
])
def test_the_end_of_a_period_of_days(event: date, days: int, last: date, why: str) -> None:
    assert end_of_period(event, days) == last, why


@pytest.mark.parametrize(("event", "months", "last", "why"), [
    (date(2025, 1, 15),  1,  date(2025, 2, 17),  "§3: the same number of the day; §5: Saturday to Monday"),
    (date(2025, 1, 31),  1,  date(2025, 2, 28),  "§3: the last day where there is none"),
    (date(2024, 1, 31),  1,  date(2024, 2, 29),  "§3: the last day of a leap February"),
    (date(2025, 5, 24),  7,  date(2025, 12, 29), "§5: Christmas Eve"),
    (date(2025, 12, 2),  1,  date(2026, 1, 2),   "over the turn of the year"),
])
def test_the_end_of_a_period_of_months(event: date, months: int, last: date, why: str) -> None:
    assert end_of_months(event, months) == last, why


@pytest.mark.parametrize(("day", "count", "end"), [
    (date(2025, 4, 16), 1,  date(2025, 4, 17)),
    (date(2025, 4, 17), 1,  date(2025, 4, 22)),
    (date(2025, 4, 19), 1,  date(2025, 4, 22)),
    (date(2025, 4, 22), -1, date(2025, 4, 17)),
    (date(2025, 12, 23), 3, date(2025, 12, 31)),
    (date(2025, 4, 18), 0,  date(2025, 4, 22)),
    (date(2025, 4, 22), 0,  date(2025, 4, 22)),
])
def test_working_days_are_counted_forwards_and_backwards(day: date, count: int, end: date) -> None:
    assert add_working_days(day, count) == end


@pytest.mark.parametrize(("born", "years", "day"), [
    (date(2010, 3, 14), 15, date(2025, 3, 14)),
    (date(2007, 3, 14), 18, date(2025, 3, 14)),
    (date(2008, 2, 29), 15, date(2023, 3, 1)),
    (date(2008, 2, 29), 18, date(2026, 3, 1)),
    (date(2008, 2, 29), 16, date(2024, 2, 29)),
])
def test_a_person_comes_of_age(born: date, years: int, day: date) -> None:
    assert comes_of_age(born, years) == day
# fmt: on


def test_a_period_of_years_ends_on_the_same_day_or_the_next_working_one() -> None:
    assert end_of_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert end_of_years(date(2024, 3, 1), 1) == date(2025, 3, 3)


@given(DAYS, st.integers(1, 400))
def test_a_period_ends_on_a_working_day_not_early_and_not_later_than_needed(day: date, days: int) -> None:
    end = end_of_period(day, days)
    plain = day + timedelta(days=days)
    assert is_working(end)
    assert end >= plain
    assert not any(is_working(plain + timedelta(days=n)) for n in range((end - plain).days))


@given(DAYS, st.integers(1, 60))
def test_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert sum(is_working(day + timedelta(days=n)) for n in range(1, (end - day).days + 1)) == count
    back = add_working_days(day, -count)
    assert sum(is_working(day - timedelta(days=n)) for n in range(1, (day - back).days + 1)) == count


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_a_longer_period_never_ends_earlier(day: date, days: int, more: int) -> None:
    assert end_of_period(day, days) <= end_of_period(day, days + more)
    assert add_working_days(day, days) <= add_working_days(day, days + more)
    assert add_months(day, days) <= add_months(day, days + more)


@given(DAYS)
def test_a_working_day_is_its_own_next_working_day(day: date) -> None:
    found = next_working_day(day)
    assert (found == day) is is_working(day)
    assert next_working_day(found) == found


@pytest.mark.parametrize("year", range(2020, 2040))
def test_the_change_of_the_clock_moves_no_date(year: int) -> None:
    for month in (3, 10):
        sunday = max(date(year, month, d) for d in range(25, 32) if date(year, month, d).weekday() == 6)
        for hour in (0, 3, 23):
            local = datetime(year, month, sunday.day, hour, 30, tzinfo=HELSINKI)
            assert helsinki_date(local) == sunday
        friday = sunday - timedelta(days=2)
        if is_working(friday) and is_working(sunday + timedelta(days=1)):
            assert add_working_days(friday, 1) == sunday + timedelta(days=1)
        assert end_of_period(sunday - timedelta(days=30), 30) == next_working_day(sunday)
