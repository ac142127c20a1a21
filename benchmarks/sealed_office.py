"""A generated office on a real database, sealed: two hundred volunteers, a year of cases, conflicts planted in some."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Final

from benchmarks.sample import AT, DAY
from benchmarks.search import END, FIRST, MIDDLE, START
from benchmarks.volunteer_office import AREAS
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About, Matter
from mediation.cases.party import Contact, Person, PersonKind, SuitingTime
from mediation.demo.stage import Stage
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, CaseId, ItemId, MatterId, PersonId, VolunteerId, new_id
from mediation.states.matter import MatterKind, MatterState
from mediation.states.small import AssignmentState
from volunteers import Address, Admission, Course, Tie, Volunteer, Wishes
from volunteers.availability import Availability, Away, Taken, Weekly

OFFENCES: Final = (("assault", "violence"), ("damage_to_property", "damage"), ("defamation", "defamation"))
PAST, WAITING, VOLUNTEERS = 750, 100, 200
#            morning          afternoon         evening, in minutes after midnight
PARTS: Final = ((8 * 60, 12 * 60), (12 * 60, 16 * 60), (16 * 60, 21 * 60))


class Names:
    """Invented names; the most common surname is borne by three in a thousand, as in the population."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        starts, middles, ends = START.split(), MIDDLE.split(), END.split()
        every = [a + b + c for a in starts for b in middles for c in ends]
        chance.shuffle(every)
        self.surnames = every
        self.shares = list(accumulate(1 / (rank + 60) for rank in range(len(every))))

    def one(self) -> str:
        first, second = self.chance.sample(FIRST.split(), 2)
        return f"{first} {second} {self.chance.choices(self.surnames, cum_weights=self.shares)[0]}"


@dataclass
class Planted:
    """The office with its cases, and which volunteer was given which link to which case."""

    stage: Stage
    volunteers: list[Volunteer] = field(default_factory=list)
    waiting: list[CaseId] = field(default_factory=list)
    links: dict[CaseId, tuple[str, str]] = field(default_factory=dict)


Change = Callable[[Person, Volunteer], Person]
# fmt: off
#   signal                how a person of the case comes to be linked to a volunteer
LINKS: Final[tuple[tuple[str, Change], ...]] = (
    ("is_the_person",     lambda p, v: replace(p, name=v.name, contact=replace(p.contact, phone=v.phone))),
    ("same_phone",        lambda p, v: replace(p, contact=replace(p.contact, phone=v.phone.replace("040 ", "+358 40-")))),
    ("same_email",        lambda p, v: replace(p, contact=replace(p.contact, email=v.email.upper()))),
    ("same_home",         lambda p, v: replace(p, contact=replace(p.contact, street=v.address.street.upper(), postcode=v.address.postcode))),
    ("protected_link",    lambda p, v: replace(p, contact=replace(p.contact, street=v.address.street, postcode=v.address.postcode, is_protected=True))),
    ("tie_declared",      lambda p, v: replace(p, name=v.ties[0].name)),
    ("employed_by_party", lambda p, v: replace(p, name=v.employer, kind=PersonKind.LEGAL, born_on=None)),
    ("same_name",         lambda p, v: replace(p, name=v.name)),
    ("same_surname",      lambda p, v: replace(p, name=f"Outo {v.name.split()[-1]}")),
    ("same_building",     lambda p, v: replace(p, contact=replace(p.contact, street=f"{v.address.street.rsplit(' ', 1)[0]} 99", postcode=v.address.postcode))),
)
# fmt: on
FROM_PAST: Final = ("earlier_case", "fellow_party")


