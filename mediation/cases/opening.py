"""An initiative opens one case: its people, and one matter for each suspect and victim of a crime."""

from dataclasses import replace
from datetime import datetime
from itertools import product

from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.consenting import interrupt
from mediation.cases.events import EventCode
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About, Matter
from mediation.cases.party import Part, Person
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, MatterId, OfficeId, PersonId, UnitId, new_id
from mediation.kernel.refusals import Invalid
from mediation.states.matter import IN_MEDIATION_PHASE, MatterKind, MatterState


def open_case(
    case_id: CaseId, number: str, office: OfficeId, initiative: Initiative,
    people: list[Person], parts: list[Part], at: datetime,
) -> Case:  # fmt: skip
    """A new case with its people; `at` is UTC."""
    case = Case(case_id, number, office, initiative)
    case.people = {p.id: p for p in people}
    for part in parts:
        _check_part(case, part)
    case.parts = tuple(parts)
    case.emit(EventCode.INITIATIVE_REGISTERED, at, initiator=initiative.initiator.value, people=len(people))
    return case


def add_matter(
    case: Case, kind: MatterKind, about: About, offence_class: str, authority: UnitId | None, at: datetime
) -> list[MatterId]:
    """Open a matter; a crime with several suspects or victims becomes one matter for each pair.

    Each person's yes or no then decides over their own matters alone (docs/decisions/0003).
    """
    for person in about.parties:
        case.person(person)
    pairs = [about]
    if kind is MatterKind.CRIME:
        if not about.suspects or not about.victims:
            raise Invalid("a crime has a suspect and a victim", fields=[("suspects", "required")])
        if set(about.suspects) & set(about.victims):
            raise Invalid("nobody is both suspect and victim", fields=[("victims", "also_suspect")])
        pairs = [replace(about, suspects=(s,), victims=(v,)) for s, v in product(about.suspects, about.victims)]
    elif not about.claimants or not about.respondents:
        raise Invalid("a dispute has two sides", fields=[("claimants", "required")])
    made = []
    for pair in pairs:
        matter = Matter(
            id=MatterId(new_id("m", at)), kind=kind, about=pair, offence_class=offence_class,
            authority=authority, arrived_on=helsinki_date(at),
        )  # fmt: skip
        case.matters[matter.id] = matter
        made.append(matter.id)
    return made


def begin_triage(change: Change, matter_id: MatterId) -> None:
    """Take a received matter into triage."""
    change.step(matter_id, "begin_triage")
    change.case.emit(EventCode.TRIAGE_BEGUN, change.at, matter=matter_id)


def examine(change: Change, matter_id: MatterId, venue_is_here: bool) -> None:
    """Triage says yes so far: the conditions are examined next (§14, §15)."""
    change.case.correct(matter_id, venue_is_here=venue_is_here)
    change.step(matter_id, "examine")
    change.case.emit(EventCode.MATTER_TRIAGED, change.at, matter=matter_id)


def transfer(change: Change, matter_id: MatterId, office: str) -> None:
    """Hand a matter over to the office where it belongs, without delay (§14.2)."""
    change.case.correct(matter_id, other_office=office)
    change.step(matter_id, "transfer")
    change.case.emit(EventCode.MATTER_TRANSFERRED, change.at, matter=matter_id)


def correct_facts(change: Change, matter_id: MatterId, **about: object) -> MatterState:
    """Correct what is known of a matter; a change that bars a matter under way interrupts it (§3 a)."""
    change.case.correct(matter_id, **about)
    names = dict.fromkeys(sorted(about), "corrected")  # one fact each: all of them in one would be no token
    change.case.emit(EventCode.FACTS_CORRECTED, change.at, matter=matter_id, **names)
    claims = [m.id for m in change.case.matters.values() if m.about.crime_of_claim == matter_id]
    for affected in (matter_id, *claims):  # a crime that may not be mediated takes its damages claim with it (§3.1)
        barred = [b for b in change.facts(affected).bars if not b.startswith("unknown:")]
        if barred and change.case.matter(affected).state in IN_MEDIATION_PHASE:
            interrupt(change, affected, "barred", reasons="")
    return change.case.matter(matter_id).state


def add_person(change: Change, person: Person, part: Part | None = None) -> PersonId:
    """Add a person to the case, with the part they have beside a party."""
    change.case.people[person.id] = person
    if part is not None:
        _check_part(change.case, part)
        change.case.parts = (*change.case.parts, part)
    change.case.emit(EventCode.PERSON_ADDED, change.at, subject=person.id)
    return person.id


def correct_person(change: Change, person_id: PersonId, **values: object) -> None:
    """Correct what is known of a person."""
    changed: Person = replace(change.case.person(person_id), **values)  # type: ignore[arg-type]
    change.case.people[person_id] = changed
    change.case.emit(EventCode.PERSON_CORRECTED, change.at, subject=person_id)


def _check_part(case: Case, part: Part) -> None:
    case.person(part.person)
    case.person(part.acts_for)
    if part.person == part.acts_for:
        raise Invalid("nobody acts for oneself", fields=[("parts", "same_person")])
