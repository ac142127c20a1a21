"""The aggregate: one initiative, its people, its matters and what they accumulate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from mediation.cases.consent import Consent, ConsentTo
from mediation.cases.events import Event, EventCode
from mediation.cases.initiative import Initiative
from mediation.cases.items import Item
from mediation.cases.matter import About, Matter
from mediation.cases.party import LEGAL_REPRESENTATIVES, Part, PartyRole, Person, PersonKind
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, ItemId, MatterId, OfficeId, PersonId
from mediation.kernel.refusals import Invalid, NotFound
from mediation.law.pack import RulePack
from mediation.law.packs import pack
from mediation.states.machine import Lifecycle, Offer, Subject
from mediation.states.matter import ENDED, OUTCOME_OF, MatterState

Kind = TypeVar("Kind", bound=Item)


@dataclass(slots=True)
class Case:
    """One case of one office; it changes only through its verbs, which leave events behind."""

    id: CaseId
    number: str
    office: OfficeId
    initiative: Initiative
    people: dict[PersonId, Person] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    matters: dict[MatterId, Matter] = field(default_factory=dict)
    items: dict[ItemId, Item] = field(default_factory=dict)
    version: int = 0
    events: list[Event] = field(default_factory=list)
    _index: dict[type, list[Item]] | None = field(default=None, repr=False, compare=False)
    _indexed: int = field(default=0, repr=False, compare=False)

    @property
    def law(self) -> RulePack:
        """The law that governs this case."""
        return pack(self.initiative.law)

    def lifecycle(self, matter: Matter) -> Lifecycle:
        """The steps a matter of its kind takes under this law."""
        return self.law.lifecycles[matter.kind]

    def emit(
        self, code: EventCode, at: datetime, *, matter: MatterId | None = None,
        subject: str | None = None, **facts: str | int,
    ) -> None:  # fmt: skip
        """Leave an event behind; facts are codes, ids and counters, never words of a person."""
        self.events.append(Event(code, self.id, at, matter, subject, helsinki_date(at), facts))

    def matter(self, matter_id: MatterId) -> Matter:
        """One matter of this case; NotFound otherwise."""
        try:
            return self.matters[matter_id]
        except KeyError:
            raise NotFound("no such matter in this case", code="matter_not_found") from None

    def person(self, person_id: PersonId) -> Person:
        """One person of this case; NotFound otherwise."""
        try:
            return self.people[person_id]
        except KeyError:
            raise NotFound("no such person in this case", code="person_not_found") from None

    def item(self, kind: type[Kind], item_id: ItemId) -> Kind:
        """One record of a kind; NotFound otherwise."""
        found = self.items.get(item_id)
        if not isinstance(found, kind):
            raise NotFound(f"no such {kind.KIND} in this case", code=f"{kind.KIND}_not_found")
        return found

    def all(self, kind: type[Kind]) -> Iterator[Kind]:
        """Every record of a kind, in the order of their making."""
        if self._index is None or self._indexed != len(self.items):
            self._index = {}
            for item in self.items.values():
                self._index.setdefault(type(item), []).append(item)
            self._indexed = len(self.items)
        return iter(self._index.get(kind, ()))  # type: ignore[arg-type]

    def put(self, item: Item) -> None:
        """Add a record, or put a changed one in its place."""
        self.items[item.id] = item
        self._index = None

    def some_matters(self, ids: Iterable[MatterId]) -> tuple[MatterId, ...]:
        """The ids, if each is a matter of this case and there is at least one."""
        chosen = tuple(dict.fromkeys(ids))
        if not chosen:
            raise Invalid("name at least one matter", fields=[("matters", "required")])
        for matter_id in chosen:
            self.matter(matter_id)
        return chosen

    def has_consent(
        self, person: PersonId, matter: MatterId, to: ConsentTo, on_behalf_of: PersonId | None = None
    ) -> bool:
        """Whether the person's newest answer on the matter is a valid yes (§2.1)."""
        newest = self.newest_consent(person, matter, to, on_behalf_of)
        return newest is not None and newest.is_valid

    def newest_consent(
        self, person: PersonId, matter: MatterId, to: ConsentTo, on_behalf_of: PersonId | None = None
    ) -> Consent | None:
        """The person's newest word on the matter: by when it was given or taken back, then by when it was recorded."""
        answers = [
            c for c in self.all(Consent)
            if (c.person, c.matter, c.to, c.on_behalf_of) == (person, matter, to, on_behalf_of)
        ]  # fmt: skip
        return max(reversed(answers), key=lambda c: c.withdrawn_at or c.given_at, default=None)

    def beside(self, party: PersonId, *roles: PartyRole) -> tuple[PersonId, ...]:
        """The persons who act for a party in one of these roles."""
        return tuple(p.person for p in self.parts if p.acts_for == party and p.role in roles)

    def representatives(self, party: PersonId, day: date) -> tuple[PersonId, ...]:
        """Who stands for a company, or for a party under 18 on a date in Helsinki; nobody for an adult (§2.2)."""
        person = self.person(party)
        if person.kind is PersonKind.NATURAL and not person.is_minor_on(day):
            return ()
        return tuple(dict.fromkeys(self.beside(party, *LEGAL_REPRESENTATIVES)))

    def correct(self, matter_id: MatterId, **about: object) -> None:
        """Put what is known of a matter right: title, relation, instrument, dates."""
        matter = self.matter(matter_id)
        changed: About = replace(matter.about, **about)  # type: ignore[arg-type]
        self.matters[matter_id] = replace(matter, about=changed)

    def offers(self, matter_id: MatterId, facts: object) -> list[Offer]:
        """Every step from here with what is still missing for it."""
        matter = self.matter(matter_id)
        return self.lifecycle(matter).offers(Subject(matter.state, facts))

    def step(self, matter_id: MatterId, step: str, facts: object, at: datetime) -> MatterState:
        """Take one step of the matter's life, or StepNotPossible with everything that is missing."""
        matter = self.matter(matter_id)
        subject = Subject(matter.state, facts)
        self.lifecycle(matter).take(subject, step)
        state = MatterState(subject.state)
        self.matters[matter_id] = replace(
            matter,
            state=state,
            outcome=OUTCOME_OF.get(state, matter.outcome),
            accepted_at=at if state is MatterState.ACCEPTED and matter.accepted_at is None else matter.accepted_at,
            ended_at=at if state in OUTCOME_OF and matter.ended_at is None else matter.ended_at,
            closed_at=at if state in ENDED else matter.closed_at,
        )
        return state

    @property
    def is_closed(self) -> bool:
        """Whether every matter has come to its end: the case's own phase is never stored."""
        return all(m.state in ENDED for m in self.matters.values())
