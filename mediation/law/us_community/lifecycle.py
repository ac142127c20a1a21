"""THE table of steps: the life of a dispute in a US community mediation centre."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from mediation.law.us_community.sections import SECTIONS
from mediation.states.machine import Lifecycle
from mediation.states.matter import MatterKind, MatterState
from mediation.states.requirement import each, found
from mediation.states.requirements import (
    a_meeting_was_held,
    acceptance_is_decided,
    agreement_is_certified,
    authority_is_informed,
    ended_by_interruption,
    ended_by_lapse,
    ended_by_refusal,
    ended_in_agreement,
    ended_without_agreement,
    everyone_has_signed,
    everyone_understands,
    initiator_is_entitled,
    interpreters_are_there,
    interruption_ground,
    is_suitable,
    lapse_ground,
    mediators_are_ready,
    no_authority_is_owed,
    not_barred,
    not_held,
    refusal_is_decided,
    report_is_recalled,
)

S = MatterState

safe_to_meet = found("safe_to_meet")
approved_by_supervisor = found("approved_by_supervisor")  # the version that is signed
# A court may order attendance, never agreement: whoever is ordered to come need not consent to coming.
every_consent = each("every_consent", lambda f: () if f.is_found("attendance_is_ordered") else f.consents_missing)
filed_with_court = each(
    "filed_with_court", lambda f: () if f.outcome != "agreement" or f.is_found("filed_with_court") else ("",)
)

# fmt: off
#    step                     from                      to                       requires
DISPUTE_STEPS = [
    ("begin_triage",            S.RECEIVED,               S.TRIAGE,               ()),
    ("examine",                 S.TRIAGE,                 S.EXAMINING_CONDITIONS, (initiator_is_entitled, not_barred)),
    ("accept",                  S.EXAMINING_CONDITIONS,   S.ACCEPTED,             (not_held, initiator_is_entitled, not_barred, every_consent, everyone_understands, safe_to_meet, is_suitable, acceptance_is_decided)),
    ("decline",                 S.TRIAGE,                 S.DECLINED,             (refusal_is_decided,)),
    ("decline",                 S.EXAMINING_CONDITIONS,   S.DECLINED,             (refusal_is_decided,)),
    ("lapse",                   S.RECEIVED,               S.LAPSED,               (lapse_ground,)),
    ("lapse",                   S.TRIAGE,                 S.LAPSED,               (lapse_ground,)),
    ("lapse",                   S.EXAMINING_CONDITIONS,   S.LAPSED,               (lapse_ground,)),
    ("name_mediators",          S.ACCEPTED,               S.MEDIATORS_NAMED,      (not_held, every_consent, mediators_are_ready)),
    ("release_mediators",       S.MEDIATORS_NAMED,        S.ACCEPTED,             ()),
    ("start_mediation",         S.MEDIATORS_NAMED,        S.IN_MEDIATION,         (not_held, not_barred, every_consent, mediators_are_ready, interpreters_are_there, a_meeting_was_held)),
    ("agree",                   S.IN_MEDIATION,           S.AGREED,               (not_held, not_barred, everyone_has_signed, approved_by_supervisor, agreement_is_certified)),
    ("end_without_agreement",   S.IN_MEDIATION,           S.NO_AGREEMENT,         ()),
    ("interrupt",               S.ACCEPTED,               S.INTERRUPTED,          (interruption_ground,)),
    ("interrupt",               S.MEDIATORS_NAMED,        S.INTERRUPTED,          (interruption_ground,)),
    ("interrupt",               S.IN_MEDIATION,           S.INTERRUPTED,          (interruption_ground,)),
    ("report",                  S.AGREED,                 S.REPORTED,             (authority_is_informed,)),
    ("report",                  S.NO_AGREEMENT,           S.REPORTED,             (authority_is_informed,)),
    ("report",                  S.INTERRUPTED,            S.REPORTED,             (authority_is_informed,)),
    ("report",                  S.DECLINED,               S.REPORTED,             (authority_is_informed,)),
    ("report",                  S.LAPSED,                 S.REPORTED,             (authority_is_informed,)),
    ("recall_to_agreed",        S.REPORTED,               S.AGREED,               (report_is_recalled, ended_in_agreement)),
    ("recall_to_no_agreement",  S.REPORTED,               S.NO_AGREEMENT,         (report_is_recalled, ended_without_agreement)),
    ("recall_to_interrupted",   S.REPORTED,               S.INTERRUPTED,          (report_is_recalled, ended_by_interruption)),
    ("recall_to_declined",      S.REPORTED,               S.DECLINED,             (report_is_recalled, ended_by_refusal)),
    ("recall_to_lapsed",        S.REPORTED,               S.LAPSED,               (report_is_recalled, ended_by_lapse)),
    ("close",                   S.REPORTED,               S.CLOSED,               (filed_with_court,)),
    ("close",                   S.AGREED,                 S.CLOSED,               (no_authority_is_owed,)),
    ("close",                   S.NO_AGREEMENT,           S.CLOSED,               (no_authority_is_owed,)),
    ("close",                   S.INTERRUPTED,            S.CLOSED,               (no_authority_is_owed,)),
    ("close",                   S.DECLINED,               S.CLOSED,               (no_authority_is_owed,)),
    ("close",                   S.LAPSED,                 S.CLOSED,               (no_authority_is_owed,)),
]
# fmt: on

LIFECYCLES: dict[MatterKind, Lifecycle] = {
    MatterKind.DISPUTE: Lifecycle("dispute", MatterState, S.RECEIVED, DISPUTE_STEPS, SECTIONS),
}
