"""A random case in which every word carries a mark of its own, and what is known of each mark: whose, from which field."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import random
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mediation.cases.agreement import (
    Agreement,
    AgreementItem,
    Demand,
    Instalment,
    ItemKind,
    Obligation,
    Proof,
    Signature,
    Wording,
)
from mediation.cases.assessment import Assessment, Question
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent import Answer, Consent, ConsentTo
from mediation.cases.decision import Decision, DecisionKind, Heard, Hearing, Service
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About, Matter
from mediation.cases.meeting import Interpreting, MediatorsAccount, Meeting, MeetingForm
from mediation.cases.note import Hold, Note
from mediation.cases.party import Channel, Contact, Part, PartyRole, Person, PersonKind
from mediation.cases.report import Report, ReportKind
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, CaseId, ItemId, MatterId, OfficeId, PersonId, UnitId, VolunteerId
from mediation.kernel.language import Language
from mediation.kernel.money import Money
from mediation.states.matter import MatterKind, MatterState, Outcome
from mediation.states.small import AssignmentState, MeetingState, ObligationState, ReportState

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
UNITS = (UnitId("n_police"), UnitId("n_prosecutor"))
MEDIATORS = (VolunteerId("v_one"), VolunteerId("v_two"))
STAFF = AccountId("u_staff")
PLACES = ("street", "postcode", "town")
OUTCOMES = {
    MatterState.AGREED: Outcome.AGREEMENT, MatterState.REPORTED: Outcome.AGREEMENT, MatterState.FOLLOW_UP: Outcome.AGREEMENT,
    MatterState.NO_AGREEMENT: Outcome.NO_AGREEMENT, MatterState.DECLINED: Outcome.DECLINED,
    MatterState.INTERRUPTED: Outcome.INTERRUPTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose a marked word is (a person, a matter, a record, or the case), and the field it stands in."""

    owner: str
    field: str


