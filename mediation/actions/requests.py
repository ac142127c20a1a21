"""Requests of the office and to the office, entered and answered (§16(2), §20; 434/2003 §23.2; 621/1999 §14)."""

from typing import Literal

from mediation.actions.forms import Day, FilledText, Form, ItemRef, Line, Matters
from mediation.cases import requesting
from mediation.cases.request import REQUESTS, Request, RequestKind
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid
from mediation.permissions.may import May
from mediation.work import Work


class NewRequest(Form):
    """What was asked, and between whom; an authority that asks how far mediation is names a day."""

    matters: Matters
    kind: RequestKind
    between: Line = ""
    text: FilledText
    wanted_by: Day | None = None


def enter(work: Work, case_id: CaseId, form: NewRequest, expect: int | None = None) -> dict[str, object]:
    """Enter a request; its deadline runs from today, and records are asked for only with the parties' consent."""
    change = work.change(case_id, May.REQUEST_RECORD, expect=expect)
    made = requesting.enter(change, form.kind, form.matters, form.between, form.text, form.wanted_by)
    return {"request": made}


class RequestAnswer(Form):
    """The answer to a request; a breach of personal data is answered to the controller and to the authority."""

    request: ItemRef
    text: FilledText
    to: Literal["answer", "controller", "authority"] = "answer"


def answer(work: Work, case_id: CaseId, form: RequestAnswer, expect: int | None = None) -> dict[str, object]:
    """Record the answer to a request that needs no decision."""
    change = work.change(case_id, May.REQUEST_RECORD, expect=expect)
    if REQUESTS[change.case.item(Request, form.request).kind].decides:
        raise Invalid("the person in charge decides on documents given out (§20)", fields=[("request", "decided")])
    requesting.answer(change, form.request, form.text, form.to)
    return {"request": form.request}


class RequestDecision(Form):
    """What was decided on documents asked for, with the reasons."""

    request: ItemRef
    reasons: FilledText


def decide(work: Work, case_id: CaseId, form: RequestDecision, expect: int | None = None) -> dict[str, object]:
    """Decide on documents that were asked for (§20; 621/1999 §14)."""
    change = work.change(case_id, May.DECISION_MAKE, expect=expect)
    if not REQUESTS[change.case.item(Request, form.request).kind].decides:
        raise Invalid("this request is answered, not decided", fields=[("request", "not_decided")])
    requesting.answer(change, form.request, form.reasons)
    return {"request": form.request}
