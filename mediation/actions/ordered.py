"""Papers ordered one by one: THE table of who makes each, and the receipt of what was asked for."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field

from mediation.actions import access_papers, office_papers, person_papers
from mediation.actions.forms import Day, DocumentRef, FilledLine, Form, Matters, PersonRef
from mediation.actions.paper_orders import Order
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.ids import CaseId, DocumentId, UnitId
from mediation.kernel.language import Language
from mediation.kernel.refusals import NotFound
from mediation.permissions.may import May
from mediation.work import Work

K = DocumentKind
# fmt: off
#   paper                            made by
MAKERS: dict[DocumentKind, Callable[[Work, Change, Order], DocumentId]] = {
    K.APPLICATION_FOR_CONFIRMATION:  office_papers.application,
    K.ATTESTATION_OF_MEDIATION:      office_papers.attestation,
    K.CONFIRMATION_GUIDE:            person_papers.confirmation_guide,
    K.CONSENT_FORM_PLAIN:            person_papers.consent_form_plain,
    K.DATA_SUBJECT_COPY:             access_papers.copy_of_data,
    K.DOCUMENT_REQUEST:              office_papers.document_request,
    K.END_OF_CUSTODIANS_ACCESS:      person_papers.end_of_access,
    K.INTERIM_STATUS:                office_papers.interim_status,
    K.INVITATION_PLAIN:              person_papers.invitation_plain,
    K.JOURNAL_EXTRACT:               access_papers.who_looked,
    K.MEDIATORS_ACCOUNT_FORM:        person_papers.account_form,
    K.RIGHTS_PLAIN:                  person_papers.rights_plain,
    K.TRANSFER_TO_ANOTHER_OFFICE:    office_papers.transfer,
}
# fmt: on


class PaperOrder(Form):
    """One paper of the table; `items` are the documents asked for or sent along."""

    kind: Literal[
        "application_for_confirmation", "attestation_of_mediation", "confirmation_guide", "consent_form_plain",
        "data_subject_copy", "document_request", "end_of_custodians_access", "interim_status", "invitation_plain",
        "journal_extract", "mediators_account_form", "rights_plain", "transfer_to_another_office",
    ]  # fmt: skip
    matters: Matters
    reader: PersonRef | None = None
    unit: Annotated[str, Field(pattern=r"^n_[0-9a-z_]{1,29}$")] | None = None
    by: Day | None = None
    items: Annotated[tuple[FilledLine, ...], Field(max_length=50)] = ()
    language: Language | None = None


def make(work: Work, case_id: CaseId, form: PaperOrder, expect: int | None = None) -> dict[str, object]:
    """Make one of the papers that no step of a matter makes by itself."""
    change = work.change(case_id, May.DOCUMENT_MAKE, expect=expect)
    order = Order(
        matters=form.matters, reader=form.reader, unit=UnitId(form.unit) if form.unit else None, by=form.by,
        items=form.items, language=form.language,
    )  # fmt: skip
    return {"document": MAKERS[DocumentKind(form.kind)](work, change, order)}


class Received(Form):
    """Documents that came in answer to a request."""

    request: DocumentRef
    matters: Matters


def receive(work: Work, case_id: CaseId, form: Received, expect: int | None = None) -> dict[str, object]:
    """Record that the documents asked for have come."""
    change = work.change(case_id, May.DOCUMENT_MAKE, expect=expect)
    requests = {d.id for d in work.stores.documents.of_case(case_id) if d.kind == K.DOCUMENT_REQUEST}
    if form.request not in requests:
        raise NotFound("no such request in this case", code="request_not_found")
    for matter_id in change.case.some_matters(form.matters):
        change.case.emit(EventCode.DOCUMENTS_RECEIVED, change.at, matter=matter_id, subject=form.request)
    return {"request": form.request}
