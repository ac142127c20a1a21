"""Assessments, hearings and decisions: accept, decline, lapse, and their service (§15, §23, §24)."""

from dataclasses import replace
from datetime import date

from mediation.cases.assessment import Assessment, Question
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.consenting import interrupt_what_is_barred
from mediation.cases.decision import Decision, DecisionKind, Heard, Hearing, Service
from mediation.cases.events import EventCode
from mediation.cases.party import PersonKind
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, MatterId, PersonId
from mediation.kernel.refusals import Invalid
from mediation.law.questions import Asked

STEP_OF = {DecisionKind.ACCEPT: "accept", DecisionKind.DECLINE: "decline", DecisionKind.LAPSE: "lapse"}
EVENT_OF = {
    DecisionKind.ACCEPT: EventCode.MATTER_ACCEPTED,
    DecisionKind.DECLINE: EventCode.MATTER_DECLINED,
    DecisionKind.LAPSE: EventCode.MATTER_LAPSED,
}

GROUND_OF = {Question.UNDERSTANDS.value: "understanding_doubted"}
"""On what ground a no under way interrupts; for want of a condition where none is named (§19.1, §19.2)."""


def assess(
    change: Change, matter_id: MatterId, question: str, holds: bool, reason: str,
    person: PersonId | None = None,
) -> ItemId:  # fmt: skip
    """Record what was found on one question of a matter; the newest answer counts, all remain.

    A no that takes a condition away from mediation under way interrupts it (§19).
    """
    about = change.case.matter(matter_id).about
    asked = change.case.law.questions.get(question)
    if asked is None:
        raise Invalid("this law asks no such question", fields=[("question", "unknown_code")])
    if (asked is Asked.OF_A_PERSON) != (person is not None):
        raise Invalid("this question is asked of a person or of nobody", fields=[("person", "mismatch")])
    if asked is Asked.OF_THE_AGREEMENT and change.facts(matter_id).agreement() is None:
        raise Invalid("there is no agreement yet to ask this of", fields=[("question", "no_agreement")])
    if person is not None and person not in about.parties:
        raise Invalid("this person is no party of the matter", fields=[("person", "not_a_party")])
    found = Assessment(
        id=change.new_item(), matter=matter_id, question=question, holds=holds, reason=reason,
        by=change.by, at=change.at, person=person,
    )  # fmt: skip
    change.case.put(found)
    change.case.emit(
        EventCode.ASSESSMENT_RECORDED, change.at, matter=matter_id, subject=person,
        question=question, holds=int(holds),
    )  # fmt: skip
    change.note_conditions(matter_id)
    interrupt_what_is_barred(change, matter_id, GROUND_OF.get(question, "no_conditions"))
    return found.id


def hear(change: Change, matter_id: MatterId, person: PersonId, how: Heard, statement: str) -> ItemId:
    """Record that a party was heard on a coming refusal, or why not (434/2003 §34)."""
    if person not in change.case.matter(matter_id).about.parties:
        raise Invalid("this person is no party of the matter", fields=[("person", "not_a_party")])
    if how is Heard.OMITTED and not statement:
        raise Invalid("an omitted hearing needs its reason", fields=[("statement", "required")])
    hearing = Hearing(
        id=change.new_item(), matter=matter_id, person=person, how=how, at=change.at, by=change.by,
        statement=statement,
    )  # fmt: skip
    change.case.put(hearing)
    change.case.emit(EventCode.HEARING_RECORDED, change.at, matter=matter_id, subject=person, how=how.value)
    return hearing.id


