"""Instants are UTC and legal days are Helsinki's: around midnight, in both directions, on the two odd days."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.clock import HELSINKI, SetClock, SystemClock, at_helsinki, helsinki_date

# fmt: off
DAYS = [
    ("a summer evening in UTC is the next day in Helsinki",   "2026-06-30T21:00:00+00:00", date(2026, 7, 1)),
    ("a second before that is still the same day",            "2026-06-30T20:59:59+00:00", date(2026, 6, 30)),
    ("in winter the day turns an hour later in UTC",          "2026-12-31T21:59:59+00:00", date(2026, 12, 31)),
    ("and the year turns with it",                            "2026-12-31T22:00:00+00:00", date(2027, 1, 1)),
    ("an instant told in another zone is the same instant",   "2026-12-31T17:00:00-05:00", date(2027, 1, 1)),
    ("the leap day is a day",                                 "2028-02-29T10:00:00+00:00", date(2028, 2, 29)),
]
WALLS = [
    ("ten o'clock in summer is three hours ahead of UTC",     (date(2026, 7, 1), 10, 0),   "2026-07-01T07:00:00+00:00"),
    ("ten o'clock in winter is two hours ahead",              (date(2026, 12, 1), 10, 0),  "2026-12-01T08:00:00+00:00"),
    ("of the autumn's two half past threes it is the first",  (date(2026, 10, 25), 3, 30), "2026-10-25T00:30:00+00:00"),
    ("the hour that spring leaves out comes an hour later",   (date(2026, 3, 29), 3, 30),  "2026-03-29T01:30:00+00:00"),
    ("midnight belongs to the day it begins",                 (date(2026, 9, 1), 0, 0),    "2026-08-31T21:00:00+00:00"),
]
# fmt: on


@pytest.mark.parametrize(("instant", "day"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_the_legal_day_of_an_instant(instant: str, day: date) -> None:
    assert helsinki_date(datetime.fromisoformat(instant)) == day


@pytest.mark.parametrize(("wall", "instant"), [row[1:] for row in WALLS], ids=[row[0] for row in WALLS])
def test_the_instant_of_a_wall_clock_time(wall: tuple[date, int, int], instant: str) -> None:
    made = at_helsinki(*wall)
    assert made == datetime.fromisoformat(instant)
    assert made.tzinfo is UTC


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_wall_clock_time_falls_on_its_own_day(day: date, hour: int, minute: int) -> None:
    assert helsinki_date(at_helsinki(day, hour, minute)) == day


@pytest.mark.parametrize("use", [helsinki_date, SetClock, SetClock(datetime(2026, 1, 1, tzinfo=UTC)).put])
def test_an_instant_without_a_zone_is_an_error_everywhere(use: object) -> None:
    with pytest.raises(ValueError, match="time zone"):
        use(datetime(2026, 9, 1, 10, 0))  # type: ignore[operator]


def test_a_clock_stands_where_it_is_put_and_says_so_in_utc() -> None:
    clock = SetClock(datetime(2026, 9, 1, 10, 0, tzinfo=timezone(timedelta(hours=3))))
    assert clock.now() == clock.now() == datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
    clock.put(datetime(2020, 1, 1, tzinfo=HELSINKI))
    assert clock.now() == datetime(2019, 12, 31, 22, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_the_machines_clock_is_aware_and_goes_on() -> None:
    first = SystemClock().now()
    assert first.tzinfo is UTC
    assert SystemClock().now() >= first
