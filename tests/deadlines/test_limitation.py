"""Limitation of the right to prosecute (Criminal Code 8:1-2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.deadlines.limitation import LimitationClass, last_day_to_charge, limitation_class, warnings

L = LimitationClass


# fmt: off
@pytest.mark.parametrize(("months", "years", "why"), [
    (None, L.NEVER,  "RL 8:1.1: life"),
    (144,  L.TWENTY, "RL 8:1.2(1): over eight years"),
    (97,   L.TWENTY, "RL 8:1.2(1): just over eight years"),
    (96,   L.TEN,    "RL 8:1.2(2): eight years"),
    (25,   L.TEN,    "RL 8:1.2(2): just over two years"),
    (24,   L.FIVE,   "RL 8:1.2(3): two years"),
    (18,   L.FIVE,   "RL 8:1.2(3): one and a half years"),
    (13,   L.FIVE,   "RL 8:1.2(3): just over one year"),
    (12,   L.TWO,    "RL 8:1.2(4): one year"),
    (6,    L.TWO,    "RL 8:1.2(4): six months"),
    (0,    L.TWO,    "RL 8:1.2(4): a fine"),
])
def test_the_class_by_the_maximum_punishment(months: int | None, years: LimitationClass, why: str) -> None:
    assert limitation_class(months) is years, why


@pytest.mark.parametrize(("act", "years", "last"), [
    (date(2025, 3, 3),  L.TWO,    date(2027, 3, 2)),
    (date(2025, 1, 1),  L.TWO,    date(2026, 12, 31)),
    (date(2024, 2, 29), L.FIVE,   date(2029, 2, 27)),
    (date(2024, 3, 1),  L.FIVE,   date(2029, 2, 28)),
    (date(2025, 3, 3),  L.TWENTY, date(2045, 3, 2)),
    (date(2025, 3, 3),  L.NEVER,  None),
])
def test_the_last_safe_day_is_the_one_before_the_anniversary(
    act: date, years: LimitationClass, last: date | None
) -> None:
    assert last_day_to_charge(act, years) == last
# fmt: on


def test_the_last_day_is_not_moved_from_a_holiday() -> None:
    assert last_day_to_charge(date(2023, 12, 26), L.TWO) == date(2025, 12, 25)


def test_a_minor_victim_keeps_the_right_open_until_28() -> None:
    born, act = date(2010, 6, 1), date(2020, 3, 3)
    assert last_day_to_charge(act, L.TEN, born, 28) == date(2038, 5, 31)


def test_the_age_of_the_victim_never_shortens_the_time() -> None:
    born, act = date(2005, 6, 1), date(2022, 3, 3)
    assert last_day_to_charge(act, L.TWENTY, born, 28) == date(2042, 3, 2)


def test_without_a_birth_date_the_plain_time_stands() -> None:
    assert last_day_to_charge(date(2020, 3, 3), L.TEN, None, 28) == date(2030, 3, 2)


def test_the_warnings_come_180_90_and_30_days_before() -> None:
    last = date(2027, 3, 2)
    assert warnings(last) == tuple(last - timedelta(days=n) for n in (180, 90, 30))


@given(st.dates(date(2000, 1, 1), date(2039, 12, 31)), st.sampled_from([L.TWO, L.FIVE, L.TEN, L.TWENTY]))
def test_the_date_is_never_later_than_so_many_years_from_the_act(act: date, years: LimitationClass) -> None:
    last = last_day_to_charge(act, years)
    assert last is not None
    assert last < act + timedelta(days=366 * years)
    assert last.year - act.year in (years, years - 1)
