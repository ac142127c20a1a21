"""What the law says of one matter of a case: its facts, put as the rules of eligibility ask for them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from mediation.cases.assessment import Assessment, Question
from mediation.cases.case import Case
from mediation.cases.matter import Matter
from mediation.cases.party import LEGAL_REPRESENTATIVES, PartyRole, Person, PersonKind
from mediation.kernel.actor import Role
from mediation.kernel.ids import PersonId
from mediation.law.facts import Facts, Initiator
from mediation.law.rule import Result, Ruling, Verdict

INITIATORS: dict[Role, Initiator] = {
    Role.POLICE: Initiator.POLICE,
    Role.PROSECUTOR: Initiator.PROSECUTOR,
    Role.COURT: Initiator.OTHER_AUTHORITY,
    Role.OTHER_AUTHORITY: Initiator.OTHER_AUTHORITY,
    Role.PARTY: Initiator.PARTY,
}


class Lawful:
    """The law's answers on one matter; each is asked anew, so a corrected fact changes it at once."""

    def __init__(self, case: Case, matter: Matter, day: date) -> None:
        self._case, self._matter, self._day = case, matter, day
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        """The matter's facts, gathered once."""
        if self._facts is None:
            self._facts = facts_of(self._case, self._matter)
        return self._facts

    @property
    def ruling(self) -> Ruling:
        """Every finding with its section, for the initiative's date."""
        return self._case.law.assess(self.facts)

    def bars(self) -> Iterator[str]:
        """Why the matter may not be mediated, as codes; `unknown:` names a fact nobody knows yet."""
        for finding in self.ruling.findings:
            if finding.result is Result.BARS and finding.rule not in self._case.law.elsewhere:
                yield finding.rule
            elif finding.result is Result.UNKNOWN and finding.rule in self._case.law.at_triage:
                yield from (f"unknown:{name}" for name in finding.missing)
        yield from (f"contradiction:{c.code}" for c in self.ruling.contradictions)

    def initiator_is_entitled(self) -> bool:
        """Whether this initiator may initiate this matter (§13)."""
        return self._case.law.may_initiate(self.facts).verdict is Verdict.MAY


def facts_of(case: Case, matter: Matter) -> Facts:
    """The facts of one matter; what nobody knows stays None."""
    about, initiative = matter.about, case.initiative
    natural = [case.people[p].kind is PersonKind.NATURAL for p in about.parties]
    facts = Facts(
        kind=matter.kind, initiative_on=initiative.initiated_on,
        initiated_by=_initiator(case),
        initiator_represents_minor=_represents(case, lambda p: p.is_minor_on(initiative.initiated_on)),
        initiator_represents_incompetent=_represents(case, lambda p: p.declared_incompetent),
        offence=about.offence, offence_on=about.act_on,
        attempt=about.attempt, intentional=about.intentional, violence_used=about.violence_used,
        life_threatening_instrument=about.life_threatening_instrument, because_of_work=about.because_of_work,
        only_private_property=about.only_private_property,
        public_order_disturbed=about.public_order_disturbed,
        public_interest_in_charges=about.public_interest_in_charges,
        stated_complainant_offence=about.stated_complainant_offence, close_person=about.close_person,
        victim_is_guardian_or_relative=about.victim_is_guardian_or_relative,
        suspect_age=_age(case, about.suspects, about.act_on),
        victim_is_natural=_natural(case, about.victims), victim_age=_age(case, about.victims, about.act_on),
        special_need_of_protection=_negated(_assessed(case, matter, Question.PROTECTION)),
        facts_confirmed=_assessed(case, matter, Question.CONFIRMS_FACTS),
        victims_interest=_assessed(case, matter, Question.VICTIMS_INTEREST),
        suitable=_assessed(case, matter, Question.SUITABLE),
        everyone_understands=_assessed(case, matter, Question.UNDERSTANDS),
        has_natural_person=any(natural), minor_dispute=about.is_minor_dispute,
        claim_based_on_crime=about.claim_from_crime, purposeful=_assessed(case, matter, Question.PURPOSEFUL),
        party_lives_in_area=about.venue_is_here,
    )  # fmt: skip
    if about.crime_of_claim is not None and about.crime_of_claim in case.matters:
        facts = replace(facts, linked_crime=facts_of(case, case.matters[about.crime_of_claim]))
    return facts


def _initiator(case: Case) -> Initiator:
    """Who made the initiative; a person of the case by the part they have in it (§13.1)."""
    who = case.initiative.by_person
    if who is None:
        return INITIATORS[case.initiative.initiator]
    roles = {p.role for p in case.parts if p.person == who}
    if any(who in m.about.suspects for m in case.matters.values()):
        return Initiator.SUSPECT
    if any(who in m.about.victims for m in case.matters.values()):
        return Initiator.VICTIM
    if any(who in m.about.parties for m in case.matters.values()):
        return Initiator.PARTY
    if roles & LEGAL_REPRESENTATIVES:
        return Initiator.GUARDIAN
    return Initiator.TRUSTEE if PartyRole.GUARDIAN in roles else Initiator.OTHER_PERSON


def _represents(case: Case, is_so: Callable[[Person], bool]) -> bool | None:
    who = case.initiative.by_person
    if who is None:
        return None
    return any(is_so(case.people[p.acts_for]) for p in case.parts if p.person == who)


def _age(case: Case, people: tuple[PersonId, ...], day: date | None) -> int | None:
    if not people or day is None:
        return None
    return case.people[people[0]].age_on(day)


def _natural(case: Case, people: tuple[PersonId, ...]) -> bool | None:
    return case.people[people[0]].kind is PersonKind.NATURAL if people else None


def _assessed(case: Case, matter: Matter, question: Question) -> bool | None:
    """The newest answers on a question: no as soon as one is no, None while there is none."""
    newest: dict[PersonId | None, bool] = {
        a.person: a.holds for a in case.all(Assessment) if a.matter == matter.id and a.question == question
    }
    return all(newest.values()) if newest else None


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value
