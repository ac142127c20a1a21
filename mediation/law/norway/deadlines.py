"""THE table of deadlines in Norway: what starts each, how it is counted, whose it is, what meets or drops it.

Numbers of the office's own (ground P) are in `policy.toml`; the period for a complaint (S) stands here.
"""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from mediation.deadlines.calendar import Calendar
from mediation.deadlines.rows import (
    ASSIGNMENT_ANSWERED,
    ENDINGS,
    ENDINGS_OF_REPORTING,
    FOR_EVERYBODY,
    MEETING_OFF,
    PERFORMED,
    UNPROMISED,
    row,
)
from mediation.deadlines.rule import Anchor as A
from mediation.deadlines.rule import DeadlineRule, Each, Ground, Scope, Unit, validated
from mediation.deadlines.rule import Owner as O  # noqa: E741
from mediation.deadlines.service import Service
from mediation.deadlines.table import DeadlineTable
from mediation.law.norway.eligibility import IN_FORCE as SINCE

S, Q, P = Ground.STATUTORY, Ground.STATUTORY_WITHOUT_NUMBER, Ground.OFFICE_POLICY
D, WD, SD = Unit.DAYS, Unit.WORKING_DAYS, Unit.STATUTORY_DAYS
SUBJECT, PARTY, RECIPIENT = Scope.SUBJECT, Each.PARTY, Each.RECIPIENT
PIC = O.PERSON_IN_CHARGE

