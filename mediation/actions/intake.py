"""An initiative arrives and is registered; people and facts are added and put right (§13, 906/2019 §25)."""

import hmac
from dataclasses import replace
from datetime import date
from typing import Any

from mediation.actions.arrival import Arrival, ArrivingContact, ArrivingMatter, ArrivingPerson
from mediation.actions.forms import Code, Day, FilledLine, Form, Line, Matters, PersonRef, Text
from mediation.actions.suiting import SuitingTimes, suiting
from mediation.cases import opening
from mediation.cases.case import Case
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About
from mediation.cases.party import BESIDE, Contact, Part, PartyRole, Person, PersonKind
from mediation.kernel.actor import AUTHORITIES, Role
from mediation.kernel.ids import CaseId, MatterId, PersonId, UnitId, new_id
from mediation.kernel.refusals import Duplicate, Invalid
from mediation.permissions.may import May
from mediation.work import Work


def register_initiative(work: Work, arrival: Arrival) -> dict[str, object]:
    """Register one arrival as one case; a repeated delivery is refused as a duplicate."""
    work.permit(May.INITIATIVE_REGISTER)
    unit = _sender(work, arrival)
    sender = unit or arrival.initiator.value
    # Hashed: senders number their deliveries by the police's number, or by what the case is about.
    delivery = hmac.digest(work.app.request_key, arrival.delivery_id.encode(), "sha256").hex()
    work.claim(f"arrival:{work.office}:{sender}:{delivery}")
    if work.stores.effects.done(f"arrival:{work.office}:{sender}:{delivery}"):
        raise Duplicate("this delivery was registered before", code="duplicate_delivery")
    _check_dates(work, arrival)
    ids = {p.ref: PersonId(new_id("p", work.now())) for p in arrival.people}
    case = opening.open_case(
        CaseId(new_id("c", work.now())), "", work.office,
        Initiative(
            initiator=arrival.initiator, initiated_on=arrival.initiated_on, arrived_at=work.now(), unit=unit,
            official=arrival.official,
            by_person=ids.get(arrival.by_person), reference=arrival.reference,
            answer_wanted_by=arrival.answer_wanted_by, parties_informed=arrival.parties_informed,
            law=work.app.law.code,
        ),
        [_person(ids[p.ref], p, n, work) for n, p in enumerate(arrival.people)],
        [Part(person=ids[p.person], role=p.role, acts_for=ids[p.acts_for]) for p in arrival.parts],
        work.now(),
    )  # fmt: skip
    work.open(case)
    opened: dict[str, list[MatterId]] = {}
    # Crimes first, so that a claim that rests on one can name it.
    for number, matter in sorted(enumerate(arrival.matters), key=lambda pair: bool(pair[1].crime_of_claim)):
        crimes = opened[matter.crime_of_claim] if matter.crime_of_claim else []
        made = _open_matter(work, case, matter, f"matters.{number}", ids, unit, crimes)
        if matter.ref:
            opened[matter.ref] = made
    return {"case": case.id, "matters": list(case.matters)}


def _open_matter(
    work: Work, case: Case, arriving: ArrivingMatter, at: str, ids: dict[str, PersonId], unit: UnitId | None,
    crimes: list[MatterId],
) -> list[MatterId]:  # fmt: skip
    people: dict[str, Any] = {
        name: tuple(ids[r] for r in getattr(arriving, name))
        for name in ("suspects", "victims", "claimants", "respondents")
    }
    stated = arriving.model_dump(exclude={*people, "kind", "pending_at", "ref", "crime_of_claim"})
    sides = {p for side in people.values() for p in side}
    between = tuple(m for m in crimes if sides.issuperset(case.matter(m).about.parties))
    about = About(**stated, **people, crimes_of_claim=between or tuple(crimes))
    if about.act_on is not None and about.act_on > work.day:
        raise Invalid("the act lies in the future", fields=[(f"{at}.act_on", "in_future")])
    authority = unit
    if arriving.pending_at:
        authority = work.stores.units.get(UnitId(arriving.pending_at)).id
    return opening.add_matter(
        case, arriving.kind, about, case.law.offence_class(about.offence, f"{at}.offence"), authority, work.now()
    )


