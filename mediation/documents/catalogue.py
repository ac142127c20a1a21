"""THE table of documents: to whom, in which languages, from which facts, who signs, how it is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mediation.docs_templates.templates import COMMON, Templates
from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents import letter_contexts as w
from mediation.documents import office_contexts as o
from mediation.documents import person_contexts as p
from mediation.documents import report_contexts as r
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid


class DocumentKind(StrEnum):
    """A document by the name of its folder under `docs_templates/letters/`."""

    INVITATION = "invitation"
    INVITATION_PLAIN = "invitation_plain"
    RIGHTS_PLAIN = "rights_plain"
    CONSENT_FORM = "consent_form"
    CONSENT_FORM_PLAIN = "consent_form_plain"
    DECISION_TO_MEDIATE = "decision_to_mediate"
    DECISION_TO_DECLINE = "decision_to_decline"
    MEETING_NOTICE = "meeting_notice"
    AGREEMENT = "agreement"
    MEDIATORS_ACCOUNT_FORM = "mediators_account_form"
    ATTESTATION_OF_MEDIATION = "attestation_of_mediation"
    CONFIRMATION_GUIDE = "confirmation_guide"
    APPLICATION_FOR_CONFIRMATION = "application_for_confirmation"
    DOCUMENT_REQUEST = "document_request"
    TRANSFER_TO_ANOTHER_OFFICE = "transfer_to_another_office"
    INTERIM_STATUS = "interim_status"
    REPORT_TO_PROSECUTOR = "report_to_prosecutor"
    NOTICE_OF_FULFILMENT = "notice_of_fulfilment"
    NOTICE_OF_REFUSAL_OR_INTERRUPTION = "notice_of_refusal_or_interruption"
    END_OF_CUSTODIANS_ACCESS = "end_of_custodians_access"
    DATA_SUBJECT_COPY = "data_subject_copy"
    JOURNAL_EXTRACT = "journal_extract"
    COVER_LETTER = "cover_letter"
    BATCH_LIST = "batch_list"


class Addressee(StrEnum):
    """Who a document is for: one person, all parties together, an authority's unit or another office, our own office."""

    PERSON = "person"
    PARTIES = "parties"
    AUTHORITY = "authority"
    OFFICE = "office"


class SignedBy(StrEnum):
    """Whose signature a document carries."""

    ADVISER = "adviser"
    READER = "reader"
    PERSON_IN_CHARGE = "person_in_charge"
    PARTIES = "parties"  # and custodians, with the mediator certifying (§17)
    MEDIATORS = "mediators"
    APPLICANTS = "applicants"
    NOBODY = "nobody"


class RetentionClass(StrEnum):
    """The class by which a document is kept; how long is the controller's plan, not the Act."""

    LETTER = "letter"
    CONSENT = "consent"
    DECISION = "decision"
    AGREEMENT = "agreement"
    REPORT = "report"
    REQUEST = "request"
    ACCOUNT = "account"
    ACCESS = "access"  # what a data subject asked for and was given


@dataclass(frozen=True, slots=True)
class Document:
    """One row: `languages` are the template's, `context` is the only type its template is given.

    `sealed` says whether the finished document carries the office's seal, where the office has one.
    """

    addressee: Addressee
    languages: frozenset[Language]
    context: type
    signed_by: SignedBy
    retention: RetentionClass
    sealed: bool = False


K, A, S, R = DocumentKind, Addressee, SignedBy, RetentionClass
ALL: Final = frozenset(Language)
TWO: Final = frozenset({Language.FINNISH, Language.SWEDISH})

