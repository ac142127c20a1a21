"""One case as the office works it: the case's page, what is still to be asked and found, and what has happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from mediation.accounts.account import Account
from mediation.actions.papers import readers_of_decision
from mediation.cases import consent_matrix
from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.assessment import Assessment, Question
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent import Answer, Consent, ConsentTo
from mediation.cases.decision import Decision, Hearing
from mediation.cases.doubt import Doubt
from mediation.cases.meeting import MediatorsAccount, Meeting
from mediation.cases.note import Hold
from mediation.cases.report import Report
from mediation.cases.request import Request
from mediation.kernel.ids import AccountId, CaseId, MatterId, PersonId
from mediation.kernel.refusals import NotFound
from mediation.law.codes import GROUNDS_USED
from mediation.permissions.may import May
from mediation.queries.case_page import shown
from mediation.states.matter import MatterKind
from mediation.states.small import AssignmentState
from mediation.work import Work


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: its code, whom or what it is about, who of the office did it."""

    at: datetime
    code: str
    about: str = ""
    by: str = ""
    word: str = ""


def case_desk(work: Work, case_id: CaseId) -> dict[str, Any]:
    """Everything the office's own pages show of a case, read once."""
    case = work.view(case_id, May.CASE_READ, "handling")
    page = shown(work, case)
    page["names"] = {p.id: p.name for p in case.people.values()}
    page["consents_needed"] = [need for m in case.matters for need in _consents(work, case, m)]
    page["questions"] = [question for m in case.matters for question in _questions(case, m)]
    page["mediators"] = _mediators(work, case)
    for told, decision in zip(page["decisions"], case.all(Decision), strict=True):
        served = {s.person for s in decision.services}
        told["unserved"] = [reader for reader in readers_of_decision(case, decision) if reader not in served]
    unsettled = (d for d in case.all(Doubt) if d.settled_at is None)
    page["doubts"] = [{"id": d.id, "person": d.person, "about": d.about.value} for d in unsettled]
    page["requests"] = [{"id": r.id, "kind": r.kind.value, "at": r.at} for r in case.all(Request) if r.is_open]
    page["grounds"] = sorted(case.law.grounds.keys() - GROUNDS_USED)
    page["deadlines"] = sorted(work.stores.deadlines.open_for(case_id), key=lambda d: d.due_on)
    return page


def timeline(work: Work, case_id: CaseId) -> dict[str, Any]:
    """What has happened in a case, newest first, with the office's notes."""
    case = work.view(case_id, May.NOTE_READ, "timeline")
    notes = (Happening(n.at, "note_added", by=n.by, word=n.text) for n in work.stores.cases.notes(case_id))
    found = [*_happenings(case), *notes]
    names: dict[str, str] = {p.id: p.name for p in case.people.values()}
    accounts = _accounts(work, {h.by for h in found if h.by.startswith("u_")})
    names |= {a: account.name for a, account in accounts.items()}
    return {
        "id": case.id, "number": case.number, "version": case.version, "names": names,
        "happenings": sorted(found, key=lambda h: h.at)[::-1],
    }  # fmt: skip


def _accounts(work: Work, ids: set[str]) -> dict[str, Account]:
    found = {}
    for account_id in ids:
        try:
            found[account_id] = work.stores.accounts.get(AccountId(account_id))
        except NotFound:
            continue  # the office's own clockwork has no account
    return found


def _consents(work: Work, case: Case, matter_id: MatterId) -> Iterator[dict[str, Any]]:
    for need in consent_matrix.required(case, matter_id, work.day):
        newest = need.person and case.newest_consent(need.person, matter_id, ConsentTo.MEDIATION, need.on_behalf_of)
        state = "nobody" if need.person is None else "waiting"
        if newest:
            state = "withdrawn" if newest.withdrawn_at else newest.answer.value
            if newest.answer is Answer.GIVEN and not newest.is_valid and not newest.withdrawn_at:
                state = "waiting"
        yield {
            "matter": matter_id, "party": need.party, "person": need.person, "on_behalf_of": need.on_behalf_of,
            "section": need.section, "lacking": need.lacking, "state": state,
        }  # fmt: skip