def _sender(work: Work, arrival: Arrival) -> UnitId | None:
    if arrival.initiator not in AUTHORITIES:
        if arrival.initiator is not Role.PARTY:
            raise Invalid("the Act names nobody of this role", fields=[("initiator", "not_an_initiator")])
        if work.actor.is_authority:
            raise Invalid("an authority sends in its own name", fields=[("initiator", "not_yours")])
        return None
    unit = work.stores.units.get(UnitId(arrival.unit))
    if unit.kind is not arrival.initiator:
        raise Invalid("the unit is of another kind", fields=[("unit", "kind_differs")])
    if work.actor.is_authority and work.actor.unit != unit.id:
        raise Invalid("the unit is not yours", fields=[("unit", "not_yours")])
    return unit.id


def _check_dates(work: Work, arrival: Arrival) -> None:
    if arrival.initiated_on > work.day:
        raise Invalid("an initiative is not made in the future", fields=[("initiated_on", "in_future")])
    if arrival.initiated_on < work.app.law.since:
        begun = work.app.law.since.isoformat()
        raise Invalid(f"mediation under this law began on {begun}", fields=[("initiated_on", "before_the_act")])


def _person(person_id: PersonId, arriving: ArrivingPerson, number: int, work: Work) -> Person:
    at, law = f"people.{number}", work.app.law
    born_on, code = arriving.born_on, ""
    if arriving.identity_code:
        if law.identity is None:
            raise Invalid("no identity code is kept here", fields=[(f"{at}.identity_code", "not_allowed")])
        code = law.identity.compact(arriving.identity_code)
        if not law.identity.is_valid(code):
            raise Invalid("this is no identity code", fields=[(f"{at}.identity_code", "bad_check")])
        born = law.identity.born_on(code)
        if born_on is not None and born_on != born:
            raise Invalid("the birth dates differ", fields=[(f"{at}.born_on", "differs_from_code")])
        born_on = born
    if born_on is not None and not date(1900, 1, 1) <= born_on <= work.day:
        raise Invalid("this is no birth date", fields=[(f"{at}.born_on", "out_of_range")])
    if arriving.kind is PersonKind.LEGAL and (born_on or arriving.identity_code):
        raise Invalid("a company has no birth date", fields=[(f"{at}.born_on", "not_allowed")])
    return Person(
        id=person_id, name=arriving.name, kind=arriving.kind, language=arriving.language or law.languages[0],
        born_on=born_on,
        identity_code=code, interpreter_language=arriving.interpreter_language,
        declared_incompetent=arriving.declared_incompetent, contact=_contact(arriving.contact),
    )  # fmt: skip


def _contact(c: ArrivingContact) -> Contact:
    return Contact(**c.model_dump())


class NewPerson(Form):
    """A person added to a case later, beside a party."""

    person: ArrivingPerson
    role: PartyRole
    acts_for: PersonRef


def add_person(work: Work, case_id: CaseId, form: NewPerson, expect: int | None = None) -> dict[str, object]:
    """Add a custodian, guardian, assistant, support person or interpreter to a case."""
    change = work.change(case_id, May.CASE_CORRECT, expect=expect)
    if form.role not in BESIDE:
        raise Invalid("parties come with the initiative", fields=[("role", "is_a_party")])
    person = _person(PersonId(new_id("p", work.now())), form.person, 0, work)
    opening.add_person(change, person, Part(person=person.id, role=form.role, acts_for=form.acts_for))
    return {"person": person.id}


class PersonCorrection(Form):
    """What is put right about a person; what is left out stays."""

    person: PersonRef
    name: FilledLine | None = None
    born_on: Day | None = None
    interpreter_language: Line | None = None
    declared_incompetent: bool | None = None
    contact: ArrivingContact | None = None
    suits: SuitingTimes | None = None
    mixed_mediators: bool | None = None


