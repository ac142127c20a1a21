"""The letters of a case: from its facts to exactly what each reader may see."""

import hashlib
from datetime import date, timedelta
from typing import Any

from mediation.accounts.account import Account
from mediation.cases import deciding
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.decision import Decision as CaseDecision
from mediation.cases.decision import DecisionKind
from mediation.cases.decision import Service as CaseService
from mediation.cases.meeting import Meeting, MeetingForm
from mediation.cases.party import Channel, Person, PersonKind
from mediation.documents import contexts as c
from mediation.documents.catalogue import CATALOGUE, DocumentKind
from mediation.documents.facts import facts_of
from mediation.documents.mark import Mark
from mediation.documents.person_contexts import PlainConsentForm, PlainInvitation
from mediation.documents.provisions import provision
from mediation.documents.store import Made
from mediation.kernel.actor import Role
from mediation.kernel.ids import DocumentId, MatterId, PersonId, random_id
from mediation.kernel.language import Language, best_of
from mediation.kernel.refusals import Need, StepNotPossible
from mediation.states.matter import MatterKind
from mediation.work import Work

SERVED_BY = {
    Channel.LETTER: c.ServedBy.LETTER,
    Channel.EMAIL: c.ServedBy.ELECTRONIC_MESSAGE,
    Channel.PORTAL: c.ServedBy.ACKNOWLEDGED,
}
BY_AUTHORITY = {Role.POLICE: c.InitiativeBy.POLICE, Role.PROSECUTOR: c.InitiativeBy.PROSECUTOR}


def invitation(
    work: Work, change: Change, reader: str, child: str | None, matter_ids: list[MatterId], answer_by: date,
    *, plain: bool = False,
) -> DocumentId:  # fmt: skip
    """An invitation to mediation, the reader's rights in it, before any consent (§2.1)."""
    case, person = change.case, change.case.person(PersonId(reader))
    kind = DocumentKind.INVITATION_PLAIN if plain else DocumentKind.INVITATION
    language = spoken(case, person.language, kind)
    letter = (PlainInvitation if plain else c.Invitation)(
        **letter_head(work, change, person, language), initiative_by=initiative_by(case, person),
        criminal=is_criminal(case, matter_ids), matters=titles(case, matter_ids, language),
        answer_by=answer_by, authority_reference=case.initiative.reference or None,
        child=name_of_minor(case, child),
    )  # fmt: skip
    return make(work, case, kind, language, letter, reader, reader)


def consent_form(
    work: Work, change: Change, reader: str, child: str | None, matter_ids: list[MatterId], return_by: date,
    *, plain: bool = False,
) -> DocumentId:  # fmt: skip
    """The form with the two separate consents (§2, §16(2))."""
    case, person = change.case, change.case.person(PersonId(reader))
    kind = DocumentKind.CONSENT_FORM_PLAIN if plain else DocumentKind.CONSENT_FORM
    language = spoken(case, person.language, kind)
    units = dict.fromkeys(case.matter(m).authority for m in matter_ids)
    letter = (PlainConsentForm if plain else c.ConsentForm)(
        **letter_head(work, change, person, language), criminal=is_criminal(case, matter_ids),
        matters=titles(case, matter_ids, language),
        documents_from=tuple(work.stores.units.get(u).name for u in units if u), return_by=return_by,
        child=name_of_minor(case, child),
    )  # fmt: skip
    return make(work, case, kind, language, letter, reader, reader)


def readers_of_decision(case: Case, decision: CaseDecision) -> tuple[PersonId, ...]:
    """Everyone a decision is served on: the parties, and for minors their custodians separately (434/2003 §56)."""
    return tuple(dict.fromkeys(p for m in decision.matters for p in deciding.readers(case, decision, m)))


def decision(work: Work, change: Change, made: CaseDecision, service: CaseService) -> DocumentId:
    """The decision letter of one reader, with the appeal instructions of how it reaches them (§23)."""
    case, person = change.case, change.case.person(service.person)
    kind = DocumentKind.DECISION_TO_MEDIATE if made.kind is DecisionKind.ACCEPT else DocumentKind.DECISION_TO_DECLINE
    language = spoken(case, person.language, kind)
    own = tuple(m for m in made.matters if service.person in _concerned(case, m))
    by = SERVED_BY[service.channel]
    known = by is not c.ServedBy.ACKNOWLEDGED
    values: dict[str, Any] = {
        **letter_head(work, change, person, language),
        "matters": titles(case, list(own), language),
        "parties": tuple(dict.fromkeys(case.people[p].name for m in own for p in case.matter(m).about.parties)),
        "reasons": tuple(made.reasons.split("\n\n")),
        "provisions": tuple(provision(s, case.law.citation) for s in made.sections),
        "decided_by": _account(work, made.by).name,
        "service": c.Service(
            by, service.sent_on, service.received_on if known else None, service.appeal_until if known else None
        ),
        "court": work.app.office.court(language),
    }
    context: c.Decision
    if kind is DocumentKind.DECISION_TO_MEDIATE:
        context = c.DecisionToMediate(**values)
    else:
        unit = case.matter(own[0]).authority
        context = c.DecisionToDecline(**values, authority=work.stores.units.get(unit).name if unit else None)
    return make(work, case, kind, language, context, service.person, made.id)


