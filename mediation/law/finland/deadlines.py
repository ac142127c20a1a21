"""THE table of deadlines: what starts each, how it is counted, whose it is, and what meets or drops it.

Numbers of the office's own (grounds P and Q) are in `policy.toml`; a statutory number (S) stands here.
"""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.deadlines.calendar import Calendar
from mediation.deadlines.rows import (
    ASSIGNMENT_ANSWERED,
    ENDINGS,
    ENDINGS_OF_REPORTING,
    FOR_EVERYBODY,
    MEETING_OFF,
    PERFORMED,
    UNPROMISED,
)
from mediation.deadlines.rows import row as _row
from mediation.deadlines.rule import Anchor as A
from mediation.deadlines.rule import DeadlineRule, Each, Ground, Scope, Unit, validated
from mediation.deadlines.rule import Owner as O  # noqa: E741
from mediation.deadlines.service import Service
from mediation.deadlines.table import DeadlineTable

S, Q, P = Ground.STATUTORY, Ground.STATUTORY_WITHOUT_NUMBER, Ground.OFFICE_POLICY
D, WD, SD, M, YEARLY = Unit.DAYS, Unit.WORKING_DAYS, Unit.STATUTORY_DAYS, Unit.MONTHS, Unit.EVERY_YEAR_ON
SUBJECT, PARTY, RECIPIENT = Scope.SUBJECT, Each.PARTY, Each.RECIPIENT
PIC = O.PERSON_IN_CHARGE
REACHED = "contact_made consent_given consent_refused"

ACT, Y2011, Y2016 = date(2006, 6, 1), date(2011, 6, 1), date(2016, 1, 1)
GDPR, Y2019, Y2020 = date(2018, 5, 25), date(2019, 4, 1), date(2020, 1, 1)