def _questions(case: Case, matter_id: MatterId) -> Iterator[dict[str, Any]]:
    """The questions the conditions of a matter rest on, with the newest answer (§2.1, §3)."""
    matter = case.matters[matter_id]
    about = matter.about
    asked: list[tuple[Question, PersonId | None]] = [(Question.UNDERSTANDS, p) for p in about.parties]
    if matter.kind is MatterKind.CRIME:
        asked += [(Question.CONFIRMS_FACTS, p) for p in about.suspects]
        asked += [(Question.VICTIMS_INTEREST, None)]
        if about.act_on is not None:
            asked += [(Question.PROTECTION, p) for p in about.victims if case.people[p].is_minor_on(about.act_on)]
    else:
        asked += [(Question.PURPOSEFUL, None)]
    asked += [(Question.SUITABLE, None)]
    newest = {(a.question, a.person): a for a in case.all(Assessment) if a.matter == matter_id}
    for question, person in asked:
        answer = newest.get((question, person))
        yield {
            "matter": matter_id, "question": question.value, "person": person,
            "holds": None if answer is None else answer.holds, "reason": answer.reason if answer else "",
        }  # fmt: skip


def _mediators(work: Work, case: Case) -> list[dict[str, Any]]:
    return [
        {
            "id": a.id, "volunteer": a.volunteer, "name": work.stores.volunteers.get(a.volunteer).name,
            "state": a.state.value, "answer_by": a.answer_by, "matters": list(a.matters),
        }
        for a in case.all(Assignment) if a.state is not AssignmentState.RELEASED
    ]  # fmt: skip


def _happenings(case: Case) -> Iterator[Happening]:
    yield Happening(case.initiative.arrived_at, "initiative_registered", word=case.initiative.initiator.value)
    for c in case.all(Consent):
        yield Happening(c.given_at, f"consent_{c.answer.value}", c.person, c.recorded_by)
        if c.withdrawn_at:
            yield Happening(c.withdrawn_at, "consent_withdrawn", c.person)
    for a in case.all(Assessment):
        yield Happening(a.at, "assessment_recorded", a.person or "", a.by, a.question)
    for h in case.all(Hearing):
        yield Happening(h.at, "hearing_recorded", h.person, h.by)
    for d in case.all(Decision):
        yield Happening(d.at, "decision_made", by=d.by, word=d.kind.value)
        for s in d.services:
            yield Happening(datetime.combine(s.sent_on, time(12), UTC), "decision_served", s.person)
    for o in case.all(Assignment):
        yield Happening(o.offered_at, "assignment_offered", by=o.offered_by)
        if o.answered_at and o.state is not AssignmentState.OFFERED:
            answer = "assignment_declined" if o.state is AssignmentState.DECLINED else "assignment_accepted"
            yield Happening(o.answered_at, answer)
    for m in case.all(Meeting):
        yield Happening(m.starts_at, f"meeting_{m.state.value}", by=m.arranged_by, word=m.form.value)
    for g in case.all(Agreement):
        yield Happening(g.drafted_at, "agreement_drafted")
        yield from (Happening(s.at, "agreement_signed", s.person) for s in g.signatures)
        if g.certified_at:
            yield Happening(g.certified_at, "agreement_certified")
    for k in case.all(Obligation):
        if k.kept_on:
            yield Happening(datetime.combine(k.kept_on, time(12), UTC), "obligation_kept", k.promised_by)
    yield from (Happening(t.at, "account_given") for t in case.all(MediatorsAccount))
    for r in case.all(Report):
        yield Happening(r.prepared_at, "report_prepared", by=r.prepared_by)
        steps = (
            (r.approved_at, "report_approved"), (r.available_at, "report_sent"), (r.retrieved_at, "report_retrieved"),
            (r.acknowledged_at, "report_acknowledged"),
        )  # fmt: skip
        yield from (Happening(at, code) for at, code in steps if at)
    for held in case.all(Hold):
        yield Happening(held.since, "hold_begun", by=held.by)
        if held.until:
            yield Happening(held.until, "hold_ended")
    yield from (Happening(m.closed_at, "matter_closed") for m in case.matters.values() if m.closed_at)
