"""The limitation of a debt stands still while it is mediated (in Finland 728/2003 §11): from acceptance to the end."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class StandStill:
    """The days in Helsinki on which the limitation of a claim stands still; `until` is None while it is mediated."""

    since: date
    until: date | None = None

    def days_by(self, today: date) -> int:
        """How many days it has stood still by today, the first and the last counted."""
        return max(0, ((self.until or today) - self.since).days + 1)


def lapses_on(last_day: date, stood: StandStill, today: date) -> date | None:
    """The last day on which a debt can be demanded, moved by the days it stood still.

    None while it stands still. What had lapsed before mediation began stays lapsed. That the time begins anew at
    the end (728/2003 §11) is not relied on: the earlier day is the safe one.
    """
    if last_day < stood.since:
        return last_day
    if stood.until is None:
        return None
    return last_day + timedelta(days=stood.days_by(today))