def fill(stage: Stage, seed: int = 1015) -> Planted:
    """Two hundred volunteers, the past year's cases, and a hundred that wait, each second one with a link to somebody."""
    chance = random.Random(seed)
    names = Names(chance)
    made = Planted(stage, volunteers=[_volunteer(chance, names, n) for n in range(VOLUNTEERS)])
    past = [_case(stage, chance, names, made.volunteers) for _ in range(PAST)]
    waiting = [_case(stage, chance, names, []) for _ in range(WAITING)]
    for number, case in enumerate(waiting):
        if number % 2 == 0:
            _link(made, case, past, number // 2, chance)
        made.waiting.append(case.id)
    with stage.app.open_stores() as stores, stores.transaction():
        for volunteer in made.volunteers:
            stores.volunteers.put(volunteer)
            stores.records.put(_availability(chance, volunteer))
        for case in (*past, *waiting):
            stores.cases.add(case, DAY)
            stores.names.keep(case)
    return made


def _link(made: Planted, case: Case, past: list[Case], number: int, chance: random.Random) -> None:
    person = next(iter(case.people.values()))
    volunteer = made.volunteers[chance.randrange(len(made.volunteers))]
    kinds = [code for code, _ in LINKS] + list(FROM_PAST)
    signal = kinds[number % len(kinds)]
    if signal == "earlier_case":
        there = past[chance.randrange(len(past))]
        case.people[person.id] = replace(next(iter(there.people.values())), id=person.id)
        mediators = [a.volunteer for a in there.all(Assignment)]
        made.links[case.id] = (mediators[0], signal)
        return
    if signal == "fellow_party":
        there = past[chance.randrange(len(past))]
        first, other = there.people.values()
        there.people[other.id] = replace(other, name=volunteer.name)
        case.people[person.id] = replace(first, id=person.id)
    else:
        case.people[person.id] = dict(LINKS)[signal](person, volunteer)
    made.links[case.id] = (volunteer.id, signal)


def _volunteer(chance: random.Random, names: Names, number: int) -> Volunteer:
    trained = Course("basic", 54, date(2025, 5, 1))
    further = Course("close_relation", 16, date(2025, 9, 1))
    name = names.one()
    return Volunteer(
        id=new_id("v", AT), office="o_helsinki", standing="active" if chance.random() < 0.93 else "resting", name=name,
        email=f"sovittelija{number}@vapaaehtoinen.example", phone=f"040 777 {number:04d}",
        languages=("fi", *chance.sample(("sv", "en", "ru"), chance.choice((0, 1, 1, 2)))),
        address=Address(f"Vapaaehtoisenkuja {number + 1} A {chance.randrange(1, 60)}", "00999", "Helsinki"),
        employer=f"Keksintö {number} Oy", ties=(Tie("close_person", names.one()),),
        areas=("Helsinki",), wishes=Wishes(chance.choice((2, 2, 3, 4, 6))), cases_before=chance.choice((0, 0, 4, 9, 20)),
        courses=(trained, further) if chance.random() < 0.5 else (trained,),
        gender=chance.choice(("female", "male", "")), specialities=tuple(chance.sample(AREAS, 1)),
        admission=Admission("u_in_charge", date(2025, 6, 1), "Koulutettu."),
    )  # fmt: skip


def _case(stage: Stage, chance: random.Random, names: Names, mediators: list[Volunteer]) -> Case:
    """A case between two people; a past one has had its two mediators and is closed."""
    people = {p.id: p for p in (_person(chance, names) for _ in range(2))}
    suspect, victim = people
    offence, kind = chance.choice(OFFENCES)
    began = AT - timedelta(days=chance.randrange(60, 300) if mediators else chance.randrange(1, 20))
    matter = Matter(
        id=MatterId(new_id("m", AT)), kind=MatterKind.CRIME, offence_class=kind, arrived_on=began.date(),
        state=MatterState.CLOSED if mediators else MatterState.ACCEPTED, accepted_at=began,
        ended_at=began if mediators else None, closed_at=began if mediators else None,
        about=About(title="Keksitty", offence=offence, suspects=(suspect,), victims=(victim,), close_person=False),
    )  # fmt: skip
    case = Case(
        id=CaseId(new_id("c", AT)), number="", office=stage.app.office.id,
        initiative=Initiative(initiator=Role.POLICE, initiated_on=began.date(), arrived_at=began), people=people,
        matters={matter.id: matter},
    )  # fmt: skip
    for volunteer in chance.sample(mediators, 2) if mediators else ():
        case.put(
            Assignment(
                id=ItemId(new_id("i", AT)), matters=(matter.id,), volunteer=VolunteerId(volunteer.id),
                state=AssignmentState.ACCEPTED, offered_at=began, offered_by=AccountId("u_adviser"),
                answer_by=began.date(), undisqualified=True,
            )
        )  # fmt: skip
    return case


def _availability(chance: random.Random, volunteer: Volunteer) -> Availability:
    """Two to four times of the week, a holiday, and what their own calendar has taken."""
    weekdays = chance.sample(range(1, 8), chance.choice((2, 3, 4)))
    pattern = tuple(Weekly(day, *chance.choice(PARTS)) for day in weekdays)
    away = DAY + timedelta(days=chance.randrange(60))
    taken = [AT + timedelta(hours=chance.randrange(24 * 40)) for _ in range(8)]
    return Availability(
        id=new_id("a", AT), volunteer=volunteer.id, pattern=pattern, away=(Away(away, away + timedelta(days=7)),),
        taken=tuple(Taken(at, at + timedelta(hours=2)) for at in sorted(taken)),
    )  # fmt: skip


_turn: Iterator[int] = iter(range(10**9))


def _person(chance: random.Random, names: Names) -> Person:
    number = next(_turn)
    contact: dict[str, Any] = {
        "email": f"osapuoli{number}@keksitty.example", "phone": f"050 {number:07d}", "town": "Helsinki",
        "street": f"Osapuolenkatu {number % 900 + 1} B {chance.randrange(1, 90)}", "postcode": "00998",
        "municipality": "Helsinki",
    }  # fmt: skip
    born = date(chance.randrange(1950, 2005), chance.randrange(1, 13), chance.randrange(1, 28))
    return Person(id=PersonId(new_id("p", AT)), name=names.one(), born_on=born, contact=Contact(**contact),
                  suits=tuple(SuitingTime(day, *PARTS[2]) for day in chance.sample(range(1, 6), 3)))  # fmt: skip
