"""Who must say yes in a scene: the real consent matrix, asked of a real case with just these answers in it."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from mediation.cases import consent_matrix
from mediation.cases.assessment import Assessment
from mediation.cases.case import Case
from mediation.cases.consent import Answer, Consent, ConsentTo
from mediation.cases.initiative import Initiative
from mediation.cases.lawful import Lawful
from mediation.cases.matter import About, Matter
from mediation.cases.party import Channel, Part, PartyRole, Person, PersonKind
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, CaseId, ItemId, MatterId, OfficeId, PersonId
from mediation.kernel.language import Language
from mediation.law.consents import Speaking, consent_row
from mediation.law.pack import RulePack
from mediation.law.questions import Asked
from mediation.proof.point import NO, SILENT
from mediation.proof.scene import Party, Scene
from mediation.states.matter import MatterKind

MATTER, OFFICE = MatterId("m_searched"), AccountId("u_office")
ONE, OTHER = PersonId("the first party"), PersonId("the other party")
BEGINS = date(2026, 9, 1)


class Seat(NamedTuple):
    """One who may have to consent: for oneself, or on behalf of a party."""

    person: PersonId
    on_behalf_of: PersonId | None = None

    def speaks(self, natural: Collection[PersonId]) -> bool:
        """Whether there is a human being who can say something: a company has no word but its representative's."""
        return self.on_behalf_of is not None or self.person in natural

    def __str__(self) -> str:
        return self.person if self.on_behalf_of is None else f"{self.person}, for {self.on_behalf_of}"


