"""The small lifecycles: hold, assignment offer, obligation, report, message, letter, meeting, volunteer, expense."""

from enum import StrEnum

from mediation.states.machine import Lifecycle


class HoldState(StrEnum):
    """Whether a matter's clock runs; beside its state, so that a hold forgets nothing."""

    RUNNING = "running"
    HELD = "held"


class AssignmentState(StrEnum):
    """An offer of a case to a mediator (§16(1); disqualification 434/2003 §27-29)."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    RELEASED = "released"


class ObligationState(StrEnum):
    """One promise of an agreement."""

    PROMISED = "promised"
    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"


class ReportState(StrEnum):
    """A report or notice to an authority (§16(4), §24)."""

    DRAFT = "draft"
    APPROVED = "approved"
    AVAILABLE = "available"
    RETRIEVED = "retrieved"
    ACKNOWLEDGED = "acknowledged"
    RECALLED = "recalled"


class MessageState(StrEnum):
    """One message in the outbox."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class LetterState(StrEnum):
    """One letter on paper, from the outbox to the post and sometimes back."""

    WAITING = "waiting"
    HELD = "held"
    PRINTED = "printed"
    POSTED = "posted"
    RETURNED = "returned"
    DROPPED = "dropped"


class MeetingState(StrEnum):
    """One meeting (§17(1), §18)."""

    ARRANGED = "arranged"
    HELD = "held"
    CANCELLED = "cancelled"


class VolunteerState(StrEnum):
    """A volunteer's standing in the office's register (§10)."""

    APPLICANT = "applicant"
    INTERVIEWED = "interviewed"
    IN_TRAINING = "in_training"
    ADMITTED = "admitted"
    ACTIVE = "active"
    RESTING = "resting"
    RELEASED = "released"


class ExpenseState(StrEnum):
    """A mediator's claim for the expenses of one meeting (§12 c)."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PAID = "paid"


H, A, O, R, M, L, T, V, X = (
    HoldState, AssignmentState, ObligationState, ReportState, MessageState, LetterState, MeetingState, VolunteerState,
    ExpenseState,
)  # fmt: skip

# fmt: off
HOLD = Lifecycle("hold", H, H.RUNNING, [
    ("hold",            H.RUNNING,      H.HELD,          ()),
    ("resume",          H.HELD,         H.RUNNING,       ()),
])

ASSIGNMENT = Lifecycle("assignment", A, A.OFFERED, [
    ("accept",          A.OFFERED,      A.ACCEPTED,      ()),
    ("decline",         A.OFFERED,      A.DECLINED,      ()),
    ("expire",          A.OFFERED,      A.EXPIRED,       ()),
    ("release",         A.ACCEPTED,     A.RELEASED,      ()),
])

OBLIGATION = Lifecycle("obligation", O, O.PROMISED, [
    ("keep",            O.PROMISED,     O.KEPT,          ()),
    ("break",           O.PROMISED,     O.BROKEN,        ()),
    ("waive",           O.PROMISED,     O.WAIVED,        ()),
    ("keep_late",       O.BROKEN,       O.KEPT,          ()),
    ("reopen",          O.KEPT,         O.PROMISED,      ()),
])

REPORT = Lifecycle("report", R, R.DRAFT, [
    ("approve",         R.DRAFT,        R.APPROVED,      ()),
    ("return",          R.APPROVED,     R.DRAFT,         ()),
    ("send",            R.APPROVED,     R.AVAILABLE,     ()),
    ("recall",          R.AVAILABLE,    R.RECALLED,      ()),
    ("retrieve",        R.AVAILABLE,    R.RETRIEVED,     ()),
    ("acknowledge",     R.RETRIEVED,    R.ACKNOWLEDGED,  ()),
])

MESSAGE = Lifecycle("message", M, M.QUEUED, [
    ("claim",           M.QUEUED,       M.SENDING,       ()),
    ("deliver",         M.SENDING,      M.SENT,          ()),
    ("fail",            M.SENDING,      M.FAILED,        ()),
    ("retry",           M.FAILED,       M.SENDING,       ()),
    ("reclaim",         M.SENDING,      M.SENDING,       ()),
    ("give_up",         M.SENDING,      M.GIVEN_UP,      ()),
    ("queue_again",     M.GIVEN_UP,     M.QUEUED,        ()),
])

LETTER = Lifecycle("letter", L, L.WAITING, [
    ("print",           L.WAITING,      L.PRINTED,       ()),
    ("print",           L.HELD,         L.PRINTED,       ()),
    ("hold",            L.WAITING,      L.HELD,          ()),
    ("post",            L.PRINTED,      L.POSTED,        ()),
    ("post",            L.HELD,         L.POSTED,        ()),
    ("come_back",       L.POSTED,       L.RETURNED,      ()),
    ("again",           L.PRINTED,      L.WAITING,       ()),
    ("again",           L.RETURNED,     L.WAITING,       ()),
    ("drop",            L.WAITING,      L.DROPPED,       ()),
    ("drop",            L.HELD,         L.DROPPED,       ()),
    ("drop",            L.PRINTED,      L.DROPPED,       ()),
    ("drop",            L.RETURNED,     L.DROPPED,       ()),
])

MEETING = Lifecycle("meeting", T, T.ARRANGED, [
    ("move",            T.ARRANGED,     T.ARRANGED,      ()),
    ("hold",            T.ARRANGED,     T.HELD,          ()),
    ("cancel",          T.ARRANGED,     T.CANCELLED,     ()),
])

VOLUNTEER = Lifecycle("volunteer", V, V.APPLICANT, [
    ("interview",       V.APPLICANT,    V.INTERVIEWED,   ()),
    ("begin_training",  V.INTERVIEWED,  V.IN_TRAINING,   ()),
    ("admit",           V.IN_TRAINING,  V.ADMITTED,      ()),
    ("activate",        V.ADMITTED,     V.ACTIVE,        ()),
    ("rest",            V.ACTIVE,       V.RESTING,       ()),
    ("return",          V.RESTING,      V.ACTIVE,        ()),
    ("release",         V.APPLICANT,    V.RELEASED,      ()),
    ("release",         V.INTERVIEWED,  V.RELEASED,      ()),
    ("release",         V.IN_TRAINING,  V.RELEASED,      ()),
    ("release",         V.ADMITTED,     V.RELEASED,      ()),
    ("release",         V.ACTIVE,       V.RELEASED,      ()),
    ("release",         V.RESTING,      V.RELEASED,      ()),
])

EXPENSE = Lifecycle("expense", X, X.SUBMITTED, [
    ("approve",         X.SUBMITTED,    X.APPROVED,      ()),
    ("return",          X.SUBMITTED,    X.RETURNED,      ()),
    ("resubmit",        X.RETURNED,     X.SUBMITTED,     ()),
    ("pay",             X.APPROVED,     X.PAID,          ()),
])
# fmt: on

SMALL: tuple[Lifecycle, ...] = (HOLD, ASSIGNMENT, OBLIGATION, REPORT, MESSAGE, LETTER, MEETING, VOLUNTEER, EXPENSE)
