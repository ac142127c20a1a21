"""Who must say yes to a matter: the consent matrix of §2, by age and capacity on the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation.cases.consent import ConsentTo
from mediation.cases.party import LEGAL_REPRESENTATIVES, PartyRole, Person, PersonKind
from mediation.kernel.ids import MatterId, PersonId
from mediation.law.consents import Speaking, consent_row

if TYPE_CHECKING:
    from mediation.cases.case import Case


@dataclass(frozen=True, slots=True)
class Required:
    """One consent that must be there; `person` is None when nobody is known who could give it."""

    party: PersonId
    person: PersonId | None
    on_behalf_of: PersonId | None
    section: str
    lacking: str = ""


def required(case: "Case", matter_id: MatterId, day: date) -> Iterator[Required]:
    """Every consent a matter needs on a date in Helsinki (§2.1, §2.2)."""
    for party_id in case.matters[matter_id].about.parties:
        yield from _of_party(case, case.people[party_id], matter_id, day)


def speakers(case: "Case", matter_id: MatterId, party_id: PersonId, day: date) -> list[PersonId]:
    """Who may answer for a party on a date in Helsinki: for a company or a minor, never for an adult (§2.2)."""
    about = case.matters[matter_id].about
    opponents = _opponents(about.suspects + about.respondents, about.victims + about.claimants)
    against = opponents.get(party_id, frozenset())
    return [p for p in case.representatives(party_id, day) if p not in against]


def _of_party(case: "Case", party: Person, matter_id: MatterId, day: date) -> Iterator[Required]:
    row = consent_row(case.law.consents, party.kind is PersonKind.NATURAL, party.age_on(day))
    speaking = speakers(case, matter_id, party.id, day)
    if row.personally:
        yield Required(party.id, party.id, None, row.section)
    if row.speaking is Speaking.ONE:
        who = _last_heard(case, matter_id, party.id, speaking)
        lacking = "" if who else "custodian" if row.personally else "representative"
        yield Required(party.id, who, party.id, row.section_of_speaking, lacking)
    elif row.speaking is Speaking.EVERYBODY:
        named = [p for p in case.parts if p.acts_for == party.id and p.role in LEGAL_REPRESENTATIVES]
        # A custodian who is the other party cannot speak for the child; the stricter reading asks for another
        # legal representative in that place (docs/decisions/0004).
        left = [p for p in named if p.person in speaking]
        conflict = len(left) < len(named)
        if not left or (conflict and all(p.role is PartyRole.CUSTODIAN for p in left)):
            lacking = "substitute_representative" if conflict else "custodian"
            yield Required(party.id, None, party.id, row.section_of_speaking, lacking)
        yield from (Required(party.id, who, party.id, row.section_of_speaking) for who in speaking)


def _last_heard(case: "Case", matter_id: MatterId, company: PersonId, speaking: list[PersonId]) -> PersonId | None:
    """Of those who may speak for a company one is enough: who answered last, or else the first."""
    answers = [case.newest_consent(who, matter_id, ConsentTo.MEDIATION, company) for who in speaking]
    given = [a for a in answers if a is not None]
    if given:
        return max(given, key=lambda a: a.withdrawn_at or a.given_at).person
    return speaking[0] if speaking else None


def missing(case: "Case", matter_id: MatterId, day: date) -> Iterator[str]:
    """The persons whose valid consent to mediation is missing, as ids; `party:what` when nobody is known."""
    for need in required(case, matter_id, day):
        if need.person is None:
            yield f"{need.party}:{need.lacking}"
        elif not case.has_consent(need.person, matter_id, ConsentTo.MEDIATION, need.on_behalf_of):
            yield need.person if need.on_behalf_of is None else f"{need.person}:for:{need.on_behalf_of}"


def _opponents(one: tuple[PersonId, ...], other: tuple[PersonId, ...]) -> dict[PersonId, frozenset[PersonId]]:
    return {p: frozenset(other) for p in one} | {p: frozenset(one) for p in other}
