"""How an initiative arrives from a police, prosecutor's or court's system: one JSON message, version 1."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from mediation.actions.forms import Code, Day, FilledLine, Form, Line, Text
from mediation.cases.party import Channel, PartyRole, PersonKind
from mediation.kernel.actor import Role
from mediation.kernel.language import Language
from mediation.states.matter import MatterKind

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
Refs = Annotated[tuple[Ref, ...], Field(max_length=50)]
FORMAT = "mediation-initiative/1"
MOST_MATTERS = 500  # office policy: pairs of suspect and victim in one message; more comes in several


class ArrivingContact(Form):
    """Where a person is reached, as the sender knows it."""

    email: Line = ""
    phone: Line = ""
    street: Line = ""
    postcode: Line = ""
    town: Line = ""
    municipality: Line = ""
    safe_channel: Channel = Channel.LETTER
    is_protected: bool = False


class ArrivingPerson(Form):
    """A person of the matter; `ref` is the sender's own name for them; without a language it is the office's."""

    ref: Ref
    name: FilledLine
    kind: PersonKind = PersonKind.NATURAL
    language: Language | None = None
    born_on: Day | None = None
    identity_code: Line = ""
    interpreter_language: Line = ""
    declared_incompetent: bool = False
    contact: ArrivingContact = ArrivingContact()


class ArrivingPart(Form):
    """Who acts for whom."""

    person: Ref
    role: PartyRole
    acts_for: Ref


class ArrivingMatter(Form):
    """One offence or dispute; unknown facts are left out, never guessed."""

    kind: MatterKind
    title: FilledLine
    description: Text = ""
    offence: Code | None = None
    attempt: bool = False
    act_on: Day | None = None
    place: Line = ""
    reference: Line = ""
    suspects: Refs = ()
    victims: Refs = ()
    claimants: Refs = ()
    respondents: Refs = ()
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
    pending_at: Line = ""
    ref: Ref | Literal[""] = ""
    crime_of_claim: Ref | Literal[""] = ""


class Arrival(Form):
    """The whole message; `delivery_id` is unique with the sender and makes a repeated delivery harmless."""

    format: Literal["mediation-initiative/1"]
    delivery_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{8,64}$")]
    initiator: Role
    unit: Line = ""
    official: Line = ""
    reference: Line = ""
    by_person: Ref | Literal[""] = ""
    initiated_on: Day
    answer_wanted_by: Day | None = None
    parties_informed: bool | None = None
    people: Annotated[tuple[ArrivingPerson, ...], Field(min_length=2, max_length=60)]
    parts: Annotated[tuple[ArrivingPart, ...], Field(max_length=120)] = ()
    matters: Annotated[tuple[ArrivingMatter, ...], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def refs_are_known(self) -> "Arrival":
        """Every reference names a person of the message, and no two persons share one."""
        known = {p.ref for p in self.people}
        if len(known) != len(self.people):
            raise ValueError("ref_used_twice")
        used = {r for m in self.matters for r in (*m.suspects, *m.victims, *m.claimants, *m.respondents)}
        used |= {r for part in self.parts for r in (part.person, part.acts_for)}
        used |= {self.by_person} - {""}
        refs = [m.ref for m in self.matters if m.ref]
        if len(set(refs)) != len(refs):
            raise ValueError("ref_used_twice")
        crimes = {m.ref for m in self.matters if m.kind is MatterKind.CRIME}
        claims = {m.crime_of_claim for m in self.matters if m.crime_of_claim}
        if not used <= known or not claims <= crimes:
            raise ValueError("unknown_ref")
        if any(m.crime_of_claim and m.kind is MatterKind.CRIME for m in self.matters):
            raise ValueError("a_crime_is_no_claim")
        if self.by_person and self.initiator is not Role.PARTY:
            raise ValueError("an_authority_is_no_person")
        if sum(max(1, len(m.suspects) * len(m.victims)) for m in self.matters) > MOST_MATTERS:
            raise ValueError("too_many_matters")
        return self