# fmt: off
RULES: dict[str, DeadlineRule] = validated((
    #   no  code                        ground triggers                                    counted from    unit owner              basis, since, escalated to, met by, dropped by, ...
    row(2,   "triage",                   P, "initiative_registered",                       A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="matter_triaged matter_transferred", dropped=ENDINGS, holds=True),
    row(4,   "first_contact",            P, "matter_triaged",                              A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="contact_made", dropped=ENDINGS, scope=SUBJECT, each=PARTY, holds=True),
    row(6,   "consent_answer",           P, "consent_asked",                               A.EVENT,        D,   O.PARTY,           "office policy", SINCE, to=O.ADVISER, met="consent_given consent_refused consent_withdrawn", dropped=ENDINGS, scope=SUBJECT, holds=True),
    row(8,   "conditions_phase",         P, "initiative_registered",                       A.ARRIVAL,      D,   O.ADVISER,         "office policy", SINCE, to=PIC, escalate_unit=D, met="matter_accepted matter_declined", dropped=ENDINGS, holds=True),
    row(9,   "decision",                 P, "conditions_recorded",                         A.EVENT,        WD,  PIC,               "office policy", SINCE, to=O.DEPUTY, met="decision_made matter_accepted matter_declined", dropped=ENDINGS, holds=True),
    row(11,  "service_of_decision",      Q, "decision_made",                               A.EVENT,        WD,  O.OFFICE,          "LOV-1967-02-10 §27 (as soon as possible)", SINCE, to=PIC, met="decision_served", scope=SUBJECT, each=RECIPIENT, bounds=(0, 3)),
    row(12,  "appeal",                   S, "decision_served",                             A.SERVICE,      SD,  O.SYSTEM,          "LOV-1967-02-10 §29 (three weeks), not read", SINCE, n=21, met="decision_final", dropped="appeal_filed", scope=SUBJECT, each=RECIPIENT),
    row(14,  "notice_of_refusal",        P, "matter_declined matter_interrupted",          A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="notice_sent", needs="authority_involved", bounds=(0, 5)),
    row(15,  "interruption",             P, "consent_withdrawn consent_doubted",           A.EVENT,        WD,  O.ADVISER,         "office policy; LOV-1981-05-22-25 §71 a (at once)", SINCE, to=PIC, met="matter_interrupted", dropped=ENDINGS + " doubt_assessed mediation_ended", needs="under_way", bounds=(0, 0)),
    row(17,  "naming_of_mediators",      P, "matter_accepted",                             A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="mediators_named", dropped=ENDINGS, holds=True),
    row(17,  "answer_to_assignment",     P, "assignment_offered",                          A.EVENT,        D,   O.MEDIATOR,        "office policy", SINCE, to=O.ADVISER, met=ASSIGNMENT_ANSWERED, dropped=ENDINGS, scope=SUBJECT, holds=True),
    row(18,  "first_meeting",            P, "mediators_named",                             A.EVENT,        D,   O.MEDIATOR,        "office policy", SINCE, to=O.ADVISER, escalate_unit=D, met="meeting_held", dropped=ENDINGS, holds=True),
    row(19,  "booking_of_interpreter",   P, "meeting_arranged meeting_moved",              A.MEETING,      WD,  O.ADVISER,         "office policy", SINCE, to=O.ADVISER, met="interpreter_booked", dropped=MEETING_OFF, scope=SUBJECT, needs="interpreter_needed"),
    row(20,  "meeting",                  P, "meeting_arranged meeting_moved",              A.MEETING,      D,   O.PARTY,           "office policy", SINCE, met="meeting_held", dropped=MEETING_OFF, scope=SUBJECT),
    row(21,  "mediators_account",        P, "meeting_held",                                A.EVENT,        WD,  O.MEDIATOR,        "office policy", SINCE, to=O.ADVISER, met="account_given", dropped="matter_closed"),
    row(22,  "copies_of_agreement",      P, "agreement_signed",                            A.EVENT,        WD,  O.OFFICE,          "office policy", SINCE, to=PIC, met="agreement_copies_sent", dropped="matter_closed"),
    row(23,  "report_to_authority",      P, "mediation_ended",                             A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="report_sent notice_sent", needs="authority_involved"),
    row(24,  "whole_process",            P, "initiative_registered",                       A.ARRIVAL,      D,   O.ADVISER,         "office policy", SINCE, to=PIC, escalate_unit=D, met="mediation_ended", dropped=ENDINGS, holds=True),
    row(25,  "interim_status",           P, "initiative_registered",                       A.ARRIVAL,      D,   O.ADVISER,         "office policy", SINCE, to=PIC, met="interim_status_sent report_sent", dropped=ENDINGS_OF_REPORTING, needs="authority_involved"),
    row(30,  "instalment",               P, "obligation_promised obligation_reopened",     A.DUE,          D,   O.PAYER,           "office policy", SINCE, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_money"),
    row(30,  "asking_the_receiver",      P, "obligation_promised obligation_reopened",     A.DUE,          D,   O.RECEIVER,        "office policy", SINCE, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_money"),
    row(31,  "asking_about_duty",        P, "obligation_promised obligation_reopened",     A.DUE,          D,   O.PARTY,           "office policy", SINCE, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_no_money"),
    row(32,  "notice_of_fulfilment",     P, "follow_up_ended",                             A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="fulfilment_reported", needs="authority_involved"),
    row(33,  "end_of_follow_up",         P, "follow_up_started",                           A.DUE_OR_EVENT, D,   O.ADVISER,         "office policy", SINCE, to=PIC, met="follow_up_ended", dropped="matter_closed follow_up_started"),
    row(44,  "fetching_of_report",       P, "report_sent notice_sent fulfilment_reported", A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="report_retrieved report_acknowledged", dropped="report_recalled", scope=SUBJECT),
    row(45,  "letter_in_trouble",        P, "letter_held letter_returned",                 A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="letter_posted letter_dropped", scope=SUBJECT),
))
# fmt: on

TABLE = DeadlineTable(
    rules=RULES,
    for_everybody=FOR_EVERYBODY,
    halved=frozenset(range(2, 25)),
    calendar=Calendar("NO"),
    appeal_days=21,  # LOV-1967-02-10 §29, not read
    deemed_after={Service.LETTER: 7},  # unverified: the later day keeps the right to complain
)
