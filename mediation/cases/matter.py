"""One crime or dispute: what has its own life, outcome and statistics."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.kernel.ids import MatterId, PersonId, UnitId
from mediation.states.matter import MatterKind, MatterState, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a matter is about: sealed. Facts of the law's rules are None while nobody knows them."""

    title: str
    description: str = ""
    offence: str | None = None
    attempt: bool = False
    act_on: date | None = None
    place: str = ""
    reference: str = ""
    suspects: tuple[PersonId, ...] = ()
    victims: tuple[PersonId, ...] = ()
    claimants: tuple[PersonId, ...] = ()
    respondents: tuple[PersonId, ...] = ()
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
    crime_of_claim: MatterId | None = None
    venue_is_here: bool | None = None
    other_office: str = ""

    @property
    def parties(self) -> tuple[PersonId, ...]:
        """Every party, each once, the harmed side last."""
        return tuple(dict.fromkeys(self.suspects + self.respondents + self.victims + self.claimants))


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter: its life in clear words and dates, and what it is about."""

    id: MatterId
    kind: MatterKind
    about: About
    state: MatterState = MatterState.RECEIVED
    outcome: Outcome | None = None
    offence_class: str = "other"
    authority: UnitId | None = None
    arrived_on: date
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    closed_at: datetime | None = None
    held_since: date | None = None
    held_days: int = 0
