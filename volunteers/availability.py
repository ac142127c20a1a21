"""When a volunteer can come: a weekly pattern, days away, extra times, and what their own calendar says is taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import ClassVar, Final

NEVER_ENDS: Final = date.max
DAY: Final = 24 * 60


class PatternRefused(ValueError):
    """A pattern that contradicts itself; `code` says how, `field` where."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.code, self.field = code, field


@dataclass(frozen=True, slots=True)
class Weekly:
    """One time of the week: ISO weekday 1 to 7, minutes after midnight on the wall clock, and the days it holds."""

    weekday: int
    begins: int
    ends: int
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is this row's weekday, within its days."""
        begun = self.since is None or self.since <= day
        return day.isoweekday() == self.weekday and begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which nothing of the pattern holds, the last one included: a holiday, an illness."""

    since: date
    until: date
    why: str = "holiday"


@dataclass(frozen=True, slots=True)
class Extra:
    """A time on one day beside the pattern, even on a day away; minutes after midnight on the wall clock."""

    day: date
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A time that is taken, from an instant up to another: nothing is known of by what."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """One volunteer's availability.

    `feed` counts the links to their calendar: only the last one opens it, and none once `feed_ended`.
    """

    KIND: ClassVar[str] = "availability"
    id: str
    volunteer: str
    pattern: tuple[Weekly, ...] = ()
    away: tuple[Away, ...] = ()
    extra: tuple[Extra, ...] = ()
    taken: tuple[Taken, ...] = ()
    feed: int = 0
    feed_ended: bool = False
    version: int = 0
    state: None = None

    @property
    def has_feed(self) -> bool:
        """Whether there is a link that opens their calendar."""
        return self.feed > 0 and not self.feed_ended

    @property
    def concerns(self) -> str:
        return self.volunteer


def check(pattern: Sequence[Weekly], away: Sequence[Away], extra: Sequence[Extra]) -> None:
    """Nothing if the rows fit together; PatternRefused for one that ends before it begins, or overlaps another."""
    for number, row in enumerate(pattern):
        if not 0 <= row.begins < row.ends <= DAY:
            raise PatternRefused("ends_before_it_begins", f"pattern.{number}")
        if row.since is not None and row.until is not None and row.until < row.since:
            raise PatternRefused("ends_before_it_begins", f"pattern.{number}")
        if any(_overlap(row, other) for other in pattern[:number]):
            raise PatternRefused("overlapping", f"pattern.{number}")
    for number, absence in enumerate(away):
        if absence.until < absence.since:
            raise PatternRefused("ends_before_it_begins", f"away.{number}")
        if any(a.since <= absence.until and absence.since <= a.until for a in away[:number]):
            raise PatternRefused("overlapping", f"away.{number}")
    for number, more in enumerate(extra):
        if not 0 <= more.begins < more.ends <= DAY:
            raise PatternRefused("ends_before_it_begins", f"extra.{number}")
        if any(e.day == more.day and e.begins < more.ends and more.begins < e.ends for e in extra[:number]):
            raise PatternRefused("overlapping", f"extra.{number}")


def _overlap(one: Weekly, other: Weekly) -> bool:
    at_once = one.begins < other.ends and other.begins < one.ends
    days = (one.since or date.min) <= (other.until or NEVER_ENDS) and (other.since or date.min) <= (
        one.until or NEVER_ENDS
    )
    return one.weekday == other.weekday and at_once and days


def free_times(
    availability: Availability, since: date, days: int, zone: tzinfo, booked: Iterable[Taken] = ()
) -> Iterator[Taken]:
    """The free times of so many days from a day on, in order; the wall clock, and the zone of the times, is `zone`."""
    taken = sorted([*availability.taken, *booked], key=lambda t: t.starts_at)
    for number in range(days):
        day = since + timedelta(days=number)
        for begins, ends in _joined(_offered(availability, day)):
            for one in _without(Taken(_instant(day, begins, zone), _instant(day, ends, zone)), taken):
                yield Taken(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone))


def _offered(availability: Availability, day: date) -> Iterator[tuple[int, int]]:
    if not any(a.since <= day <= a.until for a in availability.away):
        yield from ((row.begins, row.ends) for row in availability.pattern if row.holds_on(day))
    yield from ((more.begins, more.ends) for more in availability.extra if more.day == day)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    last: tuple[int, int] | None = None
    for begins, ends in sorted(spans):
        if last is not None and begins <= last[1]:
            last = (last[0], max(last[1], ends))
            continue
        if last is not None:
            yield last
        last = (begins, ends)
    if last is not None:
        yield last


def _without(whole: Taken, taken: Sequence[Taken]) -> Iterator[Taken]:
    begins = whole.starts_at
    for one in taken:
        if one.ends_at <= begins or one.starts_at >= whole.ends_at:
            continue
        if one.starts_at > begins:
            yield Taken(begins, one.starts_at)
        begins = max(begins, one.ends_at)
    if begins < whole.ends_at:
        yield Taken(begins, whole.ends_at)


def _instant(day: date, minutes: int, zone: tzinfo) -> datetime:
    """A time on the wall clock of a day, as an instant; the hour that summer time skips is the one after it."""
    if minutes == DAY:
        day, minutes = day + timedelta(days=1), 0
    # In UTC, since two times of one zone would be compared by the wall clock, which repeats an hour in autumn.
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)
