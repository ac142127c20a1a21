"""Assessments, hearings and decisions: accept, decline, lapse, and their service (§15, §23, §24)."""

from dataclasses import replace
from datetime import date

from mediation.cases.assessment import Assessment
from mediation.cases.changes import Change
from mediation.cases.decision import Decision, DecisionKind, Heard, Hearing, Service
from mediation.cases.events import EventCode
from mediation.kernel.ids import ItemId, MatterId, PersonId
from mediation.kernel.refusals import Invalid
from mediation.law.questions import Asked

STEP_OF = {DecisionKind.ACCEPT: "accept", DecisionKind.DECLINE: "decline", DecisionKind.LAPSE: "lapse"}
EVENT_OF = {
    DecisionKind.ACCEPT: EventCode.MATTER_ACCEPTED,
    DecisionKind.DECLINE: EventCode.MATTER_DECLINED,
    DecisionKind.LAPSE: EventCode.MATTER_LAPSED,
}


def assess(
    change: Change, matter_id: MatterId, question: str, holds: bool, reason: str,
    person: PersonId | None = None,
) -> ItemId:  # fmt: skip
    """Record what was found on one question of a matter; the newest answer counts, all remain."""
    about = change.case.matter(matter_id).about
    asked = change.case.law.questions.get(question)
    if asked is None:
        raise Invalid("this law asks no such question", fields=[("question", "unknown_code")])
    if (asked is Asked.OF_A_PERSON) != (person is not None):
        raise Invalid("this question is asked of a person or of nobody", fields=[("person", "mismatch")])
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


def serve(change: Change, decision_id: ItemId, service: Service) -> None:
    """Record that a decision was sent to one person, and from which day the appeal runs (434/2003 §54-60)."""
    case = change.case
    decision = case.item(Decision, decision_id)
    case.person(service.person)
    others = tuple(s for s in decision.services if s.person != service.person)
    case.put(replace(decision, services=(*others, service)))
    for matter_id in decision.matters:
        case.emit(
            EventCode.DECISION_SERVED, change.at, matter=matter_id, subject=decision_id,
            person=service.person, received=service.received_on.isoformat(),
            until=service.appeal_until.isoformat(),
        )  # fmt: skip


def is_final_on(decision: Decision, day: date) -> bool:
    """Whether every served person's appeal period has passed; never while nobody is served (808/2019 §13)."""
    return bool(decision.services) and all(s.appeal_until < day for s in decision.services)
