"""A mediator's own cases while the grant lasts: who, when, where, what was agreed; the log of meetings, the account."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from mediation.actions.forms import read_form
from mediation.actions.mediators import Recusal, recuse
from mediation.actions.meetings import (
    AccountForm,
    CancelledMeeting,
    HeldMeeting,
    MovedMeeting,
    cancel,
    give_account,
    move,
    record_held,
)
from mediation.kernel.refusals import NotFound, Refusal
from mediation.permissions.may import May
from mediation.queries import own_cases
from mediation.web.audience import Audience
from mediation.web.filling import instant_of, local_time
from mediation.web.page import Page
from mediation.web.visit import Visit
from mediation.work import Work


def cases(visit: Visit) -> Response:
    """The cases one has taken and may still read."""
    return visit.show("volunteer/cases.html", cases=visit.read(own_cases.own_cases))


def case(visit: Visit) -> Response:
    """One case, as far as mediating it needs."""
    return visit.show("volunteer/case.html", desk=_desk(visit))


def meeting(visit: Visit) -> Response:
    """One meeting: before it when and where, after it who came, or that nobody met."""
    desk = _desk(visit)
    met = next((m for m in desk["meetings"] if m["id"] == visit.request.path_params["meeting"]), None)
    if met is None:
        raise NotFound("no such meeting of yours", code="meeting_not_found")
    refusal = _sent(visit, lambda work: _record(work, visit, met["id"]))
    if isinstance(refusal, Response):
        return refusal
    form = visit.form(refusal, came=met["invited"], starts_at=local_time(met["starts_at"]), place=met["place"])
    return visit.show_form("volunteer/meeting.html", refusal, form, desk=desk, met=met)


def _record(work: Work, visit: Visit, meeting_id: str) -> dict[str, Any]:
    typed, this = visit.typed, {"meeting": meeting_id}
    if typed.one("what") == "off":
        form = read_form(CancelledMeeting, this | {"because": typed.one("because")})
        return cancel(work, visit.case_id, form, visit.version)
    if typed.one("what") == "move":
        moved = {"starts_at": instant_of(typed.one("starts_at")), "place": typed.one("place")}
        return move(work, visit.case_id, read_form(MovedMeeting, this | moved), visit.version)
    came = read_form(HeldMeeting, this | {"came": typed.all("came")})
    return record_held(work, visit.case_id, came, visit.version)


def account(visit: Visit) -> Response:
    """The account of course and outcome, never of what was said (§17(6), §21.2)."""
    desk = _desk(visit)

    def given(work: Work) -> dict[str, Any]:
        typed = visit.typed
        values = {"matters": typed.all("matters"), "text": typed.one("text"), "heavy": typed.one("heavy") == "yes"}
        return give_account(work, visit.case_id, read_form(AccountForm, values), visit.version)

    refusal = _sent(visit, given)
    if isinstance(refusal, Response):
        return refusal
    form = visit.form(refusal, matters=desk["may_account"])
    return visit.show_form("volunteer/account.html", refusal, form, desk=desk)


def leave(visit: Visit) -> Response:
    """Leave a case because something disqualifies one after all (434/2003 §29)."""
    desk = _desk(visit)
    refusal: Refusal | None = None
    if visit.is_post:
        try:
            visit.do(lambda work: _recuse(work, visit, desk["assignments"]))
        except Refusal as no:
            refusal = no
        else:
            return visit.go("/me/cases", "left")
    return visit.show_form("volunteer/leave.html", refusal, visit.form(refusal), desk=desk)


def _recuse(work: Work, visit: Visit, assignments: list[str]) -> dict[str, Any]:
    for assignment in assignments:
        recuse(work, visit.case_id, read_form(Recusal, {"assignment": assignment}))
    return {"left": len(assignments)}


def _sent(visit: Visit, act: Callable[[Work], dict[str, Any]]) -> Response | Refusal | None:
    """Do what the form of a page asks: back to the case when it is done, the refusal when it is not."""
    if not visit.is_post:
        return None
    try:
        visit.do(act)
    except Refusal as no:
        return no
    visit.drop_draft()
    return visit.go(f"/me/cases/{visit.case_id}", "saved")


def _desk(visit: Visit) -> dict[str, Any]:
    return visit.read(lambda work: own_cases.own_case(work, visit.case_id))


V, BOTH = Audience.VOLUNTEER, ("GET", "POST")
PAGES = [
    Page("/me/cases", V, None, cases, why="the query shows a mediator's own cases alone"),
    Page("/me/cases/{case}", V, May.CASE_READ, case),
    Page("/me/cases/{case}/meetings/{meeting}", V, May.MEETING_RECORD, meeting, BOTH),
    Page("/me/cases/{case}/account", V, May.ACCOUNT_OF_MEDIATION_GIVE, account, BOTH),
    Page("/me/cases/{case}/leave", V, May.ASSIGNMENT_RECUSE, leave, BOTH),
]
