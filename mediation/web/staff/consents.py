"""Consents: everybody who has to say yes, asked together and recorded together, each answer their own."""

from typing import Any

from starlette.responses import Response

from mediation.actions.consents import ConsentAnswer, record_consent
from mediation.actions.forms import read_form
from mediation.kernel.refusals import Invalid, Refusal
from mediation.permissions.may import May
from mediation.queries.case_desk import case_desk
from mediation.web.audience import Audience
from mediation.web.filling import instant_of, local_time
from mediation.web.page import Page
from mediation.web.staff.onward import onward
from mediation.web.visit import Visit
from mediation.work import Work

CHANNELS = ("phone", "meeting", "letter", "email", "portal")


def consents(visit: Visit) -> Response:
    """Who has to consent, who has, and the answers that have come."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    refusal: Refusal | None = None
    if visit.is_post:
        try:
            visit.do(lambda work: _record(work, visit, desk))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return onward(visit)
    now = local_time(visit.at)
    form = visit.form(refusal, rights_explained_at=now, given_at=now)
    rows = [need | {"field": field_of(need)} for need in desk["consents_needed"]]
    return visit.show_form(
        "staff/consents.html", refusal, form, tab="consents", desk=desk, rows=rows, channels=CHANNELS,
        unasked=[m["id"] for m in desk["matters"] if m["state"] == "examining_conditions"],
    )  # fmt: skip


def field_of(need: dict[str, Any]) -> str:
    """The name of the field of one answer: whose it is, on which matter, for whom."""
    return f"answer.{need['matter']}.{need['person']}.{need['on_behalf_of'] or 'oneself'}"


def _record(work: Work, visit: Visit, desk: dict[str, Any]) -> dict[str, Any]:
    typed, spoken = visit.typed, {p["id"]: p["language"] for p in desk["people"]}
    made: list[Any] = []
    for need in desk["consents_needed"]:
        answer = typed.one(field_of(need))
        if not answer:
            continue
        form = read_form(
            ConsentAnswer,
            {
                "matters": [need["matter"]], "person": need["person"], "on_behalf_of": need["on_behalf_of"],
                "answer": answer, "channel": typed.one("channel"), "language": spoken[need["person"]],
                "rights_explained_at": instant_of(typed.one("rights_explained_at")),
                "given_at": instant_of(typed.one("given_at")),
                "interpreter_used": typed.one("interpreter_used") == "yes",
            },
        )  # fmt: skip
        made.append(record_consent(work, visit.case_id, form, visit.version))
    if not made:
        raise Invalid("nobody's answer was given", fields=[("", "no_answer_chosen")])
    return {"recorded": len(made)}


PAGES = [Page("/cases/{case}/consents", Audience.STAFF, May.CONSENT_RECORD, consents, ("GET", "POST"))]
