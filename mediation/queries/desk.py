"""The office's desk: what is to be done today, who waits for whom, and lists of cases; no name but initials."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from mediation.cases.meeting import Meeting
from mediation.deadlines.queue import CaseLine, Task, Wanted
from mediation.deadlines.rule import Owner
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId
from mediation.permissions.may import May
from mediation.queries.cursor import cursor_of, place_of
from mediation.queries.lists import search
from mediation.states.matter import MatterState
from mediation.states.small import MeetingState
from mediation.work import Work

CRITICAL_DAYS = 7  # office policy: overdue by more than this is critically overdue
AHEAD_DAYS = 7
MOST_TASKS = 300
URGENCIES = ("critical", "overdue", "today", "this_week")
PAGE = 50
OFFICES_OWN = frozenset({Owner.INTAKE, Owner.ADVISER, Owner.PERSON_IN_CHARGE, Owner.DEPUTY, Owner.OFFICE})
REMINDED_AT_MOST = timedelta(days=14)  # before its meeting; where to look for the meetings of a day


def today(work: Work) -> dict[str, Any]:
    """The day's meetings, tasks by urgency, who waits for whom, and what is new."""
    work.permit(May.CASE_LIST)
    queue, day = work.stores.queue, work.day
    tasks = queue.tasks(OFFICES_OWN, day + timedelta(days=AHEAD_DAYS), MOST_TASKS)
    states = queue.states()
    work.note("desk_read", count=len(tasks))
    return {
        "day": day,
        "meetings": sorted(_meetings(work, day), key=lambda m: m["starts_at"]),
        "groups": _groups(tasks, day),
        "cut_off": len(tasks) == MOST_TASKS,
        "waiting": queue.waiting(day),
        "new": states.get(MatterState.RECEIVED, 0) + states.get(MatterState.TRIAGE, 0),
        "follow_ups": states.get(MatterState.FOLLOW_UP, 0),
        "in_mediation": states.get(MatterState.IN_MEDIATION, 0) + states.get(MatterState.MEDIATORS_NAMED, 0),
    }


def case_lines(work: Work, wanted: Wanted, after: str = "") -> dict[str, Any]:
    """A page of the office's cases, narrowed, last changed first; `next` is the cursor of the page after it."""
    work.permit(May.CASE_LIST)
    lines = work.stores.queue.cases(wanted, place_of(after), PAGE + 1)
    shown = lines[:PAGE]
    work.note("cases_listed", count=len(shown))
    return {"lines": shown, "next": cursor_of(shown[-1].touched_on, shown[-1].id) if len(lines) > PAGE else ""}


def found(work: Work, text: str) -> list[CaseLine]:
    """The case of a number, or the cases in which a name occurs, as a list shows them."""
    hits = search(work, text, PAGE)
    numbered = work.stores.queue.numbered(text)
    ids = dict.fromkeys([*([numbered] if numbered else []), *(CaseId(hit["id"]) for hit in hits)])
    return work.stores.queue.some(list(ids))


def _groups(tasks: list[Task], day: date) -> list[tuple[str, list[Task]]]:
    def urgency(task: Task) -> str:
        if task.due_on < day - timedelta(days=CRITICAL_DAYS):
            return "critical"
        if task.due_on < day:
            return "overdue"
        return "today" if task.due_on == day else "this_week"

    groups = [(name, [t for t in tasks if urgency(t) == name]) for name in URGENCIES]
    return [(name, some) for name, some in groups if some]


def _meetings(work: Work, day: date) -> Iterator[dict[str, Any]]:
    near = work.stores.queue.meetings(day - REMINDED_AT_MOST, day + REMINDED_AT_MOST)
    opened = Counter(case_id for case_id, _ in near)
    for case_id in opened:
        case = work.stores.cases.get(case_id)
        for meeting in case.all(Meeting):
            if meeting.state is MeetingState.ARRANGED and helsinki_date(meeting.starts_at) == day:
                yield {
                    "case": case_id, "number": case.number, "starts_at": meeting.starts_at, "place": meeting.place,
                    "form": meeting.form.value, "meeting": meeting.id, "mediators": len(meeting.mediators),
                    "people": [_initials(case.people[p].name) for p in meeting.invited],
                    "interpreters": len(meeting.interpreting),
                }  # fmt: skip


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split()[:2]).upper()
