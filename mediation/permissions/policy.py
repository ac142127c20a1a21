"""THE table: permission → the ways to have it; a way is a list of things that must all hold. Default: no."""

from mediation.permissions.may import May
from mediation.permissions.predicates import (
    Predicate,
    has_live_grant,
    initiative_is_theirs,
    is_administrator,
    is_adviser,
    is_auditor,
    is_authority,
    is_mediator,
    is_no_party,
    is_offered_to_them,
    is_person_in_charge,
    is_service,
    report_is_addressed_to_them,
    same_office,
)

Way = list[Predicate]

ADVISER: Way = [is_adviser, same_office, is_no_party]
IN_CHARGE: Way = [is_person_in_charge, same_office, is_no_party]
OWN_CASE: Way = [is_mediator, has_live_grant]
OWN_RECORDS: Way = [is_mediator, same_office]  # the action asks whose they are: the actor's own
SERVICE: Way = [is_service, same_office]
ADMIN: Way = [is_administrator, same_office]
AUDITOR: Way = [is_auditor, same_office]

# fmt: off
POLICY: dict[May, list[Way]] = {
    May.ACCOUNT_MANAGE:            [ADMIN],
    May.ACCOUNT_OF_MEDIATION_GIVE: [OWN_CASE],
    May.AGREEMENT_CERTIFY:         [OWN_CASE],
    May.AGREEMENT_DRAFT:           [OWN_CASE, ADVISER, IN_CHARGE],
    May.AGREEMENT_SIGN:            [OWN_CASE, ADVISER, IN_CHARGE],
    May.ASSIGNMENT_ANSWER:         [[is_mediator, is_offered_to_them]],
    May.ASSIGNMENT_OFFER:          [ADVISER, IN_CHARGE],
    May.ASSIGNMENT_RECUSE:         [[is_mediator, is_offered_to_them, has_live_grant]],
    May.ASSIGNMENT_RELEASE:        [ADVISER, IN_CHARGE],
    May.AVAILABILITY_KEEP:         [OWN_RECORDS, ADVISER, IN_CHARGE],
    May.CASE_CLOSE:                [ADVISER, IN_CHARGE],
    May.CASE_CORRECT:              [ADVISER, IN_CHARGE],
    May.CASE_HOLD:                 [ADVISER, IN_CHARGE],
    May.CASE_LIST:                 [ADVISER, IN_CHARGE],
    May.CASE_READ:                 [ADVISER, IN_CHARGE, OWN_CASE],
    May.CASE_SEARCH:               [ADVISER, IN_CHARGE],
    May.CASE_TRIAGE:               [ADVISER, IN_CHARGE],
    May.CONDITIONS_ASSESS:         [ADVISER, IN_CHARGE],
    May.CONSENT_ASK:               [ADVISER, IN_CHARGE],
    May.CONSENT_RECORD:            [ADVISER, IN_CHARGE],
    May.CONSENT_WITHDRAW:          [ADVISER, IN_CHARGE, OWN_CASE],
    May.CONTACT_READ:              [ADVISER, IN_CHARGE],
    May.DEADLINE_READ:             [ADVISER, IN_CHARGE],
    May.DEADLINE_RUN:              [SERVICE],
    May.DECISION_MAKE:             [IN_CHARGE],
    May.DECISION_SERVE:            [ADVISER, IN_CHARGE],
    May.DOCUMENT_MAKE:             [ADVISER, IN_CHARGE],
    May.DOCUMENT_READ:             [ADVISER, IN_CHARGE],
    May.DOUBT_RAISE:               [OWN_CASE, ADVISER, IN_CHARGE],
    May.EXPENSE_APPROVE:           [ADVISER, IN_CHARGE],
    May.EXPENSE_CLAIM:             [OWN_RECORDS],
    May.EXPENSE_PAY:               [IN_CHARGE],
    May.EXPENSE_READ:              [ADVISER, IN_CHARGE],
    May.INITIATIVE_READ:           [[is_authority, initiative_is_theirs]],
    May.INITIATIVE_REGISTER:       [[is_adviser, same_office], [is_person_in_charge, same_office], [is_authority]],
    May.JOURNAL_READ:              [AUDITOR, IN_CHARGE],
    May.JOURNAL_SEAL:              [SERVICE, ADMIN],
    May.KEY_ROTATE:                [ADMIN],
    May.LAW_SIMULATE:              [ADVISER, IN_CHARGE],
    May.LETTER_POST:               [ADVISER, IN_CHARGE],
    May.MEDIATORS_NAME:            [ADVISER, IN_CHARGE],
    May.MEETING_ARRANGE:           [OWN_CASE, ADVISER, IN_CHARGE],
    May.MEETING_RECORD:            [OWN_CASE, ADVISER, IN_CHARGE],
    May.MESSAGE_READ:              [ADVISER, IN_CHARGE],
    May.MESSAGE_SEND:              [SERVICE, ADVISER, IN_CHARGE],
    May.NOTE_ADD:                  [ADVISER, IN_CHARGE],
    May.NOTE_READ:                 [ADVISER, IN_CHARGE],
    May.OBLIGATION_RECORD:         [ADVISER, IN_CHARGE],
    May.OUTCOME_RECORD:            [OWN_CASE, ADVISER, IN_CHARGE],
    May.REPORT_ACKNOWLEDGE:        [[is_authority, report_is_addressed_to_them]],
    May.REPORT_APPROVE:            [IN_CHARGE, ADVISER],
    May.REPORT_PREPARE:            [ADVISER, IN_CHARGE],
    May.REPORT_READ:               [ADVISER, IN_CHARGE, [is_authority, report_is_addressed_to_them]],
    May.REPORT_SEND:               [ADVISER, IN_CHARGE],
    May.REQUEST_RECORD:            [ADVISER, IN_CHARGE],
    May.UNIT_MANAGE:               [ADMIN],
    May.VOLUNTEER_ADMIT:           [IN_CHARGE],
    May.VOLUNTEER_READ:            [ADVISER, IN_CHARGE],
    May.VOLUNTEER_RECORD:          [ADVISER, IN_CHARGE],
}
# fmt: on
