"""Papers to authorities, to another office and to a court, beside the reports: from the case to what each may show."""

from datetime import date, timedelta
from typing import Any

from mediation.actions.agreement_papers import agreement_of, context_of, money_of
from mediation.actions.paper_orders import Order
from mediation.actions.papers import adviser, make, spoken, titles
from mediation.actions.report_papers import authority_head, noticed
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.consent import ConsentTo
from mediation.cases.events import EventCode
from mediation.cases.matter import Matter
from mediation.cases.party import LEGAL_REPRESENTATIVES
from mediation.documents import office_contexts as o
from mediation.documents import report_contexts as r
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.actor import Role
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DocumentId, PersonId, UnitId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState
from mediation.work import Work

S = MatterState
# fmt: off
#   where a matter is            what an authority that waits is told
STAGES: dict[MatterState, str] = {
    S.RECEIVED:                  "examined",
    S.TRIAGE:                    "examined",
    S.EXAMINING_CONDITIONS:      "examined",
    S.ACCEPTED:                  "accepted",
    S.MEDIATORS_NAMED:           "accepted",
    S.IN_MEDIATION:              "in_mediation",
}
BY_ROLE = {
    Language.FINNISH: {
        Role.POLICE: "poliisi", Role.PROSECUTOR: "syyttäjä", Role.COURT: "tuomioistuin",
        Role.OTHER_AUTHORITY: "muu viranomainen", Role.PARTY: "asian osapuoli",
    },
    Language.SWEDISH: {
        Role.POLICE: "polisen", Role.PROSECUTOR: "åklagaren", Role.COURT: "domstolen",
        Role.OTHER_AUTHORITY: "en annan myndighet", Role.PARTY: "en part i ärendet",
    },
}
# fmt: on


def document_request(work: Work, change: Change, order: Order) -> DocumentId:
    """Ask a unit for documents; only with the consent of every party to it (§16(2))."""
    case, matters = change.case, _matters(change, order)
    if not order.items:
        raise Invalid("say which documents are asked for", fields=[("items", "required")])
    unit, language = _unit(work, change, order, matters, DocumentKind.DOCUMENT_REQUEST)
    parties = list(dict.fromkeys(p for m in matters for p in m.about.parties))
    resting = [_consent(change, m, p) for m in matters for p in m.about.parties]
    context = o.DocumentRequest(
        **authority_head(work, change, unit, language, change.by), matters=noticed(case, matters, language),
        consents=tuple(dict.fromkeys(resting)), documents=order.items,
        reply_by=_day(order.by, change.day + timedelta(days=14), change.day),
    )  # fmt: skip
    made = make(work, case, DocumentKind.DOCUMENT_REQUEST, language, context, unit, parties[0])
    for matter in matters:
        case.emit(EventCode.DOCUMENTS_REQUESTED, change.at, matter=matter.id, subject=made, unit=unit)
    return made


def interim_status(work: Work, change: Change, order: Order) -> DocumentId:
    """Tell a unit that waits how far the matters are, and nothing of who has answered what (§16(4))."""
    case, matters = change.case, _matters(change, order)
    if any(m.authority is None for m in matters):
        raise StepNotPossible(
            "no authority waits for this matter",
            needs=[change.case.law.need("an_authority_is_owed", matters[0].id)],
        )
    unit, language = _unit(work, change, order, matters, DocumentKind.INTERIM_STATUS)
    if any(m.authority != unit for m in matters):
        raise Invalid("another unit waits for these matters", fields=[("unit", "not_the_one_waiting")])
    stages = {STAGES.get(m.state, "ended") for m in matters}
    if len(stages) > 1:
        raise Invalid("these matters are not equally far: tell of each", fields=[("matters", "mixed")])
    context = o.InterimStatus(
        **authority_head(work, change, unit, language, change.by), matters=noticed(case, matters, language),
        initiative_on=case.initiative.initiated_on, stage=stages.pop(),  # type: ignore[arg-type]
        expected_by=order.by,
    )  # fmt: skip
    made = make(work, case, DocumentKind.INTERIM_STATUS, language, context, unit, matters[0].id)
    for matter in matters:
        case.emit(EventCode.INTERIM_STATUS_SENT, change.at, matter=matter.id, subject=made, unit=unit)
    return made


def transfer(work: Work, change: Change, order: Order) -> DocumentId:
    """Send matters to the office that has the venue (§14.2), named when they were transferred."""
    case, matters = change.case, _matters(change, order)
    offices = {m.about.other_office for m in matters}
    if len(offices) != 1 or "" in offices or any(m.state is not S.TRANSFERRED for m in matters):
        raise StepNotPossible(
            "these matters were not transferred to one office",
            needs=[change.case.law.need("other_office_is_named", matters[0].id)],
        )
    language = spoken(case, order.language or Language.FINNISH, DocumentKind.TRANSFER_TO_ANOTHER_OFFICE)
    unit = case.initiative.unit
    head: dict[str, Any] = {
        "office": work.app.office.sender(language, change.day),
        "authority": r.Authority(offices.pop(), "", ""), "case_number": case.number, "dated_on": change.day,
        "adviser": adviser(work, change.by),
    }  # fmt: skip
    context = o.Transfer(
        **head, matters=noticed(case, matters, language), initiative_on=case.initiative.initiated_on,
        initiative_by=work.stores.units.get(unit).name if unit else BY_ROLE[language][case.initiative.initiator],
        enclosures=order.items,
    )  # fmt: skip
    return make(work, case, DocumentKind.TRANSFER_TO_ANOTHER_OFFICE, language, context, "", matters[0].id)


