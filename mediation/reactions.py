"""What events do to deadlines: the facts each event carries, put to the table of deadlines."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from mediation.cases.agreement import Agreement, ItemKind, Obligation
from mediation.cases.case import Case
from mediation.cases.consent import Consent, ConsentTo
from mediation.cases.deciding import readers
from mediation.cases.decision import Decision
from mediation.cases.events import Event, EventCode
from mediation.cases.matter import Matter
from mediation.cases.meeting import Meeting
from mediation.cases.party import LEGAL_REPRESENTATIVES, PersonKind
from mediation.cases.request import Request
from mediation.deadlines.deadline import Deadline, hold, release
from mediation.deadlines.policy import OfficePolicy
from mediation.deadlines.setting import EventFacts, applied, deadlines_for
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DeadlineId, ItemId, MatterId, PersonId, new_id
from mediation.states.matter import MatterState, Outcome
from mediation.states.small import ObligationState

R = TypeVar("R")
STOPPED = frozenset({MatterState.DECLINED, MatterState.LAPSED, MatterState.INTERRUPTED})
MEDIATION_ENDED = frozenset({MatterState.AGREED, MatterState.NO_AGREEMENT, MatterState.INTERRUPTED})
LEFT_TO_OTHERS = frozenset({Outcome.DECLINED, Outcome.LAPSED, Outcome.TRANSFERRED})


def react(
    case: Case, events: Iterable[Event], known: Iterable[Deadline], policy: OfficePolicy, at: datetime
) -> tuple[list[Deadline], list[Deadline]]:
    """(changed, added) deadlines of a case after its events, in their order; `at` is UTC."""
    before = {d.id: d for d in known}
    now, today = dict(before), helsinki_date(at)
    for event in events:
        if event.code is EventCode.HOLD_BEGUN or event.code is EventCode.HOLD_ENDED:
            turn = hold if event.code is EventCode.HOLD_BEGUN else release
            for d in [d for d in now.values() if d.matter_id == event.matter]:
                now[d.id] = turn(d, today, policy.table)
            continue
        for matter_id in [event.matter] if event.matter else list(case.matters):
            planned, clears = deadlines_for(event.code.value, facts_of(case, event, matter_id), policy, today)
            if not planned and not clears:
                continue
            still_open = [d for d in now.values() if d.state == "open"]
            changed, added = applied(still_open, planned, clears, lambda: DeadlineId(new_id("d", at)))
            if case.matter(matter_id).held_since is not None:  # what begins on hold waits with the rest
                added = [hold(d, today, policy.table) for d in added]
            now |= {d.id: d for d in (*changed, *added)}
    new = [d for d in now.values() if d.id not in before and d.state == "open"]
    return [d for d in now.values() if d.id in before and d != before[d.id]], new


def due_after(
    case: Case, code: EventCode, matters: Iterable[MatterId], rule: str, policy: OfficePolicy, at: datetime
) -> date:
    """The day a deadline of this rule will fall on if the event happens now: the earliest of its matters."""
    today, days = helsinki_date(at), []
    for matter_id in matters:
        facts = facts_of(case, Event(code, case.id, at, matter_id), matter_id)
        planned, _ = deadlines_for(code.value, facts, policy, today)
        days += [p.due_on for p in planned if p.rule == rule]
    return min(days)


def facts_of(case: Case, event: Event, matter_id: MatterId) -> EventFacts:
    """What the table may know of an event on one matter."""
    matter, on = case.matter(matter_id), helsinki_date(event.at)
    about = matter.about
    offence = case.law.offence_on(about.offence, about.act_on) if about.offence and about.act_on else None
    suspects = [case.people[p] for p in about.suspects]
    victims = [case.people[p] for p in about.victims]
    obligation = _record(case, event, Obligation)
    meeting = _record(case, event, Meeting)
    served = event.code is EventCode.DECISION_SERVED
    charging = case.law.charging
    return EventFacts(
        case_id=case.id, event_on=on, matter_id=matter_id,
        subject_id=str(event.facts["person"]) if served else event.subject,
        parties=_unreached(case, matter),
        recipients=_recipients(case, event, matter_id),
        received=_received(case, event, matter_id) if served else (),
        arrived_on=matter.arrived_on, due_on=_due_on(case, event, obligation),
        meeting_on=helsinki_date(meeting.starts_at) if meeting else None,
        offence_on=about.act_on, limitation=charging.limitation(offence.max_months) if charging and offence else None,
        victim_born=victims[0].born_on if victims else None,
        charges_open_until_age=_open_until(case, matter),
        young_suspect=any(s.is_minor_on(on) for s in suspects),
        authority_involved=matter.authority is not None,
        stopped=matter.state in STOPPED, ended=matter.state in MEDIATION_ENDED,
        under_way=matter.accepted_at is not None, over=matter.outcome is not None,
        charges_are_open=matter.outcome not in LEFT_TO_OTHERS and matter.closed_at is None,
        interpreter_needed=meeting is not None and _interpreter_needed(case, meeting),
        is_money=None if obligation is None else obligation.kind is ItemKind.MONEY,
    )  # fmt: skip


def _record(case: Case, event: Event, kind: type[R]) -> R | None:
    found = case.items.get(ItemId(event.subject or ""))
    return found if isinstance(found, kind) else None


def _unreached(case: Case, matter: Matter) -> tuple[PersonId, ...]:
    """The parties, a company through those who speak for it; whoever has answered already was reached."""
    found: list[PersonId] = []
    for party in matter.about.parties:
        natural = case.people[party].kind is PersonKind.NATURAL
        found += [party] if natural else case.beside(party, *LEGAL_REPRESENTATIVES)
    answered = {c.person for c in case.all(Consent) if c.matter == matter.id and c.to is ConsentTo.MEDIATION}
    return tuple(p for p in dict.fromkeys(found) if p not in answered)


def _received(case: Case, event: Event, matter_id: MatterId) -> tuple[tuple[str, date], ...]:
    """The person served, and the last day a decision on the matter reached them: all their appeals end by that."""
    who = str(event.facts["person"])
    days = [
        s.received_on for d in case.all(Decision) if matter_id in d.matters for s in d.services if s.person == who
    ]  # fmt: skip
    return ((who, max(days)),)


def _recipients(case: Case, event: Event, matter_id: MatterId) -> tuple[str, ...]:
    if event.code is EventCode.ONE_MORE_TO_SERVE:
        return (event.subject or "",)
    decision = _record(case, event, Decision)
    return () if decision is None else readers(case, decision, matter_id)


def _due_on(case: Case, event: Event, obligation: Obligation | None) -> date | None:
    if obligation is not None:
        return obligation.due_on
    request = _record(case, event, Request)
    if request is not None:
        return request.wanted_by
    if event.code is not EventCode.FOLLOW_UP_STARTED or event.matter is None:
        return None
    agreed = [a.follow_up_until for a in case.all(Agreement) if event.matter in a.matters and a.follow_up_until]
    promised = [
        o.due_on for o in case.all(Obligation)
        if event.matter in o.matters and o.state is ObligationState.PROMISED
    ]  # fmt: skip
    return max([*agreed, *promised], default=None)


def _open_until(case: Case, matter: Matter) -> int | None:
    about, charging = matter.about, case.law.charging
    if charging is None or about.offence is None or about.act_on is None or not about.victims:
        return None
    return charging.open_until_age(about.offence, case.people[about.victims[0]].age_on(about.act_on))


def _interpreter_needed(case: Case, meeting: Meeting) -> bool:
    booked = {i.person for i in meeting.interpreting}
    return any(case.people[p].interpreter_language and p not in booked for p in meeting.invited)
