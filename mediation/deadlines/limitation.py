"""Limitation of the right to prosecute (Criminal Code 8:1-2): a date that no hold and no mediation moves."""

from datetime import date, timedelta
from enum import IntEnum

from mediation.deadlines.calendar import add_months, comes_of_age

WARNINGS = (180, 90, 30)  # days before; office policy


class LimitationClass(IntEnum):
    """Years in which charges must be brought; `NEVER` for offences punishable by life (8:1.1)."""

    NEVER = 0
    TWO = 2
    FIVE = 5
    TEN = 10
    TWENTY = 20


def limitation_class(max_months: int | None) -> LimitationClass:
    """The class by the maximum of the scale: months in prison, 0 for a fine, None for life (8:1.2-3)."""
    if max_months is None:
        return LimitationClass.NEVER
    if max_months > 8 * 12:
        return LimitationClass.TWENTY
    if max_months > 2 * 12:
        return LimitationClass.TEN
    return LimitationClass.FIVE if max_months > 12 else LimitationClass.TWO


def last_day_to_charge(
    act_on: date, years: LimitationClass, victim_born: date | None = None, open_until_age: int | None = None
) -> date | None:
    """The last day on which charges can safely be brought; None when the right never lapses.

    Time runs from the day of the act (8:2.1) and that day is counted: the day before the anniversary is the
    last safe one. This is the stricter reading, and so is not moving it from a holiday. `open_until_age` is
    the age the victim must reach first (8:1.5).
    """
    if years is LimitationClass.NEVER:
        return None
    last = add_months(act_on, 12 * years) - timedelta(days=1)
    if victim_born is None or open_until_age is None:
        return last
    return max(last, comes_of_age(victim_born, open_until_age) - timedelta(days=1))


def warnings(last_day: date, days_before: tuple[int, ...] = WARNINGS) -> tuple[date, ...]:
    """The days on which the office is warned, earliest first."""
    return tuple(sorted(last_day - timedelta(days=n) for n in days_before))
