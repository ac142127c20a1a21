"""Mediators offered a case, answering, named and released (§16(1))."""

from mediation.actions.forms import Form, Id, ItemRef, Line, Matters, Text
from mediation.cases import assigning
from mediation.cases.assignment import Assignment
from mediation.cases.events import EventCode
from mediation.kernel.ids import CaseId, VolunteerId
from mediation.kernel.refusals import NotFound, StepNotPossible
from mediation.permissions.may import May
from mediation.reactions import due_after
from mediation.work import Work
from volunteers import NoSuchVolunteer, may_be_offered


class Offer(Form):
    """A case offered to one mediator."""

    matters: Matters
    volunteer: Id


def offer(work: Work, case_id: CaseId, form: Offer, expect: int | None = None) -> dict[str, object]:
    """Offer accepted matters to a mediator who is active, admitted and trained (§10, §16(1))."""
    change = work.change(case_id, May.ASSIGNMENT_OFFER, expect=expect)
    try:
        volunteer = work.stores.volunteers.get(form.volunteer)
    except NoSuchVolunteer:
        raise NotFound("no such volunteer", code="volunteer_not_found") from None
    hindrances = [change.case.law.need(code, volunteer.id) for code in may_be_offered(volunteer, work.day)]
    if hindrances:
        raise StepNotPossible("this volunteer cannot be offered a case", needs=hindrances)
    answer_by = due_after(
        change.case, EventCode.ASSIGNMENT_OFFERED, change.case.some_matters(form.matters), "answer_to_assignment",
        work.app.policy, change.at,
    )  # fmt: skip
    made = assigning.offer(change, VolunteerId(volunteer.id), form.matters, answer_by)
    return {"assignment": made, "answer_by": answer_by.isoformat()}


class OfferAnswer(Form):
    """A mediator's answer; taking a case needs the declaration that nothing disqualifies (434/2003 §27-29)."""

    assignment: ItemRef
    accept: bool
    undisqualified: bool = False
    reason: Text = ""


def answer(work: Work, case_id: CaseId, form: OfferAnswer, expect: int | None = None) -> dict[str, object]:
    """Accept or decline an offer made to oneself."""
    change = work.change(case_id, May.ASSIGNMENT_ANSWER, item=form.assignment, expect=expect)
    if form.accept:
        assigning.accept(change, form.assignment, undisqualified=form.undisqualified)
    else:
        assigning.decline(change, form.assignment, form.reason)
    return {"state": change.case.item(Assignment, form.assignment).state.value}


class Release(Form):
    """A mediator leaves the case."""

    assignment: ItemRef
    reason: Line = ""


def release(work: Work, case_id: CaseId, form: Release, expect: int | None = None) -> dict[str, object]:
    """Release a mediator from a case; their access ends now."""
    change = work.change(case_id, May.ASSIGNMENT_RELEASE, expect=expect)
    assigning.release(change, form.assignment, form.reason)
    return {"state": "released"}


class Naming(Form):
    """Name the mediators who accepted."""

    matters: Matters


def name(work: Work, case_id: CaseId, form: Naming, expect: int | None = None) -> dict[str, object]:
    """Name the mediators: enough of them have accepted and none is disqualified (§16(1))."""
    change = work.change(case_id, May.MEDIATORS_NAME, expect=expect)
    assigning.name(change, form.matters)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}
