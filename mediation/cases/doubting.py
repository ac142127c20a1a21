"""Doubts raised and settled; while one is open nobody meets, and nothing is agreed (§19.1)."""

from dataclasses import replace
from datetime import datetime

from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.doubt import Doubt, DoubtAbout
from mediation.cases.events import EventCode
from mediation.kernel.ids import ItemId, MatterId, PersonId
from mediation.kernel.refusals import Invalid, Need, StepNotPossible
from mediation.states.matter import IN_MEDIATION_PHASE

EVENT_OF = {
    DoubtAbout.VOLUNTARINESS: EventCode.CONSENT_DOUBTED,
    DoubtAbout.UNDERSTANDING: EventCode.CAPACITY_DOUBTED,
    DoubtAbout.MINORS_INTEREST: EventCode.CAPACITY_DOUBTED,
}


def raise_doubt(change: Change, matter_id: MatterId, person: PersonId, about: DoubtAbout, reason: str) -> ItemId:
    """Raise a doubt on a matter under way: its meetings wait until mediation is interrupted or the doubt settled."""
    case = change.case
    matter = case.matter(matter_id)
    if person not in matter.about.parties:
        raise Invalid("this person is no party of the matter", fields=[("person", "not_a_party")])
    if matter.state not in IN_MEDIATION_PHASE:
        raise StepNotPossible(
            "before acceptance a doubt is an assessment", needs=[case.law.need("mediation_goes_on", matter_id)]
        )
    if about is DoubtAbout.MINORS_INTEREST and not case.people[person].is_minor_on(change.day):
        raise Invalid("this person is no minor", fields=[("person", "not_a_minor")])
    made = Doubt(
        id=change.new_item(), matter=matter_id, person=person, about=about, reason=reason, by=change.by, at=change.at
    )
    case.put(made)
    case.emit(EVENT_OF[about], change.at, matter=matter_id, subject=person, about=about.value)
    return made.id


def in_doubt(case: Case, matter_id: MatterId, before: datetime | None = None) -> list[Need]:
    """The open doubts of a matter as what is lacking; `before` (UTC) leaves out those raised from then on."""
    return [
        case.law.need("no_open_doubt", doubt.person)
        for doubt in case.all(Doubt)
        if doubt.matter == matter_id and doubt.settled_at is None and (before is None or doubt.at < before)
    ]


def settle(change: Change, doubt_id: ItemId, because: str) -> None:
    """Record that a doubt proved unfounded, and why; a founded one interrupts mediation instead (§19.1)."""
    case = change.case
    found = case.item(Doubt, doubt_id)
    if found.settled_at is not None:
        raise Invalid("this doubt was settled", fields=[("doubt", "answered")])
    case.put(replace(found, settled_at=change.at, settled_because=because))
    case.emit(EventCode.DOUBT_SETTLED, change.at, matter=found.matter, subject=doubt_id)
    if not any(d.matter == found.matter and d.settled_at is None for d in case.all(Doubt)):
        case.emit(EventCode.DOUBT_ASSESSED, change.at, matter=found.matter, subject=found.person)
