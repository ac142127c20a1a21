"""THE table: event → messages, and to whom; reminders and escalations are the deadlines' own."""

from collections.abc import Callable, Iterator

from mediation.cases.agreement import Agreement
from mediation.cases.assigning import mediators_of
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.events import Event, EventCode
from mediation.cases.meeting import Meeting
from mediation.cases.report import Report
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId
from mediation.notifications.outbox import Recipient, RecipientKind

Told = tuple[str, Recipient, dict[str, str]]


def _person(person: str) -> Recipient:
    return Recipient(RecipientKind.PERSON, person)


def invited(case: Case, event: Event) -> Iterator[Recipient]:
    meeting = case.item(Meeting, ItemId(event.subject or ""))
    return map(_person, meeting.invited)


def mediators_of_meeting(case: Case, event: Event) -> Iterator[Recipient]:
    meeting = case.item(Meeting, ItemId(event.subject or ""))
    return (Recipient(RecipientKind.VOLUNTEER, v) for v in mediators_of(case, meeting))


def the_person(_: Case, event: Event) -> Iterator[Recipient]:
    yield _person(str(event.facts["person"]))


def who_was_served(_: Case, event: Event) -> Iterator[Recipient]:
    if not event.facts.get("anew"):  # the letter they are told by is the one that was dated anew
        yield _person(str(event.facts["person"]))


def the_subject(_: Case, event: Event) -> Iterator[Recipient]:
    yield _person(event.subject or "")


def signers(case: Case, event: Event) -> Iterator[Recipient]:
    agreement = case.item(Agreement, ItemId(event.subject or ""))
    parties = {p for m in agreement.matters for p in case.matter(m).about.parties}
    beside = {who for p in parties for who in case.representatives(p, helsinki_date(event.at))}
    return map(_person, sorted(parties | beside))


def the_mediator(case: Case, event: Event) -> Iterator[Recipient]:
    yield Recipient(RecipientKind.VOLUNTEER, case.item(Assignment, ItemId(event.subject or "")).volunteer)


def the_unit(case: Case, event: Event) -> Iterator[Recipient]:
    yield Recipient(RecipientKind.UNIT, case.item(Report, ItemId(event.subject or "")).unit)


E = EventCode
# fmt: off
#   event                     message                 to whom
MESSAGES: list[tuple[EventCode, str, Callable[[Case, Event], Iterator[Recipient]]]] = [
    (E.CONSENT_ASKED,         "consent_asked",        the_subject),
    (E.DECISION_SERVED,       "decision_served",      who_was_served),
    (E.ASSIGNMENT_OFFERED,    "assignment_offered",   the_mediator),
    (E.ASSIGNMENT_EXPIRED,    "assignment_expired",   the_mediator),
    (E.MEETING_ARRANGED,      "meeting_notice",       invited),
    (E.MEETING_ARRANGED,      "meeting_notice",       mediators_of_meeting),
    (E.MEETING_MOVED,         "meeting_notice",       invited),
    (E.MEETING_MOVED,         "meeting_notice",       mediators_of_meeting),
    (E.MEETING_CANCELLED,     "meeting_cancelled",    invited),
    (E.MEETING_CANCELLED,     "meeting_cancelled",    mediators_of_meeting),
    (E.MEETING_LEFT,          "meeting_cancelled",    the_person),
    (E.AGREEMENT_CERTIFIED,   "agreement_copy",       signers),
    (E.REPORT_SENT,           "report_available",     the_unit),
    (E.NOTICE_SENT,           "report_available",     the_unit),
    (E.BREACH_REPORTED,       "report_available",     the_unit),
    (E.FULFILMENT_REPORTED,   "report_available",     the_unit),
]
# fmt: on


def messages_for(case: Case, event: Event) -> Iterator[Told]:
    """Every message an event owes: its kind, one recipient, and the one thing it may show."""
    for code, kind, whom in MESSAGES:
        if code is event.code:
            for to in whom(case, event):
                yield kind, to, _shown(case, event)


def _shown(case: Case, event: Event) -> dict[str, str]:
    if event.code in {E.MEETING_ARRANGED, E.MEETING_MOVED, E.MEETING_CANCELLED, E.MEETING_LEFT}:
        return {"starts_at": case.item(Meeting, ItemId(event.subject or "")).starts_at.isoformat()}
    answer_by = event.facts.get("answer_by")
    return {} if answer_by is None else {"answer_by": str(answer_by)}