def meeting_notices(work: Work, change: Change, meeting: Meeting) -> list[DocumentId]:
    """A notice for everyone invited; in a separate meeting the other side is not named (§18.3)."""
    case, made = change.case, []
    mediators = tuple(work.stores.volunteers.get(v).name for v in meeting.mediators)
    joint = meeting.form is MeetingForm.JOINT
    for person in (case.person(p) for p in meeting.invited):
        language = spoken(case, person.language, DocumentKind.MEETING_NOTICE)
        wards = [p.acts_for for p in case.parts if p.person == person.id and p.acts_for in meeting.invited]
        interpreted = next((i.language for i in meeting.interpreting if i.person == person.id), None)
        context = c.MeetingNotice(
            **letter_head(work, change, person, language), meeting="joint" if joint else "separate",
            starts_at=meeting.starts_at, ends_at=meeting.starts_at + timedelta(minutes=meeting.minutes),
            place=tuple(meeting.place.split(", ")), mediators=mediators,
            attending=tuple(case.people[p].name for p in meeting.invited if p != person.id) if joint else (),
            interpreting=interpreted, child=name_of_minor(case, wards[0] if wards else None),
        )  # fmt: skip
        made.append(make(work, case, DocumentKind.MEETING_NOTICE, language, context, person.id, meeting.id))
    return made


def make(
    work: Work, case: Case, kind: DocumentKind, language: Language, context: object, reader: str, subject: str,
    *, final: bool = True,
) -> DocumentId:  # fmt: skip
    """Print one document, seal it if it is one to seal and `final`, and keep it when the unit of work ends."""
    made_id, app = DocumentId(random_id("f")), work.app
    seal = app.seal if final and CATALOGUE[kind].sealed else None
    if seal is None:
        pdf = app.print_pdf(kind, language, context, made_at=work.now(), templates=case.law.templates)
    else:
        mark = Mark(made_id.removeprefix("f_"), app.verify_at, work.day)
        page = app.print_pdf(
            kind, language, context, made_at=work.now(), mark=mark, templates=case.law.templates
        )
        pdf = seal(page, work.now())
    made = Made(
        id=made_id, case_id=case.id, kind=kind.value, language=language, made_at=work.now(), reader=reader,
        subject=subject, sha256=hashlib.sha256(pdf).hexdigest(), pdf=pdf,
        facts=facts_of(kind, language, context, case.law.templates.currency),
        sealed=seal is not None,
    )  # fmt: skip
    work.keep(made)
    return made.id


def spoken(case: Case, wanted: Language, kind: DocumentKind) -> Language:
    """The reader's language, or the nearest in which the document is written (Language Act 423/2003 §19).

    A document this law has no template for is refused.
    """
    written = case.law.templates.languages(kind, CATALOGUE[kind].languages)
    if not written:
        raise StepNotPossible(
            "this law has no such document", needs=[Need("document_exists", f"rule pack {case.law.code}", kind)]
        )
    return best_of(case.law.spoken(wanted), written)


def titles(case: Case, matter_ids: list[MatterId], language: Language) -> tuple[c.Matter, ...]:
    """The matters by title in a language; equal ones once."""
    return tuple(
        dict.fromkeys(c.Matter(title(case, m, language), case.matter(m).about.act_on) for m in matter_ids)
    )


def title(case: Case, matter_id: MatterId, language: Language) -> str:
    """An offence's title in the language of the reader, or the matter's own words."""
    about = case.matter(matter_id).about
    rows = case.law.offences.get(about.offence or "")
    return about.title if rows is None else rows[-1].titles.get(language, about.title)


def adviser(work: Work, actor_id: str) -> c.Adviser:
    """The member of staff to turn to: who acts, or the office itself when no person does."""
    account = _account(work, actor_id)
    office = work.app.office
    return c.Adviser(account.name, account.phone or office.phone, account.email or office.email)


def _account(work: Work, account_id: str) -> Account:
    return work.stores.accounts.get(account_id)  # type: ignore[arg-type]


def letter_head(work: Work, change: Change, person: Person, language: Language) -> dict[str, Any]:
    """What every letter to a person begins with; a protected address has no lines."""
    return {
        "office": work.app.office.sender(language, change.day),
        "reader": c.Reader(person.name, _address(person)),
        "case_number": change.case.number,
        "dated_on": change.day,
        "adviser": adviser(work, change.by),
    }


def _address(person: Person) -> tuple[str, ...]:
    at = person.contact
    if at.is_protected or not at.street:
        return ()
    return (at.street, f"{at.postcode} {at.town}".strip())


def initiative_by(case: Case, reader: Person) -> c.InitiativeBy:
    """Who asked for mediation, as this reader is told it."""
    if case.initiative.by_person is not None:
        own = case.initiative.by_person == reader.id
        return c.InitiativeBy.READER if own else c.InitiativeBy.OTHER_PARTY
    if case.initiative.initiator is Role.PARTY:
        return c.InitiativeBy.OTHER_PARTY
    return BY_AUTHORITY.get(case.initiative.initiator, c.InitiativeBy.AUTHORITY)


def is_criminal(case: Case, matter_ids: list[MatterId]) -> bool:
    """Whether any of the matters is a crime."""
    return any(case.matter(m).kind is MatterKind.CRIME for m in matter_ids)


def name_of_minor(case: Case, person: str | None) -> str | None:
    """The name of the human being a representative is written to about; None for a company or nobody."""
    found = None if person is None else case.person(PersonId(person))
    return found.name if found is not None and found.kind is PersonKind.NATURAL else None


def _concerned(case: Case, matter_id: MatterId) -> set[PersonId]:
    parties = set(case.matter(matter_id).about.parties)
    return parties | {p.person for p in case.parts if p.acts_for in parties}
