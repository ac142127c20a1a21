"""THE tables of steps: the life of a crime and of a dispute under Act 1015/2005."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from mediation.law.finland.sections import SECTIONS
from mediation.states.machine import Lifecycle, Step
from mediation.states.matter import MatterKind, MatterState
from mediation.states.requirements import (
    a_meeting_was_held,
    acceptance_is_decided,
    account_is_given,
    agreement_is_certified,
    authority_is_informed,
    ended_by_interruption,
    ended_by_lapse,
    ended_by_refusal,
    ended_in_agreement,
    ended_without_agreement,
    every_consent,
    everyone_has_signed,
    everyone_understands,
    facts_are_confirmed,
    fulfilment_is_told,
    has_natural_person,
    has_open_obligations,
    in_victims_interest,
    initiator_is_entitled,
    interpreters_are_there,
    interruption_ground,
    is_minor_or_from_crime,
    is_purposeful,
    is_suitable,
    lapse_ground,
    mediators_are_ready,
    no_authority_is_owed,
    no_open_obligations,
    not_barred,
    not_held,
    other_office_is_named,
    parties_are_heard,
    protection_is_assessed,
    refusal_is_decided,
    report_is_recalled,
    venue_is_here,
)

S = MatterState

# fmt: off
#    step                     from                     to                       requires
SHARED_STEPS: list[Step] = [
    ("begin_triage",          S.RECEIVED,              S.TRIAGE,                ()),
    ("transfer",              S.TRIAGE,                S.TRANSFERRED,           (other_office_is_named,)),
    ("transfer",              S.EXAMINING_CONDITIONS,  S.TRANSFERRED,           (other_office_is_named,)),
    ("decline",               S.TRIAGE,                S.DECLINED,              (parties_are_heard, refusal_is_decided)),
    ("decline",               S.EXAMINING_CONDITIONS,  S.DECLINED,              (parties_are_heard, refusal_is_decided)),
    ("lapse",                 S.RECEIVED,              S.LAPSED,                (lapse_ground,)),
    ("lapse",                 S.TRIAGE,                S.LAPSED,                (lapse_ground,)),
    ("lapse",                 S.EXAMINING_CONDITIONS,  S.LAPSED,                (lapse_ground,)),
    ("name_mediators",        S.ACCEPTED,              S.MEDIATORS_NAMED,       (not_held, every_consent, mediators_are_ready)),
    ("release_mediators",     S.MEDIATORS_NAMED,       S.ACCEPTED,              ()),
    ("start_mediation",       S.MEDIATORS_NAMED,       S.IN_MEDIATION,          (not_held, not_barred, every_consent, mediators_are_ready, interpreters_are_there, a_meeting_was_held)),
    ("agree",                 S.IN_MEDIATION,          S.AGREED,                (not_held, not_barred, every_consent, everyone_has_signed, agreement_is_certified)),
    ("end_without_agreement", S.IN_MEDIATION,          S.NO_AGREEMENT,          (not_held,)),
    ("interrupt",             S.ACCEPTED,              S.INTERRUPTED,           (interruption_ground,)),
    ("interrupt",             S.MEDIATORS_NAMED,       S.INTERRUPTED,           (interruption_ground,)),
    ("interrupt",             S.IN_MEDIATION,          S.INTERRUPTED,           (interruption_ground,)),
    ("report",                S.AGREED,                S.REPORTED,              (account_is_given, authority_is_informed)),
    ("report",                S.NO_AGREEMENT,          S.REPORTED,              (account_is_given, authority_is_informed)),
    ("report",                S.INTERRUPTED,           S.REPORTED,              (authority_is_informed,)),
    ("report",                S.DECLINED,              S.REPORTED,              (authority_is_informed,)),
    ("report",                S.LAPSED,                S.REPORTED,              (authority_is_informed,)),
    ("recall_to_agreed",      S.REPORTED,              S.AGREED,                (report_is_recalled, ended_in_agreement)),
    ("recall_to_no_agreement", S.REPORTED,             S.NO_AGREEMENT,          (report_is_recalled, ended_without_agreement)),
    ("recall_to_interrupted", S.REPORTED,              S.INTERRUPTED,           (report_is_recalled, ended_by_interruption)),
    ("recall_to_declined",    S.REPORTED,              S.DECLINED,              (report_is_recalled, ended_by_refusal)),
    ("recall_to_lapsed",      S.REPORTED,              S.LAPSED,                (report_is_recalled, ended_by_lapse)),
    ("follow_up",             S.REPORTED,              S.FOLLOW_UP,             (has_open_obligations,)),
    ("follow_up",             S.AGREED,                S.FOLLOW_UP,             (account_is_given, no_authority_is_owed, has_open_obligations)),
    ("close",                 S.REPORTED,              S.CLOSED,                (no_open_obligations, fulfilment_is_told)),
    ("close",                 S.FOLLOW_UP,             S.CLOSED,                (no_open_obligations, fulfilment_is_told)),
    ("close",                 S.AGREED,                S.CLOSED,                (account_is_given, no_authority_is_owed, no_open_obligations)),
    ("close",                 S.NO_AGREEMENT,          S.CLOSED,                (account_is_given, no_authority_is_owed)),
    ("close",                 S.INTERRUPTED,           S.CLOSED,                (no_authority_is_owed,)),
    ("close",                 S.DECLINED,              S.CLOSED,                (no_authority_is_owed,)),
    ("close",                 S.LAPSED,                S.CLOSED,                (no_authority_is_owed,)),
]

# Before acceptance the two differ: §3 for a crime, §1.2 and §3.2 for a dispute.
#    step                     from                     to                       requires
CRIME_STEPS: list[Step] = [
    ("examine",               S.TRIAGE,                S.EXAMINING_CONDITIONS,  (initiator_is_entitled, not_barred, venue_is_here)),
    ("accept",                S.EXAMINING_CONDITIONS,  S.ACCEPTED,              (not_held, initiator_is_entitled, not_barred, every_consent, everyone_understands, facts_are_confirmed, in_victims_interest, protection_is_assessed, is_suitable, acceptance_is_decided)),
    *SHARED_STEPS,
]

#    step                     from                     to                       requires
DISPUTE_STEPS: list[Step] = [
    ("examine",               S.TRIAGE,                S.EXAMINING_CONDITIONS,  (initiator_is_entitled, not_barred, has_natural_person, venue_is_here)),
    ("accept",                S.EXAMINING_CONDITIONS,  S.ACCEPTED,              (not_held, initiator_is_entitled, not_barred, has_natural_person, is_minor_or_from_crime, every_consent, everyone_understands, is_purposeful, is_suitable, acceptance_is_decided)),
    *SHARED_STEPS,
]
# fmt: on

LIFECYCLES: dict[MatterKind, Lifecycle] = {
    MatterKind.CRIME: Lifecycle("crime", MatterState, S.RECEIVED, CRIME_STEPS, SECTIONS),
    MatterKind.DISPUTE: Lifecycle("dispute", MatterState, S.RECEIVED, DISPUTE_STEPS, SECTIONS),
}