# fmt: off
RULES: dict[str, DeadlineRule] = validated((
    #    no  code                               ground, triggers                                         counted from     unit    owner                      basis, since, escalated to, met by, dropped by, ...
    _row(1,  "registration",                    Q, "document_arrived",                              A.EVENT,        WD,     O.INTAKE,                  "906/2019 §25; 13/2003 §12", Y2020, to=O.ADVISER, met="initiative_registered document_registered", scope=SUBJECT, bounds=(0, 1)),
    _row(2,  "triage",                          P, "initiative_registered",                         A.EVENT,        WD,     O.ADVISER,                 "office policy (venue, §3 a, limitation, safety)", ACT, to=PIC, met="matter_triaged matter_transferred", dropped=ENDINGS, holds=True),
    _row(3,  "transfer",                        Q, "wrong_office_found",                            A.EVENT,        WD,     O.ADVISER,                 "1015/2005 §14.2", ACT, to=PIC, met="matter_transferred", dropped=ENDINGS + " organiser_decided", bounds=(0, 5)),
    _row(3,  "dispute_over_office",             Q, "transfer_disputed",                             A.EVENT,        WD,     PIC,                       "1015/2005 §14.3 (680/2015)", Y2016, to=O.ORGANISER, met="organiser_decided", dropped=ENDINGS, bounds=(0, 5)),
    _row(4,  "first_contact",                   P, "matter_triaged",                                A.EVENT,        WD,     O.ADVISER,                 "office policy", ACT, to=PIC, met=REACHED, dropped=ENDINGS + " mediation_ended", scope=SUBJECT, each=PARTY, holds=True),
    _row(5,  "second_try",                      P, "contact_unanswered",                            A.EVENT,        D,      O.ADVISER,                 "office policy; 434/2003 §34, §36", ACT, met=REACHED, dropped=ENDINGS + " mediation_ended", scope=SUBJECT, needs="mediation_is_ahead", holds=True),
    _row(5,  "letter_to_unreached",             P, "contact_unanswered",                            A.EVENT,        D,      O.ADVISER,                 "office policy; 434/2003 §34, §36", ACT, met=REACHED + " letter_sent", dropped=ENDINGS + " mediation_ended", scope=SUBJECT, needs="mediation_is_ahead", holds=True),
    _row(5,  "closing_as_unreached",            P, "contact_unanswered",                            A.EVENT,        D,      O.ADVISER,                 "office policy; 434/2003 §34, §36", ACT, to=PIC, met=REACHED, dropped=ENDINGS + " mediation_ended", scope=SUBJECT, needs="mediation_is_ahead", holds=True),
    _row(6,  "consent_answer",                  P, "consent_asked",                                 A.EVENT,        D,      O.PARTY,                   "office policy", ACT, to=O.ADVISER, met="consent_given consent_refused consent_withdrawn", dropped=ENDINGS + " mediation_ended", scope=SUBJECT, holds=True),
    _row(7,  "documents",                       P, "documents_requested",                           A.EVENT,        D,      O.ADVISER,                 "office policy; 1015/2005 §16(2), §25", ACT, to=O.ADVISER, escalate_unit=D, met="documents_received", dropped=ENDINGS, scope=SUBJECT, holds=True),
    _row(8,  "conditions_phase",                P, "initiative_registered",                         A.ARRIVAL,      D,      O.ADVISER,                 "office policy (national mean 38-39 days)", ACT, to=PIC, escalate_unit=D, met="matter_accepted matter_declined", dropped=ENDINGS, holds=True),
    _row(9,  "decision",                        P, "conditions_recorded",                           A.EVENT,        WD,     PIC,                       "office policy; 1015/2005 §15; 434/2003 §23", ACT, to=O.DEPUTY, met="decision_made matter_accepted matter_declined", dropped=ENDINGS, holds=True),
    _row(10, "estimate_of_time",                Q, "timing_asked",                                  A.EVENT,        WD,     O.ADVISER,                 "434/2003 §23.2", ACT, to=PIC, met="timing_estimated decision_made", dropped=ENDINGS, scope=SUBJECT, bounds=(0, 5)),
    _row(11, "service_of_decision",             Q, "decision_made one_more_to_serve",               A.EVENT,        WD,     O.OFFICE,                  "434/2003 §54, §56", ACT, to=PIC, met="nothing_left_to_serve", scope=SUBJECT, each=RECIPIENT, bounds=(0, 3)),
    _row(12, "appeal",                          S, "decision_served",                               A.SERVICE,      SD,     O.SYSTEM,                  "808/2019 §13; 150/1930; 434/2003 §59; 13/2003 §18-19", Y2020, n=30, met="decision_final", dropped="appeal_filed decision_served", scope=SUBJECT, each=RECIPIENT),
    _row(13, "fetching_of_e_service",           S, "e_service_notified",                            A.EVENT,        SD,     O.OFFICE,                  "13/2003 §18", ACT, n=7, to=O.OFFICE, met="e_service_fetched decision_served", scope=SUBJECT),
    _row(14, "notice_of_refusal",               Q, "matter_declined matter_interrupted matter_lapsed notice_recalled", A.EVENT,        WD,     O.ADVISER,                 "1015/2005 §24", ACT, to=PIC, met="notice_sent", needs="notice_is_owed", bounds=(0, 3)),
    _row(15, "interruption",                    Q, "consent_withdrawn consent_doubted",             A.EVENT,        WD,     O.ADVISER,                 "1015/2005 §19.1 (at once)", ACT, to=PIC, met="matter_interrupted", dropped=ENDINGS + " doubt_assessed mediation_ended", needs="under_way", bounds=(0, 0)),
    _row(16, "assessment_of_doubt",             Q, "capacity_doubted",                              A.EVENT,        WD,     O.ADVISER,                 "1015/2005 §19.1", ACT, to=PIC, met="matter_interrupted doubt_assessed", dropped=ENDINGS + " mediation_ended", bounds=(0, 2)),
    _row(17, "naming_of_mediators",             P, "matter_accepted mediators_released",            A.EVENT,        WD,     O.ADVISER,                 "office policy; 1015/2005 §16(1)", ACT, to=PIC, met="mediators_named", dropped=ENDINGS, holds=True),
    _row(17, "answer_to_assignment",            P, "assignment_offered",                            A.EVENT,        D,      O.MEDIATOR,                "office policy", ACT, to=O.ADVISER, met=ASSIGNMENT_ANSWERED, dropped=ENDINGS, scope=SUBJECT, holds=True),
    _row(17, "disqualification_declaration",    Q, "assignment_offered",                            A.EVENT,        D,      O.MEDIATOR,                "434/2003 §29-30 (without delay)", ACT, to=O.ADVISER, met=ASSIGNMENT_ANSWERED, dropped=ENDINGS, scope=SUBJECT, bounds=(0, 3)),
    _row(18, "first_meeting",                   P, "mediators_named",                               A.EVENT,        D,      O.MEDIATOR,                "office policy", ACT, to=O.ADVISER, escalate_unit=D, met="meeting_held", dropped=ENDINGS, holds=True),
    _row(19, "booking_of_interpreter",          P, "meeting_arranged meeting_moved",                A.MEETING,      WD,     O.ADVISER,                 "office policy; 1015/2005 §16(3)", ACT, to=O.ADVISER, met="interpreter_booked", dropped=MEETING_OFF + " meeting_held", scope=SUBJECT, needs="interpreter_needed"),
    _row(20, "meeting",                         P, "meeting_arranged meeting_moved",                A.MEETING,      D,      O.PARTY,                   "office policy (safe channel)", ACT, met="meeting_held", dropped=MEETING_OFF, scope=SUBJECT),
    _row(21, "mediators_account",               Q, "meeting_held",                                  A.EVENT,        WD,     O.MEDIATOR,                "1015/2005 §17(6)", ACT, to=O.ADVISER, met="account_given", dropped="matter_closed", bounds=(0, 7)),
    _row(22, "copies_of_agreement",             P, "agreement_signed",                              A.EVENT,        WD,     O.OFFICE,                  "office policy", ACT, to=PIC, met="agreement_copies_sent agreement_certified", dropped="agreement_drafted mediation_ended matter_closed"),
    _row(23, "report_to_authority",             Q, "mediation_ended outcome_recalled",              A.EVENT,        WD,     O.ADVISER,                 "1015/2005 §16(4)", ACT, to=PIC, met="report_sent notice_sent", needs="report_is_owed", bounds=(0, 7)),
    _row(24, "whole_process",                   P, "initiative_registered",                         A.ARRIVAL,      D,      O.ADVISER,                 "office policy (national mean 78 days)", ACT, to=PIC, escalate_unit=D, met="mediation_ended", dropped=ENDINGS, holds=True),
    _row(25, "interim_status",                  P, "initiative_registered",                         A.ARRIVAL,      D,      O.ADVISER,                 "office policy (the prosecutor waits)", ACT, to=PIC, met="interim_status_sent report_sent", dropped=ENDINGS_OF_REPORTING, needs="authority_involved"),
    _row(25, "next_interim_status",             P, "interim_status_sent",                           A.EVENT,        D,      O.ADVISER,                 "office policy (the prosecutor waits)", ACT, to=PIC, met="report_sent", dropped=ENDINGS_OF_REPORTING + " interim_status_sent", needs="authority_involved"),
    _row(25, "status_by_the_date_asked",        P, "status_asked",                                  A.DUE,          D,      O.ADVISER,                 "office policy (the date the authority asked for)", ACT, to=PIC, met="interim_status_sent report_sent", dropped=ENDINGS_OF_REPORTING, needs="authority_involved"),
    _row(26, "limitation",                      S, "initiative_registered facts_corrected",         A.OFFENCE,      YEARLY, O.ADVISER,                 "Criminal Code 8:1-2 (warnings: office policy)", ACT, to=PIC, escalate_unit=D, met="charges_brought", dropped="matter_declined matter_transferred matter_lapsed matter_closed facts_corrected", needs="charges_are_open"),
    _row(27, "young_suspect",                   P, "",                                              A.EVENT,        D,      O.ADVISER,                 "office policy, rows 2-24 halved; ETL 3:11.2, ROL 1:8 a.2 bind the police and the prosecutor", ACT, to=PIC, sets=False),
    _row(28, "person_turns_15",                 S, "person_turns_15",                               A.EVENT,        D,      O.ADVISER,                 "1015/2005 §18.1; 434/2003 §14.3", ACT, n=0, met="age_reviewed", dropped="matter_closed matter_transferred", scope=SUBJECT),
    _row(29, "person_turns_18",                 S, "person_turns_18",                               A.EVENT,        D,      O.ADVISER,                 "1015/2005 §2.2, §3 a", ACT, n=0, to=PIC, met="age_reviewed", dropped="matter_closed matter_transferred", scope=SUBJECT),
    _row(30, "instalment",                      P, "obligation_promised obligation_reopened",       A.DUE,          D,      O.PAYER,                   "office policy (Helsinki practice)", ACT, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_money"),
    _row(30, "asking_the_receiver",             P, "obligation_promised obligation_reopened",       A.DUE,          D,      O.RECEIVER,                "office policy (Helsinki practice)", ACT, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_money"),
    _row(30, "call_about_instalment",           P, "obligation_promised obligation_reopened",       A.DUE,          D,      O.ADVISER,                 "office policy (Helsinki practice)", ACT, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_money"),
    _row(30, "breach_review",                   P, "obligation_promised obligation_reopened",       A.DUE,          D,      O.ADVISER,                 "office policy (Helsinki practice)", ACT, to=PIC, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_money"),
    _row(31, "asking_about_duty",               P, "obligation_promised obligation_reopened",       A.DUE,          D,      O.PARTY,                   "office policy", ACT, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_no_money"),
    _row(31, "review_of_duty",                  P, "obligation_promised obligation_reopened",       A.DUE,          D,      O.ADVISER,                 "office policy", ACT, to=PIC, met=PERFORMED, dropped=UNPROMISED, scope=SUBJECT, needs="is_no_money"),
    _row(32, "notice_of_fulfilment",            P, "follow_up_ended fulfilment_recalled",           A.EVENT,        WD,     O.ADVISER,                 "office policy (Helsinki practice)", ACT, to=PIC, met="fulfilment_reported", needs="authority_involved"),
    _row(33, "end_of_follow_up",                P, "follow_up_started",                             A.DUE_OR_EVENT, D,      O.ADVISER,                 "office policy (from the last due date)", ACT, to=PIC, met="follow_up_ended", dropped="matter_closed follow_up_started"),
    _row(33, "longest_follow_up",               P, "follow_up_started",                             A.EVENT,        M,      O.ADVISER,                 "office policy (longer needs approval)", ACT, to=PIC, met="follow_up_ended follow_up_extended", dropped="matter_closed"),
    _row(34, "request_for_documents",           S, "information_requested",                         A.EVENT,        D,      PIC,                       "621/1999 §14 (two weeks; not moved from a holiday: the stricter reading)", ACT, n=14, to=PIC, escalate_unit=D, met="information_decided", scope=SUBJECT),
    _row(34, "large_request_for_documents",     S, "large_information_requested",                   A.EVENT,        M,      PIC,                       "621/1999 §14 (one month; not moved from a holiday: the stricter reading)", ACT, n=1, to=PIC, escalate_unit=D, met="information_decided", scope=SUBJECT),
    _row(35, "data_subject_request",            Q, "data_subject_request_received",                 A.EVENT,        M,      O.DATA_PROTECTION_CONTACT, "GDPR 12(3), unverified: no extension used", GDPR, to=O.CONTROLLER, escalate_unit=D, met="data_subject_answered", scope=SUBJECT, bounds=(0, 1)),
    _row(35, "breach_to_controller",            P, "personal_data_breach_found",                    A.EVENT,        D,      O.DATA_PROTECTION_CONTACT, "office policy (24 hours: the same day)", GDPR, to=O.CONTROLLER, met="controller_told", scope=SUBJECT, bounds=(0, 1)),
    _row(35, "breach_to_authority",             Q, "personal_data_breach_found",                    A.EVENT,        D,      O.DATA_PROTECTION_CONTACT, "GDPR 33, unverified: two days keep within 72 hours", GDPR, to=O.CONTROLLER, escalate_unit=D, met="breach_notified", scope=SUBJECT, bounds=(0, 2)),
    _row(36, "accessibility_feedback",          S, "accessibility_feedback_received",               A.EVENT,        D,      O.SERVICE_OWNER,           "306/2019 §10 (two weeks)", Y2019, n=14, to=O.ADMINISTRATOR, escalate_unit=D, met="accessibility_answered", dropped="accessibility_time_extended", scope=SUBJECT),
    _row(36, "accessibility_feedback_extended", S, "accessibility_time_extended",                   A.EVENT,        D,      O.SERVICE_OWNER,           "306/2019 §10 (two weeks more)", Y2019, n=14, to=O.ADMINISTRATOR, escalate_unit=D, met="accessibility_answered", scope=SUBJECT),
    _row(37, "new_eligibility_check",           P, "classification_changed",                        A.EVENT,        WD,     O.ADVISER,                 "office policy; 1015/2005 §3 a", ACT, to=PIC, met="eligibility_reassessed matter_interrupted", dropped=ENDINGS),
    _row(38, "claim_in_mediation",              S, "matter_accepted",                               A.EVENT,        D,      O.SYSTEM,                  "728/2003 §11 (396/2011): limitation of the debt stands still until closing", Y2011, n=0, sets=False),
    _row(39, "cost_report",                     S, "financial_year_ended",                          A.EVENT,        YEARLY, PIC,                       "decree 267/2006 §5 a (31 March)", Y2011, n=331, to=O.ORGANISER, met="cost_report_sent", scope=SUBJECT),
    _row(39, "organisers_decision",             S, "financial_year_ended",                          A.EVENT,        YEARLY, O.ORGANISER,               "decree 267/2006 §5 a (31 August)", Y2011, n=831, met="organiser_decided_costs", scope=SUBJECT),
    _row(40, "statistics_check",                P, "month_ended",                                   A.EVENT,        WD,     PIC,                       "office policy", ACT, met="statistics_checked", scope=SUBJECT),
    _row(40, "statistics_freeze",               P, "year_ended",                                    A.EVENT,        YEARLY, PIC,                       "office policy (31 January)", ACT, to=O.ORGANISER, met="statistics_frozen", scope=SUBJECT),
    _row(41, "training_renewal",                P, "training_completed",                            A.EVENT,        M,      O.ADVISER,                 "office policy; 1015/2005 §10-11", ACT, to=PIC, met="training_completed", scope=SUBJECT),
    _row(41, "annual_talk",                     P, "volunteer_admitted annual_talk_held",           A.EVENT,        M,      O.ADVISER,                 "office policy; 1015/2005 §10", ACT, to=PIC, met="annual_talk_held", dropped="volunteer_released", scope=SUBJECT),
    _row(41, "supervision_session",             P, "volunteer_admitted supervision_held",           A.EVENT,        M,      O.ADVISER,                 "office policy; 1015/2005 §10", ACT, to=PIC, met="supervision_held", dropped="volunteer_released", scope=SUBJECT),
    _row(41, "inactivity",                      P, "volunteer_admitted",                            A.EVENT,        M,      O.ADVISER,                 "office policy", ACT, to=PIC, met="assignment_accepted", dropped="volunteer_released", scope=SUBJECT),
    _row(41, "tax_report",                      P, "year_ended",                                    A.EVENT,        YEARLY, PIC,                       "Tax Administration decision on reporting 857/2017; day unverified", ACT, to=O.ADMINISTRATOR, met="tax_report_sent", scope=SUBJECT),
    _row(42, "review_for_destruction",          Q, "retention_ended",                               A.EVENT,        WD,     O.RECORDS_OFFICER,         "906/2019 §21; 831/1994 §13", Y2020, to=PIC, met="retention_reviewed", scope=SUBJECT, bounds=(0, 60)),
    _row(43, "change_of_organiser",             P, "organiser_change_enacted",                      A.DUE,          D,      O.ADMINISTRATOR,           "HE 200/2025, enactment unverified: the day comes with the event", ACT, to=PIC, escalate_unit=D, met="organiser_changed", scope=SUBJECT),
    _row(44, "fetching_of_report",              P, "report_sent notice_sent breach_reported fulfilment_reported", A.EVENT,        WD,     O.ADVISER,                 "office policy (a report nobody fetches becomes a person's task)", ACT, to=PIC, met="report_retrieved report_acknowledged", dropped="report_recalled", scope=SUBJECT),
    _row(45, "letter_in_trouble",               P, "letter_held letter_returned",                   A.EVENT,        WD,     O.ADVISER,                 "office policy (a letter that cannot go, or came back)", ACT, to=PIC, met="letter_posted letter_dropped", scope=SUBJECT),
))
# fmt: on

YOUNG_ROWS = range(2, 25)  # row 27: halved for a suspect under 18, statutory numbers excepted

TABLE = DeadlineTable(
    rules=RULES,
    for_everybody=FOR_EVERYBODY,
    halved=frozenset(YOUNG_ROWS),
    calendar=Calendar("FI"),
    appeal_days=30,  # 808/2019 §13
    deemed_after={Service.LETTER: 7, Service.E_MESSAGE: 3},  # 434/2003 §59; 13/2003 §19
)
