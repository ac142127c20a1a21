"""Every minute of every day on which the clock changes, 2026 to 2035: each effect is done once, on its day."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from audit.canonical import entry_from
from mediation.actions.due import Swept, run_due
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.rule import Owner
from mediation.kernel.actor import service
from mediation.kernel.clock import SetClock, helsinki_date
from mediation.kernel.ids import CaseId, DeadlineId, OfficeId, new_id
from tests.contracts.made import a_case
from tests.deadlines.oracle import change_day, day_in_helsinki
from tests.fakes import MemoryDatabase, MemoryStores, memory_app

CHANGES = [change_day(year, month) for year in range(2026, 2036) for month in (3, 10)]
MINUTE = timedelta(minutes=1)


def minutes_of(day: date) -> Iterator[datetime]:
    """Every minute from an hour or two before a day begins in Helsinki to an hour or two after it has ended."""
    at = datetime.combine(day - timedelta(days=1), time(20), UTC)
    while at < datetime.combine(day, time(23, 30), UTC):
        yield at
        at += MINUTE


def a_deadline(case: CaseId, number: int, day: date) -> Deadline:
    """One that reminds on a day and goes to the person in charge the same day."""
    return Deadline(
        id=DeadlineId(new_id("d", datetime.combine(day, time(number % 24), UTC))), case_id=case, matter_id=None,
        rule="triage", subject_id=f"p_{day.isoformat()}_{number}", due_on=day, remind_on=(day,), escalate_on=day,
        owner=Owner.ADVISER, escalates_to=Owner.PERSON_IN_CHARGE,
    )  # fmt: skip


@pytest.mark.parametrize("day", CHANGES, ids=str)
def test_what_falls_on_the_days_around_a_change_is_done_once_and_at_midnight_in_helsinki(day: date) -> None:
    clock, database = SetClock(datetime(2026, 1, 1, 9, tzinfo=UTC)), MemoryDatabase()
    app = memory_app(clock, database)
    case = a_case(OfficeId(app.office.id))
    days = [day - timedelta(days=1), day, day + timedelta(days=1)]
    owed = [a_deadline(case.id, number, on) for number, on in enumerate(days)]
    with MemoryStores(database, app.office.id).opened() as stores, stores.transaction():
        stores.cases.add(case, days[0])
        for deadline in owed:
            stores.deadlines.add(deadline)
    done: Counter[tuple[str, str]] = Counter()
    first: dict[str, datetime] = {}
    clockwork, seen = service(app.office.id), 0
    for minute in minutes_of(day):
        clock.put(minute)
        assert helsinki_date(minute) == day_in_helsinki(minute)
        if run_due(app, clockwork) == Swept():
            continue
        for entry in map(entry_from, database.tables.journal[seen:]):
            done[entry.thing, entry.act] += 1
            first.setdefault(entry.thing, minute)
        seen = len(database.tables.journal)
    acts = ("case.reminder_sent", "case.deadline_escalated")
    assert done == {(deadline.id, act): 1 for deadline in owed for act in acts}
    for deadline, on in zip(owed[1:], days[1:], strict=True):
        assert day_in_helsinki(first[deadline.id]) == on
        assert day_in_helsinki(first[deadline.id] - MINUTE) == on - timedelta(days=1)
