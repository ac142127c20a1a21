"""Follow-up, holding and closing of matters; notes of the office."""

from typing import Literal

from mediation.actions.forms import Day, FilledLine, FilledText, Form, ItemRef, Matters
from mediation.cases import following_up, holding
from mediation.cases.agreement import Obligation
from mediation.kernel.ids import CaseId
from mediation.permissions.may import May
from mediation.work import Work


class SomeMatters(Form):
    """Matters of one case."""

    matters: Matters


def start(work: Work, case_id: CaseId, form: SomeMatters, expect: int | None = None) -> dict[str, object]:
    """Begin the follow-up of agreed matters with promises still open."""
    change = work.change(case_id, May.CASE_CLOSE, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        following_up.start(change, matter_id)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}


class Performance(Form):
    """How a promise went; `on` is the day in Helsinki on which it was kept."""

    obligation: ItemRef
    step: Literal["keep", "keep_late", "break", "waive", "reopen"]
    on: Day | None = None


def record_performance(work: Work, case_id: CaseId, form: Performance, expect: int | None = None) -> dict[str, object]:
    """Record that a promise was kept, broken or waived, or take a mistaken entry back."""
    change = work.change(case_id, May.OBLIGATION_RECORD, expect=expect)
    following_up.record(change, form.obligation, form.step, form.on)
    return {"state": change.case.item(Obligation, form.obligation).state.value}


def close(work: Work, case_id: CaseId, form: SomeMatters, expect: int | None = None) -> dict[str, object]:
    """Close matters that have nothing left to do."""
    change = work.change(case_id, May.CASE_CLOSE, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        following_up.close(change, matter_id)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}


class HoldForm(Form):
    """Why the clock of matters stops."""

    matters: Matters
    reason: FilledLine


def hold(work: Work, case_id: CaseId, form: HoldForm, expect: int | None = None) -> dict[str, object]:
    """Put matters on hold; what depends on their clock waits, a limitation date never does."""
    change = work.change(case_id, May.CASE_HOLD, expect=expect)
    made = [holding.hold(change, m, form.reason) for m in change.case.some_matters(form.matters)]
    return {"holds": made}


def resume(work: Work, case_id: CaseId, form: SomeMatters, expect: int | None = None) -> dict[str, object]:
    """Let the clock of matters run again."""
    change = work.change(case_id, May.CASE_HOLD, expect=expect)
    days = {m: holding.resume(change, m) for m in change.case.some_matters(form.matters)}
    return {"days_held": days}


class NoteForm(Form):
    """A working note."""

    text: FilledText


def add_note(work: Work, case_id: CaseId, form: NoteForm, expect: int | None = None) -> dict[str, object]:
    """Add a working note of the office."""
    change = work.change(case_id, May.NOTE_ADD, expect=expect)
    return {"note": holding.add_note(change, form.text)}
