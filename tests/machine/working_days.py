"""The next working day, in the few words the model needs it in."""

from datetime import date

from tests.finland import add_working_days, next_working_day


def expiry(answer_by: date) -> date:
    """The day on which an unanswered offer runs out: the working day after the last day for an answer."""
    return add_working_days(answer_by, 1)


__all__ = ["expiry", "next_working_day"]
