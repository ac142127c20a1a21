"""What a person may see of themselves: a copy of their own data, and who has looked (GDPR 15; 906/2019 §17)."""

from mediation.actions import papers
from mediation.actions.paper_orders import Order
from mediation.actions.person_papers import held_meetings
from mediation.cases.agreement import ItemKind, Obligation
from mediation.cases.changes import Change
from mediation.cases.consent import Consent
from mediation.cases.meeting import Meeting
from mediation.cases.party import Person
from mediation.cases.report import LEFT_THE_OFFICE, Report
from mediation.documents import person_contexts as p
from mediation.documents.agreement_contexts import PartyRole, PromiseKind
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.actor import AUTHORITIES, STAFF, Role
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DocumentId, MatterId, PersonId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, NotFound
from mediation.work import Work

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
# fmt: off
#   said in            Finnish        Swedish        English
LANGUAGE_NAMES: dict[Language, dict[Language, str]] = {
    FI:               {FI: "suomi",   SV: "ruotsi",  EN: "englanti"},
    SV:               {FI: "finska",  SV: "svenska", EN: "engelska"},
    EN:               {FI: "Finnish", SV: "Swedish", EN: "English"},
}
#   what the journal calls it       what was looked at
LOOKS = {
    "case.case_viewed":             "case",
    "case.document_read":           "document",
}
# fmt: on


def copy_of_data(work: Work, change: Change, order: Order) -> DocumentId:
    """Everything the office holds of one person in this case, and nothing of anybody else."""
    case, person, kind = change.case, _person(change, order), DocumentKind.DATA_SUBJECT_COPY
    language = papers.spoken(case, person.language, kind)
    own = _own_matters(change, person.id)
    told = [r for r in case.all(Report) if r.state in LEFT_THE_OFFICE and set(r.matters) & set(own)]
    context = p.DataSubjectCopy(
        **papers.letter_head(work, change, person, language), own=_details(person, language),
        matters=tuple(
            p.OwnMatter(papers.title(case, m, language), case.matter(m).about.act_on, role)  # type: ignore[arg-type]
            for m, role in own.items()
        ),
        consents=tuple(
            p.OwnConsent(
                c.to.value, c.answer.value, helsinki_date(c.given_at),
                helsinki_date(c.withdrawn_at) if c.withdrawn_at else None,
            )
            for c in case.all(Consent) if c.person == person.id
        ),
        meetings=held_meetings([m for m in case.all(Meeting) if person.id in m.came]),
        promises=tuple(
            p.OwnPromise(
                "money" if o.kind is ItemKind.MONEY else PromiseKind(o.kind.value), o.promised_by == person.id,
                o.due_on, o.state.value, o.amount,
            )
            for o in case.all(Obligation) if person.id in {o.promised_by, o.promised_to}
        ),
        letters_on=tuple(
            helsinki_date(d.made_at) for d in work.stores.documents.of_case(case.id) if d.reader == person.id
        ),
        told=tuple(
            p.ToldTo(work.stores.units.get(r.unit).name, helsinki_date(r.available_at)) for r in told if r.available_at
        ),
    )  # fmt: skip
    return papers.make(work, case, kind, language, context, person.id, person.id)


def who_looked(work: Work, change: Change, order: Order) -> DocumentId:
    """When somebody looked at the case, in which role: from the journal, without their names."""
    case, person, kind = change.case, _person(change, order), DocumentKind.JOURNAL_EXTRACT
    language = papers.spoken(case, person.language, kind)
    looks = tuple(
        p.Look(entry.at, _role(work, entry.actor), LOOKS[entry.act])  # type: ignore[arg-type]
        for entry in work.stores.journal_of(case.id) if entry.act in LOOKS
    )  # fmt: skip
    context = p.JournalExtract(
        **papers.letter_head(work, change, person, language), since=helsinki_date(case.initiative.arrived_at),
        until=change.day, looks=looks,
    )  # fmt: skip
    return papers.make(work, case, kind, language, context, person.id, person.id)


def _person(change: Change, order: Order) -> Person:
    if order.reader is None:
        raise Invalid("say whose data", fields=[("reader", "required")])
    return change.case.person(order.reader)


def _own_matters(change: Change, person: PersonId) -> dict[MatterId, str]:
    """The matters a person is in, or speaks for a party of today, by what they are in them."""
    found: dict[MatterId, str] = {}
    for matter in change.case.matters.values():
        about = matter.about
        if person in about.suspects:
            found[matter.id] = PartyRole.SUSPECT
        elif person in about.victims:
            found[matter.id] = PartyRole.VICTIM
        elif person in about.parties:
            found[matter.id] = PartyRole.PARTY
        elif any(person in change.case.representatives(p, change.day) for p in about.parties):
            found[matter.id] = "representative"
    return found


def _details(person: Person, language: Language) -> p.OwnDetails:
    """What is known of a person; where they can be reached is told in person when it is protected."""
    at = person.contact
    shown = not at.is_protected
    return p.OwnDetails(
        name=person.name, language=LANGUAGE_NAMES[language][person.language], born_on=person.born_on,
        identity_code=person.identity_code or None, interpreter_language=person.interpreter_language or None,
        street_address=at.street or None if shown else None,
        postal_address=f"{at.postcode} {at.town}".strip() or None if shown else None,
        phone=at.phone or None if shown else None, email=at.email or None if shown else None,
    )  # fmt: skip


def _role(work: Work, actor: str) -> str:
    """As what somebody looked; their name is not told."""
    try:
        roles = set(work.stores.accounts.get(actor).roles)  # type: ignore[arg-type]
    except NotFound:
        return "other"
    if roles & STAFF:
        return "staff"
    if Role.MEDIATOR in roles:
        return "mediator"
    return "authority" if roles & AUTHORITIES else "other"
