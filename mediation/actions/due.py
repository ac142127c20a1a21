"""What is owed now is done now: reminders, escalations, expired offers, decisions grown final; each once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from mediation.actions.birthdays import mark_birthdays
from mediation.actions.lining_up import ask_next
from mediation.cases import assigning
from mediation.cases.agreement import Obligation
from mediation.cases.assigning import mediators_of
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.events import EventCode
from mediation.cases.meeting import Meeting
from mediation.deadlines.deadline import Deadline, Effect, EffectKind, done, owed
from mediation.deadlines.rule import Owner
from mediation.effects import AlreadyDone
from mediation.kernel.actor import Actor
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId
from mediation.kernel.refusals import Refusal, Stale, Unavailable
from mediation.notifications.outbox import Recipient, RecipientKind
from mediation.permissions.may import May
from mediation.states.small import AssignmentState
from mediation.work import App, Work, unit

log = logging.getLogger("mediation.due")
PAGE = 200


@dataclass(frozen=True, slots=True)
class Swept:
    """How one sweep went; a failed deadline is left owed and named, the others are done."""

    reminded: int = 0
    escalated: int = 0
    done_elsewhere: int = 0
    birthdays: int = 0
    failed: tuple[str, ...] = ()


MEETING_RULES = frozenset({"meeting"})
FOLLOW_UP_RULES = frozenset(
    {
        "instalment", "asking_the_receiver", "call_about_instalment", "breach_review", "asking_about_duty",
        "review_of_duty", "end_of_follow_up",
    }
)  # fmt: skip


def run_due(app: App, actor: Actor, rules: frozenset[str] | None = None) -> Swept:
    """Do everything owed today (Helsinki), or what some rules owe; a unit of work each, any number at once."""
    total, after = Swept(birthdays=mark_birthdays(app, actor) if rules is None else 0), None
    while True:
        today = helsinki_date(app.clock.now())
        with app.open_stores() as stores:
            page = stores.deadlines.owed_by(today, PAGE, after)
        for deadline in (d for d in page if rules is None or d.rule in rules):
            total = added(total, _chase(app, actor, deadline, today))
        if len(page) < PAGE:
            return total
        after = page[-1].id


def _chase(app: App, actor: Actor, deadline: Deadline, today: date) -> Swept:
    owing: list[Effect] = []
    carried: list[Effect] = []
    try:
        with unit(app, actor) as work:
            work.permit(May.DEADLINE_RUN)
            # Read again here: another sweep, or an action, may have dealt with it since the page was read.
            still = [d for d in work.stores.deadlines.open_for(deadline.case_id) if d.id == deadline.id]
            for found in still:
                owing = owed(found, today)
                carried = _carry_out(work, found, owing)
    except (AlreadyDone, Stale):
        return Swept(done_elsewhere=1)
    except Unavailable:
        raise
    except Exception as error:  # one case that fails must not keep the others from their reminders
        code = error.code if isinstance(error, Refusal) else type(error).__name__
        log.warning("deadline %s could not be chased: %s", deadline.id, code)
        return Swept(failed=(deadline.id,))
    kinds = [e.kind for e in carried]
    return Swept(
        reminded=kinds.count(EffectKind.REMIND), escalated=kinds.count(EffectKind.ESCALATE),
        done_elsewhere=int(len(carried) < len(owing)),
    )  # fmt: skip


def _carry_out(work: Work, deadline: Deadline, effects: list[Effect]) -> list[Effect]:
    """Do each effect that was not done yet, for another matter or by another sweep; those are only written down."""
    case = work.stores.cases.get(deadline.case_id)
    after, carried = deadline, []
    for effect in effects:
        special = SPECIAL.get((deadline.rule, effect.kind))
        key = _key(deadline, effect, special=special is not None)
        after = done(after, effect, work.day)
        if work.stores.effects.done(key):
            continue
        work.claim(key)
        carried.append(effect)
        if special is not None:
            special(work, deadline)
        else:
            _tell(work, case, deadline, effect)
        code = EventCode.REMINDER_SENT if effect.kind is EffectKind.REMIND else EventCode.DEADLINE_ESCALATED
        work.note(
            code.value, case=case.id, thing=deadline.id, rule=deadline.rule, to=effect.to.value,
            due=deadline.due_on.isoformat(),
        )  # fmt: skip
    work.keep_deadline(after)
    return carried


def _key(deadline: Deadline, effect: Effect, *, special: bool) -> str:
    """What is done once: keyed by what it is about and its day, not by the row.

    Two matters at one meeting are one reminder; a meeting moved by an hour is reminded of on its other days.
    """
    about = deadline.id if special else deadline.subject_id or deadline.matter_id or deadline.case_id
    day = deadline.remind_on[effect.ordinal - 1] if effect.kind is EffectKind.REMIND else deadline.escalate_on
    return f"{effect.kind.value}:{deadline.rule}:{about}:{deadline.due_on.isoformat()}:{day}"


def _tell(work: Work, case: Case, deadline: Deadline, effect: Effect) -> None:
    if effect.kind is EffectKind.REMIND:
        kind, whom = REMINDERS.get(deadline.rule, ("task_for_staff", _owner))
    else:
        kind, whom = "task_escalated", _owner
    for to in whom(case, deadline, effect):
        work.send(case.id, kind, to, _facts(case, deadline, kind), deadline.id)


def _facts(case: Case, deadline: Deadline, kind: str) -> dict[str, str]:
    facts = {"due_on": deadline.due_on.isoformat(), "answer_by": deadline.due_on.isoformat()}
    if kind == "meeting_reminder":
        facts["starts_at"] = case.item(Meeting, ItemId(deadline.subject_id or "")).starts_at.isoformat()
    return facts


def _staff(owner: Owner) -> list[Recipient]:
    return [Recipient(RecipientKind.STAFF, owner.value)]


def _owner(case: Case, deadline: Deadline, effect: Effect) -> list[Recipient]:
    if effect.to is not Owner.MEDIATOR:
        return _staff(effect.to)
    if deadline.rule == "answer_to_assignment":
        return [Recipient(RecipientKind.VOLUNTEER, case.item(Assignment, ItemId(deadline.subject_id or "")).volunteer)]
    named = [
        Recipient(RecipientKind.VOLUNTEER, a.volunteer)
        for a in case.all(Assignment)
        if deadline.matter_id in a.matters and a.state is AssignmentState.ACCEPTED
    ]
    return named or _staff(Owner.ADVISER)


def _subject(_: Case, deadline: Deadline, effect: Effect) -> list[Recipient]:
    del effect
    return [Recipient(RecipientKind.PERSON, deadline.subject_id or "")]


def _invited(case: Case, deadline: Deadline, effect: Effect) -> list[Recipient]:
    del effect
    meeting = case.item(Meeting, ItemId(deadline.subject_id or ""))
    people = [Recipient(RecipientKind.PERSON, p) for p in meeting.invited]
    return people + [Recipient(RecipientKind.VOLUNTEER, v) for v in mediators_of(case, meeting)]


def _payer(case: Case, deadline: Deadline, effect: Effect) -> list[Recipient]:
    del effect
    return [Recipient(RecipientKind.PERSON, case.item(Obligation, ItemId(deadline.subject_id or "")).promised_by)]


def _receiver(case: Case, deadline: Deadline, effect: Effect) -> list[Recipient]:
    del effect
    return [Recipient(RecipientKind.PERSON, case.item(Obligation, ItemId(deadline.subject_id or "")).promised_to)]


def _expire_offer(work: Work, deadline: Deadline) -> None:
    change = work.change(deadline.case_id, May.DEADLINE_RUN)
    expired = change.case.item(Assignment, ItemId(deadline.subject_id or ""))
    assigning.expire(change, expired.id)
    if ask_next(work, change, expired.matters):
        return  # the adviser's own order goes on: it is theirs again when nobody is left in it
    for to in _staff(Owner.ADVISER):
        work.send(deadline.case_id, "task_escalated", to, {"due_on": deadline.due_on.isoformat()}, deadline.id)


def _grow_final(work: Work, deadline: Deadline) -> None:
    change = work.change(deadline.case_id, May.DEADLINE_RUN)
    change.case.emit(EventCode.DECISION_FINAL, change.at, matter=deadline.matter_id, subject=deadline.subject_id)


Whom = Callable[[Case, Deadline, Effect], list[Recipient]]
# fmt: off
#   deadline                  message                         to whom
REMINDERS: dict[str, tuple[str, Whom]] = {
    "asking_about_duty":      ("instalment_unpaid_question",  _receiver),
    "asking_the_receiver":    ("instalment_unpaid_question",  _receiver),
    "consent_answer":         ("consent_reminder",            _subject),
    "instalment":             ("instalment_reminder",         _payer),
    "meeting":                ("meeting_reminder",            _invited),
}
#   deadline, effect                                    done instead of a message
SPECIAL: dict[tuple[str, EffectKind], Callable[[Work, Deadline], None]] = {
    ("answer_to_assignment",  EffectKind.ESCALATE):     _expire_offer,
    ("appeal",                EffectKind.REMIND):       _grow_final,
}
# fmt: on


def added(total: Swept, more: Swept) -> Swept:
    """Two sweeps as one."""
    return replace(
        total, reminded=total.reminded + more.reminded, escalated=total.escalated + more.escalated,
        done_elsewhere=total.done_elsewhere + more.done_elsewhere, failed=total.failed + more.failed,
    )  # fmt: skip
