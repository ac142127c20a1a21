"""The conditions of mediation: every question the law asks of the case's matters, answered on one page (§2.1, §3)."""

from typing import Any

from starlette.responses import Response

from mediation.actions.conditions import Finding, assess
from mediation.actions.forms import read_form
from mediation.kernel.refusals import Invalid, Refusal
from mediation.permissions.may import May
from mediation.queries.case_desk import case_desk
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.staff.onward import onward
from mediation.web.visit import Visit
from mediation.work import Work


def conditions(visit: Visit) -> Response:
    """The questions, with the newest answers and room for new ones."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    refusal: Refusal | None = None
    if visit.is_post:
        try:
            visit.do(lambda work: _assess(work, visit, desk))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return onward(visit)
    rows = [q | {"field": field_of(q)} for q in desk["questions"]]
    form = visit.form(refusal)
    return visit.show_form("staff/conditions.html", refusal, form, tab="conditions", desk=desk, rows=rows)


def field_of(question: dict[str, Any]) -> str:
    """The name of the field of one question."""
    return f"holds.{question['matter']}.{question['question']}.{question['person'] or 'all'}"


def _assess(work: Work, visit: Visit, desk: dict[str, Any]) -> dict[str, Any]:
    every, made = visit.typed.one("every"), 0
    for question in desk["questions"]:
        answer = visit.typed.one(field_of(question)) or (every if question["holds"] is None else "")
        if not answer:
            continue
        form = read_form(
            Finding,
            {
                "matters": [question["matter"]], "question": question["question"], "holds": answer == "yes",
                "reason": visit.typed.one("reason"), "person": question["person"],
            },
        )  # fmt: skip
        assess(work, visit.case_id, form, visit.version)
        made += 1
    if not made:
        raise Invalid("no question was answered", fields=[("", "no_answer_chosen")])
    return {"assessed": made}


PAGES = [Page("/cases/{case}/conditions", Audience.STAFF, May.CONDITIONS_ASSESS, conditions, ("GET", "POST"))]
