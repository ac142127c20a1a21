"""When a volunteer can come: rows that fit together, and the free times they leave, on the wall clock of Helsinki."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volunteers.availability import Availability, Away, Extra, PatternRefused, Taken, Weekly, check, free_times

HELSINKI = ZoneInfo("Europe/Helsinki")
TUESDAY = date(2026, 9, 1)
EVENING = Weekly(2, 17 * 60, 20 * 60)
DAY = timedelta(days=1)

# fmt: off
UNFIT: dict[str, tuple[dict[str, Any], str, str]] = {
    "two times that overlap":           ({"pattern": (EVENING, Weekly(2, 19 * 60, 21 * 60))},                                   "pattern.1", "overlapping"),
    "one time inside another":          ({"pattern": (EVENING, Weekly(2, 18 * 60, 19 * 60))},                                   "pattern.1", "overlapping"),
    "the same time twice":              ({"pattern": (EVENING, EVENING)},                                                       "pattern.1", "overlapping"),
    "seasons that meet in one day":     ({"pattern": (Weekly(2, 0, 60, until=TUESDAY), Weekly(2, 0, 60, since=TUESDAY))},       "pattern.1", "overlapping"),
    "a time that ends before it begins": ({"pattern": (Weekly(2, 60, 30),)},                                                    "pattern.0", "ends_before_it_begins"),
    "a time of no length":              ({"pattern": (Weekly(2, 60, 60),)},                                                     "pattern.0", "ends_before_it_begins"),
    "a season that ends before it begins": ({"pattern": (Weekly(2, 0, 60, since=TUESDAY, until=TUESDAY - DAY),)},               "pattern.0", "ends_before_it_begins"),
    "a time past midnight":             ({"pattern": (Weekly(2, 60, 24 * 60 + 1),)},                                            "pattern.0", "ends_before_it_begins"),
    "holidays that overlap":            ({"away": (Away(TUESDAY, TUESDAY + DAY), Away(TUESDAY + DAY, TUESDAY + 3 * DAY))},      "away.1",    "overlapping"),
    "a holiday that ends first":        ({"away": (Away(TUESDAY, TUESDAY - DAY),)},                                             "away.0",    "ends_before_it_begins"),
    "extra times that overlap":         ({"extra": (Extra(TUESDAY, 0, 60), Extra(TUESDAY, 59, 90))},                            "extra.1",   "overlapping"),
    "an extra time that ends first":    ({"extra": (Extra(TUESDAY, 60, 0),)},                                                   "extra.0",   "ends_before_it_begins"),
}
FIT: dict[str, dict[str, Any]] = {
    "nothing at all":                   {},
    "times that touch":                 {"pattern": (EVENING, Weekly(2, 20 * 60, 21 * 60))},
    "the same time on another day":     {"pattern": (EVENING, Weekly(3, 17 * 60, 20 * 60))},
    "the same time in another season":  {"pattern": (Weekly(2, 0, 60, until=TUESDAY - DAY), Weekly(2, 0, 60, since=TUESDAY))},
    "a whole day":                      {"pattern": (Weekly(2, 0, 24 * 60),)},
}
# fmt: on


def checked(rows: dict[str, Any]) -> None:
    check(*(rows.get(name, ()) for name in ("pattern", "away", "extra")))


@pytest.mark.parametrize("sentence", UNFIT)
def test_refused_are(sentence: str) -> None:
    rows, field, code = UNFIT[sentence]
    with pytest.raises(PatternRefused) as refused:
        checked(rows)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize("sentence", FIT)
def test_taken_are(sentence: str) -> None:
    checked(FIT[sentence])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HELSINKI)


def free(days: int = 7, since: date = TUESDAY, booked: tuple[Taken, ...] = (), **rows: Any) -> list[tuple[datetime, datetime]]:
    mine = Availability(id="a_1", volunteer="v_1", **({"pattern": (EVENING,)} | rows))
    return [(t.starts_at, t.ends_at) for t in free_times(mine, since, days, HELSINKI, booked)]


def test_the_pattern_holds_every_week_but_not_on_days_away_and_an_extra_time_does_even_then() -> None:
    assert free(14) == [(at(d, 17), at(d, 20)) for d in (TUESDAY, TUESDAY + 7 * DAY)]
    away = (Away(TUESDAY, TUESDAY),)
    assert free(8, away=away) == [(at(TUESDAY + 7 * DAY, 17), at(TUESDAY + 7 * DAY, 20))]
    assert free(1, away=away, extra=(Extra(TUESDAY, 540, 600),)) == [(at(TUESDAY, 9), at(TUESDAY, 10))]


def test_what_is_booked_and_what_the_own_calendar_has_taken_is_cut_out() -> None:
    meeting = Taken(at(TUESDAY, 18), at(TUESDAY, 19))
    dentist = Taken(at(TUESDAY, 16), at(TUESDAY, 17, 30))
    assert free(1, booked=(meeting,), taken=(dentist,)) == [
        (at(TUESDAY, 17, 30), at(TUESDAY, 18)), (at(TUESDAY, 19), at(TUESDAY, 20)),
    ]  # fmt: skip
    assert free(1, booked=(Taken(at(TUESDAY, 10), at(TUESDAY, 22)),)) == []


def test_the_wall_clock_is_kept_through_the_change_of_the_clocks() -> None:
    before, after = date(2026, 10, 20), date(2026, 10, 27)  # the clocks go back on the 25th
    begins = [starts.astimezone(UTC).hour for starts, _ in free(14, since=before)]
    assert begins == [14, 15]
    assert [starts.hour for starts, _ in free(14, since=before)] == [17, 17]
    assert free(1, since=after) == [(at(after, 17), at(after, 20))]


def test_times_that_touch_are_one_and_a_day_ends_at_midnight() -> None:
    rows = (Weekly(2, 20 * 60, 24 * 60), EVENING)
    assert free(1, pattern=rows) == [(at(TUESDAY, 17), at(TUESDAY + DAY, 0))]


hours = st.integers(0, 23)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), hours, st.integers(1, 30)), max_size=8))
def test_no_free_time_overlaps_anything_taken_or_another_free_time(taken: list[tuple[int, int, int]]) -> None:
    spans = tuple(Taken(at(TUESDAY + d * DAY, h), at(TUESDAY + d * DAY, h) + timedelta(hours=n)) for d, h, n in taken)
    pattern = tuple(Weekly(weekday, 8 * 60, 20 * 60) for weekday in range(1, 8))
    found = free(7, pattern=pattern, booked=spans)
    assert all(starts < ends for starts, ends in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))
    assert not any(starts < t.ends_at and t.starts_at < ends for starts, ends in found for t in spans)
