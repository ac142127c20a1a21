"""THE table of messages: to whom, by which channels, how urgent, and the one thing each may reveal.

A message says that something waits and where; what it is about is read after signing in. So no row has a
name, an offence, a case number or an outcome among its variables: there is nothing to leak.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class MessageKind(StrEnum):
    """A message by the name of its folder under `docs_templates/messages/`."""

    INVITATION_SENT = "invitation_sent"
    CONSENT_ASKED = "consent_asked"
    CONSENT_REMINDER = "consent_reminder"
    MEETING_NOTICE = "meeting_notice"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_REMINDER = "meeting_reminder"
    DECISION_SERVED = "decision_served"
    AGREEMENT_COPY = "agreement_copy"
    INSTALMENT_REMINDER = "instalment_reminder"
    INSTALMENT_UNPAID_QUESTION = "instalment_unpaid_question"
    REPORT_AVAILABLE = "report_available"
    TASK_FOR_STAFF = "task_for_staff"
    TASK_ESCALATED = "task_escalated"
    ASSIGNMENT_OFFERED = "assignment_offered"
    ASSIGNMENT_EXPIRED = "assignment_expired"
    TRAINING_EXPIRES = "training_expires"
    VOLUNTEER_THANKS = "volunteer_thanks"
    VOLUNTEER_DIGEST = "volunteer_digest"


class Audience(StrEnum):
    """Whom a message is for."""

    PARTY = "party"
    AUTHORITY = "authority"
    STAFF = "staff"
    VOLUNTEER = "volunteer"


class Channel(StrEnum):
    """A way to a person."""

    EMAIL = "email"
    SMS = "sms"


class Urgency(StrEnum):
    """When it may go out: in the daytime only, since a text at night could wake and frighten, or at once."""

    DAYTIME = "daytime"
    AT_ONCE = "at_once"


class Reveals(StrEnum):
    """The most a message may say beside the office and the link."""

    NOTHING = "nothing"
    A_DAY = "a_day"
    A_TIME = "a_time"


@dataclass(frozen=True, slots=True)
class Message:
    """One row; `shows` is the variable, if any, beside `office` and `link`."""

    audience: Audience
    channels: frozenset[Channel]
    urgency: Urgency
    reveals: Reveals
    shows: str | None


VARIABLES: Final[dict[str, type]] = {
    "office": str,
    "link": str,
    "answer_by": date,
    "due_on": date,
    "starts_at": datetime,
}

K, A, U, R = MessageKind, Audience, Urgency, Reveals
MAIL: Final = frozenset({Channel.EMAIL})
BOTH: Final = frozenset({Channel.EMAIL, Channel.SMS})

# fmt: off
#   message                                to           by    goes out   reveals    shows
CATALOGUE: Final[dict[MessageKind, Message]] = {
    K.INVITATION_SENT:            Message(A.PARTY,     BOTH, U.DAYTIME, R.NOTHING, None),
    K.CONSENT_ASKED:              Message(A.PARTY,     BOTH, U.DAYTIME, R.A_DAY,   "answer_by"),
    K.CONSENT_REMINDER:           Message(A.PARTY,     BOTH, U.DAYTIME, R.A_DAY,   "answer_by"),
    K.MEETING_NOTICE:             Message(A.PARTY,     BOTH, U.DAYTIME, R.A_TIME,  "starts_at"),
    K.MEETING_CANCELLED:          Message(A.PARTY,     BOTH, U.DAYTIME, R.A_TIME,  "starts_at"),
    K.MEETING_REMINDER:           Message(A.PARTY,     BOTH, U.DAYTIME, R.A_TIME,  "starts_at"),
    K.DECISION_SERVED:            Message(A.PARTY,     BOTH, U.DAYTIME, R.NOTHING, None),
    K.AGREEMENT_COPY:             Message(A.PARTY,     BOTH, U.DAYTIME, R.NOTHING, None),
    K.INSTALMENT_REMINDER:        Message(A.PARTY,     BOTH, U.DAYTIME, R.A_DAY,   "due_on"),
    K.INSTALMENT_UNPAID_QUESTION: Message(A.PARTY,     BOTH, U.DAYTIME, R.NOTHING, None),
    K.REPORT_AVAILABLE:           Message(A.AUTHORITY, MAIL, U.AT_ONCE, R.NOTHING, None),
    K.TASK_FOR_STAFF:             Message(A.STAFF,     MAIL, U.AT_ONCE, R.A_DAY,   "due_on"),
    K.TASK_ESCALATED:             Message(A.STAFF,     MAIL, U.AT_ONCE, R.A_DAY,   "due_on"),
    K.ASSIGNMENT_OFFERED:         Message(A.VOLUNTEER, BOTH, U.DAYTIME, R.A_DAY,   "answer_by"),
    K.ASSIGNMENT_EXPIRED:         Message(A.VOLUNTEER, MAIL, U.DAYTIME, R.NOTHING, None),
    K.TRAINING_EXPIRES:           Message(A.VOLUNTEER, MAIL, U.DAYTIME, R.A_DAY,   "due_on"),
    K.VOLUNTEER_THANKS:           Message(A.VOLUNTEER, MAIL, U.DAYTIME, R.NOTHING, None),
    K.VOLUNTEER_DIGEST:           Message(A.STAFF,     MAIL, U.DAYTIME, R.NOTHING, None),
}
# fmt: on


def variables_of(kind: MessageKind) -> frozenset[str]:
    """The names a message of this kind is given, no more and no fewer."""
    shows = CATALOGUE[kind].shows
    return frozenset({"office", "link"} | ({shows} if shows else set()))