def decide(
    change: Change, kind: DecisionKind, matter_ids: tuple[MatterId, ...], reasons: str,
    sections: tuple[str, ...] = (), ground: str = "",
) -> ItemId:  # fmt: skip
    """Make one decision on matters: all of them take the step, or none does (§15; 434/2003 §44-45).

    Without `sections` those are applied that the law names for this kind of decision.
    """
    case = change.case
    chosen = case.some_matters(matter_ids)
    if not reasons.strip():
        raise Invalid("a decision has reasons", fields=[("reasons", "required")])
    sections = sections or case.law.grounds[kind]
    if wrong := [n for n, cited in enumerate(sections) if not case.law.cites(cited)]:
        raise Invalid(
            f"a provision is cited as {case.law.grounds[kind][0]}",
            fields=[(f"sections.{n}", "bad_citation") for n in wrong],
        )
    decision = Decision(
        id=change.new_item(), kind=kind, matters=chosen, by=change.by, at=change.at, reasons=reasons,
        sections=sections, ground=ground,
    )  # fmt: skip
    case.put(decision)
    for matter_id in chosen:
        change.step(matter_id, STEP_OF[kind])
        case.emit(EventCode.DECISION_MADE, change.at, matter=matter_id, subject=decision.id, kind=kind.value)
        case.emit(EVENT_OF[kind], change.at, matter=matter_id, subject=decision.id)
    return decision.id


def serve(change: Change, decision_id: ItemId, service: Service, *, anew: bool = False) -> None:
    """Record that a decision was sent to one person, and from which day the appeal runs (434/2003 §54-60).

    `anew` where its letter was only dated anew, for it is posted later than it was made: nobody is told twice.
    """
    case = change.case
    decision = case.item(Decision, decision_id)
    case.person(service.person)
    others = tuple(s for s in decision.services if s.person != service.person)
    case.put(replace(decision, services=(*others, service)))
    for matter_id in [m for m in decision.matters if service.person in readers(case, decision, m)]:
        case.emit(
            EventCode.DECISION_SERVED, change.at, matter=matter_id, subject=decision_id,
            person=service.person, received=service.received_on.isoformat(),
            until=service.appeal_until.isoformat(), **({"anew": 1} if anew else {}),
        )  # fmt: skip
        if not is_to_be_served(case, service.person, matter_id):
            case.emit(EventCode.NOTHING_LEFT_TO_SERVE, change.at, matter=matter_id, subject=service.person)


def readers(case: Case, decision: Decision, matter_id: MatterId) -> tuple[PersonId, ...]:
    """Everyone a decision on one matter is served on: the parties, for minors their custodians too (434/2003 §56)."""
    parties = case.matter(matter_id).about.parties
    beside = [who for p in parties for who in case.representatives(p, helsinki_date(decision.at))]
    natural = [p for p in parties if case.people[p].kind is PersonKind.NATURAL]
    return tuple(dict.fromkeys([*natural, *beside]))


def is_to_be_served(case: Case, person: PersonId, matter_id: MatterId) -> bool:
    """Whether a decision on a matter has still to be served on a person."""
    unserved = (d for d in case.all(Decision) if all(s.person != person for s in d.services))
    return any(matter_id in d.matters and person in readers(case, d, matter_id) for d in unserved)


def notify(change: Change, decision_id: ItemId, person: PersonId) -> None:
    """A decision waits in the portal to be fetched; after seven days it is served in another way (13/2003 §18)."""
    decision = change.case.item(Decision, decision_id)
    if person in {s.person for s in decision.services}:
        raise Invalid("this person has received the decision", fields=[("person", "served")])
    for matter_id in decision.matters:
        change.case.emit(EventCode.E_SERVICE_NOTIFIED, change.at, matter=matter_id, subject=person)


def appeal(change: Change, decision_id: ItemId, person: PersonId) -> None:
    """Somebody has appealed: the decision does not grow final by the passing of time (§23; 808/2019 §13)."""
    decision = change.case.item(Decision, decision_id)
    if person not in {s.person for s in decision.services}:
        raise Invalid("only who was served appeals", fields=[("person", "not_served")])
    if person in decision.appealed_by:
        raise Invalid("this person has appealed", fields=[("person", "appealed")])
    change.case.put(replace(decision, appealed_by=(*decision.appealed_by, person)))
    for matter_id in decision.matters:
        change.case.emit(EventCode.APPEAL_FILED, change.at, matter=matter_id, subject=person)


def is_final_on(decision: Decision, day: date) -> bool:
    """Whether every served person's appeal period has passed and nobody has appealed (808/2019 §13)."""
    if decision.appealed_by:
        return False
    return bool(decision.services) and all(s.appeal_until < day for s in decision.services)
