"""Everybody who may stand before one case, each in a relation of their own to it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mediation.cases import reporting
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.report import Report
from mediation.kernel.actor import Actor, Role, service
from mediation.kernel.ids import AccountId, DocumentId, ItemId, OfficeId, PersonId, UnitId, VolunteerId
from mediation.permissions.predicates import Touch
from mediation.states.matter import MatterState
from mediation.states.small import AssignmentState, ReportState
from tests.cases.desk import IN_CHARGE, OFFICE, POLICE, TUESDAY, Desk, S, crime

ELSEWHERE = OfficeId("o_espoo")
OTHER_UNIT = UnitId("n_syyttaja_keksitty")


@dataclass(frozen=True)
class Relation:
    """Somebody, and the case and record they want to touch."""

    actor: Actor
    touch: Touch


def actor(*roles: Role, office: OfficeId | None = OFFICE, unit: str | None = None, volunteer: str | None = None,
          person: PersonId | None = None) -> Actor:  # fmt: skip
    return Actor(AccountId("u_somebody"), frozenset(roles), office, UnitId(unit) if unit else None,
                 VolunteerId(volunteer) if volunteer else None, person)  # fmt: skip


def mediated(*, closed: bool = False) -> Desk:
    """A case in mediation with a report on its way, or closed today."""
    desk = crime()
    desk.to_mediation()
    if closed:
        for matter in desk.matters:
            ended = replace(desk.case.matters[matter], state=MatterState.CLOSED, closed_at=desk.at)
            desk.case.matters[matter] = ended
    return desk


def at_the_case(who: Actor, *, days: int = 0, closed: bool = False) -> Relation:
    """Somebody at the case itself, some days after it was closed or changed last."""
    desk = mediated(closed=closed)
    return Relation(who, Touch(desk.at + timedelta(days=days), OFFICE, desk.case))


def at_an_offer(who: Actor, state: AssignmentState, volunteer: str = "v_runar") -> Relation:
    """Somebody at an offer made to a volunteer."""
    desk = crime()
    desk.to_accepted()
    made = Assignment(
        id=ItemId("i_offer"), matters=desk.matters, volunteer=VolunteerId(volunteer), state=state,
        offered_at=desk.at, offered_by=desk.by, answer_by=desk.change.day,
    )  # fmt: skip
    desk.case.put(made)
    return Relation(who, Touch(desk.at, OFFICE, desk.case, made.id))


def at_a_report(who: Actor, state: ReportState = ReportState.AVAILABLE) -> Relation:
    """Somebody at a report to the police unit that brought the case."""
    desk, report = reported()
    desk.case.put(replace(desk.case.item(Report, report), state=state))
    return Relation(who, Touch(desk.at, OFFICE, desk.case, report))


def reported() -> tuple[Desk, ItemId]:
    desk = mediated()
    desk.withdraw(S)
    report = reporting.prepare(desk.change, desk.matters)
    desk.by = IN_CHARGE
    reporting.approve(desk.change, report)
    reporting.send(desk.change, report, DocumentId("f_paper"))
    return desk, report


def at_the_office(who: Actor) -> Relation:
    """Somebody at the office's own records, no case in hand."""
    return Relation(who, Touch(TUESDAY, OFFICE))


def a_party(case: Case) -> PersonId:
    return next(iter(case.people))


def with_own_case(role: Role) -> Relation:
    """A member of the office who is a person of the very case."""
    desk = mediated()
    return Relation(actor(role, person=a_party(desk.case)), Touch(desk.at, OFFICE, desk.case))


CLOCKWORK = service(OFFICE)
POLICEMAN = actor(Role.POLICE, office=None, unit=POLICE)
VEIKKO = actor(Role.MEDIATOR, volunteer="v_veikko")
RUNAR = actor(Role.MEDIATOR, volunteer="v_runar")
NOW: datetime = TUESDAY