def attestation(work: Work, change: Change, order: Order) -> DocumentId:
    """Attest that a settlement came about in structured mediation (394/2011 §18.1); the person in charge signs."""
    if Role.PERSON_IN_CHARGE not in work.actor.roles:
        raise Invalid("the person in charge attests", code="not_in_charge", fields=[("kind", "not_in_charge")])
    case, made = change.case, agreement_of(change.case, list(change.case.some_matters(order.matters)))
    language = spoken(case, order.language or made.language, DocumentKind.ATTESTATION_OF_MEDIATION)
    shown = context_of(work, change, made, language)
    matters = [case.matter(m) for m in made.matters]
    began = [m.accepted_at for m in matters if m.accepted_at]
    ended = [m.ended_at for m in matters if m.ended_at]
    assert shown.certified is not None  # noqa: S101  agreement_of gives a certified one
    context = o.Attestation(
        office=shown.office, case_number=case.number, dated_on=change.day, matters=shown.matters,
        parties=shown.parties, mediators=shown.mediators, began_on=helsinki_date(min(began)),
        ended_on=helsinki_date(max(ended)), agreed_on=shown.certified.certified_on,
        certified_by=shown.certified.name, attested_by=adviser(work, change.by).name,
    )  # fmt: skip
    return make(work, case, DocumentKind.ATTESTATION_OF_MEDIATION, language, context, "", made.id)


def application(work: Work, change: Change, order: Order) -> DocumentId:
    """Fill in an application for confirmation for one party, of the money that was agreed (394/2011 §20-23)."""
    case, made = change.case, agreement_of(change.case, list(change.case.some_matters(order.matters)))
    if order.reader is None:
        raise Invalid("say who applies", fields=[("reader", "required")])
    parties = tuple(dict.fromkeys(p for m in made.matters for p in case.matter(m).about.parties))
    applicant = _party_of(case, order.reader, parties)
    language = spoken(case, order.language or made.language, DocumentKind.APPLICATION_FOR_CONFIRMATION)
    payments = money_of(case, made, language)
    if not payments:
        raise Invalid("there is no money in this agreement to confirm", fields=[("matters", "no_money")])
    context = o.ConfirmationApplication(
        office=work.app.office.sender(language, change.day), case_number=case.number, dated_on=change.day,
        matters=titles(case, list(made.matters), language), applicants=(case.people[applicant].name,),
        others=tuple(case.people[p].name for p in parties if p != applicant),
        agreed_on=helsinki_date(made.certified_at or made.drafted_at), consent_given=made.confirmation_consent,
        payments=payments,
    )  # fmt: skip
    return make(work, case, DocumentKind.APPLICATION_FOR_CONFIRMATION, language, context, order.reader, made.id)


def _matters(change: Change, order: Order) -> list[Matter]:
    return [change.case.matter(m) for m in change.case.some_matters(order.matters)]


def _unit(
    work: Work, change: Change, order: Order, matters: list[Matter], kind: DocumentKind
) -> tuple[UnitId, Language]:
    """The unit named, or the one where the matters are pending; from the verified register."""
    pending = {m.authority for m in matters if m.authority}
    if order.unit is None and len(pending) != 1:
        raise Invalid("say to which unit", fields=[("unit", "required")])
    unit = work.stores.units.get(UnitId(order.unit) if order.unit else pending.pop())
    return unit.id, spoken(change.case, unit.language, kind)


def _consent(change: Change, matter: Matter, party: PersonId) -> o.RestsOn:
    """The newest valid yes to fetching documents, of the party or of whoever speaks for them."""
    case = change.case
    speakers = [(party, None), *((who, party) for who in case.representatives(party, change.day))]
    for who, behalf in speakers:
        given = case.newest_consent(who, matter.id, ConsentTo.DOCUMENTS, behalf)
        if given is not None and given.is_valid:
            return o.RestsOn(case.people[who].name, helsinki_date(given.given_at))
    raise StepNotPossible(
        "documents are fetched with consent", needs=[change.case.law.need("consent_to_documents", party)]
    )


def _party_of(case: Case, reader: str, parties: tuple[PersonId, ...]) -> PersonId:
    """The party who applies: the reader, or the one the reader speaks for in law."""
    wards = [p.acts_for for p in case.parts if p.person == reader and p.role in LEGAL_REPRESENTATIVES]
    found = next((p for p in parties if p == reader or p in wards), None)
    if found is None:
        raise Invalid("only a party applies", fields=[("reader", "not_a_party")])
    return found


def _day(given: date | None, usual: date, today: date) -> date:
    if given is not None and given <= today:
        raise Invalid("this day is over", fields=[("by", "in_past")])
    return given or usual
