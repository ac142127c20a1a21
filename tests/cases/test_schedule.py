"""Schedules and totals: whole cents, never off by one, days in order, whatever the amount and the day."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.cases.agreement import MOST_INSTALMENTS, Agreement, AgreementItem, checked_items
from mediation.cases.schedule import Every, by_amount, day_of, in_parts
from mediation.kernel.ids import ItemId, MatterId
from mediation.kernel.language import Language
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid
from tests.cases.desk import TUESDAY, S, V, payment

CENTS = st.integers(MOST_INSTALMENTS, 100_000_000)
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))
APART = st.sampled_from(Every)


@given(CENTS, st.integers(1, MOST_INSTALMENTS), DAYS, APART)
def test_equal_parts_add_up_and_differ_by_a_cent_at_most(cents: int, parts: int, day: date, every: Every) -> None:
    schedule = in_parts(Money(cents), parts, day, every)
    amounts = [i.amount.cents for i in schedule]
    assert (sum(amounts), len(amounts)) == (cents, parts)
    assert max(amounts) - min(amounts) <= 1
    assert amounts == sorted(amounts, reverse=True), "the odd cents come first"
    checked_items((payment(cents, *((i.due_on, i.amount.cents) for i in schedule)),))


@given(CENTS, DAYS, APART, st.data())
def test_parts_of_one_size_add_up_and_only_the_last_is_smaller(
    cents: int, day: date, every: Every, data: st.DataObject
) -> None:
    each = data.draw(st.integers(-(-cents // MOST_INSTALMENTS), cents))
    amounts = [i.amount.cents for i in by_amount(Money(cents), Money(each), day, every)]
    assert sum(amounts) == cents
    assert set(amounts[:-1]) <= {each}
    assert 0 < amounts[-1] <= each


@given(DAYS, APART, st.integers(1, MOST_INSTALMENTS - 1))
def test_every_due_date_comes_after_the_one_before(first: date, every: Every, number: int) -> None:
    before, after = day_of(first, number - 1, every), day_of(first, number, every)
    assert before < after
    apart = {Every.WEEK: {7}, Every.TWO_WEEKS: {14}, Every.MONTH: set(range(28, 32))}[every]
    assert (after - before).days in apart


@given(DAYS, st.integers(0, MOST_INSTALMENTS))
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(first: date, number: int) -> None:
    due = day_of(first, number, Every.MONTH)
    assert (due.year * 12 + due.month) - (first.year * 12 + first.month) == number
    assert due.day == first.day or (due.day < first.day and (due + timedelta(days=1)).day == 1)


def test_the_thirty_first_is_not_forgotten_after_a_short_month() -> None:
    days = [i.due_on for i in in_parts(Money(400), 4, date(2027, 1, 31))]
    assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


# fmt: off
IMPOSSIBLE = [
    ("no part at all",                     lambda: in_parts(Money(100), 0, date(2027, 1, 1)),                  "schedule.parts",    "out_of_range"),
    ("more parts than there are cents",    lambda: in_parts(Money(2), 3, date(2027, 1, 1)),                    "schedule.parts",    "too_many"),
    ("more parts than are kept",           lambda: in_parts(Money(9999), 121, date(2027, 1, 1)),               "schedule.parts",    "out_of_range"),
    ("parts of nothing",                   lambda: by_amount(Money(100), Money(0), date(2027, 1, 1)),          "schedule.each",     "required"),
    ("parts too small for the amount",     lambda: by_amount(Money(121), Money(1), date(2027, 1, 1)),          "schedule.each",     "out_of_range"),
    ("beyond the time that is reckoned",   lambda: in_parts(Money(9999), 120, date(2099, 1, 1)),               "schedule.first_on", "out_of_range"),
]
# fmt: on


@pytest.mark.parametrize(("made", "where", "code"), [row[1:] for row in IMPOSSIBLE], ids=[r[0] for r in IMPOSSIBLE])
def test_what_cannot_be_divided_is_refused(made: object, where: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        made()  # type: ignore[operator]
    assert refusal.value.fields == ((where, code),)


@given(st.lists(st.tuples(st.sampled_from([(S, V), (V, S)]), CENTS), min_size=1, max_size=20))
def test_totals_are_the_sums_of_what_each_owes_each(owed: list[tuple[tuple[str, str], int]]) -> None:
    items = tuple(payment(c, (date(2027, 1, 1), c), by=by, to=to) for (by, to), c in owed)  # type: ignore[arg-type]
    totals = agreement(*items).totals()
    assert {pair: m.cents for pair, m in totals.items()} == {
        pair: sum(c for p, c in owed if p == pair) for pair in {p for p, _ in owed}
    }


def agreement(*items: AgreementItem) -> Agreement:
    return Agreement(
        id=ItemId("i_a"), matters=(MatterId("m_a"),), number=1, language=Language.FINNISH, items=items,
        drafted_at=TUESDAY,
    )  # fmt: skip
