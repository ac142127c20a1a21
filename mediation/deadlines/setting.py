"""What an event sets and clears: driven by the table and by nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mediation.deadlines.calendar import Calendar, add_months
from mediation.deadlines.deadline import Deadline, DeadlineState
from mediation.deadlines.limitation import LimitationClass, last_day_to_charge
from mediation.deadlines.policy import OfficePolicy, Timing
from mediation.deadlines.rule import Anchor, DeadlineRule, Each, Ground, Owner, Scope, Unit
from mediation.kernel.ids import CaseId, DeadlineId, MatterId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What the table may know of one event on one matter; dates are days in Helsinki.

    `parties` are those a deadline is set for one by one; `recipients` those a decision has to be served on;
    `received` those it was served on, each with the day it counts as received. `stopped` and `ended` say that the
    matter stands where its authority has to be told of it, `over` that mediation has ended or will not begin.
    """

    case_id: CaseId
    event_on: date
    matter_id: MatterId | None = None
    subject_id: str | None = None
    parties: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    received: tuple[tuple[str, date], ...] = ()
    arrived_on: date | None = None
    due_on: date | None = None
    meeting_on: date | None = None
    offence_on: date | None = None
    limitation: LimitationClass | None = None
    victim_born: date | None = None
    charges_open_until_age: int | None = None
    young_suspect: bool = False
    authority_involved: bool = True
    stopped: bool = True
    ended: bool = True
    under_way: bool = True
    over: bool = False
    charges_are_open: bool = True
    interpreter_needed: bool = False
    is_money: bool | None = None

    @property
    def notice_is_owed(self) -> bool:
        """Whether an authority has still to be told that mediation did not begin or was interrupted."""
        return self.authority_involved and self.stopped

    @property
    def report_is_owed(self) -> bool:
        """Whether an authority has still to be told how mediation ended."""
        return self.authority_involved and self.ended

    @property
    def mediation_is_ahead(self) -> bool:
        """Whether people are still asked to take part."""
        return not self.over

    @property
    def is_no_money(self) -> bool:
        return self.is_money is False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A deadline to be set: everything but its identity."""

    case_id: CaseId
    matter_id: MatterId | None
    rule: str
    subject_id: str | None
    due_on: date
    remind_on: tuple[date, ...]
    escalate_on: date | None
    owner: Owner
    escalates_to: Owner | None

    def as_deadline(self, deadline_id: DeadlineId) -> Deadline:
        """The open deadline with the identity it is given."""
        return Deadline(
            id=deadline_id, case_id=self.case_id, matter_id=self.matter_id, rule=self.rule,
            subject_id=self.subject_id, due_on=self.due_on, remind_on=self.remind_on,
            escalate_on=self.escalate_on, owner=self.owner, escalates_to=self.escalates_to,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clear:
    """Open deadlines of one rule that an event has met or made pointless, as far as the event reaches."""

    rule: str
    state: DeadlineState
    case_id: CaseId
    matter_id: MatterId | None
    subject_id: str | None
    personal: bool

    def reaches(self, deadline: Deadline) -> bool:
        """Whether it clears this one; an event without a matter reaches every matter of the case."""
        here = deadline.rule == self.rule and deadline.case_id == self.case_id
        matter = self.matter_id is None or deadline.matter_id == self.matter_id
        return here and matter and (not self.personal or deadline.subject_id == self.subject_id)


def deadlines_for(
    event_code: str, facts: EventFacts, policy: OfficePolicy, today: date
) -> tuple[tuple[Planned, ...], tuple[Clear, ...]]:
    """What the event sets, and what it clears; clear first, then set.

    Call it once for each matter the event concerns. ValueError when a row that has to be set lacks its day.
    """
    planned: list[Planned] = []
    clears: list[Clear] = []
    for rule in policy.table.rules.values():
        if not rule.sets or not rule.in_force(facts.event_on):
            continue
        starts = event_code in rule.triggers
        if starts and (rule.needs is None or getattr(facts, rule.needs)):
            planned += _planned(rule, facts, policy, today)
        if event_code in rule.met_by:
            clears.append(_clear(rule, event_code, facts, policy, DeadlineState.MET))
        elif event_code in rule.dropped_by and not (starts and _clock_is_unknown(rule, facts)):
            clears.append(_clear(rule, event_code, facts, policy, DeadlineState.CANCELLED))
    return tuple(planned), tuple(clears)


def applied(
    open_deadlines: Iterable[Deadline],
    planned: Iterable[Planned],
    clears: Iterable[Clear],
    new_id: Callable[[], DeadlineId],
) -> tuple[list[Deadline], list[Deadline]]:
    """(changed, added): clears done first; nothing is set beside an open deadline for the same thing."""
    changed, still = [], set()
    found = list(clears)
    for deadline in open_deadlines:
        clear = next((c for c in found if c.reaches(deadline)), None)
        if clear is not None:
            changed.append(replace(deadline, state=clear.state, held_since=None))
        else:
            still.add((deadline.rule, deadline.matter_id, deadline.subject_id))
    added = []
    for plan in planned:
        key = (plan.rule, plan.matter_id, plan.subject_id)
        if key not in still:
            still.add(key)
            added.append(plan.as_deadline(new_id()))
    return changed, added


def _clear(
    rule: DeadlineRule, event_code: str, facts: EventFacts, policy: OfficePolicy, state: DeadlineState
) -> Clear:
    personal = rule.scope is Scope.SUBJECT and event_code not in policy.table.for_everybody
    return Clear(rule.code, state, facts.case_id, facts.matter_id, facts.subject_id, personal)


def _clock_is_unknown(rule: DeadlineRule, facts: EventFacts) -> bool:
    return rule.anchor is Anchor.OFFENCE and (facts.offence_on is None or facts.limitation is None)


def _planned(rule: DeadlineRule, facts: EventFacts, policy: OfficePolicy, today: date) -> Iterator[Planned]:
    timing = policy.timings[rule.code]
    if facts.young_suspect and policy.halve_for_young_suspects and rule.number in policy.table.halved:
        timing = _halved(rule, timing)
    for subject, start in _starts(rule, facts):
        due = _due(rule, timing, start, facts, policy.table.calendar)
        if due is None:
            continue
        if rule.anchor is Anchor.MEETING:
            due = max(due, min(start, today))
        remind = tuple(sorted(due + timedelta(days=n) for n in timing.remind))
        if rule.anchor is Anchor.OFFENCE:
            passed = [day for day in remind if day <= today]
            remind = tuple(passed[-1:]) + tuple(day for day in remind if day > today)
        else:
            remind = tuple(day for day in remind if day >= min(facts.event_on, today))
        escalate = None
        if timing.escalate is not None:
            escalate = _counted(due, timing.escalate, rule.escalate_unit, policy.table.calendar)
        yield Planned(
            case_id=facts.case_id, matter_id=facts.matter_id, rule=rule.code, subject_id=subject, due_on=due,
            remind_on=remind, escalate_on=escalate, owner=rule.owner,
            escalates_to=rule.escalates_to if escalate is not None else None,
        )  # fmt: skip


def _starts(rule: DeadlineRule, facts: EventFacts) -> Iterator[tuple[str | None, date]]:
    """For whom a deadline is set, and the day from which it is counted."""
    if rule.anchor is Anchor.SERVICE:
        if not facts.received:
            raise ValueError(f"{rule.code}: nobody has received the decision")
        yield from facts.received
        return
    start = {
        Anchor.EVENT: facts.event_on,
        Anchor.ARRIVAL: facts.arrived_on or facts.event_on,
        Anchor.MEETING: facts.meeting_on,
        Anchor.DUE: facts.due_on,
        Anchor.DUE_OR_EVENT: facts.due_on or facts.event_on,
        Anchor.OFFENCE: facts.offence_on,
    }[rule.anchor]
    if start is None:
        if rule.anchor is Anchor.MEETING:
            raise ValueError(f"{rule.code}: the meeting has no day")
        return  # a duty without a day, or an act whose day nobody knows, has no clock
    people = {Each.PARTY: facts.parties, Each.RECIPIENT: facts.recipients, Each.ONE: ()}[rule.each]
    for subject in people or (facts.subject_id,):
        yield subject, start


def _due(
    rule: DeadlineRule, timing: Timing, start: date, facts: EventFacts, calendar: Calendar
) -> date | None:
    if rule.anchor is Anchor.OFFENCE:
        if facts.limitation is None:
            return None
        return last_day_to_charge(start, facts.limitation, facts.victim_born, facts.charges_open_until_age)
    length = -timing.length if rule.anchor is Anchor.MEETING else timing.length
    return _counted(start, length, rule.unit, calendar)


def _counted(start: date, length: int, unit: Unit, calendar: Calendar) -> date:
    match unit:
        case Unit.DAYS:
            return start + timedelta(days=length)
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(start, length) if length else start
        case Unit.STATUTORY_DAYS:
            return calendar.end_of_period(start, length)
        case Unit.MONTHS:
            return add_months(start, length)
        case Unit.EVERY_YEAR_ON:
            this_year = date(start.year, *divmod(length, 100))
            return this_year if this_year >= start else this_year.replace(year=start.year + 1)


def _halved(rule: DeadlineRule, timing: Timing) -> Timing:
    """Row 27: half of everything, never less than one where there was one; a statutory number stays."""
    if rule.ground is Ground.STATUTORY:
        return timing
    remind = tuple(sorted({_half(n) for n in timing.remind}))
    escalate = None if timing.escalate is None else _half(timing.escalate)
    return Timing(_half(timing.length), remind, escalate)


def _half(number: int) -> int:
    if number == 0:
        return 0
    return max(1, number // 2) if number > 0 else -max(1, -number // 2)
