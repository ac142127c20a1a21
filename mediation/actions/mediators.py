"""Mediators offered a case, answering, named and released (§16(1))."""

from collections.abc import Iterator, Sequence

from mediation.actions.forms import Form, Id, ItemRef, Line, Matters, Text
from mediation.actions.training import has_experience, hindrances, task
from mediation.actions.volunteers import found
from mediation.cases import assigning
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.kernel.ids import CaseId, MatterId, PersonId, VolunteerId
from mediation.kernel.refusals import Need, StepNotPossible
from mediation.permissions.may import May
from mediation.reactions import due_after
from mediation.states.small import AssignmentState
from mediation.work import Work
from volunteers import Volunteer
from volunteers.conflicts import BARS, Somebody, hits

LIVE = frozenset({AssignmentState.OFFERED, AssignmentState.ACCEPTED})


class Offer(Form):
    """A case offered to one mediator."""

    matters: Matters
    volunteer: Id


def offer(work: Work, case_id: CaseId, form: Offer, expect: int | None = None) -> dict[str, object]:
    """Offer accepted matters to a mediator who is active, admitted and trained (§10, §16(1))."""
    change = work.change(case_id, May.ASSIGNMENT_OFFER, expect=expect)
    volunteer = found(work, form.volunteer)
    chosen = change.case.some_matters(form.matters)
    asked = task(
        work, volunteer, close_relation=any(change.case.matter(m).about.close_person is True for m in chosen),
        beside_experienced=_others_are_experienced(work, change, chosen, volunteer.id),
    )  # fmt: skip
    needs = hindrances(work, volunteer, asked)
    found_hits = dict(conflicts(change.case, volunteer))
    needs += [
        Need(code, "434/2003 §28", person) for person, codes in found_hits.items() for code in codes if code in BARS
    ]
    if needs:
        raise StepNotPossible("this volunteer cannot be offered a case", needs=needs)
    answer_by = due_after(
        change.case, EventCode.ASSIGNMENT_OFFERED, change.case.some_matters(form.matters), "answer_to_assignment",
        work.app.policy, change.at,
    )  # fmt: skip
    made = assigning.offer(change, VolunteerId(volunteer.id), form.matters, answer_by)
    return {"assignment": made, "answer_by": answer_by.isoformat(), "conflict_hits": found_hits}


def conflicts(case: Case, volunteer: Volunteer) -> Iterator[tuple[PersonId, tuple[str, ...]]]:
    """Which people of a case have something in common with a volunteer, and what, as codes."""
    for person in case.people.values():
        contact = person.contact
        other = Somebody(person.name, contact.email, contact.phone, contact.street, contact.postcode)
        codes = tuple(hits(volunteer, other))
        if codes:
            yield person.id, codes


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
    _refuse_beginners_alone(work, change, form.matters)
    assigning.name(change, form.matters)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}


def _others_are_experienced(work: Work, change: Change, matters: Sequence[MatterId], volunteer: str) -> bool:
    """Whether each matter is offered to, or taken by, somebody else who has the first cases behind them."""
    live = [a for a in change.case.all(Assignment) if a.state in LIVE and a.volunteer != volunteer]
    experienced = {v for v in {a.volunteer for a in live} if has_experience(work, found(work, v))}
    return all(any(m in a.matters for a in live if a.volunteer in experienced) for m in matters)


def _refuse_beginners_alone(work: Work, change: Change, matters: Sequence[MatterId]) -> None:
    needs = []
    for matter in change.case.some_matters(tuple(matters)):
        named = {a.volunteer for a in change.facts(matter).named()}
        if named and not any(has_experience(work, found(work, v)) for v in named):
            needs.append(Need("an_experienced_mediator", "office policy", matter))
    if needs:
        raise StepNotPossible("somebody's first cases are mediated beside an experienced mediator", needs=needs)
