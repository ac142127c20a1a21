"""Facts in the past tense: what the journal, the outbox and the deadlines are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from mediation.kernel.ids import CaseId, MatterId


class EventCode(StrEnum):
    """Everything that can happen to a case."""

    INITIATIVE_REGISTERED = "initiative_registered"
    TRIAGE_BEGUN = "triage_begun"
    MATTER_TRIAGED = "matter_triaged"
    MATTER_TRANSFERRED = "matter_transferred"
    FACTS_CORRECTED = "facts_corrected"
    PERSON_ADDED = "person_added"
    PERSON_CORRECTED = "person_corrected"
    CONTACT_MADE = "contact_made"
    CONSENT_ASKED = "consent_asked"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_DOUBTED = "consent_doubted"
    DOCUMENTS_CONSENT_RECORDED = "documents_consent_recorded"
    DOCUMENTS_CONSENT_WITHDRAWN = "documents_consent_withdrawn"
    ASSESSMENT_RECORDED = "assessment_recorded"
    CONDITIONS_RECORDED = "conditions_recorded"
    HEARING_RECORDED = "hearing_recorded"
    DECISION_MADE = "decision_made"
    DECISION_SERVED = "decision_served"
    DECISION_FINAL = "decision_final"
    MATTER_ACCEPTED = "matter_accepted"
    MATTER_DECLINED = "matter_declined"
    MATTER_LAPSED = "matter_lapsed"
    ASSIGNMENT_OFFERED = "assignment_offered"
    ASSIGNMENT_ACCEPTED = "assignment_accepted"
    ASSIGNMENT_DECLINED = "assignment_declined"
    ASSIGNMENT_EXPIRED = "assignment_expired"
    ASSIGNMENT_RELEASED = "assignment_released"
    MEDIATORS_NAMED = "mediators_named"
    MEDIATORS_RELEASED = "mediators_released"
    MEETING_ARRANGED = "meeting_arranged"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_NARROWED = "meeting_narrowed"
    MEETING_LEFT = "meeting_left"
    MEETING_HELD = "meeting_held"
    MEDIATION_STARTED = "mediation_started"
    AGREEMENT_DRAFTED = "agreement_drafted"
    AGREEMENT_SIGNED = "agreement_signed"
    AGREEMENT_SCANNED = "agreement_scanned"
    AGREEMENT_CERTIFIED = "agreement_certified"
    AGREEMENT_COPIES_SENT = "agreement_copies_sent"
    MEDIATION_ENDED = "mediation_ended"
    MATTER_INTERRUPTED = "matter_interrupted"
    ACCOUNT_GIVEN = "account_given"
    REPORT_PREPARED = "report_prepared"
    REPORT_APPROVED = "report_approved"
    REPORT_RETURNED = "report_returned"
    REPORT_SENT = "report_sent"
    NOTICE_SENT = "notice_sent"
    BREACH_REPORTED = "breach_reported"
    FULFILMENT_REPORTED = "fulfilment_reported"
    REPORT_RECALLED = "report_recalled"
    OUTCOME_RECALLED = "outcome_recalled"
    NOTICE_RECALLED = "notice_recalled"
    BREACH_RECALLED = "breach_recalled"
    FULFILMENT_RECALLED = "fulfilment_recalled"
    REPORT_RETRIEVED = "report_retrieved"
    REPORT_ACKNOWLEDGED = "report_acknowledged"
    MATTER_REPORTED = "matter_reported"
    FOLLOW_UP_STARTED = "follow_up_started"
    FOLLOW_UP_ENDED = "follow_up_ended"
    OBLIGATION_PROMISED = "obligation_promised"
    OBLIGATION_KEPT = "obligation_kept"
    OBLIGATION_BROKEN = "obligation_broken"
    OBLIGATION_WAIVED = "obligation_waived"
    OBLIGATION_REOPENED = "obligation_reopened"
    MATTER_CLOSED = "matter_closed"
    HOLD_BEGUN = "hold_begun"
    HOLD_ENDED = "hold_ended"
    NOTE_ADDED = "note_added"
    DOCUMENTS_REQUESTED = "documents_requested"
    DOCUMENTS_RECEIVED = "documents_received"
    INTERIM_STATUS_SENT = "interim_status_sent"
    DOCUMENT_MADE = "document_made"
    CASE_VIEWED = "case_viewed"
    DOCUMENT_READ = "document_read"
    REMINDER_SENT = "reminder_sent"
    DEADLINE_ESCALATED = "deadline_escalated"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at a UTC instant; `facts` are codes, ids and counters only."""

    code: EventCode
    case: CaseId
    at: datetime
    matter: MatterId | None = None
    subject: str | None = None
    on: date | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)
