"""A case: what it is, what comes next and what is missing for it, who is in it, what has happened."""

from typing import Any

from starlette.responses import Response

from mediation.actions.catalogue import ACTIONS
from mediation.kernel.ids import DocumentId, looks_like_id
from mediation.kernel.refusals import NotFound
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.queries import lists
from mediation.queries.case_desk import case_desk, timeline
from mediation.web.audience import Audience
from mediation.web.language import Tongue
from mediation.web.page import Page
from mediation.web.staff.next_step import next_steps
from mediation.web.staff.phases import phases
from mediation.web.visit import Visit

SIDES = ("suspect", "victim", "claimant", "respondent")


def overview(visit: Visit) -> Response:
    """The case's first page."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    return visit.show(
        "staff/case.html", tab="overview", desk=desk, next_steps=next_steps(desk), phases=phases(desk),
        roles=roles_of(desk, visit.tongue),
    )  # fmt: skip


def roles_of(desk: dict[str, Any], tongue: Tongue) -> dict[str, str]:
    """What each person is in the case, in words."""
    said: dict[str, list[str]] = {p["id"]: [] for p in desk["people"]}
    for matter in desk["matters"]:
        for role in SIDES:
            for person in matter[f"{role}s"]:
                said[person].append(tongue.word("role", role))
    for part in desk["parts"]:
        said[part["person"]].append(f"{tongue.word('role', part['role'])}: {desk['names'][part['acts_for']]}")
    return {person: ", ".join(dict.fromkeys(roles)) for person, roles in said.items()}


def people(visit: Visit) -> Response:
    """Who is in the case, and how each is reached."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    return visit.show("staff/people.html", tab="people", desk=desk)


def happened(visit: Visit) -> Response:
    """Everything that has happened, newest first."""
    found = visit.read(lambda work: timeline(work, visit.case_id))
    return visit.show("staff/timeline.html", tab="timeline", desk=found)


def papers(visit: Visit) -> Response:
    """Letters and reports, and the messages that told of them."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    documents = visit.read(lambda work: lists.documents(work, visit.case_id))
    messages = visit.read(lambda work: lists.outbox(work, visit.case_id))
    return visit.show("staff/papers.html", tab="papers", desk=desk, documents=documents[::-1], messages=messages[::-1])


def paper(visit: Visit) -> Response:
    """One document as PDF."""
    document = str(visit.request.path_params["document"])
    if not looks_like_id(document, "f"):
        raise NotFound("no such document", code="document_not_found")
    pdf = visit.read(lambda work: lists.document(work, visit.case_id, DocumentId(document)))
    name = f'inline; filename="{document}.pdf"'
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": name})


def steps(visit: Visit) -> Response:
    """Every step there is, for the ones that no page leads to."""
    desk = visit.read(lambda work: case_desk(work, visit.case_id))
    touch = Touch(visit.at, visit.desk.app.office.id)
    groups: dict[str, list[str]] = {}
    for action in ACTIONS:
        if is_permitted(visit.actor, action.may, touch):
            groups.setdefault(action.noun, []).append(action.verb)
    return visit.show("staff/steps.html", tab="steps", desk=desk, groups=groups)


S = Audience.STAFF
PAGES = [
    Page("/cases/{case}", S, May.CASE_READ, overview),
    Page("/cases/{case}/people", S, May.CASE_READ, people),
    Page("/cases/{case}/timeline", S, May.NOTE_READ, happened),
    Page("/cases/{case}/papers", S, May.DOCUMENT_READ, papers),
    Page("/cases/{case}/papers/{document}", S, May.DOCUMENT_READ, paper),
    Page("/cases/{case}/steps", S, May.CASE_READ, steps),
]
