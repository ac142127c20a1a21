"""Time as an argument: instants are UTC, legal days are dates in Europe/Helsinki."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


class Clock(Protocol):
    """Anything that knows the present instant, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it is put: the tests and the demo office move it by hand."""

    def __init__(self, at: datetime) -> None:
        self._at = _aware(at)

    def now(self) -> datetime:
        """The instant the clock was last put to, in UTC."""
        return self._at

    def put(self, at: datetime) -> None:
        """Move the clock to an aware instant, forwards or backwards."""
        self._at = _aware(at)


def helsinki_date(at: datetime) -> date:
    """The legal day in Europe/Helsinki on which an aware instant falls."""
    return _aware(at).astimezone(HELSINKI).date()


def at_helsinki(day: date, hour: int, minute: int = 0) -> datetime:
    """The UTC instant of a wall-clock time in Helsinki; in the autumn fold, the first of the two."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HELSINKI, fold=0)
    return local.astimezone(UTC)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)