def correct_person(work: Work, case_id: CaseId, form: PersonCorrection, expect: int | None = None) -> dict[str, object]:
    """Put right what is known of a person."""
    change = work.change(case_id, May.CASE_CORRECT, expect=expect)
    given = form.model_dump(exclude={"person", "contact", "suits"}, exclude_none=True)
    if form.suits is not None:
        given["suits"] = suiting(form.suits)
    if form.contact is not None:
        # What is left out stays: a new phone number must not lift the protection of an address.
        given["contact"] = replace(
            change.case.person(form.person).contact, **form.contact.model_dump(exclude_unset=True)
        )
    if not given:
        raise Invalid("nothing is put right", fields=[("", "nothing_to_correct")])
    if form.born_on is not None:
        _check_birth(change.case.person(form.person), form.born_on, work)
    opening.correct_person(change, form.person, **given)
    return {"person": form.person}


def _check_birth(person: Person, born_on: date, work: Work) -> None:
    if person.kind is PersonKind.LEGAL:
        raise Invalid("a company has no birth date", fields=[("born_on", "not_allowed")])
    if not date(1900, 1, 1) <= born_on <= work.day:
        raise Invalid("this is no birth date", fields=[("born_on", "out_of_range")])
    identity = work.app.law.identity
    if person.identity_code and identity is not None and identity.born_on(person.identity_code) != born_on:
        raise Invalid("the birth dates differ", fields=[("born_on", "differs_from_code")])


class MatterCorrection(Form):
    """What is put right about a matter; a change that bars it interrupts it (§3 a)."""

    matters: Matters
    title: FilledLine | None = None
    offence: Code | None = None
    attempt: bool | None = None
    act_on: Day | None = None
    close_person: bool | None = None
    victim_is_guardian_or_relative: bool | None = None
    life_threatening_instrument: bool | None = None
    only_private_property: bool | None = None
    intentional: bool | None = None
    violence_used: bool | None = None
    because_of_work: bool | None = None
    public_order_disturbed: bool | None = None
    public_interest_in_charges: bool | None = None
    stated_complainant_offence: bool | None = None
    is_minor_dispute: bool | None = None
    claim_from_crime: bool | None = None
    description: Text | None = None


def correct_matter(work: Work, case_id: CaseId, form: MatterCorrection, expect: int | None = None) -> dict[str, object]:
    """Put right what is known of matters; eligibility is asked anew at once."""
    change = work.change(case_id, May.CASE_CORRECT, expect=expect)
    values = form.model_dump(exclude={"matters"}, exclude_none=True)
    if not values:
        raise Invalid("nothing is put right", fields=[("", "nothing_to_correct")])
    if form.act_on is not None and form.act_on > work.day:
        raise Invalid("the act lies in the future", fields=[("act_on", "in_future")])
    states = {}
    for matter_id in change.case.some_matters(form.matters):
        if form.offence is not None:
            of_class = change.case.law.offence_class(form.offence, "offence")
            change.case.matters[matter_id] = replace(change.case.matter(matter_id), offence_class=of_class)
        states[matter_id] = opening.correct_facts(change, matter_id, **values).value
    return {"states": states}


class ReceivedMatters(Form):
    """Matters that have arrived."""

    matters: Matters


def begin_triage(
    work: Work, case_id: CaseId, form: ReceivedMatters, expect: int | None = None
) -> dict[str, object]:
    """Take received matters into triage, so that others see somebody is at it."""
    change = work.change(case_id, May.CASE_TRIAGE, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        opening.begin_triage(change, matter_id)
    return {"matters": {m: change.case.matter(MatterId(m)).state.value for m in form.matters}}


class Triage(Form):
    """The answer of triage for matters: examined here, or transferred."""

    matters: Matters
    venue_is_here: bool = False
    transfer_to: Line = ""


def triage(work: Work, case_id: CaseId, form: Triage, expect: int | None = None) -> dict[str, object]:
    """Take received matters through triage: to the conditions phase, or to the office where they belong (§14)."""
    change = work.change(case_id, May.CASE_TRIAGE, expect=expect)
    if form.venue_is_here and form.transfer_to:
        raise Invalid("a matter is examined here or handed over, not both", fields=[("transfer_to", "contradicts")])
    for matter_id in change.case.some_matters(form.matters):
        if change.case.matter(matter_id).state == "received":
            opening.begin_triage(change, matter_id)
        if form.transfer_to:
            opening.transfer(change, matter_id, form.transfer_to)
        else:
            opening.examine(change, matter_id, form.venue_is_here)
    return {"matters": {m: change.case.matter(MatterId(m)).state.value for m in form.matters}}
