"""THE table of steps on a case: noun, verb, what comes in, who may; command line and API are made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mediation.actions import (
    agreements,
    conditions,
    consents,
    follow_up,
    intake,
    lining_up,
    mediators,
    meetings,
    occurrences,
    ordered,
    reports,
    requests,
)
from mediation.actions.forms import Form
from mediation.permissions.may import May


@dataclass(frozen=True, slots=True)
class Action:
    """One step on a case that a door offers."""

    noun: str
    verb: str
    may: May
    form: type[Form]
    run: Callable[..., dict[str, Any]]

    @property
    def says(self) -> str:
        """What it does, in one sentence."""
        return (self.run.__doc__ or "").strip().splitlines()[0]


M = May
# fmt: off
#           noun           verb            permission                    form                         does
ACTIONS = [
    Action("agreements",  "certify",      M.AGREEMENT_CERTIFY,          agreements.Certificate,      agreements.certify),
    Action("agreements",  "draft",        M.AGREEMENT_DRAFT,            agreements.Draft,            agreements.draft),
    Action("agreements",  "sign",         M.AGREEMENT_SIGN,             agreements.SignatureForm,    agreements.sign),
    Action("assignments", "answer",       M.ASSIGNMENT_ANSWER,          mediators.OfferAnswer,       mediators.answer),
    Action("assignments", "line-up",      M.ASSIGNMENT_OFFER,           lining_up.LineUp,            lining_up.line_up),
    Action("assignments", "offer",        M.ASSIGNMENT_OFFER,           mediators.Offer,             mediators.offer),
    Action("assignments", "recuse",       M.ASSIGNMENT_RECUSE,          mediators.Recusal,           mediators.recuse),
    Action("assignments", "release",      M.ASSIGNMENT_RELEASE,         mediators.Release,           mediators.release),
    Action("conditions",  "assess",       M.CONDITIONS_ASSESS,          conditions.Finding,          conditions.assess),
    Action("consents",    "ask",          M.CONSENT_ASK,                consents.ConsentQuestion,    consents.ask_consent),
    Action("consents",    "record",       M.CONSENT_RECORD,             consents.ConsentAnswer,      consents.record_consent),
    Action("consents",    "withdraw",     M.CONSENT_WITHDRAW,           consents.ConsentWithdrawal,  consents.withdraw_consent),
    Action("contacts",    "record",       M.CONSENT_ASK,                occurrences.Contact,         occurrences.contact),
    Action("decisions",   "appeal",       M.DECISION_SERVE,             conditions.DecisionOfOne,    conditions.appeal),
    Action("decisions",   "make",         M.DECISION_MAKE,              conditions.DecisionForm,     conditions.decide),
    Action("decisions",   "notify",       M.DECISION_SERVE,             conditions.DecisionOfOne,    conditions.notify),
    Action("decisions",   "serve",        M.DECISION_SERVE,             conditions.ServiceForm,      conditions.serve),
    Action("doubts",      "raise",        M.DOUBT_RAISE,                occurrences.NewDoubt,        occurrences.doubt),
    Action("doubts",      "settle",       M.CONDITIONS_ASSESS,          occurrences.SettledDoubt,    occurrences.settle_doubt),
    Action("hearings",    "record",       M.CONDITIONS_ASSESS,          conditions.HearingNote,      conditions.hear),
    Action("matters",     "account",      M.ACCOUNT_OF_MEDIATION_GIVE,  meetings.AccountForm,        meetings.give_account),
    Action("matters",     "begin-triage", M.CASE_TRIAGE,                intake.ReceivedMatters,      intake.begin_triage),
    Action("matters",     "charge",       M.CASE_CORRECT,               occurrences.Charged,         occurrences.charge),
    Action("matters",     "close",        M.CASE_CLOSE,                 follow_up.SomeMatters,       follow_up.close),
    Action("matters",     "correct",      M.CASE_CORRECT,               intake.MatterCorrection,     intake.correct_matter),
    Action("matters",     "end",          M.OUTCOME_RECORD,             agreements.Ending,           agreements.end_without),
    Action("matters",     "follow-up",    M.CASE_CLOSE,                 follow_up.SomeMatters,       follow_up.start),
    Action("matters",     "hold",         M.CASE_HOLD,                  follow_up.HoldForm,          follow_up.hold),
    Action("matters",     "interrupt",    M.DECISION_MAKE,              conditions.Interruption,     conditions.interrupt),
    Action("matters",     "resume",       M.CASE_HOLD,                  follow_up.SomeMatters,       follow_up.resume),
    Action("matters",     "triage",       M.CASE_TRIAGE,                intake.Triage,               intake.triage),
    Action("mediators",   "name",         M.MEDIATORS_NAME,             mediators.Naming,            mediators.name),
    Action("meetings",    "arrange",      M.MEETING_ARRANGE,            meetings.NewMeeting,         meetings.arrange),
    Action("meetings",    "cancel",       M.MEETING_ARRANGE,            meetings.CancelledMeeting,   meetings.cancel),
    Action("meetings",    "interpret",    M.MEETING_ARRANGE,            meetings.BookedInterpreter,  meetings.interpret),
    Action("meetings",    "move",         M.MEETING_ARRANGE,            meetings.MovedMeeting,       meetings.move),
    Action("meetings",    "record",       M.MEETING_RECORD,             meetings.HeldMeeting,        meetings.record_held),
    Action("notes",       "add",          M.NOTE_ADD,                   follow_up.NoteForm,          follow_up.add_note),
    Action("obligations", "record",       M.OBLIGATION_RECORD,          follow_up.Performance,       follow_up.record_performance),
    Action("papers",      "make",         M.DOCUMENT_MAKE,              ordered.PaperOrder,          ordered.make),
    Action("papers",      "receive",      M.DOCUMENT_MAKE,              ordered.Received,            ordered.receive),
    Action("people",      "add",          M.CASE_CORRECT,               intake.NewPerson,            intake.add_person),
    Action("people",      "correct",      M.CASE_CORRECT,               intake.PersonCorrection,     intake.correct_person),
    Action("people",      "review-age",   M.CASE_CORRECT,               occurrences.OnePerson,       occurrences.review_age),
    Action("reports",     "acknowledge",  M.REPORT_ACKNOWLEDGE,         reports.OneReport,           reports.acknowledge),
    Action("reports",     "approve",      M.REPORT_APPROVE,             reports.OneReport,           reports.approve),
    Action("reports",     "prepare",      M.REPORT_PREPARE,             reports.NewReport,           reports.prepare),
    Action("reports",     "recall",       M.REPORT_SEND,                reports.OneReport,           reports.recall),
    Action("reports",     "retrieve",     M.REPORT_ACKNOWLEDGE,         reports.OneReport,           reports.retrieve),
    Action("reports",     "return",       M.REPORT_APPROVE,             reports.OneReport,           reports.send_back),
    Action("reports",     "send",         M.REPORT_SEND,                reports.OneReport,           reports.send),
    Action("requests",    "answer",       M.REQUEST_RECORD,             requests.RequestAnswer,      requests.answer),
    Action("requests",    "decide",       M.DECISION_MAKE,              requests.RequestDecision,    requests.decide),
    Action("requests",    "enter",        M.REQUEST_RECORD,             requests.NewRequest,         requests.enter),
    Action("venue",       "dispute",      M.CASE_TRIAGE,                occurrences.Disputed,        occurrences.dispute_venue),
    Action("venue",       "misplace",     M.CASE_TRIAGE,                occurrences.Misplaced,       occurrences.misplace),
    Action("venue",       "settle",       M.CASE_TRIAGE,                occurrences.SettledVenue,    occurrences.settle_venue),
]
# fmt: on

BY_NAME: dict[tuple[str, str], Action] = {(a.noun, a.verb): a for a in ACTIONS}
