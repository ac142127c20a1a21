"""Whom to ask, in what order: kept by the adviser, followed by itself until enough mediators have taken the case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from mediation.actions.candidates import need_of, register
from mediation.actions.forms import Form, Id, Matters, Text
from mediation.actions.offering import answer_by, asked_of, refuse_conflicts
from mediation.actions.training import hindrances
from mediation.actions.volunteers import found
from mediation.cases import assigning
from mediation.cases.changes import Change
from mediation.kernel.ids import CaseId, ItemId, MatterId, VolunteerId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.permissions.may import May
from mediation.states.matter import IN_MEDIATION_PHASE
from mediation.work import Work
from volunteers.matching import broken, broken_by_pair, rank


class LineUp(Form):
    """The order in which mediators are asked, so many at once; as many as mediate a case where no number is said."""

    matters: Matters
    volunteers: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]
    at_once: Annotated[int, Field(ge=1, le=20)] | None = None
    because: Text = ""
    considered: Text = ""


def line_up(work: Work, case_id: CaseId, form: LineUp, expect: int | None = None) -> dict[str, object]:
    """Keep in which order mediators are asked, and ask the first; the next follows when one does not take it."""
    change = work.change(case_id, May.ASSIGNMENT_OFFER, expect=expect)
    if len(set(form.volunteers)) < len(form.volunteers):
        raise Invalid("somebody is asked once", fields=[("volunteers", "given_twice")])
    chosen = change.case.some_matters(form.matters)
    queue = [found(work, v) for v in form.volunteers]
    needs = [
        need for v in queue
        for need in hindrances(work, v, asked_of(work, change, chosen, v, [o for o in queue if o is not v]))
    ]  # fmt: skip
    if needs:
        raise StepNotPossible("not everybody in this order can be offered the case", needs=needs)
    refuse_conflicts(work, change, queue, form.considered)
    order = assigning.line_up(
        change, chosen, tuple(VolunteerId(v.id) for v in queue), form.at_once or change.mediators,
        recommended=_recommended(work, change, chosen), because=form.because, considered=form.considered,
    )  # fmt: skip
    made = ask_next(work, change, chosen)
    return {"order": order.id, "assignments": made, "recommended": list(order.recommended)}


def _recommended(work: Work, change: Change, matters: Sequence[MatterId]) -> tuple[VolunteerId, ...]:
    """The pair the ranking puts first; nobody where no two may take it."""
    staff = register(work)
    need, _ = need_of(work, change.case, matters, staff)
    best = rank(need, staff.candidates, work.app.policy.matching, most=1).pairs
    return tuple(VolunteerId(v) for v in best[0].members) if best else ()


def ask_next(work: Work, change: Change, matters: Sequence[MatterId]) -> list[ItemId]:
    """Offer the case to the next of its order until so many are asked; who may not have it is passed over."""
    order = assigning.order_for(change.case, tuple(matters))
    made: list[ItemId] = []
    if order is None or not assigning.still_to_ask(change.case, order):
        return made
    if any(change.case.matter(m).state not in IN_MEDIATION_PHASE for m in order.matters):
        return made
    staff = register(work)
    # The adviser chose them knowing their times, and times can be made; a newer order may ask somebody again.
    known = {c.id: replace(c, free=None) for c in staff.candidates}
    need, _ = need_of(work, change.case, order.matters, staff)
    need = replace(need, times=None, declined=frozenset())
    for volunteer in assigning.still_to_ask(change.case, order):
        live = assigning.live_of(change.case, order)
        named = min(len(change.facts(m).named()) for m in order.matters)
        if len(live) >= order.at_once or named >= change.mediators:
            break
        beside = [known[a.volunteer] for a in live if a.volunteer in known]
        candidate = known[volunteer]
        if not broken(candidate, need) and not any(broken_by_pair(candidate, other, need) for other in beside):
            made.append(assigning.offer(change, volunteer, order.matters, answer_by(work, change, order.matters)))
    return made
