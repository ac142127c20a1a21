"""Where a mediator begins: the next meeting, offers that wait, own cases, and what is owed; of oneself alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from mediation.actions.care import LAPSES_SOON
from mediation.actions.volunteers import found
from mediation.cases.booking import Booking
from mediation.cases.meeting import Meeting
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId
from mediation.permissions.may import May
from mediation.queries.own_cases import Taken, granted, own_cases, own_volunteer, to_record, waiting_offers
from mediation.states.small import ExpenseState, MeetingState
from mediation.work import Work
from volunteers import Volunteer
from volunteers.expenses import Claim
from volunteers.training import lapsing

AHEAD: Final = timedelta(days=365)
OWED: Final = ("first_meeting", "mediators_account")  # the deadlines a mediator meets who has taken a case
Owed = dict[str, Any]


def home(work: Work) -> dict[str, Any]:
    """The next meeting with whom it is, the offers that can be taken, own cases, and what is owed, soonest first."""
    volunteer = found(work, own_volunteer(work))
    taken = list(granted(work))
    owed = [*_of_cases(work, taken), *_certificates(work, volunteer), *_returned(work, volunteer)]
    return {
        "meeting": _next_meeting(work), "offers": waiting_offers(work), "cases": own_cases(work, taken),
        "owed": sorted(owed, key=lambda o: (o["due_on"], o["what"])), "rests_until": volunteer.rests_until,
    }  # fmt: skip


def _next_meeting(work: Work) -> dict[str, Any] | None:
    ahead: list[Booking] = [
        b for b in work.stores.bookings.of(own_volunteer(work), work.now(), work.now() + AHEAD) if not b.held
    ]
    if not ahead:
        return None
    case = work.view(ahead[0].case_id, May.CASE_READ, "next_meeting")
    meeting = case.item(Meeting, ItemId(ahead[0].meeting))
    return {
        "case": case.id, "number": case.number, "id": meeting.id, "starts_at": meeting.starts_at,
        "minutes": meeting.minutes, "place": meeting.place, "form": meeting.form.value, "remote": meeting.remote,
        "has_begun": meeting.starts_at <= work.now(), "with": [case.people[p].name for p in meeting.invited],
        "interpreters": len(meeting.interpreting),
        "beside": [
            work.stores.volunteers.get(v).name for v in meeting.mediators if v != work.actor.volunteer
        ],
    }  # fmt: skip


def _of_cases(work: Work, taken: list[Taken]) -> Iterator[Owed]:
    for case, matters in taken:
        arranged = [m for m in case.all(Meeting) if m.state is MeetingState.ARRANGED and set(m.matters) & set(matters)]
        for meeting in (m for m in arranged if to_record(work, m)):
            yield _owed("meeting_to_record", helsinki_date(meeting.starts_at), case=case.id, number=case.number,
                        meeting=meeting.id)  # fmt: skip
        rules = OWED[1:] if arranged else OWED
        days: dict[str, date] = {}
        for deadline in work.stores.deadlines.open_for(case.id):
            if deadline.rule in rules and (deadline.matter_id is None or deadline.matter_id in matters):
                days[deadline.rule] = min(days.get(deadline.rule, deadline.due_on), deadline.due_on)
        for rule, due_on in days.items():
            yield _owed(rule, due_on, case=case.id, number=case.number)


def _certificates(work: Work, volunteer: Volunteer) -> Iterator[Owed]:
    """Certificates that run out soon, and those that ran out and were not renewed: no case is offered without."""
    for course in lapsing(volunteer.courses, work.day):
        if course.expires_on is not None and course.expires_on <= work.day + timedelta(days=LAPSES_SOON):
            yield _owed("certificate_expires", course.expires_on, course=course.kind)
    valid = {course.kind for course in volunteer.courses if course.is_valid_on(work.day)}
    last = {c.kind: c.expires_on for c in volunteer.courses if c.kind not in valid and c.revoked_on is None}
    for kind, expired_on in last.items():
        if expired_on is not None:
            yield _owed("certificate_expired", expired_on, course=kind)


def _returned(work: Work, volunteer: Volunteer) -> Iterator[Owed]:
    for claim in work.stores.records.of(Claim, volunteer.id):
        if claim.state == ExpenseState.RETURNED:
            yield _owed("claim_returned", claim.decided_on or work.day, claim=claim.id, meeting=claim.meeting)


def _owed(what: str, due_on: date, **of: str) -> Owed:
    return {"what": what, "due_on": due_on, "case": "", "number": "", "meeting": "", "course": "", "claim": ""} | of
