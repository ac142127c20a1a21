"""When a decision counts as received, and how long each recipient can appeal."""
# ruff: noqa: E501  (one row, one line)

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.deadlines.service import Served, Service
from mediation.kernel.refusals import Invalid
from tests.deadlines.oracle import is_working
from tests.finland import appeal_ends, received_on

MONDAY = date(2025, 3, 3)


# fmt: off
@pytest.mark.parametrize(("service", "shown", "received", "why"), [
    (Service.LETTER,     None,               date(2025, 3, 10), "434/2003 §59: the 7th day from sending"),
    (Service.LETTER,     date(2025, 3, 5),   date(2025, 3, 5),  "434/2003 §59: unless shown otherwise, earlier"),
    (Service.LETTER,     date(2025, 3, 20),  date(2025, 3, 20), "434/2003 §59: unless shown otherwise, later"),
    (Service.E_MESSAGE,  None,               date(2025, 3, 6),  "13/2003 §19: the 3rd day from sending"),
    (Service.E_MESSAGE,  date(2025, 3, 3),   date(2025, 3, 3),  "13/2003 §19: unless shown otherwise"),
    (Service.VERIFIABLE, date(2025, 3, 12),  date(2025, 3, 12), "434/2003 §60, 13/2003 §18: the day of receipt"),
    (Service.VERIFIABLE, None,               None,              "434/2003 §60: nothing is presumed"),
])
def test_the_day_of_receipt(service: Service, shown: date | None, received: date | None, why: str) -> None:
    assert received_on(Served("p", service, MONDAY, shown)) == received, why


@pytest.mark.parametrize(("received", "last"), [
    (date(2025, 3, 10),  date(2025, 4, 9)),
    (date(2025, 3, 6),   date(2025, 4, 7)),
    (date(2025, 3, 19),  date(2025, 4, 22)),
    (date(2025, 11, 24), date(2025, 12, 29)),
])
def test_the_appeal_ends_thirty_days_from_receipt(received: date, last: date) -> None:
    assert appeal_ends(received) == last
# fmt: on


def test_nothing_is_received_before_it_is_sent() -> None:
    with pytest.raises(Invalid):
        received_on(Served("p", Service.LETTER, MONDAY, MONDAY - timedelta(days=1)))


@given(st.dates(date(2020, 1, 1), date(2039, 6, 1)))
def test_nobody_has_less_than_thirty_days_or_loses_a_holiday(received: date) -> None:
    last = appeal_ends(received)
    assert (last - received).days >= 30
    assert is_working(last)
