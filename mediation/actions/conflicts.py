"""Links between a case's people and volunteers: compared mark by mark, and looked for in every other case."""

from collections.abc import Iterable, Sequence

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.conflicts import EARLIER_CASE, FELLOW_PARTY, FROM_CASES, Hit, Marks, hits, marks_of, phone, where
from mediation.cases.events import EventCode
from mediation.cases.party import Person
from mediation.kernel.ids import CaseId, VolunteerId
from mediation.states.small import AssignmentState
from mediation.vault.normal import n1
from mediation.work import Work
from volunteers import Volunteer

HITS = 50  # other cases in which one name is looked at
MEDIATED = frozenset({AssignmentState.ACCEPTED, AssignmentState.RELEASED})


def conflicts(work: Work, case: Case, volunteers: Sequence[Volunteer]) -> dict[VolunteerId, list[Hit]]:
    """Every signal between the people of a case and volunteers; who has none is left out (434/2003 §27-29)."""
    people = [(person, marks_of(person)) for person in case.people.values()]
    known = {VolunteerId(v.id): marks(v) for v in volunteers}
    found: dict[VolunteerId, list[Hit]] = {}
    for hit in (h for v, theirs in known.items() for h in hits(v, theirs, people)):
        found.setdefault(hit.volunteer, []).append(hit)
    for hit in _from_other_cases(work, case, people, known):
        found.setdefault(hit.volunteer, []).append(hit)
    return found


def marks(volunteer: Volunteer) -> Marks:
    """The marks of a volunteer, as they told them to the office."""
    home, building = where(volunteer.address.street, volunteer.address.postcode)
    return Marks(
        name=tuple(n1(volunteer.name).split()), phone=phone(volunteer.phone), home=home, building=building,
        email=volunteer.email.strip().casefold(), employer=frozenset(n1(volunteer.employer).split()),
        ties=tuple(frozenset(n1(tie.name).split()) for tie in volunteer.ties),
    )  # fmt: skip


def _from_other_cases(
    work: Work, case: Case, people: list[tuple[Person, Marks]], known: dict[VolunteerId, Marks]
) -> Iterable[Hit]:
    """Who mediated for the same person before, or was a party beside them: names are found sealed, then compared."""
    opened: dict[CaseId, Case] = {}
    for person, theirs in people:
        found = work.stores.names.find(person.name, lambda other: other != case.id, HITS, alike=False)
        for other in sorted({hit.case for hit in found}):
            if other not in opened:
                opened[other] = work.stores.cases.get(other)
                work.note(EventCode.CASE_VIEWED.value, case=other, purpose="conflict_check")
            there = opened[other]
            if not any(_is_same(person, theirs, p) for p in there.people.values()):
                continue
            mediated = {a.volunteer for a in there.all(Assignment) if a.state in MEDIATED}
            names = {frozenset(n1(p.name).split()) for p in there.people.values()}
            for volunteer, own in known.items():
                if volunteer in mediated:
                    yield Hit(EARLIER_CASE, FROM_CASES[EARLIER_CASE], volunteer, person.id)
                if frozenset(own.name) in names:
                    yield Hit(FELLOW_PARTY, FROM_CASES[FELLOW_PARTY], volunteer, person.id)


def _is_same(person: Person, theirs: Marks, other: Person) -> bool:
    """The same name, and no two birth dates that say otherwise."""
    born = {p.born_on for p in (person, other) if p.born_on is not None}
    return set(theirs.name) == set(n1(other.name).split()) and len(born) <= 1
