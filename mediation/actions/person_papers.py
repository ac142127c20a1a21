"""The rarer letters to parties, custodians and mediators: from the case to what each reader may see."""

from datetime import date, timedelta

from mediation.actions import papers
from mediation.actions.agreement_papers import agreement_of
from mediation.actions.paper_orders import Order
from mediation.cases.changes import Change
from mediation.cases.meeting import Meeting, MeetingForm
from mediation.cases.party import PartyRole, Person
from mediation.documents import contexts as c
from mediation.documents import person_contexts as p
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DocumentId, MatterId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.small import MeetingState
from mediation.work import Work

DAYS_TO_ANSWER = 14  # office policy, where the order names no day


def invitation_plain(work: Work, change: Change, order: Order) -> DocumentId:
    """The invitation in plain language."""
    reader, matters = _concerned(change, order)
    ward = _ward(change, reader)
    return papers.invitation(work, change, reader.id, ward, matters, _until(change, order), plain=True)


def consent_form_plain(work: Work, change: Change, order: Order) -> DocumentId:
    """The form with the two consents in plain language."""
    reader, matters = _concerned(change, order)
    ward = _ward(change, reader)
    return papers.consent_form(work, change, reader.id, ward, matters, _until(change, order), plain=True)


def rights_plain(work: Work, change: Change, order: Order) -> DocumentId:
    """One's rights in plain language."""
    (reader, matters), kind = _concerned(change, order), DocumentKind.RIGHTS_PLAIN
    language = papers.spoken(change.case, reader.language, kind)
    context = p.PlainRights(
        **papers.letter_head(work, change, reader, language),
        criminal=papers.is_criminal(change.case, matters),
    )
    return papers.make(work, change.case, kind, language, context, reader.id, reader.id)


def confirmation_guide(work: Work, change: Change, order: Order) -> DocumentId:
    """How to have a settlement confirmed, for one of its parties (394/2011 §18-23)."""
    (reader, matters), case, kind = _concerned(change, order), change.case, DocumentKind.CONFIRMATION_GUIDE
    made = agreement_of(case, matters)
    parties = dict.fromkeys(x for m in made.matters for x in case.matter(m).about.parties)
    own = {reader.id, *(part.acts_for for part in case.parts if part.person == reader.id)}
    language = papers.spoken(change.case, reader.language, kind)
    context = p.ConfirmationGuide(
        **papers.letter_head(work, change, reader, language), matters=papers.titles(case, matters, language),
        agreed_on=helsinki_date(made.certified_at or made.drafted_at),
        others=tuple(case.people[x].name for x in parties if x not in own), consent_given=made.confirmation_consent,
    )  # fmt: skip
    return papers.make(work, case, kind, language, context, reader.id, made.id)


def account_form(work: Work, change: Change, order: Order) -> DocumentId:
    """The form on which the mediators give their account (§17(6))."""
    case, kind, matters = change.case, DocumentKind.MEDIATORS_ACCOUNT_FORM, _matters(change, order)
    named = list(dict.fromkeys(a.volunteer for m in matters for a in change.facts(m).named()))
    if not named:
        raise StepNotPossible(
            "nobody mediates these matters", needs=[change.case.law.need("mediators_are_ready", matters[0])]
        )
    names = tuple(work.stores.volunteers.get(v).name for v in named)
    language = papers.spoken(case, order.language or Language.FINNISH, kind)
    held = [
        m for m in case.all(Meeting) if set(m.matters) & set(matters) and m.state is MeetingState.HELD
    ]  # fmt: skip
    context = p.AccountForm(
        office=work.app.office.sender(language, change.day), reader=c.Reader(names[0]), case_number=case.number,
        dated_on=change.day, adviser=papers.adviser(work, change.by), matters=papers.titles(case, matters, language),
        meetings=held_meetings(held), mediators=names, return_by=_until(change, order),
    )  # fmt: skip
    return papers.make(work, case, kind, language, context, named[0], matters[0])


def held_meetings(held: list[Meeting]) -> tuple[p.HeldMeeting, ...]:
    """When meetings were held and of which kind, in order."""
    return tuple(
        p.HeldMeeting(helsinki_date(m.starts_at), "joint" if m.form is MeetingForm.JOINT else "separate")
        for m in sorted(held, key=lambda m: m.starts_at)
    )


def end_of_access(work: Work, change: Change, order: Order) -> DocumentId:
    """Tell a custodian that a child has come of age and now speaks alone (§2.2)."""
    reader, case, kind = _reader(change, order), change.case, DocumentKind.END_OF_CUSTODIANS_ACCESS
    language, matters = papers.spoken(case, reader.language, kind), _matters(change, order)
    parties = {x for m in matters for x in case.matter(m).about.parties}
    mine = [x for x in case.parts if x.person == reader.id and x.role is PartyRole.CUSTODIAN]
    wards = [case.people[x.acts_for] for x in mine if x.acts_for in parties]
    grown = [w for w in wards if w.born_on is not None and not w.is_minor_on(change.day)]
    if not grown or grown[0].born_on is None:
        raise StepNotPossible(
            "nobody this reader is custodian of has come of age",
            needs=[change.case.law.need("has_come_of_age", reader.id)],
        )
    theirs = [m for m in matters if grown[0].id in case.matter(m).about.parties]
    context = p.EndOfAccess(
        **papers.letter_head(work, change, reader, language), child=grown[0].name,
        matters=papers.titles(case, theirs, language), of_age_on=eighteen_on(grown[0].born_on),
    )  # fmt: skip
    return papers.make(work, case, kind, language, context, reader.id, grown[0].id)


def eighteen_on(born: date) -> date:
    """The day somebody turns 18; born on 29 February, on 1 March."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)


def _reader(change: Change, order: Order) -> Person:
    if order.reader is None:
        raise Invalid("say who the letter is for", fields=[("reader", "required")])
    return change.case.person(order.reader)


def _concerned(change: Change, order: Order) -> tuple[Person, list[MatterId]]:
    """The reader and the matters, each of which is their own or that of somebody they speak for; Invalid otherwise."""
    reader, matters = _reader(change, order), _matters(change, order)
    for matter_id in matters:
        parties = change.case.matter(matter_id).about.parties
        speaks = any(reader.id in change.case.representatives(p, change.day) for p in parties)
        if reader.id not in parties and not speaks:
            raise Invalid("nobody is written to about another's matter", fields=[("matters", "not_the_readers")])
    return reader, matters


def _matters(change: Change, order: Order) -> list[MatterId]:
    return list(change.case.some_matters(order.matters))


def _ward(change: Change, reader: Person) -> str | None:
    """The minor or company the reader stands for, if they are no party themselves."""
    mine = [part.acts_for for part in change.case.parts if part.person == reader.id]
    speaks = [x for x in mine if reader.id in change.case.representatives(x, change.day)]
    return speaks[0] if speaks else None


def _until(change: Change, order: Order) -> date:
    if order.by is not None and order.by <= change.day:
        raise Invalid("this day is over", fields=[("by", "in_past")])
    return order.by or change.day + timedelta(days=DAYS_TO_ANSWER)
