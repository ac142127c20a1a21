"""The people of a scene as real records: made here by themselves, so that the search is not asked about itself."""

from datetime import date

from mediation.cases.party import Part, PartyRole, Person, PersonKind
from mediation.kernel.ids import PersonId
from mediation.proof.scene import Party, Scene
from mediation.proof.seats import ONE, OTHER

STRANGER = PersonId("a stranger")
BIRTHDAY = date(2026, 10, 1)


def people_of(scene: Scene) -> tuple[list[Person], list[Part]]:
    """The people of a scene as they are known at first, and a stranger; the parts of those who act for a party."""
    people, parts = [Person(id=STRANGER, name="Keksitty Sivullinen")], []
    for who, party in ((ONE, scene.one), (OTHER, scene.other)):
        people.append(_person(who, party))
        company = party.age is None or party.company_after_all
        role = PartyRole.LEGAL_REPRESENTATIVE if party.age is None else PartyRole.CUSTODIAN
        for name in party.represented_by:
            people.append(Person(id=PersonId(name), name=name))
            speaks = PartyRole.LEGAL_REPRESENTATIVE if company else role
            parts.append(Part(person=PersonId(name), role=speaks, acts_for=who))
        if party.by_opponent:
            parts.append(Part(person=OTHER if who == ONE else ONE, role=role, acts_for=who))
    return people, parts


def _person(who: PersonId, party: Party) -> Person:
    if party.age is None:
        return Person(id=who, name="Keksitty Oy", kind=PersonKind.LEGAL)
    born_on = date(BIRTHDAY.year - party.age - 1, 10, 1) if party.birthday_comes else date(2026 - party.age, 8, 1)
    return Person(id=who, name="Keksitty", born_on=born_on, interpreter_language="ar" if party.interpreter else "")
