"""The conditions of mediation assessed, parties heard, and the decisions that can be appealed (§15, §23)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mediation.actions import papers
from mediation.actions.forms import Code, FilledText, Form, ItemRef, Matters, PersonRef, Text
from mediation.cases import consenting, deciding
from mediation.cases.changes import Change
from mediation.cases.decision import Decision, DecisionKind, Heard, Service
from mediation.cases.party import Channel
from mediation.deadlines.service import Served, appeal_ends, received_on
from mediation.deadlines.service import Service as Way
from mediation.kernel.ids import CaseId, PersonId
from mediation.kernel.refusals import Invalid
from mediation.law.codes import GROUNDS_USED
from mediation.permissions.may import May
from mediation.work import Work


class Finding(Form):
    """What was found on one question, with the reason."""

    matters: Matters
    question: Code
    holds: bool
    reason: FilledText
    person: PersonRef | None = None


def assess(work: Work, case_id: CaseId, form: Finding, expect: int | None = None) -> dict[str, object]:
    """Record an assessment: facts confirmed, victim's interest, suitability, understanding (§2.1, §3)."""
    change = work.change(case_id, May.CONDITIONS_ASSESS, expect=expect)
    made = [
        deciding.assess(change, m, form.question, form.holds, form.reason, form.person)
        for m in change.case.some_matters(form.matters)
    ]
    return {"assessments": made}


class HearingNote(Form):
    """How a party was heard on a coming refusal."""

    matters: Matters
    person: PersonRef
    how: Heard
    statement: Text = ""


def hear(work: Work, case_id: CaseId, form: HearingNote, expect: int | None = None) -> dict[str, object]:
    """Record that a party was heard, or why not (434/2003 §34)."""
    change = work.change(case_id, May.CONDITIONS_ASSESS, expect=expect)
    made = [
        deciding.hear(change, m, form.person, form.how, form.statement) for m in change.case.some_matters(form.matters)
    ]
    return {"hearings": made}


Section = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class DecisionForm(Form):
    """A decision of the person in charge: reasons and the provisions applied (434/2003 §44-45)."""

    matters: Matters
    kind: Literal["accept", "decline", "lapse"]
    reasons: FilledText
    sections: Annotated[tuple[Section, ...], Field(max_length=20)] = ()
    ground: Code | Literal[""] = ""


def decide(work: Work, case_id: CaseId, form: DecisionForm, expect: int | None = None) -> dict[str, object]:
    """Decide on matters; the decision letters are made, one for each reader in their language (§15)."""
    change = work.change(case_id, May.DECISION_MAKE, expect=expect)
    decision = deciding.decide(change, DecisionKind(form.kind), form.matters, form.reasons, form.sections, form.ground)
    return {"decision": decision}


class Interruption(Form):
    """Why mediation is interrupted: a ground the law of the case names (in Finland §19.1 must, §19.2 may)."""

    matters: Matters
    ground: Code
    reasons: FilledText


def interrupt(work: Work, case_id: CaseId, form: Interruption, expect: int | None = None) -> dict[str, object]:
    """Interrupt mediation of matters (§19)."""
    change = work.change(case_id, May.DECISION_MAKE, expect=expect)
    if form.ground in GROUNDS_USED:
        raise Invalid("this ground follows from what happened", fields=[("ground", "not_chosen")])
    for matter_id in change.case.some_matters(form.matters):
        consenting.interrupt(change, matter_id, form.ground, form.reasons)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}


class DecisionOfOne(Form):
    """A decision, and one person it was sent to."""

    decision: ItemRef
    person: PersonRef


def notify(work: Work, case_id: CaseId, form: DecisionOfOne, expect: int | None = None) -> dict[str, object]:
    """Note that a decision waits for one person in the portal; unfetched for seven days, it is sent otherwise."""
    change = work.change(case_id, May.DECISION_SERVE, expect=expect)
    decision = change.case.item(Decision, form.decision)
    if form.person not in papers.readers_of_decision(change.case, decision):
        raise Invalid("this person gets no such decision", fields=[("person", "not_a_reader")])
    deciding.notify(change, form.decision, form.person)
    return {"decision": form.decision}


def appeal(work: Work, case_id: CaseId, form: DecisionOfOne, expect: int | None = None) -> dict[str, object]:
    """Record that somebody appealed against a decision: it does not grow final (§23)."""
    change = work.change(case_id, May.DECISION_SERVE, expect=expect)
    deciding.appeal(change, form.decision, form.person)
    return {"decision": form.decision}


WAY_OF = {Channel.LETTER: Way.LETTER, Channel.EMAIL: Way.E_MESSAGE, Channel.PORTAL: Way.VERIFIABLE}


class ServiceForm(Form):
    """A decision sent to one person."""

    decision: ItemRef
    person: PersonRef
    channel: Literal["letter", "email", "portal"]


def serve(work: Work, case_id: CaseId, form: ServiceForm, expect: int | None = None) -> dict[str, object]:
    """Send a decision to one person: its letter is made, and the day the appeal runs from is reckoned.

    Letter: received on the 7th day (434/2003 §59); e-message: on the 3rd day (13/2003 §19); portal: fetched,
    counted from the day of fetching, here the day of service (13/2003 §18).
    """
    change = work.change(case_id, May.DECISION_SERVE, expect=expect)
    decision = change.case.item(Decision, form.decision)
    readers = papers.readers_of_decision(change.case, decision)
    if form.person not in readers:
        raise Invalid("this person gets no such decision", fields=[("person", "not_a_reader")])
    service = reckoned(change, form.person, Channel(form.channel))
    papers.decision(work, change, decision, service)
    deciding.serve(change, decision.id, service)
    return {"received_on": service.received_on.isoformat(), "appeal_until": service.appeal_until.isoformat()}


def reckoned(change: Change, person: PersonId, channel: Channel) -> Service:
    """What is sent to a person today counts as received on which day, and can be appealed until when."""
    table = change.case.law.deadlines
    shown = change.day if channel is Channel.PORTAL else None
    received = received_on(Served(person, WAY_OF[channel], change.day, shown), table.deemed_after) or change.day
    until = appeal_ends(received, table.appeal_days, table.calendar)
    return Service(person=person, channel=channel, sent_on=change.day, received_on=received, appeal_until=until)
