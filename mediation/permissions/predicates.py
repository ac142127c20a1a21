"""One-line questions about an actor and what they want to touch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.report import LEFT_THE_OFFICE, Report
from mediation.kernel.actor import Actor, Role
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, OfficeId
from mediation.states.small import AssignmentState

GRANT_DAYS_AFTER_CLOSING = 14  # office policy: a mediator's access ends this long after the case has closed


@dataclass(frozen=True, slots=True)
class Touch:
    """What an actor wants to touch: an office, and if there is one a case and a record of it, at an instant."""

    at: datetime
    office: OfficeId | None = None
    case: Case | None = None
    item: ItemId | None = None


Predicate = Callable[[Actor, Touch], bool]


def is_adviser(actor: Actor, _: Touch) -> bool:
    return Role.ADVISER in actor.roles


def is_person_in_charge(actor: Actor, _: Touch) -> bool:
    return Role.PERSON_IN_CHARGE in actor.roles


def is_mediator(actor: Actor, _: Touch) -> bool:
    return Role.MEDIATOR in actor.roles and actor.volunteer is not None


def is_authority(actor: Actor, _: Touch) -> bool:
    return actor.is_authority and actor.unit is not None


def is_auditor(actor: Actor, _: Touch) -> bool:
    return Role.AUDITOR in actor.roles


def is_administrator(actor: Actor, _: Touch) -> bool:
    return Role.ADMINISTRATOR in actor.roles


def is_service(actor: Actor, _: Touch) -> bool:
    return Role.SERVICE in actor.roles


def same_office(actor: Actor, touch: Touch) -> bool:
    office = touch.case.office if touch.case else touch.office
    return actor.office is not None and actor.office == office


def is_no_party(actor: Actor, touch: Touch) -> bool:
    """A member of the office who is a person of the case may not touch it (434/2003 §28)."""
    return touch.case is None or actor.person is None or actor.person not in touch.case.people


def has_live_grant(actor: Actor, touch: Touch) -> bool:
    """An accepted case, until the grant runs out: asked at every request, no job needed."""
    return touch.case is not None and any(
        a.volunteer == actor.volunteer and a.state is AssignmentState.ACCEPTED and _is_live(touch.case, touch.at)
        for a in touch.case.all(Assignment)
    )


def is_offered_to_them(actor: Actor, touch: Touch) -> bool:
    """The very offer in question was made to this mediator."""
    found = touch.case.items.get(touch.item) if touch.case and touch.item else None
    return isinstance(found, Assignment) and found.volunteer == actor.volunteer


def report_is_addressed_to_them(actor: Actor, touch: Touch) -> bool:
    """The very report in question has left the office for this actor's unit."""
    found = touch.case.items.get(touch.item) if touch.case and touch.item else None
    return isinstance(found, Report) and found.unit == actor.unit and found.state in LEFT_THE_OFFICE


def grant_ends_on(case: Case) -> date | None:
    """The last day (Helsinki) on which a mediator reads a closed case; None while that day is not known."""
    closed = max((m.closed_at for m in case.matters.values() if m.closed_at), default=None)
    if not case.is_closed or closed is None:
        return None
    return helsinki_date(closed) + timedelta(days=GRANT_DAYS_AFTER_CLOSING)


def initiative_is_theirs(actor: Actor, touch: Touch) -> bool:
    """The initiative of the case came from this actor's unit."""
    return touch.case is not None and actor.unit is not None and touch.case.initiative.unit == actor.unit


def _is_live(case: Case, at: datetime) -> bool:
    last_day = grant_ends_on(case)
    return last_day is None or helsinki_date(at) <= last_day