class MarkedCase:
    """One random case; `marks` tells of every mark in it, `dice` is the only source of chance."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311  a case that can be made again from its number
        self.marks: dict[str, Mark] = {}
        self._ids = 0
        self.case = Case(
            CaseId("c_fuzz"), "HEL-2026-0001", OfficeId("o_helsinki"),
            Initiative(
                initiator=self.dice.choice([Role.POLICE, Role.PROSECUTOR, Role.PARTY]), initiated_on=date(2026, 9, 1),
                arrived_at=NOW - timedelta(days=84), unit=self.dice.choice([*UNITS, None]),
                official=self.mark("case", "official"), reference=self.mark("case", "authority_reference"),
            ),
        )  # fmt: skip
        self._matters()
        self._records()

    def mark(self, owner: str, field: str) -> str:
        """A word nobody else has."""
        word = f"Qz{len(self.marks):04d}q"
        self.marks[word.lower()] = Mark(owner, field)
        return word

    def id(self, prefix: str) -> Any:
        """The next identifier."""
        self._ids += 1
        return f"{prefix}_{self._ids:026d}"

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _person(self, kind: PersonKind = PersonKind.NATURAL, *, minor: bool = False) -> PersonId:
        who = PersonId(self.id("p"))
        contact = Contact(
            **{f.name: self.mark(who, f.name) for f in fields(Contact) if f.type is str or f.type == "str"},
            safe_channel=self.dice.choice(list(Channel)), is_protected=self.chance(0.3),
        )  # fmt: skip
        born = date(2010 if minor else self.dice.randrange(1940, 2005), self.dice.randrange(1, 13), self.dice.randrange(1, 28))
        self.case.people[who] = Person(
            id=who, name=f"{self.mark(who, 'name')} {self.mark(who, 'name')}", kind=kind,
            language=self.dice.choice(list(Language)), born_on=None if kind is PersonKind.LEGAL else born,
            identity_code=self.mark(who, "identity_code"), contact=replace(contact, email=f"{contact.email}@x.example"),
            interpreter_language=self.mark(who, "interpreter_language") if self.chance(0.3) else "",
        )  # fmt: skip
        return who

    def _beside(self, party: PersonId, role: PartyRole) -> None:
        self.case.parts += (Part(person=self._person(), role=role, acts_for=party),)

    def _party(self) -> PersonId:
        if self.chance(0.15):
            company = self._person(PersonKind.LEGAL)
            self._beside(company, PartyRole.LEGAL_REPRESENTATIVE)
            return company
        minor = self.chance(0.3)
        who = self._person(minor=minor)
        for _ in range(self.dice.randrange(1, 3) if minor else 0):
            self._beside(who, PartyRole.CUSTODIAN)
        if not minor and self.chance(0.2):  # a custodian of former days, who is nobody now
            self._beside(who, PartyRole.CUSTODIAN)
        for role in (PartyRole.ASSISTANT, PartyRole.SUPPORT_PERSON, PartyRole.INTERPRETER):
            if self.chance(0.15):
                self._beside(who, role)
        return who

    def _matters(self) -> None:
        known: list[PersonId] = []
        for _ in range(self.dice.randrange(1, 4)):
            sides: list[PersonId] = []
            while len(sides) < 2:
                again = self.dice.choice(known) if known and self.chance(0.4) else self._party()
                if again not in sides:
                    sides.append(again)
            known += sides
            matter_id, crime = MatterId(self.id("m")), self.chance(0.7)
            one, other = (sides[0],), (sides[1],)
            about = About(
                title=self.mark(matter_id, "title"), description=self.mark(matter_id, "description"),
                place=self.mark(matter_id, "place"), reference=self.mark(matter_id, "reference"), act_on=date(2026, 8, 20),
                suspects=one if crime else (), victims=other if crime else (), respondents=() if crime else one,
                claimants=() if crime else other, other_office=self.mark(matter_id, "other_office"),
            )  # fmt: skip
            state = self.dice.choice([*OUTCOMES, MatterState.AGREED, MatterState.IN_MEDIATION, MatterState.TRANSFERRED])
            self.case.matters[matter_id] = Matter(
                id=matter_id, kind=MatterKind.CRIME if crime else MatterKind.DISPUTE, about=about, state=state,
                outcome=OUTCOMES.get(state), authority=self.dice.choice([*UNITS, None]), arrived_on=date(2026, 9, 1),
                accepted_at=NOW - timedelta(days=60), ended_at=NOW - timedelta(days=5),
            )  # fmt: skip

    def _records(self) -> None:
        for matter in list(self.case.matters.values()):
            one, parties = (matter.id,), matter.about.parties
            self._answers(matter)
            for volunteer in MEDIATORS:
                self._put(Assignment, matters=one, volunteer=volunteer, state=AssignmentState.ACCEPTED, offered_at=NOW,
                          offered_by=STAFF, answer_by=TODAY, undisqualified=True, reason="offer")  # fmt: skip
            for form in self.dice.sample(list(MeetingForm), k=self.dice.randrange(1, 3)):
                invited = parties if form is MeetingForm.JOINT else parties[:1]
                invited += tuple(who for p in invited for who in self.case.representatives(p, TODAY))
                self._put(Meeting, matters=one, form=form, starts_at=NOW - timedelta(days=9), minutes=90,
                          place="place", invited=tuple(dict.fromkeys(invited)), mediators=MEDIATORS, arranged_by=STAFF,
                          state=MeetingState.HELD, came=invited, cancelled_because="cancelled",
                          interpreting=tuple(
                              Interpreting(person=p, language=self.mark(p, "interpreting"), interpreter=self.mark(p, "interpreter"))
                              for p in parties[:1] if self.chance(0.5)
                          ))  # fmt: skip
            self._agree(matter)
            self._put(MediatorsAccount, matters=one, by=MEDIATORS[0], at=NOW, text="account")
            for kind in ReportKind:
                if matter.authority and (kind is not ReportKind.OUTCOME or matter.outcome is not Outcome.DECLINED):
                    self._put(Report, kind=kind, matters=one, unit=matter.authority, prepared_by=STAFF, prepared_at=NOW,
                              state=ReportState.AVAILABLE, available_at=NOW)  # fmt: skip
        self._put(Note, by=STAFF, at=NOW, text="note")

    def _answers(self, matter: Matter) -> None:
        for party in matter.about.parties:
            for who in (party, *self.case.representatives(party, TODAY)):
                for to in ConsentTo:
                    self._put(Consent, person=who, matter=matter.id, to=to, answer=Answer.GIVEN, rights_explained_at=NOW,
                              given_at=NOW, text_version="1", language=Language.FINNISH, channel=Channel.PHONE,
                              recorded_by=STAFF, on_behalf_of=None if who == party else party,
                              withdrawn_at=NOW if self.chance(0.1) else None, withdrawn_how="withdrawn")  # fmt: skip
            self._put(Hearing, matter=matter.id, person=party, how=Heard.ANSWERED, at=NOW, by=STAFF, statement="hearing")
            self._put(Assessment, matter=matter.id, question=Question.UNDERSTANDS, holds=True, reason="assessment",
                      by=STAFF, at=NOW, person=party)  # fmt: skip
        self._put(Hold, matter=matter.id, reason="hold", since=NOW, by=STAFF)
        for kind in (DecisionKind.ACCEPT, DecisionKind.DECLINE, DecisionKind.INTERRUPT, DecisionKind.LAPSE):
            served = [*matter.about.parties, *(w for p in matter.about.parties for w in self.case.representatives(p, TODAY))]
            self._put(Decision, kind=kind, matters=(matter.id,), by=STAFF, at=NOW, reasons="decision_reasons",
                      sections=("1015/2005 §15",), ground="ground", services=tuple(
                          Service(person=p, channel=self.dice.choice([Channel.LETTER, Channel.EMAIL, Channel.PORTAL]),
                                  sent_on=TODAY, received_on=TODAY, appeal_until=TODAY) for p in served
                      ))  # fmt: skip

    def _agree(self, matter: Matter) -> None:
        by, to = matter.about.parties[:2]
        agreed = ItemId(self.id("i"))
        items = []
        for kind in self.dice.sample(list(ItemKind), k=self.dice.randrange(1, 5)):
            money = kind is ItemKind.MONEY
            items.append(AgreementItem(
                kind=kind, promised_by=by, promised_to=to, text=self.mark(agreed, f"item_{kind.value}"),
                amount=Money(1001) if money else None, shown_by=self.dice.choice([None, *Proof]),
                instalments=(Instalment(due_on=TODAY, amount=Money(1001)),) if money else (),
                due_on=None if money else TODAY, account=self.mark(agreed, "account") if money else "",
                reference=self.mark(agreed, "payment_reference") if money else "",
                wordings=(Wording(language=Language.SWEDISH, text=self.mark(agreed, f"item_{kind.value}")),),
            ))  # fmt: skip
        signed = [(p, None) for p in matter.about.parties] + [
            (w, p) for p in matter.about.parties for w in self.case.representatives(p, TODAY)
        ]
        self.case.put(Agreement(
            id=agreed, matters=(matter.id,), number=1, language=Language.FINNISH, items=tuple(items), drafted_at=NOW,
            demand=self.dice.choice(list(Demand)), confirmation_consent=self.chance(0.5), follow_up_until=TODAY,
            signatures=tuple(Signature(person=p, at=NOW, how="wet_ink", on_behalf_of=b) for p, b in signed),
            certified_by=MEDIATORS[0], certified_at=NOW,
        ))  # fmt: skip
        for item in items:
            self._put(Obligation, agreement=agreed, matters=(matter.id,), kind=item.kind, promised_by=by, promised_to=to,
                      due_on=TODAY, state=self.dice.choice(list(ObligationState)), amount=item.amount)  # fmt: skip

    def _put(self, record: type[Any], /, **values: Any) -> None:
        """A record; its texts are names of fields here, and marks in the case."""
        item = ItemId(self.id("i"))
        texts = {"reason", "place", "text", "statement", "reasons", "ground", "withdrawn_how", "cancelled_because"}
        marked = {n: self.mark(item, str(v)) if n in texts else v for n, v in values.items()}
        self.case.put(record(id=item, **marked))