# fmt: off
#   document                                        to           in   from                       signed by           kept as       sealed
CATALOGUE: Final[dict[DocumentKind, Document]] = {
    K.INVITATION:                          Document(A.PERSON,    ALL, c.Invitation,              S.ADVISER,          R.LETTER,     False),
    K.INVITATION_PLAIN:                    Document(A.PERSON,    ALL, p.PlainInvitation,         S.ADVISER,          R.LETTER,     False),
    K.RIGHTS_PLAIN:                        Document(A.PERSON,    ALL, p.PlainRights,             S.ADVISER,          R.LETTER,     False),
    K.CONSENT_FORM:                        Document(A.PERSON,    ALL, c.ConsentForm,             S.READER,           R.CONSENT,    False),
    K.CONSENT_FORM_PLAIN:                  Document(A.PERSON,    ALL, p.PlainConsentForm,        S.READER,           R.CONSENT,    False),
    K.DECISION_TO_MEDIATE:                 Document(A.PERSON,    ALL, c.DecisionToMediate,       S.PERSON_IN_CHARGE, R.DECISION,   True),
    K.DECISION_TO_DECLINE:                 Document(A.PERSON,    ALL, c.DecisionToDecline,       S.PERSON_IN_CHARGE, R.DECISION,   True),
    K.MEETING_NOTICE:                      Document(A.PERSON,    ALL, c.MeetingNotice,           S.ADVISER,          R.LETTER,     False),
    K.AGREEMENT:                           Document(A.PARTIES,   ALL, g.Agreement,               S.PARTIES,          R.AGREEMENT,  True),
    K.MEDIATORS_ACCOUNT_FORM:              Document(A.PERSON,    ALL, p.AccountForm,             S.MEDIATORS,        R.ACCOUNT,    False),
    K.ATTESTATION_OF_MEDIATION:            Document(A.PARTIES,   TWO, o.Attestation,             S.PERSON_IN_CHARGE, R.AGREEMENT,  True),
    K.CONFIRMATION_GUIDE:                  Document(A.PERSON,    ALL, p.ConfirmationGuide,       S.ADVISER,          R.LETTER,     False),
    K.APPLICATION_FOR_CONFIRMATION:        Document(A.PARTIES,   TWO, o.ConfirmationApplication, S.APPLICANTS,       R.LETTER,     False),
    K.DOCUMENT_REQUEST:                    Document(A.AUTHORITY, TWO, o.DocumentRequest,         S.ADVISER,          R.REQUEST,    True),
    K.TRANSFER_TO_ANOTHER_OFFICE:          Document(A.AUTHORITY, TWO, o.Transfer,                S.ADVISER,          R.REPORT,     True),
    K.INTERIM_STATUS:                      Document(A.AUTHORITY, TWO, o.InterimStatus,           S.ADVISER,          R.REPORT,     True),
    K.REPORT_TO_PROSECUTOR:                Document(A.AUTHORITY, TWO, r.ReportToProsecutor,      S.ADVISER,          R.REPORT,     True),
    K.NOTICE_OF_FULFILMENT:                Document(A.AUTHORITY, TWO, o.NoticeOfFulfilment,      S.ADVISER,          R.REPORT,     True),
    K.NOTICE_OF_REFUSAL_OR_INTERRUPTION:   Document(A.AUTHORITY, TWO, r.NoticeOfStop,            S.ADVISER,          R.REPORT,     True),
    K.END_OF_CUSTODIANS_ACCESS:            Document(A.PERSON,    ALL, p.EndOfAccess,             S.ADVISER,          R.LETTER,     False),
    K.DATA_SUBJECT_COPY:                   Document(A.PERSON,    ALL, p.DataSubjectCopy,         S.ADVISER,          R.ACCESS,     True),
    K.JOURNAL_EXTRACT:                     Document(A.PERSON,    ALL, p.JournalExtract,          S.ADVISER,          R.ACCESS,     True),
    K.COVER_LETTER:                        Document(A.PERSON,    ALL, w.CoverLetter,             S.ADVISER,          R.LETTER,     False),
    K.BATCH_LIST:                          Document(A.OFFICE,    ALL, w.BatchList,               S.NOBODY,           R.LETTER,     False),
}
# fmt: on


def admitted(kind: DocumentKind, language: Language, context: object, templates: Templates = COMMON) -> Document:
    """The row of a document, if it exists in this language and this is its context; Invalid otherwise."""
    document = CATALOGUE[kind]
    if language not in templates.languages(kind, document.languages):
        raise Invalid(f"{kind} is not written in {language}", code="language_not_available")
    if type(context) is not document.context:
        raise Invalid(f"{kind} takes {document.context.__name__}", code="wrong_context")
    return document
