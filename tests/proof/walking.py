"""An abstract way walked on a real case: each move by the real verb, with real people, records and days."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import timedelta

from mediation.cases import (
    agreeing,
    assigning,
    consenting,
    convening,
    deciding,
    following_up,
    holding,
    opening,
    reporting,
)
from mediation.cases.agreement import Agreement, AgreementItem, ItemKind, Obligation, Signature
from mediation.cases.assignment import Assignment
from mediation.cases.changes import Change
from mediation.cases.consent import Answer
from mediation.cases.decision import DecisionKind, Heard
from mediation.cases.matter import About
from mediation.cases.meeting import Interpreting, Meeting, MeetingForm
from mediation.cases.party import Part, PartyRole, Person, PersonKind
from mediation.cases.rechecking import recheck
from mediation.cases.report import Report, ReportKind
from mediation.kernel.actor import Role
from mediation.kernel.ids import DocumentId, ItemId, MatterId, PersonId, VolunteerId
from mediation.proof.moves_of_intake import EVERY_QUESTION
from mediation.proof.moves_of_reporting import JUST_SENT, PROMISES
from mediation.proof.seats import ONE, OTHER, Seat
from mediation.proof.world import World
from mediation.states.matter import MatterKind
from mediation.states.small import AssignmentState, MeetingState, ReportState
from tests.cases.desk import ADVISER, IN_CHARGE, TUESDAY, Desk
from tests.proof.people import STRANGER, people_of

WEEKS = timedelta(days=60)
MONTH = timedelta(days=30)
# The desk has verbs of its own by these names.
OWN_NAME = {"consent": "say_yes", "refuse": "say_no", "withdraw": "take_back", "hold": "hold_matter",
            "arrange": "arrange_meeting", "draft": "draft_agreement", "sign": "sign_agreement"}  # fmt: skip
SOURCE = {"keep": "promised", "break": "promised", "waive": "promised", "keep_late": "broken", "reopen": "kept"}


class Walker(Desk):
    """One real matter of a scene; `do` takes a move of the model by its code and detail."""

    def __init__(self, world: World, birthday_first: bool = False) -> None:
        self.world, self.scene = world, world.scene
        self.needed = 1 if self.scene.policy_changes else 2
        self.meets_in = WEEKS + MONTH if birthday_first else timedelta(days=1)
        people, parts = people_of(self.scene)
        super().__init__(people, parts, initiator=Role.POLICE if self.scene.authority else Role.PARTY)
        self.matter = self._open()

    @property
    def change(self) -> Change:
        return Change(self.case, self.at, self.by, self.needed)

    def twin(self) -> "Walker":
        """Another with the same matter, to try something on."""
        other = copy(self)
        other.case = replace(
            self.case, people=dict(self.case.people), matters=dict(self.case.matters), items=dict(self.case.items),
            events=[], _index=None, _indexed=0,
        )  # fmt: skip
        return other

    def do(self, code: str, detail: str) -> None:
        """Take one move; a refusal is raised as it is."""
        self.later(seconds=5)
        self.by = ADVISER
        verb: Callable[[str], None] = getattr(self, OWN_NAME.get(code, code))
        verb(detail)

    def refusals(self) -> dict[str, frozenset[str]]:
        """Every step offered now, with the codes of what is missing for it."""
        offers = self.case.offers(self.matter, self.change.facts(self.matter))
        return {offer.step: frozenset(need.code for need in offer.missing) for offer in offers}

    def begin_triage(self, _: str) -> None:
        opening.begin_triage(self.change, self.matter)

    def examine(self, _: str) -> None:
        opening.examine(self.change, self.matter, venue_is_here=True)

    def transfer(self, _: str) -> None:
        opening.transfer(self.change, self.matter, "Keksitty toimisto")

    def correct_facts(self, detail: str) -> None:
        dispute = self.scene.kind is MatterKind.DISPUTE
        facts: dict[str, dict[str, object]] = {
            "nothing is against it": {"claim_from_crime": False, "crime_of_claim": None} if dispute
            else {"close_person": False},
            "a fact is open": {"claim_from_crime": True, "crime_of_claim": None} if dispute else {"close_person": None},
            "the law bars it": {"claim_from_crime": True, "crime_of_claim": self.barred_crime} if dispute
            else {"close_person": True},
            "it is not minor after all": {"is_minor_dispute": False},
            "it is minor after all": {"is_minor_dispute": True},
        }  # fmt: skip
        opening.correct_facts(self.change, self.matter, **facts[detail])

    def correct_initiator(self, detail: str) -> None:
        self.case.initiative = replace(self.case.initiative, by_person=None if detail == "entitled" else STRANGER)
        recheck(self.change, [self.matter], ["parts"])

    def say_yes(self, detail: str) -> None:
        self.consent(self.matter, *self.seat(detail))

    def say_no(self, detail: str) -> None:
        seat = self.seat(detail)
        self.consent(self.matter, seat.person, seat.on_behalf_of, answer=Answer.REFUSED)

    def take_back(self, detail: str) -> None:
        self.withdraw(PersonId(detail), self.matter)

    def answer(self, detail: str) -> None:
        question, _, says = ("", "", "yes") if detail == EVERY_QUESTION else detail.rpartition(": ")
        state = self.case.matter(self.matter).state
        now = [q for q in self.world.questions if q in self.world.asked_in[state]]
        for asked in [question] if question else now:
            for person in self._asked_about(asked):
                deciding.assess(self.change, self.matter, asked, says != "no", "Keskusteltu.", person)

    def hear(self, _: str) -> None:
        for party in (ONE, OTHER):
            deciding.hear(self.change, self.matter, party, Heard.ANSWERED, "Kuultu.")

    def lapse(self, _: str) -> None:
        self.decide(DecisionKind.LAPSE, self.matter)

    def decline(self, _: str) -> None:
        self.decide(DecisionKind.DECLINE, self.matter)

    def accept(self, _: str) -> None:
        self.decide(DecisionKind.ACCEPT, self.matter)

    def interrupt(self, _: str) -> None:
        consenting.interrupt(self.change, self.matter, "no_conditions", "Perusteltu.")

    def hold_matter(self, detail: str) -> None:
        if detail == "hold":
            holding.hold(self.change, self.matter, "matkoilla")
        else:
            holding.resume(self.change, self.matter)

    def have_birthday(self, _: str) -> None:
        self.at = TUESDAY + WEEKS

    def find_out(self, _: str) -> None:
        for who, party in ((ONE, self.scene.one), (OTHER, self.scene.other)):
            if party.company_after_all:
                opening.correct_person(self.change, who, kind=PersonKind.LEGAL, born_on=None)
            if party.found_later:
                role = PartyRole.LEGAL_REPRESENTATIVE if party.by_opponent else PartyRole.CUSTODIAN
                late = Person(id=PersonId(party.found_later), name=party.found_later)
                opening.add_person(self.change, late, Part(person=late.id, role=role, acts_for=who))

    def change_policy(self, _: str) -> None:
        self.needed = 2 if self.needed == 1 else 1

    def offer(self, _: str) -> None:
        volunteer = VolunteerId(f"v_{len(list(self.case.all(Assignment)))}")
        assigning.offer(self.change, volunteer, (self.matter,), self.change.day + WEEKS * 10)

    def take_offer(self, _: str) -> None:
        assigning.accept(self.change, self.assigned(AssignmentState.OFFERED).id, undisqualified=True)

    def turn_down_offer(self, _: str) -> None:
        assigning.decline(self.change, self.assigned(AssignmentState.OFFERED).id, "ei sovi")

    def release(self, _: str) -> None:
        assigning.release(self.change, self.assigned(AssignmentState.ACCEPTED).id, "muutti pois")

    def name_mediators(self, _: str) -> None:
        assigning.name(self.change, (self.matter,))

    def arrange_meeting(self, detail: str) -> None:
        foreign = [w for w, party in ((ONE, self.scene.one), (OTHER, self.scene.other)) if party.interpreter and detail]
        booked = tuple(Interpreting(person=who, language="ar", interpreter="Tulkki") for who in foreign)
        meeting = Meeting(
            id=self.change.new_item(), matters=(self.matter,), form=MeetingForm.JOINT, minutes=90, place="Toimisto",
            starts_at=self.at + self.meets_in, invited=tuple(self.case.people), mediators=(), arranged_by=self.by,
            interpreting=booked,
        )  # fmt: skip
        convening.arrange(self.change, meeting)

    def move_meeting(self, _: str) -> None:
        convening.move(self.change, self.meeting().id, self.at + self.meets_in, "Toimisto")

    def cancel(self, _: str) -> None:
        convening.cancel(self.change, self.meeting().id, "este")

    def record_held(self, _: str) -> None:
        convening.record_held(self.change, self.meeting().id, (ONE, OTHER))

    def draft_agreement(self, detail: str) -> None:
        promises = int(detail.split()[1])
        due = self.change.day + timedelta(days=7) if promises else None
        item = AgreementItem(kind=ItemKind.APOLOGY, promised_by=ONE, promised_to=OTHER, text="Anteeksi.", due_on=due)
        self.draft(*[item] * max(promises, 1), matters=(self.matter,))

    def sign_agreement(self, detail: str) -> None:
        seat = self.seat(detail)
        signature = Signature(person=seat.person, at=self.at, how="wet_ink", on_behalf_of=seat.on_behalf_of)
        agreeing.sign(self.change, self.agreement(), signature)

    def certify(self, _: str) -> None:
        agreeing.certify(self.change, self.agreement(), self.assigned(AssignmentState.ACCEPTED).volunteer)

    def end_without(self, _: str) -> None:
        agreeing.end_without(self.change, (self.matter,))

    def give_account(self, _: str) -> None:
        volunteer = self.assigned(AssignmentState.ACCEPTED).volunteer
        convening.give_account(self.change, volunteer, (self.matter,), "Tapaaminen pidettiin.")

    def prepare(self, _: str) -> None:
        reporting.prepare(self.change, (self.matter,))

    def approve(self, detail: str) -> None:
        self.by = IN_CHARGE
        reporting.approve(self.change, self.report(detail, ReportState.DRAFT))

    def send_back(self, detail: str) -> None:
        reporting.send_back(self.change, self.report(detail, ReportState.APPROVED))

    def send(self, detail: str) -> None:
        reporting.send(self.change, self.report(detail, ReportState.APPROVED), DocumentId("d_report"))

    def retrieve(self, detail: str) -> None:
        reporting.retrieve(self.change, self.report(detail, ReportState.AVAILABLE, JUST_SENT in detail))

    def acknowledge(self, detail: str) -> None:
        reporting.acknowledge(self.change, self.report(detail, ReportState.RETRIEVED))

    def recall(self, detail: str) -> None:
        reporting.recall(self.change, self.report(detail, ReportState.AVAILABLE, True))

    def follow_up(self, _: str) -> None:
        following_up.start(self.change, self.matter)

    def close(self, _: str) -> None:
        following_up.close(self.change, self.matter)

    def record_promise(self, step: str) -> None:
        promise = next(o for o in self.case.all(Obligation) if o.state == SOURCE[step])
        if step in {"break", "keep_late"}:
            self.at += MONTH
        following_up.record(self.change, promise.id, step, self.change.day if step.startswith("keep") else None)

    def wait(self, _: str) -> None:
        begins = [m.starts_at for m in self.case.all(Meeting) if m.state is MeetingState.ARRANGED]
        self.at = max([self.at + timedelta(days=1), *(at + timedelta(minutes=50) for at in begins)])

    def seat(self, detail: str) -> Seat:
        return self.world.seats.seats[self.world.names.index(detail)]

    def assigned(self, state: AssignmentState) -> Assignment:
        return next(a for a in self.case.all(Assignment) if a.state is state)

    def meeting(self) -> Meeting:
        return next(m for m in self.case.all(Meeting) if m.state is MeetingState.ARRANGED)

    def agreement(self) -> ItemId:
        return next(a.id for a in self.case.all(Agreement) if not a.superseded)

    def report(self, detail: str, state: ReportState, fresh: bool = False) -> ItemId:
        """The newest that fits: what was prepared on promises before the last entry the model has forgotten."""
        on_promises = detail.startswith(PROMISES)
        return next(
            r.id for r in reversed(list(self.case.all(Report)))
            if (r.kind is ReportKind.FULFILMENT) is on_promises and r.state is state and self._is_fresh(r) is fresh
        )  # fmt: skip

    def _is_fresh(self, report: Report) -> bool:
        out = report.state is ReportState.AVAILABLE and report.available_at is not None
        return out and self.at - report.available_at <= reporting.RECALL_WITHIN  # type: ignore[operator]

    def _asked_about(self, question: str) -> tuple[PersonId | None, ...]:
        about, people = self.case.matter(self.matter).about, self.case.people
        if question == "understands":
            return tuple(p for p in about.parties if people[p].kind is PersonKind.NATURAL)
        return {"confirms_facts": about.suspects, "no_special_need_of_protection": about.victims}.get(question, (None,))

    def _open(self) -> MatterId:
        barred = About(title="", suspects=(ONE,), victims=(OTHER,), offence="assault", act_on=TUESDAY.date(),
                       close_person=True)  # fmt: skip
        if self.scene.kind is MatterKind.CRIME:
            about = About(title="", suspects=(ONE,), victims=(OTHER,), offence="assault", act_on=TUESDAY.date(),
                          close_person=False, intentional=True)  # fmt: skip
        else:
            [self.barred_crime] = opening.add_matter(self.case, MatterKind.CRIME, barred, "other", None, self.at)
            about = About(title="", respondents=(ONE,), claimants=(OTHER,), is_minor_dispute=True,
                          claim_from_crime=False)  # fmt: skip
        [made] = opening.add_matter(self.case, self.scene.kind, about, "other", self.authority, self.at)
        return made
