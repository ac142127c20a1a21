"""What the rules of eligibility may know of a matter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.states.matter import MatterKind


class Initiator(StrEnum):
    """Who proposed mediation (Act 1015/2005 §13.1); `other_person` is anybody the Act does not name."""

    SUSPECT = "suspect"
    VICTIM = "victim"
    PARTY = "party"
    GUARDIAN = "guardian"  # custodian or other legal representative of a minor
    TRUSTEE = "trustee"  # edunvalvoja of an adult declared legally incompetent
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    OTHER_AUTHORITY = "other_authority"
    OTHER_PERSON = "other_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One suspect, one victim and one act, or one dispute; None is "not known" and never "no".

    Ages are full years on the day of the act; dates are days in Helsinki.
    """

    kind: MatterKind | None = None
    initiative_on: date | None = None
    initiated_by: Initiator | None = None
    initiator_represents_minor: bool | None = None
    initiator_represents_incompetent: bool | None = None
    offence: str | None = None
    offence_on: date | None = None
    attempt: bool | None = None
    intentional: bool | None = None
    violence_used: bool | None = None
    life_threatening_instrument: bool | None = None
    because_of_work: bool | None = None  # aimed at the victim's work or public office, by an outsider
    only_private_property: bool | None = None
    public_order_disturbed: bool | None = None
    public_interest_in_charges: bool | None = None  # the prosecutor's finding: None is "none made"
    stated_complainant_offence: bool | None = None  # what police or prosecutor say of the offence
    close_person: bool | None = None  # Criminal Code 21:16.1(2)
    victim_is_guardian_or_relative: bool | None = None
    suspect_age: int | None = None
    victim_is_natural: bool | None = None  # a human being, not a company or body
    victim_age: int | None = None
    special_need_of_protection: bool | None = None
    facts_confirmed: bool | None = None
    victims_interest: bool | None = None
    suitable: bool | None = None
    everyone_understands: bool | None = None
    has_natural_person: bool | None = None
    minor_dispute: bool | None = None
    claim_based_on_crime: bool | None = None
    linked_crime: "Facts | None" = None
    purposeful: bool | None = None
    party_lives_in_area: bool | None = None
    crime_happened_in_area: bool | None = None
