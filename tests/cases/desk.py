"""One case on a desk: the domain's own verbs, a clock moved by hand, no database and no actions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from mediation.cases import agreeing, assigning, consent_matrix, consenting, convening, deciding, opening
from mediation.cases.agreement import Agreement, AgreementItem, Instalment, ItemKind, Signature
from mediation.cases.assessment import Question
from mediation.cases.assignment import Assignment
from mediation.cases.changes import Change
from mediation.cases.consent import Answer, Consent, ConsentTo
from mediation.cases.decision import DecisionKind
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About
from mediation.cases.meeting import Meeting, MeetingForm
from mediation.cases.party import Channel, Part, PartyRole, Person, PersonKind
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, CaseId, ItemId, MatterId, OfficeId, PersonId, UnitId, VolunteerId
from mediation.kernel.language import Language
from mediation.kernel.money import Money
from mediation.states.matter import MatterKind, MatterState
from mediation.states.small import MeetingState

TUESDAY = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)  # ten o'clock in Helsinki
OFFICE, POLICE = OfficeId("o_helsinki"), UnitId("n_poliisi_keksitty")
ADVISER, IN_CHARGE = AccountId("u_adviser"), AccountId("u_in_charge")
VEIKKO, MAIJA, RUNAR = VolunteerId("v_veikko"), VolunteerId("v_maija"), VolunteerId("v_runar")
S, V = PersonId("p_suspect"), PersonId("p_victim")


def born(years: int, on: date = date(2026, 9, 1)) -> date:
    """A birth date that makes somebody so many years old, since half a year before a day."""
    return date(on.year - years, 3, 1)


def adult(who: PersonId, **more: Any) -> Person:
    return Person(id=who, name=f"Keksitty {who[2:].title()}", **({"born_on": born(40)} | more))


def company(who: PersonId) -> Person:
    return Person(id=who, name="Keksitty Oy", kind=PersonKind.LEGAL)


class Desk:
    """A case and who works on it; every verb works on all matters unless some are named."""

    def __init__(self, people: list[Person], parts: list[Part], *, initiator: Role = Role.POLICE) -> None:
        self.at, self.by = TUESDAY, ADVISER
        unit = POLICE if initiator is Role.POLICE else None
        initiative = Initiative(initiator=initiator, initiated_on=self.at.date(), arrived_at=self.at, unit=unit)
        self.case = opening.open_case(CaseId("c_one"), "HEL-2026-0001", OFFICE, initiative, people, parts, self.at)
        self.authority = unit

    @property
    def change(self) -> Change:
        return Change(self.case, self.at, self.by)

    @property
    def matters(self) -> tuple[MatterId, ...]:
        return tuple(self.case.matters)

    @property
    def states(self) -> list[MatterState]:
        return [m.state for m in self.case.matters.values()]

    @property
    def codes(self) -> list[str]:
        return [event.code.value for event in self.case.events]

    def later(self, **span: int) -> None:
        self.at += timedelta(**span)

    def missing(self, matter: MatterId) -> list[str]:
        """Whose consent is missing today, as the matrix says it."""
        return list(consent_matrix.missing(self.case, matter, self.change.day))

    def triage(self, *matters: MatterId) -> None:
        for matter in matters or self.matters:
            opening.begin_triage(self.change, matter)
            opening.examine(self.change, matter, venue_is_here=True)

    def consent(
        self, matter: MatterId, person: PersonId, on_behalf_of: PersonId | None = None, *,
        answer: Answer = Answer.GIVEN, to: ConsentTo = ConsentTo.MEDIATION, explained: datetime | None = None,
        given: datetime | None = None,
    ) -> None:  # fmt: skip
        given = given or self.at
        consent = Consent(
            id=self.change.new_item(), person=person, matter=matter, to=to, answer=answer,
            rights_explained_at=explained or given - timedelta(minutes=30), given_at=given, text_version="1",
            language=Language.FINNISH, channel=Channel.PHONE, recorded_by=self.by, on_behalf_of=on_behalf_of,
        )  # fmt: skip
        consenting.record(self.change, consent)

    def all_consent(self, *matters: MatterId) -> None:
        for matter in matters or self.matters:
            for need in list(consent_matrix.required(self.case, matter, self.change.day)):
                assert need.person is not None
                self.consent(matter, need.person, need.on_behalf_of)

    def withdraw(self, person: PersonId, *matters: MatterId) -> None:
        consenting.withdraw(self.change, person, matters or self.matters, "puhelimitse")

    def find(self, matter: MatterId, question: Question, person: PersonId | None = None, holds: bool = True) -> None:
        deciding.assess(self.change, matter, question, holds, "Keskusteltu.", person)

    def assess(self, *matters: MatterId) -> None:
        for matter in matters or self.matters:
            about, kind = self.case.matter(matter).about, self.case.matter(matter).kind
            for party in about.parties:
                self.find(matter, Question.UNDERSTANDS, party)
            for suspect in about.suspects:
                self.find(matter, Question.CONFIRMS_FACTS, suspect)
            for victim in about.victims:
                if self.case.people[victim].is_minor_on(about.act_on or self.change.day):
                    self.find(matter, Question.PROTECTION, victim)
            self.find(matter, Question.VICTIMS_INTEREST if kind is MatterKind.CRIME else Question.PURPOSEFUL)
            self.find(matter, Question.SUITABLE)

    def decide(self, kind: DecisionKind, *matters: MatterId) -> ItemId:
        return deciding.decide(self.change, kind, matters or self.matters, "Perusteltu.", ("1015/2005 §15",))

    def assign(self, volunteer: VolunteerId, *matters: MatterId) -> ItemId:
        made = assigning.offer(self.change, volunteer, matters or self.matters, self.change.day + timedelta(days=3))
        assigning.accept(self.change, made, undisqualified=True)
        return made

    def to_accepted(self, *matters: MatterId) -> None:
        self.triage(*matters)
        self.all_consent(*matters)
        self.assess(*matters)
        self.decide(DecisionKind.ACCEPT, *matters)

    def to_named(self, *matters: MatterId) -> None:
        self.to_accepted(*matters)
        for volunteer in (VEIKKO, MAIJA):
            self.assign(volunteer, *matters)
        assigning.name(self.change, matters or self.matters)

    def to_mediation(self, *matters: MatterId) -> None:
        self.to_named(*matters)
        self.hold(self.arrange(*matters))

    def parties(self, *matters: MatterId) -> tuple[PersonId, ...]:
        return tuple(dict.fromkeys(p for m in matters or self.matters for p in self.case.matter(m).about.parties))

    def everyone(self, *matters: MatterId) -> tuple[PersonId, ...]:
        parties = self.parties(*matters)
        return (*parties, *(p.person for p in self.case.parts if p.acts_for in parties and p.person not in parties))

    def arrange(
        self, *matters: MatterId, form: MeetingForm = MeetingForm.JOINT, in_days: int = 10,
        invited: tuple[PersonId, ...] | None = None, agreed_by: tuple[PersonId, ...] = (),
    ) -> ItemId:  # fmt: skip
        chosen = matters or self.matters
        meeting = Meeting(
            id=self.change.new_item(), matters=chosen, form=form, starts_at=self.at + timedelta(days=in_days),
            minutes=90, place="Sovittelutoimisto", invited=self.everyone(*chosen) if invited is None else invited,
            mediators=(VEIKKO, MAIJA), arranged_by=self.by, agreed_by=agreed_by,
        )  # fmt: skip
        convening.arrange(self.change, meeting)
        return meeting.id

    def hold(self, meeting: ItemId) -> None:
        found = self.case.item(Meeting, meeting)
        self.at = max(self.at, found.starts_at + timedelta(minutes=90))
        convening.record_held(self.change, meeting, found.invited)

    def draft(self, *items: AgreementItem, matters: tuple[MatterId, ...] = ()) -> ItemId:
        chosen = matters or self.matters
        made = Agreement(
            id=self.change.new_item(), matters=chosen, number=agreeing.next_number(self.change, chosen),
            language=Language.FINNISH, items=items or (apology(),), drafted_at=self.at,
        )  # fmt: skip
        agreeing.draft(self.change, made)
        return made.id

    def sign(self, agreement: ItemId, person: PersonId, on_behalf_of: PersonId | None = None) -> None:
        signature = Signature(person=person, at=self.at, how="wet_ink", on_behalf_of=on_behalf_of)
        agreeing.sign(self.change, agreement, signature)

    def all_sign(self, agreement: ItemId) -> None:
        for matter in self.case.item(Agreement, agreement).matters:
            for need in list(consent_matrix.required(self.case, matter, self.change.day)):
                assert need.person is not None
                self.sign(agreement, need.person, need.on_behalf_of)

    def agree(self, *items: AgreementItem) -> ItemId:
        made = self.draft(*items)
        self.all_sign(made)
        agreeing.certify(self.change, made, VEIKKO)
        return made

    def ahead(self) -> list[ItemId]:
        return [m.id for m in self.case.all(Meeting) if m.state is MeetingState.ARRANGED]

    def assignment(self, volunteer: VolunteerId) -> Assignment:
        return next(a for a in self.case.all(Assignment) if a.volunteer == volunteer)


def apology(by: PersonId = S, to: PersonId = V, **more: Any) -> AgreementItem:
    return AgreementItem(kind=ItemKind.APOLOGY, promised_by=by, promised_to=to, text="Pyydän anteeksi.", **more)


def payment(cents: int, *parts: tuple[date, int], by: PersonId = S, to: PersonId = V) -> AgreementItem:
    instalments = tuple(Instalment(due_on=day, amount=Money(part)) for day, part in parts)
    return AgreementItem(kind=ItemKind.MONEY, promised_by=by, promised_to=to, text="Korvaus", amount=Money(cents),
                         instalments=instalments)  # fmt: skip


def crime(*people: Person, parts: list[Part] | None = None, suspects: tuple[PersonId, ...] = (S,),
          victims: tuple[PersonId, ...] = (V,), initiator: Role = Role.POLICE, **about: Any) -> Desk:  # fmt: skip
    """A crime between two strangers, grown up unless said otherwise, brought by the police."""
    given = {p.id: p for p in people}
    everyone = [given.pop(who, None) or adult(who) for who in (*suspects, *victims)]
    desk = Desk([*everyone, *given.values()], parts or [], initiator=initiator)
    stated = {"title": "Pahoinpitely", "offence": "assault", "act_on": date(2026, 8, 20), "close_person": False,
              "intentional": True} | about  # fmt: skip
    opening.add_matter(desk.case, MatterKind.CRIME, About(suspects=suspects, victims=victims, **stated), "violence",
                       desk.authority, desk.at)  # fmt: skip
    return desk


def dispute(*people: Person, parts: list[Part] | None = None, **about: Any) -> Desk:
    """A small dispute between neighbours, brought by one of them; the suspect's seat is the respondent's."""
    given = {p.id: p for p in people}
    everyone = [given.pop(who, None) or adult(who) for who in (S, V)]
    desk = Desk([*everyone, *given.values()], parts or [], initiator=Role.PARTY)
    stated = {"title": "Naapuririita", "is_minor_dispute": True, "claim_from_crime": False} | about
    opening.add_matter(desk.case, MatterKind.DISPUTE, About(respondents=(S,), claimants=(V,), **stated), "other",
                       None, desk.at)  # fmt: skip
    return desk


def custodian(who: PersonId, of: PersonId, role: PartyRole = PartyRole.CUSTODIAN) -> Part:
    return Part(person=who, role=role, acts_for=of)