class Seats:
    """The people of one scene under one law; every answer comes from the verbs of `cases`, each asked once."""

    def __init__(self, law: RulePack, scene: Scene) -> None:
        self.law, self.scene = law, scene
        self.days = [max(law.since, BEGINS) + timedelta(days=n) for n in (0, 60)]
        every = [
            Seat(need.person, need.on_behalf_of)
            for today in (0, 1) for found in (False, True)
            for need in consent_matrix.required(self._case(found), MATTER, self.days[today])
            if need.person is not None
        ]  # fmt: skip
        self.seats = tuple(dict.fromkeys(every))
        self.missing = cache(self._missing)
        self.unwilling = cache(self._unwilling)
        self.required = cache(self._required)
        self.may_speak = cache(self._may_speak)
        self.spoken_for = cache(self._spoken_for)
        self.natural = cache(self._natural)
        self.bars_of_people = cache(self._bars_of_people)

    @property
    def parties(self) -> tuple[tuple[PersonId, Party], ...]:
        """Both parties with what the scene says of them."""
        return (ONE, self.scene.one), (OTHER, self.scene.other)

    def _natural(self, found: bool) -> tuple[PersonId, ...]:
        """The parties who are human beings."""
        people = self._case(found).people
        return tuple(who for who, _ in self.parties if people[who].kind is PersonKind.NATURAL)

    @property
    def suspects(self) -> tuple[PersonId, ...]:
        """Who has to confirm the facts: nobody in a dispute."""
        return (ONE,) if self.scene.kind is MatterKind.CRIME else ()

    @property
    def minor_victims(self) -> tuple[PersonId, ...]:
        """A child harmed by a crime."""
        child = self.scene.other.age is not None and self.scene.other.age < 18
        return (OTHER,) if child and self.scene.kind is MatterKind.CRIME else ()

    def minors(self, today: int) -> tuple[PersonId, ...]:
        """The parties under 18 on one of the two days."""
        people = self._case(True).people
        return tuple(who for who, _ in self.parties if people[who].is_minor_on(self.days[today]))

    def _spoken_for(self, today: int) -> tuple[PersonId, ...]:
        """The minors whom the law lets mediate only if somebody who represents them agrees, on one of the two days."""
        people, day = self._case(True).people, self.days[today]
        asked = {who: consent_row(self.law.consents, True, people[who].age_on(day)) for who in self.minors(today)}
        return tuple(who for who, row in asked.items() if row.speaking is not Speaking.NOBODY)

    def barring(self, question: str) -> bool:
        """Whether a no to a question bars the matter under this law."""
        people = [ONE, OTHER] if self.law.questions[question] is Asked.OF_A_PERSON else [None]
        asked = [Assessment(id=ItemId(f"i_{n}"), matter=MATTER, question=question, holds=False, reason="",
                            by=OFFICE, at=_noon(self.days[0]), person=who) for n, who in enumerate(people)]  # fmt: skip
        return bool(self._known_bars(items=asked) - self._known_bars())

    @property
    def size_bars(self) -> bool:
        """Whether a dispute that is neither minor nor from a crime is barred."""
        return bool(self._known_bars(is_minor_dispute=False, claim_from_crime=False) - self._known_bars())

    def _bars_of_people(self, found: bool) -> frozenset[str]:
        """What bars a matter whatever else becomes known of it: who its parties are."""
        return frozenset(self._known_bars(found=found))

    def _known_bars(self, items: list[Assessment] | None = None, found: bool = False, **about: object) -> set[str]:
        case = self._case(found)
        case.correct(MATTER, **about)
        for item in items or []:
            case.put(item)
        bars = Lawful(case, case.matter(MATTER), self.days[0]).bars()
        return {bar for bar in bars if not bar.startswith("unknown:")}

    def _missing(self, said: tuple[int, ...], today: int, found: bool) -> tuple[str, ...]:
        return tuple(consent_matrix.missing(self._with(said, found), MATTER, self.days[today]))

    def _unwilling(self, said: tuple[int, ...], found: bool) -> frozenset[PersonId]:
        """The parties whose own newest word is no: they need not be heard on a refusal."""
        case = self._with(said, found)
        newest = {p: case.newest_consent(p, MATTER, ConsentTo.MEDIATION) for p, _ in self.parties}
        return frozenset(p for p, consent in newest.items() if consent is not None and not consent.is_valid)

    def _required(self, said: tuple[int, ...], today: int, found: bool) -> tuple[tuple[int, ...], bool]:
        """The seats that must consent and sign, by number; and whether somebody is lacking altogether."""
        needs = list(consent_matrix.required(self._with(said, found), MATTER, self.days[today]))
        known = [self.seats.index(Seat(n.person, n.on_behalf_of)) for n in needs if n.person is not None]
        return tuple(known), len(known) < len(needs)

    def _may_speak(self, today: int, found: bool) -> tuple[int, ...]:
        """The seats whose word counts that day, by number."""
        case = self._case(found)
        return tuple(
            n for n, seat in enumerate(self.seats)
            if seat.on_behalf_of is None
            or seat.person in consent_matrix.speakers(case, MATTER, seat.on_behalf_of, self.days[today])
        )  # fmt: skip

    def _with(self, said: tuple[int, ...], found: bool) -> Case:
        case = self._case(found)
        for n, (seat, answer) in enumerate(zip(self.seats, said, strict=True)):
            if answer != SILENT:
                case.put(_consent(n, seat, Answer.REFUSED if answer == NO else Answer.GIVEN, self.days[0]))
        return case

    def _case(self, found: bool) -> Case:
        initiative = Initiative(initiator=Role.PARTY, initiated_on=self.days[0], arrived_at=_noon(self.days[0]),
                                law=self.law.code)  # fmt: skip
        case = Case(CaseId("c_searched"), "", OfficeId("o_searched"), initiative)
        parts: list[Part] = []
        for who, party in self.parties:
            self._add(case, parts, who, party, found)
        case.parts = tuple(parts)
        crime = self.scene.kind is MatterKind.CRIME
        about = About(title="", suspects=(ONE,), victims=(OTHER,), act_on=self.days[0]) if crime else About(
            title="", respondents=(ONE,), claimants=(OTHER,)
        )  # fmt: skip
        case.matters[MATTER] = Matter(id=MATTER, kind=self.scene.kind, about=about, arrived_on=self.days[0])
        return case

    def _add(self, case: Case, parts: list[Part], who: PersonId, party: Party, found: bool) -> None:
        if party.age is None or (party.company_after_all and found):
            case.people[who] = Person(id=who, name=who, kind=PersonKind.LEGAL)
            role = PartyRole.LEGAL_REPRESENTATIVE
        else:
            birthday = self.days[0] + timedelta(days=30 if party.birthday_comes else -30)
            years = party.age + 1 if party.birthday_comes else party.age
            born_on = birthday.replace(year=birthday.year - years)
            case.people[who] = Person(id=who, name=who, born_on=born_on,
                                      interpreter_language="ar" if party.interpreter else "")  # fmt: skip
            role = PartyRole.CUSTODIAN
        for name in party.represented_by:
            case.people[PersonId(name)] = Person(id=PersonId(name), name=name)
            parts.append(Part(person=PersonId(name), role=role, acts_for=who))
        if party.by_opponent:
            parts.append(Part(person=OTHER if who == ONE else ONE, role=role, acts_for=who))
        if party.found_later and found:
            late = PersonId(party.found_later)
            case.people[late] = Person(id=late, name=late)
            instead = PartyRole.LEGAL_REPRESENTATIVE if party.by_opponent else role
            parts.append(Part(person=late, role=instead, acts_for=who))


def _consent(number: int, seat: Seat, answer: Answer, day: date) -> Consent:
    at = _noon(day)
    return Consent(
        id=ItemId(f"i_consent_{number}"), person=seat.person, matter=MATTER, to=ConsentTo.MEDIATION, answer=answer,
        rights_explained_at=at, given_at=at, text_version="1", language=Language.ENGLISH, channel=Channel.PHONE,
        recorded_by=OFFICE, on_behalf_of=seat.on_behalf_of,
    )  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
