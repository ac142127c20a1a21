"""What the office owes its volunteers: warned in time, talked to, thanked; and the advisers' weekly digest of it."""

import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from mediation.actions.due import Swept, added
from mediation.actions.expenses import paid_key, tax_key
from mediation.cases.engagement import Engagement
from mediation.deadlines.calendar import add_months
from mediation.deadlines.deadline import Deadline, Effect, EffectKind, owed
from mediation.deadlines.policy import OfficePolicy
from mediation.deadlines.volunteers import MEDIATES, Known, as_deadline, reckoned
from mediation.effects import AlreadyDone
from mediation.kernel.actor import Actor
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, VolunteerId
from mediation.kernel.refusals import Stale, Unavailable
from mediation.notifications.outbox import Recipient, RecipientKind
from mediation.permissions.may import May
from mediation.stores import Stores
from mediation.work import App, Work, unit
from volunteers import Volunteer
from volunteers.training import lapsing

log = logging.getLogger("mediation.care")
OFFICE: Final = CaseId("")  # a message of the office's own
THANKS_LAST: Final = 7  # days after an anniversary during which a clockwork that stood still makes up for it
LAPSES_SOON: Final = 60  # days: what the digest calls soon (office policy)


@dataclass(frozen=True, slots=True)
class Owing:
    """One thing owed to, or about, a volunteer now: under which key it is done once, and what is sent to whom."""

    key: str
    act: str
    kind: EffectKind | None
    rule: str
    messages: tuple[tuple[str, Recipient, dict[str, str]], ...]


def run_care(app: App, actor: Actor) -> Swept:
    """Do everything owed to the volunteers today (Helsinki), a unit of work each; any number at once do it once."""
    today = helsinki_date(app.clock.now())
    with app.open_stores() as stores:
        waiting = [
            known.volunteer.id for known in _everybody(stores, today)
            if any(not stores.effects.done(owing.key) for owing in _owing(known, app.policy))
        ]  # fmt: skip
    total = Swept()
    for volunteer in waiting:
        total = added(total, _care_for(app, actor, volunteer))
    return added(total, _remind_of_tax(app, actor))


def _remind_of_tax(app: App, actor: Actor) -> Swept:
    """The report of a past year in which expenses were paid is owed until it is written (row 41)."""
    done: list[EffectKind] = []
    try:
        with unit(app, actor) as work:
            work.permit(May.DEADLINE_RUN)
            year, effects = work.day.year - 1, work.stores.effects
            if not effects.done(paid_key(work.office, year)) or effects.done(tax_key(work.office, year)):
                return Swept()
            month, day = divmod(app.policy.timings["tax_report"].length, 100)
            deadline = as_deadline("tax_report", work.office, date(work.day.year, month, day), app.policy)
            for effect in owed(deadline, work.day):
                owing = _reminder(None, deadline, effect, work.day)
                if not effects.done(owing.key):
                    _carry_out(work, owing, work.office)
                    done.append(effect.kind)
    except (AlreadyDone, Stale):
        return Swept(done_elsewhere=1)
    return Swept(reminded=done.count(EffectKind.REMIND), escalated=done.count(EffectKind.ESCALATE))


def _care_for(app: App, actor: Actor, volunteer_id: str) -> Swept:
    try:
        with unit(app, actor) as work:
            work.permit(May.DEADLINE_RUN)
            # Read again here: another run, or a talk recorded meanwhile, may have dealt with it.
            known = next(k for k in _everybody(work.stores, work.day) if k.volunteer.id == volunteer_id)
            done = [owing for owing in _owing(known, app.policy) if not work.stores.effects.done(owing.key)]
            for owing in done:
                _carry_out(work, owing, volunteer_id)
    except (AlreadyDone, Stale):
        return Swept(done_elsewhere=1)
    except Unavailable:
        raise
    except Exception as error:  # one entry that fails must not keep the others from what they are owed
        log.warning("volunteer %s could not be cared for: %s", volunteer_id, type(error).__name__)
        return Swept(failed=(volunteer_id,))
    kinds = [owing.kind for owing in done]
    return Swept(reminded=kinds.count(EffectKind.REMIND), escalated=kinds.count(EffectKind.ESCALATE))


def _carry_out(work: Work, owing: Owing, about: str) -> None:
    work.claim(owing.key)
    for kind, to, facts in owing.messages:
        work.send(OFFICE, kind, to, facts, owing.key)
    work.note(owing.act, thing=about, rule=owing.rule)


def _owing(known: Known, policy: OfficePolicy) -> Iterator[Owing]:
    volunteer = known.volunteer
    for deadline in reckoned(known, policy):
        for effect in owed(deadline, known.today):
            yield _reminder(volunteer, deadline, effect, known.today)
    years = _years_today(volunteer, known.today)
    if years:
        told = ("volunteer_thanks", Recipient(RecipientKind.VOLUNTEER, volunteer.id), dict[str, str]())
        yield Owing(f"thanks:{volunteer.id}:{years}", "volunteer_thanked", None, "anniversary", (told,))


