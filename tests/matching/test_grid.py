"""The grid of times: the same as the free times themselves, only counted in beginnings of a meeting."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.clock import HELSINKI
from volunteers.availability import Availability, Away, Extra, Taken, Weekly, free_times
from volunteers.matching.facts import days_of
from volunteers.matching.grid import A_DAY, DAYS, MEETING, QUARTER, free_beginnings, weekly_beginnings

MONDAY = date(2026, 10, 12)  # summer time ends on the 25th, within the four weeks
HOURS = (8, 22)
EVENING = Weekly(1, 17 * 60, 20 * 60)
quarters = st.integers(0, 95).map(lambda n: n * QUARTER)


def told(*pattern: Weekly, **more: object) -> Availability:
    return Availability(id="a_1", volunteer="v_1", pattern=pattern, **more)  # type: ignore[arg-type]


def beginnings(times: int) -> list[datetime]:
    """The bits as wall-clock times, spelt out one by one."""
    found = []
    for bit in range(A_DAY * DAYS):
        day, quarter = divmod(bit, A_DAY)
        if times >> bit & 1 and quarter < A_DAY - MEETING:
            minutes = quarter * QUARTER
            at = datetime(MONDAY.year, MONDAY.month, MONDAY.day, minutes // 60, minutes % 60, tzinfo=HELSINKI)
            found.append(at + timedelta(days=day))
    return found


def test_an_evening_of_three_hours_has_room_for_seven_beginnings_on_each_of_four_mondays() -> None:
    found = beginnings(weekly_beginnings([EVENING], MONDAY, HOURS))
    assert len(found) == 4 * 7
    assert [at.strftime("%a %H:%M") for at in found[:7:6]] == ["Mon 17:00", "Mon 18:30"]
    assert days_of(weekly_beginnings([EVENING], MONDAY, HOURS), A_DAY) == 4


SENTENCES = {  # what is told beside Monday evenings: on how many days a meeting can begin
    "nothing more":                                (told(EVENING), 4),
    "away on one Monday":                          (told(EVENING, away=(Away(MONDAY, MONDAY),)), 3),
    "away, but free on that very evening":         (told(EVENING, away=(Away(MONDAY, MONDAY),), extra=(Extra(MONDAY, 1020, 1200),)), 4),
    "a Sunday beside it":                          (told(EVENING, extra=(Extra(MONDAY + timedelta(days=6), 600, 720),)), 5),
    "an hour is too short for a meeting":          (told(EVENING, extra=(Extra(MONDAY + timedelta(days=6), 600, 660),)), 4),
    "at night nobody is met":                      (told(EVENING, Weekly(3, 0, 480), Weekly(4, 1320, 1440)), 4),
    "only until the second Monday":                (told(Weekly(1, 1020, 1200, until=MONDAY + timedelta(days=7))), 2),
    "their own calendar has the first evening":    (told(EVENING, taken=(Taken(datetime(2026, 10, 12, 15, 0, tzinfo=UTC), datetime(2026, 10, 12, 15, 31, tzinfo=UTC)),)), 3),
    "away all the time":                           (told(EVENING, away=(Away(MONDAY, MONDAY + timedelta(days=60)),)), 0),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_beside_monday_evenings(sentence: str) -> None:
    availability, days = SENTENCES[sentence]
    found = free_beginnings(availability, MONDAY, HELSINKI, HOURS)
    assert found is not None
    assert days_of(found, A_DAY) == days


def test_outside_the_hours_of_the_office_nobody_is_met() -> None:
    assert weekly_beginnings([EVENING], MONDAY, (8, 18)) == 0
    assert days_of(weekly_beginnings([Weekly(1, 0, 1440)], MONDAY, (0, 24)), A_DAY) == 4


def test_who_has_told_nothing_may_be_free_at_any_time_unless_they_are_away_all_the_time() -> None:
    assert free_beginnings(told(), MONDAY, HELSINKI, HOURS) is None
    assert free_beginnings(told(away=(Away(MONDAY, MONDAY + timedelta(days=20)),)), MONDAY, HELSINKI, HOURS) is None
    assert free_beginnings(told(away=(Away(MONDAY, MONDAY + timedelta(days=27)),)), MONDAY, HELSINKI, HOURS) == 0


def test_a_meeting_elsewhere_takes_the_time() -> None:
    there = Taken(datetime(2026, 10, 12, 14, 0, tzinfo=UTC), datetime(2026, 10, 12, 15, 30, tzinfo=UTC))  # 17 to 18:30
    found = free_beginnings(told(EVENING), MONDAY, HELSINKI, HOURS, [there])
    assert found is not None
    assert [at.strftime("%d. %H:%M") for at in beginnings(found)[:2]] == ["12. 18:30", "19. 17:00"]


spans = st.tuples(quarters, quarters).filter(lambda s: s[0] < s[1])
days = st.integers(-3, DAYS + 3).map(lambda n: MONDAY + timedelta(days=n))
weeklies = st.builds(lambda d, s: Weekly(d, *s), st.integers(1, 7), spans)
absences = st.builds(lambda d, n: Away(d, d + timedelta(days=n)), days, st.integers(0, 9))
extras = st.builds(lambda d, s: Extra(d, *s), days, spans)
instants = st.integers(-500, 4000).map(lambda n: datetime(2026, 10, 12, tzinfo=UTC) + timedelta(minutes=11 * n))
takens = st.builds(lambda at, n: Taken(at, at + timedelta(minutes=7 * n)), instants, st.integers(1, 400))


@given(st.lists(weeklies, min_size=1, max_size=4), st.lists(absences, max_size=2), st.lists(extras, max_size=2),
       st.lists(takens, max_size=3), st.lists(takens, max_size=2))  # fmt: skip
def test_a_meeting_can_begin_exactly_where_the_free_times_have_room_for_it(
    pattern: list[Weekly], away: list[Away], extra: list[Extra], taken: list[Taken], booked: list[Taken]
) -> None:
    availability = told(*pattern, away=tuple(away), extra=tuple(extra), taken=tuple(taken))
    found = free_beginnings(availability, MONDAY, HELSINKI, HOURS, booked)
    assert found is not None
    free = list(free_times(availability, MONDAY, DAYS, HELSINKI, booked))
    fits = [at for at in beginnings((1 << A_DAY * DAYS) - 1) if _is_met(at) and any(_holds(t, at) for t in free)]
    assert beginnings(found) == fits


def _is_met(at: datetime) -> bool:
    ends = at.hour * 60 + at.minute + MEETING * QUARTER
    return at.hour >= HOURS[0] and ends <= HOURS[1] * 60


def _holds(free: Taken, at: datetime) -> bool:
    return free.starts_at <= at and at + timedelta(minutes=MEETING * QUARTER) <= free.ends_at


@given(st.sets(st.integers(0, A_DAY * DAYS - 1)))
def test_days_are_counted_as_one_would_by_hand(bits: set[int]) -> None:
    times = sum(1 << bit for bit in bits)
    assert days_of(times, A_DAY) == len({bit // A_DAY for bit in bits})
    assert days_of(times, 1) == len(bits)
