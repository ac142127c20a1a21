"""Who must say yes to a matter: the consent matrix of §2, by age and capacity on the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation.cases.consent import ConsentTo
from mediation.cases.party import LEGAL_REPRESENTATIVES, PartyRole, Person, PersonKind
from mediation.kernel.ids import MatterId, PersonId

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
    matter = case.matters[matter_id]
    opponents = _opponents(matter.about.suspects + matter.about.respondents,
                           matter.about.victims + matter.about.claimants)  # fmt: skip
    for party_id in matter.about.parties:
        yield from _of_party(case, case.people[party_id], opponents.get(party_id, frozenset()), day)


def _of_party(case: "Case", party: Person, against: frozenset[PersonId], day: date) -> Iterator[Required]:
    if party.kind is PersonKind.LEGAL:
        speakers = [p.person for p in case.parts if p.acts_for == party.id and p.role in LEGAL_REPRESENTATIVES]
        if not speakers:
            yield Required(party.id, None, party.id, "1015/2005 §2.1", "representative")
        yield from (Required(party.id, who, party.id, "1015/2005 §2.1") for who in speakers[:1])
        return
    yield Required(party.id, party.id, None, "1015/2005 §2.1")
    if party.is_minor_on(day):
        named = [p for p in case.parts if p.acts_for == party.id and p.role in LEGAL_REPRESENTATIVES]
        # A custodian who is the other party cannot speak for the child; the stricter reading asks for another
        # legal representative in that place (docs/decisions/0004).
        speaking = [p for p in named if p.person not in against]
        conflict = len(speaking) < len(named)
        if not speaking or (conflict and all(p.role is PartyRole.CUSTODIAN for p in speaking)):
            lacking = "substitute_representative" if conflict else "custodian"
            yield Required(party.id, None, party.id, "1015/2005 §2.2", lacking)
        yield from (Required(party.id, p.person, party.id, "1015/2005 §2.2") for p in speaking)


def missing(case: "Case", matter_id: MatterId, day: date) -> Iterator[str]:
    """The persons whose valid consent to mediation is missing, as ids; `party:what` when nobody is known."""
    for need in required(case, matter_id, day):
        if need.person is None:
            yield f"{need.party}:{need.lacking}"
        elif not case.has_consent(need.person, matter_id, ConsentTo.MEDIATION, need.on_behalf_of):
            yield need.person if need.on_behalf_of is None else f"{need.person}:for:{need.on_behalf_of}"


def _opponents(one: tuple[PersonId, ...], other: tuple[PersonId, ...]) -> dict[PersonId, frozenset[PersonId]]:
    return {p: frozenset(other) for p in one} | {p: frozenset(one) for p in other}
