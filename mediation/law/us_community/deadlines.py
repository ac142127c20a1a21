"""THE table of deadlines of a US community centre: what starts each, how it is counted, whose it is, what meets or drops it.

All numbers are the centre's own, in `policy.toml`.
"""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from mediation.deadlines.calendar import Calendar
from mediation.deadlines.rows import (
    ASSIGNMENT_ANSWERED,
    ENDINGS,
    FOR_EVERYBODY,
    MEETING_OFF,
    row,
)
from mediation.deadlines.rule import Anchor as A
from mediation.deadlines.rule import DeadlineRule, Each, Ground, Scope, Unit, validated
from mediation.deadlines.rule import Owner as O  # noqa: E741
from mediation.deadlines.table import DeadlineTable
from mediation.law.us_community.eligibility import IN_FORCE as SINCE

P = Ground.OFFICE_POLICY
D, WD = Unit.DAYS, Unit.WORKING_DAYS
SUBJECT, PARTY = Scope.SUBJECT, Each.PARTY
PIC = O.PERSON_IN_CHARGE

# fmt: off
RULES: dict[str, DeadlineRule] = validated((
    #   no  code                        ground triggers                                    counted from    unit owner              basis, since, escalated to, met by, dropped by, ...
    row(2,   "triage",                   P, "initiative_registered",                       A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="matter_triaged matter_transferred", dropped=ENDINGS, holds=True),
    row(4,   "first_contact",            P, "matter_triaged",                              A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="contact_made", dropped=ENDINGS, scope=SUBJECT, each=PARTY, holds=True),
    row(6,   "consent_answer",           P, "consent_asked",                               A.EVENT,        D,   O.PARTY,           "office policy", SINCE, to=O.ADVISER, met="consent_given consent_refused consent_withdrawn", dropped=ENDINGS, scope=SUBJECT, holds=True),
    row(8,   "conditions_phase",         P, "initiative_registered",                       A.ARRIVAL,      D,   O.ADVISER,         "office policy", SINCE, to=PIC, escalate_unit=D, met="matter_accepted matter_declined", dropped=ENDINGS, holds=True),
    row(9,   "decision",                 P, "conditions_recorded",                         A.EVENT,        WD,  PIC,               "office policy", SINCE, to=O.DEPUTY, met="decision_made matter_accepted matter_declined", dropped=ENDINGS, holds=True),
    row(15,  "interruption",             P, "consent_withdrawn consent_doubted",           A.EVENT,        WD,  O.ADVISER,         "office policy; Centre Rules r.5 (at once)", SINCE, to=PIC, met="matter_interrupted", dropped=ENDINGS + " doubt_assessed mediation_ended", needs="under_way", bounds=(0, 0)),
    row(17,  "naming_of_mediators",      P, "matter_accepted",                             A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="mediators_named", dropped=ENDINGS, holds=True),
    row(17,  "answer_to_assignment",     P, "assignment_offered",                          A.EVENT,        D,   O.MEDIATOR,        "office policy", SINCE, to=O.ADVISER, met=ASSIGNMENT_ANSWERED, dropped=ENDINGS, scope=SUBJECT, holds=True),
    row(18,  "first_meeting",            P, "mediators_named",                             A.EVENT,        D,   O.MEDIATOR,        "office policy", SINCE, to=O.ADVISER, escalate_unit=D, met="meeting_held", dropped=ENDINGS, holds=True),
    row(46,  "hearing_of_the_court",     P, "matter_accepted",                             A.EVENT,        D,   O.ADVISER,         "office policy (a session one to three weeks before the hearing)", SINCE, to=PIC, met="meeting_held", dropped=ENDINGS, needs="authority_involved"),
    row(19,  "booking_of_interpreter",   P, "meeting_arranged meeting_moved",              A.MEETING,      WD,  O.ADVISER,         "office policy", SINCE, to=O.ADVISER, met="interpreter_booked", dropped=MEETING_OFF, scope=SUBJECT, needs="interpreter_needed"),
    row(20,  "meeting",                  P, "meeting_arranged meeting_moved",              A.MEETING,      D,   O.PARTY,           "office policy", SINCE, met="meeting_held", dropped=MEETING_OFF, scope=SUBJECT),
    row(22,  "copies_of_agreement",      P, "agreement_signed",                            A.EVENT,        WD,  O.OFFICE,          "office policy", SINCE, to=PIC, met="agreement_copies_sent", dropped="matter_closed"),
    row(23,  "report_to_authority",      P, "mediation_ended",                             A.EVENT,        WD,  O.ADVISER,         "office policy; Centre Rules r.13", SINCE, to=PIC, met="report_sent notice_sent", needs="authority_involved"),
    row(45,  "filing_with_court",        P, "agreement_certified",                         A.EVENT,        WD,  O.ADVISER,         "office policy; Centre Rules r.12", SINCE, to=PIC, met="matter_closed", needs="authority_involved"),
    row(24,  "whole_process",            P, "initiative_registered",                       A.ARRIVAL,      D,   O.ADVISER,         "office policy", SINCE, to=PIC, escalate_unit=D, met="mediation_ended", dropped=ENDINGS, holds=True),
    row(44,  "fetching_of_report",       P, "report_sent notice_sent fulfilment_reported", A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="report_retrieved report_acknowledged", dropped="report_recalled", scope=SUBJECT),
    row(45,  "letter_in_trouble",        P, "letter_held letter_returned",                 A.EVENT,        WD,  O.ADVISER,         "office policy", SINCE, to=PIC, met="letter_posted letter_dropped", scope=SUBJECT),
))
# fmt: on

TABLE = DeadlineTable(
    rules=RULES,
    for_everybody=FOR_EVERYBODY,
    halved=frozenset(),
    calendar=Calendar("US"),
    appeal_days=0,  # nothing the centre decides is appealed
    deemed_after={},
)
