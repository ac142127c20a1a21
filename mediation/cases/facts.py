"""The answers a matter's requirements ask for, read off the case as it is now."""

from collections.abc import Iterator
from datetime import date

from mediation.cases import consent_matrix
from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.assessment import Assessment, Question
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent import Answer
from mediation.cases.consent import ConsentTo as To
from mediation.cases.decision import Decision, DecisionKind, Hearing
from mediation.cases.lawful import Lawful
from mediation.cases.matter import Matter
from mediation.cases.meeting import MediatorsAccount, Meeting
from mediation.cases.party import PersonKind
from mediation.cases.report import FOLLOWING_UP, KIND_FOR, LEFT_THE_OFFICE, Report, ReportKind
from mediation.kernel.ids import MatterId, PersonId
from mediation.states.small import AssignmentState, MeetingState, ObligationState


class Answers:
    """The facts of one matter on one date in Helsinki; nothing is stored, everything is asked anew."""

    def __init__(self, case: Case, matter_id: MatterId, day: date, mediators_needed: int = 2) -> None:
        self.case, self.day, self.mediators_needed = case, day, mediators_needed
        self.matter: Matter = case.matter(matter_id)
        self.law = Lawful(case, self.matter, day)

    @property
    def is_held(self) -> bool:
        return self.matter.held_since is not None

    @property
    def bars(self) -> Iterator[str]:
        return self.law.bars()

    @property
    def initiator_is_entitled(self) -> bool:
        return self.law.initiator_is_entitled()

    def is_found(self, question: str) -> bool:
        """Whether the newest answer to a question about the matter is yes."""
        return self._holds(question)

    @property
    def venue_is_here(self) -> bool:
        return self.matter.about.venue_is_here is True

    @property
    def another_office_is_named(self) -> bool:
        return bool(self.matter.about.other_office)

    @property
    def consents_missing(self) -> Iterator[str]:
        return consent_matrix.missing(self.case, self.matter.id, self.day)

    @property
    def understanding_missing(self) -> Iterator[str]:
        return (p for p in self._natural_parties() if not self._holds(Question.UNDERSTANDS, p))

    @property
    def confirmations_missing(self) -> Iterator[str]:
        return (p for p in self.matter.about.suspects if not self._holds(Question.CONFIRMS_FACTS, p))

    @property
    def victims_interest_is_found(self) -> bool:
        return self._holds(Question.VICTIMS_INTEREST)

    @property
    def is_suitable(self) -> bool:
        return self._holds(Question.SUITABLE)

    @property
    def is_purposeful(self) -> bool:
        return self._holds(Question.PURPOSEFUL)

    @property
    def protection_unassessed(self) -> Iterator[str]:
        act_on = self.matter.about.act_on or self.day
        for victim in self.matter.about.victims:
            if self.case.people[victim].is_minor_on(act_on) and not self._holds(Question.PROTECTION, victim):
                yield victim

    @property
    def has_natural_person(self) -> bool:
        return any(True for _ in self._natural_parties())

    @property
    def is_minor_or_from_crime(self) -> bool:
        return self.matter.about.is_minor_dispute is True or self.matter.about.claim_from_crime is True

    @property
    def acceptance_is_decided(self) -> bool:
        return self._decided(DecisionKind.ACCEPT)

    @property
    def refusal_is_decided(self) -> bool:
        return self._decided(DecisionKind.DECLINE)

    @property
    def interruption_has_ground(self) -> bool:
        return self._decided(DecisionKind.INTERRUPT)

    @property
    def lapse_has_ground(self) -> bool:
        return self._decided(DecisionKind.LAPSE)

    @property
    def unheard(self) -> Iterator[str]:
        heard = {h.person for h in self.case.all(Hearing) if h.matter == self.matter.id}
        for party in self.matter.about.parties:
            answer = self.case.newest_consent(party, self.matter.id, To.MEDIATION)
            said_no = answer is not None and (answer.answer is Answer.REFUSED or answer.withdrawn_at is not None)
            if party not in heard and not said_no:
                yield party

    @property
    def mediators_short(self) -> Iterator[str]:
        ready = [a for a in self.named() if a.undisqualified]
        if len(ready) < self.mediators_needed:
            yield f"{len(ready)}_of_{self.mediators_needed}"

    @property
    def interpreters_missing(self) -> Iterator[str]:
        booked = {i.person for m in self._meetings(MeetingState.HELD) for i in m.interpreting}
        for party in self.matter.about.parties:
            if self.case.people[party].interpreter_language and party not in booked:
                yield party

    @property
    def a_meeting_was_held(self) -> bool:
        return any(True for _ in self._meetings(MeetingState.HELD))

    @property
    def signatures_missing(self) -> Iterator[str]:
        agreement = self.agreement()
        if agreement is None:
            yield "agreement"
            return
        signed = {(s.person, s.on_behalf_of) for s in agreement.signatures}
        for need in consent_matrix.required(self.case, self.matter.id, self.day):
            if need.person is None:
                yield f"{need.party}:{need.lacking}"
            elif (need.person, need.on_behalf_of) not in signed:
                yield need.person

    @property
    def agreement_is_certified(self) -> bool:
        agreement = self.agreement()
        return agreement is not None and agreement.certified_by is not None

    @property
    def account_is_given(self) -> bool:
        return any(self.matter.id in a.matters for a in self.case.all(MediatorsAccount))

    @property
    def has_authority(self) -> bool:
        return self.matter.authority is not None

    @property
    def authority_is_informed(self) -> bool:
        kind = KIND_FOR.get(self.matter.state)
        return any(r.kind is kind for r in self._sent_reports())

    @property
    def report_is_recalled(self) -> bool:
        mine = (r for r in self.case.all(Report) if self.matter.id in r.matters)
        return all(r.state not in LEFT_THE_OFFICE for r in mine if r.kind not in FOLLOWING_UP)

    @property
    def outcome(self) -> str | None:
        return self.matter.outcome

    @property
    def open_obligations(self) -> Iterator[str]:
        promised = ObligationState.PROMISED
        return (o.id for o in self._promises() if o.state is promised)

    @property
    def fulfilment_is_told(self) -> bool:
        """Whether the authority knows how every promise went: told after the last of them was recorded."""
        if not self.has_authority:
            return True
        told = [r.prepared_at for r in self._sent_reports() if r.kind is ReportKind.FULFILMENT]
        return all(any(o.recorded_at is None or o.recorded_at <= at for at in told) for o in self._promises())

    def agreement(self) -> Agreement | None:
        """The version in force of the agreement that covers this matter."""
        mine = (a for a in self.case.all(Agreement) if self.matter.id in a.matters and not a.superseded)
        return max(mine, key=lambda a: a.number, default=None)

    def named(self) -> list[Assignment]:
        """The accepted assignments on this matter."""
        accepted = AssignmentState.ACCEPTED
        return [a for a in self.case.all(Assignment) if self.matter.id in a.matters and a.state is accepted]

    def _natural_parties(self) -> Iterator[PersonId]:
        people = self.case.people
        return (p for p in self.matter.about.parties if people[p].kind is PersonKind.NATURAL)

    def _holds(self, question: str, person: PersonId | None = None) -> bool:
        newest: Assessment | None = None
        for a in self.case.all(Assessment):
            if a.matter == self.matter.id and a.question == question and a.person == person:
                newest = a
        return newest is not None and newest.holds

    def _decided(self, kind: DecisionKind) -> bool:
        return any(d.kind is kind and self.matter.id in d.matters for d in self.case.all(Decision))

    def _promises(self) -> Iterator[Obligation]:
        return (o for o in self.case.all(Obligation) if self.matter.id in o.matters)

    def _meetings(self, state: MeetingState) -> Iterator[Meeting]:
        return (m for m in self.case.all(Meeting) if self.matter.id in m.matters and m.state is state)

    def _sent_reports(self) -> Iterator[Report]:
        mine = (r for r in self.case.all(Report) if self.matter.id in r.matters)
        return (r for r in mine if r.state in LEFT_THE_OFFICE and r.unit == self.matter.authority)
