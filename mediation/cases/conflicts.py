"""THE table of conflict signals between a case's people and a volunteer (434/2003 §27-29).

A signal that bars keeps the volunteer from the case whatever anybody thinks; one that is looked at is put before the
adviser, who says what they made of it. Whether somebody is disqualified stays their own to declare (§29).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from mediation.cases.party import Person, PersonKind
from mediation.kernel.ids import PersonId, VolunteerId
from mediation.vault.normal import n1


class Strength(StrEnum):
    """What a signal does."""

    BARS = "bars"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By what somebody can be known, in one spelling: as a volunteer told it, or as a case holds it."""

    name: tuple[str, ...] = field(default=(), repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    home: str = field(default="", repr=False)
    building: str = field(default="", repr=False)
    employer: frozenset[str] = field(default=frozenset(), repr=False)
    ties: tuple[frozenset[str], ...] = field(default=(), repr=False)
    is_natural: bool = True

    @property
    def surname(self) -> str:
        return self.name[-1] if self.is_natural and len(self.name) > 1 else ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One row: its code, what it does, and when it is there between a volunteer and a person."""

    code: str
    strength: Strength
    is_there: Callable[[Marks, Marks], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """One signal between a volunteer and a person of a case."""

    signal: str
    strength: Strength
    volunteer: VolunteerId
    person: PersonId


def _is_the_person(v: Marks, p: Marks) -> bool:
    return p.is_natural and _same(v, p) and any((_phone(v, p), _email(v, p), _home(v, p)))


def _same(v: Marks, p: Marks) -> bool:
    return len(v.name) > 1 and (set(v.name) <= set(p.name) or set(p.name) <= set(v.name)) and len(p.name) > 1


def _phone(v: Marks, p: Marks) -> bool:
    return len(v.phone) > 5 and v.phone == p.phone


def _email(v: Marks, p: Marks) -> bool:
    return bool(v.email) and v.email == p.email


def _home(v: Marks, p: Marks) -> bool:
    return bool(v.home) and v.home == p.home


def _building(v: Marks, p: Marks) -> bool:
    return bool(v.building) and v.building == p.building


def _tie(v: Marks, p: Marks) -> bool:
    return any(len(tie) > 1 and tie <= set(p.name) or tie == set(p.name) for tie in v.ties)


def _employer(v: Marks, p: Marks) -> bool:
    return bool(v.employer) and not p.is_natural and v.employer == frozenset(p.name)


BARS, LOOK = Strength.BARS, Strength.LOOK
EARLIER_CASE, FELLOW_PARTY, PROTECTED_LINK = "earlier_case", "fellow_party", "protected_link"
# fmt: off
SIGNALS: Final[tuple[Signal, ...]] = (
    #      signal               does   there when
    Signal("is_the_person",     BARS,  _is_the_person),
    Signal("same_phone",        BARS,  _phone),
    Signal("same_email",        BARS,  _email),
    Signal("same_home",         BARS,  _home),
    Signal("tie_declared",      BARS,  _tie),
    Signal("employed_by_party", BARS,  _employer),
    Signal("same_name",         LOOK,  lambda v, p: p.is_natural and _same(v, p)),
    Signal("same_surname",      LOOK,  lambda v, p: bool(v.surname) and v.surname == p.surname),
    Signal("same_building",     LOOK,  _building),
)
# Found in other cases, through the sealed search entries: these two have no marks to compare.
FROM_CASES: Final = {EARLIER_CASE: LOOK, FELLOW_PARTY: LOOK}
BY_ADDRESS: Final = frozenset({"is_the_person", "same_phone", "same_email", "same_home", "same_building"})
WEAKER: Final = {"same_name": "is_the_person", "same_surname": "same_name", "same_building": "same_home"}
# fmt: on


def hits(volunteer: VolunteerId, theirs: Marks, people: Iterable[tuple[Person, Marks]]) -> Iterator[Hit]:
    """Every signal between a volunteer and people of a case, a weaker one left out where the stronger is there.

    What would tell where a person with address protection can be reached is told as `protected_link`, and bars.
    """
    for person, marks in people:
        there = {s.code for s in SIGNALS if s.is_there(theirs, marks)}
        there -= {weak for weak in there if there & _stronger(weak)}
        if person.contact.is_protected and there & BY_ADDRESS:
            there = (there - BY_ADDRESS) | {PROTECTED_LINK}
        strengths = {s.code: s.strength for s in SIGNALS} | {PROTECTED_LINK: BARS}
        yield from (Hit(code, strengths[code], volunteer, person.id) for code in sorted(there))


def _stronger(code: str) -> set[str]:
    found = set[str]()
    while code in WEAKER:
        code = WEAKER[code]
        found.add(code)
    return found


def marks_of(person: Person) -> Marks:
    """The marks of a person of a case."""
    at = person.contact
    home, building = where(at.street, at.postcode)
    return Marks(
        name=tuple(n1(person.name).split()), phone=phone(at.phone), email=at.email.strip().casefold(), home=home,
        building=building, is_natural=person.kind is PersonKind.NATURAL,
    )  # fmt: skip


def phone(text: str) -> str:
    """A number by its digits, the country's own prefix as a zero."""
    digits = re.sub(r"[^\d+]", "", text)
    return re.sub(r"\D", "", re.sub(r"^(\+|00)358", "0", digits))


def where(street: str, postcode: str) -> tuple[str, str]:
    """A home and its building: street, number and postcode, the home with its stair and door; empty when not known."""
    words = n1(street).split()
    number = next((i for i, word in enumerate(words) if i and word[0].isdigit()), None)
    if number is None or not postcode.strip():
        return "", ""
    place = [*words[: number + 1], n1(postcode)]
    return " ".join([*place, *words[number + 1 :]]), " ".join(place)
