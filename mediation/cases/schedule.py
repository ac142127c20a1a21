"""Payments over time: equal or fixed instalments whose sum is the amount to the cent, a month or a week apart."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from mediation.cases.agreement import MOST_INSTALMENTS, Instalment
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid


class Every(StrEnum):
    """How far apart the due dates of a schedule are."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


WEEKS: Final = {Every.WEEK: 1, Every.TWO_WEEKS: 2}
LAST_YEAR: Final = 2100


def in_parts(amount: Money, parts: int, first_on: date, every: Every = Every.MONTH) -> tuple[Instalment, ...]:
    """The amount in so many parts that differ by a cent at most; the odd cents come first. Invalid if it cannot be."""
    if not 1 <= parts <= MOST_INSTALMENTS:
        raise Invalid(f"from 1 to {MOST_INSTALMENTS} instalments", fields=[("schedule.parts", "out_of_range")])
    if amount.cents < parts:
        raise Invalid("an instalment is a cent at least", fields=[("schedule.parts", "too_many")])
    return _dated(amount.split(parts), first_on, every)


def by_amount(amount: Money, each: Money, first_on: date, every: Every = Every.MONTH) -> tuple[Instalment, ...]:
    """The amount in parts of one size, what is left over last. Invalid if that makes no or too many parts."""
    if each.cents == 0:
        raise Invalid("an instalment is a cent at least", fields=[("schedule.each", "required")])
    whole, rest = divmod(amount.cents, each.cents)
    parts = (each,) * whole + ((Money(rest),) if rest else ())
    if not 1 <= len(parts) <= MOST_INSTALMENTS:
        raise Invalid(f"from 1 to {MOST_INSTALMENTS} instalments", fields=[("schedule.each", "out_of_range")])
    return _dated(parts, first_on, every)


def _dated(parts: tuple[Money, ...], first_on: date, every: Every) -> tuple[Instalment, ...]:
    dated = tuple(Instalment(due_on=day_of(first_on, n, every), amount=part) for n, part in enumerate(parts))
    if dated[-1].due_on.year > LAST_YEAR:
        raise Invalid("the last instalment is too far away", fields=[("schedule.first_on", "out_of_range")])
    return dated


def day_of(first_on: date, number: int, every: Every) -> date:
    """The due date of an instalment, numbered from 0; the 31st becomes the last day of a shorter month."""
    if every in WEEKS:
        return first_on + timedelta(weeks=number * WEEKS[every])
    years, month = divmod(first_on.month - 1 + number, 12)
    year = first_on.year + years
    return date(year, month + 1, min(first_on.day, monthrange(year, month + 1)[1]))