def _reminder(volunteer: Volunteer | None, deadline: Deadline, effect: Effect, today: date) -> Owing:
    reminds = effect.kind is EffectKind.REMIND
    day = deadline.remind_on[effect.ordinal - 1] if reminds else deadline.escalate_on
    facts = {"due_on": deadline.due_on.isoformat()}
    staff = Recipient(RecipientKind.STAFF, effect.to.value)
    messages = [("task_for_staff" if reminds else "task_escalated", staff, facts)]
    runs_out = {course.expires_on for course in lapsing(volunteer.courses, today)} if volunteer is not None else set()
    if volunteer is not None and reminds and deadline.rule == "training_renewal" and deadline.due_on in runs_out:
        messages.append(("training_expires", Recipient(RecipientKind.VOLUNTEER, volunteer.id), facts))
    key = f"{effect.kind.value}:{deadline.rule}:{deadline.subject_id}:{deadline.due_on.isoformat()}:{day}"
    act = "volunteer_reminder_sent" if reminds else "volunteer_task_escalated"
    return Owing(key, act, effect.kind, deadline.rule, tuple(messages))


def _everybody(stores: Stores, today: date) -> Iterator[Known]:
    """Everybody who mediates, with what is known of each on a day."""
    engaged, last = stores.engagements.all(), stores.bookings.last()
    for volunteer in (v for v in stores.volunteers.all() if v.standing in MEDIATES):
        who = VolunteerId(volunteer.id)
        met = helsinki_date(last[who]) if who in last else None
        yield Known(volunteer, today, engaged.get(who, Engagement(who)).on_hand, met)


def _years_today(volunteer: Volunteer, today: date) -> int:
    """Which anniversary of the admission was within the last days; zero if none."""
    if volunteer.admission is None:
        return 0
    since = volunteer.admission.decided_on
    years = (today.year - since.year) + 1
    while years > 0 and add_months(since, 12 * years) > today:
        years -= 1
    return years if years > 0 and (today - add_months(since, 12 * years)).days <= THANKS_LAST else 0


@dataclass(frozen=True, slots=True)
class Digest:
    """Volunteers by what an adviser should look at, as ids; empty when all is well."""

    overloaded: tuple[str, ...]
    idle: tuple[str, ...]
    offers_unanswered: tuple[str, ...]
    applicants_waiting: tuple[str, ...]
    lapsing: tuple[str, ...]
    lapsed: tuple[str, ...]
    resting_after_heavy_case: tuple[str, ...]
    anniversaries: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is named."""
        return not any(asdict(self).values())


def digest_of(work: Work) -> Digest:
    """Who is overloaded, idle, waiting for an answer, or about to lose a certificate, today (Helsinki)."""
    register, engaged = work.stores.volunteers.all(), work.stores.engagements.all()
    known = list(_everybody(work.stores, work.day))
    mediates = [k.volunteer for k in known]
    soon = work.day + timedelta(days=LAPSES_SOON)
    return Digest(
        overloaded=tuple(k.volunteer.id for k in known if k.on_hand > k.volunteer.wishes.open_cases),
        idle=tuple(k.volunteer.id for k in known if _is_idle(k, work.app.policy)),
        offers_unanswered=tuple(v.id for v in register if (e := engaged.get(VolunteerId(v.id))) and e.offered),
        applicants_waiting=tuple(v.id for v in register if v.standing in {"applicant", "interviewed"}),
        lapsing=tuple(v.id for v in mediates if any(_by(c.expires_on, soon) for c in lapsing(v.courses, work.day))),
        lapsed=tuple(v.id for v in mediates if _has_lapsed(v, work.day)),
        resting_after_heavy_case=tuple(v.id for v in mediates if v.rests_until and v.rests_until >= work.day),
        anniversaries=tuple(v.id for v in mediates if _years_today(v, work.day)),
    )  # fmt: skip


def send_digest(app: App, actor: Actor) -> int:
    """Tell the advisers that the digest of this week (ISO 8601) is there; once a week, and only if it has a name."""
    try:
        with unit(app, actor) as work:
            work.permit(May.DEADLINE_RUN)
            year, week, _ = work.day.isocalendar()
            key = f"volunteer_digest:{work.office}:{year}-{week:02d}"
            if work.stores.effects.done(key) or digest_of(work).is_empty:
                return 0
            work.claim(key)
            work.send(OFFICE, "volunteer_digest", Recipient(RecipientKind.STAFF, "adviser"), {}, key)
            work.note("volunteer_digest_sent")
    except AlreadyDone:
        return 0
    return 1


def _is_idle(known: Known, policy: OfficePolicy) -> bool:
    return any(d.rule == "inactivity" and d.due_on <= known.today for d in reckoned(known, policy))


def _by(day: date | None, limit: date) -> bool:
    return day is not None and day <= limit


def _has_lapsed(volunteer: Volunteer, today: date) -> bool:
    """Whether a kind of training was certified once and is valid no more."""
    once = {c.kind for c in volunteer.courses if c.revoked_on is None and c.completed_on <= today}
    return bool(once - {c.kind for c in volunteer.courses if c.is_valid_on(today)})
