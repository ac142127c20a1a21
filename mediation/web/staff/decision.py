"""The decision of the person in charge, and sending it to everybody it is served on (§15, §23; 434/2003 §54)."""

from typing import Any

from starlette.responses import Response

from mediation.actions.conditions import DecisionForm, ServiceForm, decide, serve
from mediation.actions.forms import read_form
from mediation.kernel.refusals import Invalid, Refusal
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.queries.case_desk import case_desk
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.staff.choices import title_of
from mediation.web.staff.onward import onward
from mediation.web.visit import Visit
from mediation.work import Work

DECIDABLE = {"received", "triage", "examining_conditions"}
CHANNELS = ("letter", "email", "portal")


def decision(visit: Visit) -> Response:
    """Accept, decline or let lapse: reasons and the provisions applied."""
    refusal: Refusal | None = None
    if visit.is_post:
        try:
            form = read_form(
                DecisionForm,
                {
                    "matters": visit.typed.all("matters"), "kind": visit.typed.one("kind"),
                    "reasons": visit.typed.one("reasons"), "ground": visit.typed.one("ground"),
                    "sections": [s.strip() for s in visit.typed.one("sections").splitlines() if s.strip()],
                },
            )  # fmt: skip
            visit.do(lambda work: decide(work, visit.case_id, form, visit.version))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return visit.go(f"/cases/{visit.case_id}/decision", "decided")
    return _page(visit, refusal)


def send(visit: Visit) -> Response:
    """Send a decision to everybody who has not got it yet, each in the way chosen."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    try:
        visit.do(lambda work: _serve(work, visit, desk))
    except Refusal as no:
        return _page(visit, no)
    return onward(visit, "sent")


def _serve(work: Work, visit: Visit, desk: dict[str, Any]) -> dict[str, Any]:
    sent = 0
    for made in desk["decisions"]:
        for reader in made["unserved"]:
            channel = visit.typed.one(f"channel.{made['id']}.{reader}")
            if channel:
                form = read_form(ServiceForm, {"decision": made["id"], "person": reader, "channel": channel})
                serve(work, visit.case_id, form, visit.version)
                sent += 1
    if not sent:
        raise Invalid("nobody was chosen", fields=[("", "no_answer_chosen")])
    return {"sent": sent}


def _page(visit: Visit, refusal: Refusal | None) -> Response:
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    open_ones = [m for m in desk["matters"] if m["state"] in DECIDABLE]
    decides = is_permitted(visit.actor, May.DECISION_MAKE, Touch(visit.at, visit.desk.app.office.id))
    ready = [m["id"] for m in open_ones if m["state"] == "examining_conditions"]
    form = visit.form(refusal, kind="accept", sections="1015/2005 §15", matters=ready)
    return visit.show_form(
        "staff/decision.html", refusal, form, tab="decision", desk=desk, open_ones=open_ones, decides=decides,
        channels=CHANNELS, titles=[(m["id"], title_of(m, desk, visit.tongue)) for m in open_ones],
    )  # fmt: skip


S = Audience.STAFF
PAGES = [
    Page("/cases/{case}/decision", S, May.CASE_READ, decision),
    Page("/cases/{case}/decision", S, May.DECISION_MAKE, decision, ("POST",)),
    Page("/cases/{case}/decision/send", S, May.DECISION_SERVE, send, ("POST",)),
]
