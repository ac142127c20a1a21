"""What the engine asks every law for by name: sections, grounds of a decision, deadlines, ways out."""

from typing import Final

SECTIONS_ASKED: Final = frozenset(
    {
        # of what is done between the steps
        "a_valid_consent", "account_is_given", "agreement_is_certified", "an_authority_is_owed",
        "approved_by_another", "attendance_in_person", "certified_by_own_mediator", "conflict_is_considered",
        "consent_to_documents", "custodian_is_invited", "declares_no_disqualification", "everyone_is_invited",
        "fulfilment_is_told", "has_come_of_age", "in_mediation", "interpreters_are_there", "law_in_force",
        "matter_is_accepted", "mediation_goes_on", "mediation_has_begun", "mediation_not_ended",
        "mediator_of_the_case", "mediators_are_named", "mediators_are_ready", "no_conflict", "no_open_doubt",
        "no_open_obligations", "not_accepted_yet", "not_barred", "not_held", "not_offered_yet",
        "nothing_has_followed", "offer_is_open", "other_office_is_named", "place_is_open", "reason_for_overriding",
        "rights_explained_before", "separate_meeting_agreed", "triage_is_done", "version_in_force",
        "within_ten_minutes",
        # of who is offered a case
        "basic_course_missing", "not_active", "not_admitted",
    }
)  # fmt: skip
"""Codes a verb names when it refuses; the codes of a law's own steps come on top."""

GROUNDS_USED: Final = frozenset(
    {"accept", "barred", "consent_refused", "consent_withdrawn", "decline", "lapse", "not_entitled"}
)
"""Grounds of the decisions that follow from what happened; a law has others, from which an interruption chooses."""

DEADLINES_ASKED: Final = frozenset({"answer_to_assignment", "consent_answer"})
"""Rows whose day is written into a letter or an offer."""
