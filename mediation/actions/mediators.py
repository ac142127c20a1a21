"""Mediators offered a case, answering, named and released (§16(1))."""

from collections.abc import Sequence

from mediation.actions.forms import Form, Id, ItemRef, Line, Matters, Text
from mediation.actions.lining_up import ask_next
from mediation.actions.offering import answer_by, asked_of, refuse_conflicts, refuse_to_take
from mediation.actions.training import has_experience, hindrances
from mediation.actions.volunteers import found
from mediation.cases import assigning
from mediation.cases.assignment import Assignment
from mediation.cases.changes import Change
from mediation.kernel.ids import CaseId, MatterId, VolunteerId
from mediation.kernel.refusals import Need, StepNotPossible
from mediation.permissions.may import May
from mediation.work import Work


class Offer(Form):
    """A case offered to one mediator."""

    matters: Matters
    volunteer: Id
    considered: Text = ""


def offer(work: Work, case_id: CaseId, form: Offer, expect: int | None = None) -> dict[str, object]:
    """Offer accepted matters to a mediator who is active, admitted and trained (§10, §16(1))."""
    change = work.change(case_id, May.ASSIGNMENT_OFFER, expect=expect)
    volunteer = found(work, form.volunteer)
    chosen = change.case.some_matters(form.matters)
    needs = hindrances(work, volunteer, asked_of(work, change, chosen, volunteer))
    if needs:
        raise StepNotPossible("this volunteer cannot be offered a case", needs=needs)
    refuse_conflicts(work, change, [volunteer], form.considered)
    last_day = answer_by(work, change, chosen)
    made = assigning.offer(change, VolunteerId(volunteer.id), form.matters, last_day)
    return {"assignment": made, "answer_by": last_day.isoformat()}


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
        refuse_to_take(work, change, change.case.item(Assignment, form.assignment).volunteer)
        assigning.accept(change, form.assignment, undisqualified=form.undisqualified)
    else:
        assigning.decline(change, form.assignment, form.reason)
        ask_next(work, change, change.case.item(Assignment, form.assignment).matters)
    return {"state": change.case.item(Assignment, form.assignment).state.value}


class Release(Form):
    """A mediator leaves the case."""

    assignment: ItemRef
    reason: Line = ""


def release(work: Work, case_id: CaseId, form: Release, expect: int | None = None) -> dict[str, object]:
    """Release a mediator from a case; their access ends now."""
    change = work.change(case_id, May.ASSIGNMENT_RELEASE, expect=expect)
    assigning.release(change, form.assignment, form.reason)
    ask_next(work, change, change.case.item(Assignment, form.assignment).matters)
    return {"state": "released"}


class Recusal(Form):
    """A mediator finds after opening the case that something disqualifies them (434/2003 §29)."""

    assignment: ItemRef


def recuse(work: Work, case_id: CaseId, form: Recusal, expect: int | None = None) -> dict[str, object]:
    """Leave a case one is disqualified from; access ends now, and the next in line is asked (434/2003 §29-30)."""
    change = work.change(case_id, May.ASSIGNMENT_RECUSE, item=form.assignment, expect=expect)
    assigning.release(change, form.assignment, "disqualified")
    ask_next(work, change, change.case.item(Assignment, form.assignment).matters)
    return {"state": "released"}


class Naming(Form):
    """Name the mediators who accepted."""

    matters: Matters


def name(work: Work, case_id: CaseId, form: Naming, expect: int | None = None) -> dict[str, object]:
    """Name the mediators: enough of them have accepted and none is disqualified (§16(1))."""
    change = work.change(case_id, May.MEDIATORS_NAME, expect=expect)
    _refuse_beginners_alone(work, change, form.matters)
    assigning.name(change, form.matters)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}


def _refuse_beginners_alone(work: Work, change: Change, matters: Sequence[MatterId]) -> None:
    needs = []
    for matter in change.case.some_matters(tuple(matters)):
        named = {a.volunteer for a in change.facts(matter).named()}
        if named and not any(has_experience(work, found(work, v)) for v in named):
            needs.append(Need("an_experienced_mediator", "office policy", matter))
    if needs:
        raise StepNotPossible("somebody's first cases are mediated beside an experienced mediator", needs=needs)
