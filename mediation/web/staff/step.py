"""Any step of the table of actions, with a form made from the step's own: what no page of its own has yet."""

from typing import Any

from starlette.responses import Response

from mediation.actions.catalogue import ACTIONS, Action
from mediation.actions.forms import read_form
from mediation.kernel.refusals import Refusal
from mediation.permissions.policy import ADVISER, IN_CHARGE, POLICY
from mediation.queries import lists
from mediation.queries.case_desk import case_desk
from mediation.web.audience import Audience
from mediation.web.filled import Filled
from mediation.web.filling import filled_form, local_time, renumbered
from mediation.web.page import Answer, Page
from mediation.web.shapes import Shape, leaves, shapes_of
from mediation.web.staff.choices import offices_lists, options_of
from mediation.web.staff.next_step import next_steps
from mediation.web.typed import Typed
from mediation.web.visit import Visit

THEN = {
    "matters/triage": "consents",
    "consents/ask": "consents",
    "consents/record": "consents",
    "consents/withdraw": "consents",
}


def step_page(action: Action) -> Answer:
    """The page of one step."""
    what, shapes = f"{action.noun}/{action.verb}", shapes_of(action.form)
    lists = [s.name for s in shapes if s.kind == "rows"]

    def step(visit: Visit) -> Response:
        visit.typed = renumbered(visit.typed, *(f"{n}.{i}.{p}" for n, i, p in _inner(shapes, visit.typed)), *lists)
        refusal: Refusal | None = None
        if visit.is_post and not visit.typed.has("more"):
            try:
                form = read_form(action.form, filled_form(shapes, visit.typed))
                visit.do(lambda work: action.run(work, visit.case_id, form, visit.version))
            except Refusal as no:
                refusal = no
            else:
                visit.drop_draft()
                return visit.go(f"/cases/{visit.case_id}/{THEN.get(what, '')}".rstrip("/"), "saved")
        return _page(visit, action, shapes, refusal)

    return step


def _page(visit: Visit, action: Action, shapes: tuple[Shape, ...], refusal: Refusal | None) -> Response:
    desk, known = visit.read(lambda work: (case_desk(work, visit.case_id), offices_lists(work, visit.language)))
    if any(s.kind == "paper" for s in leaves(shapes)):  # each is unsealed to be listed: only where one is chosen
        desk["papers"] = visit.read(lambda work: lists.documents(work, visit.case_id))
    asked = visit.request.query_params
    form = visit.form(refusal)
    if not visit.is_post and not form.kept_at:
        form = Filled(visit.tongue, Typed([*_begun(visit, shapes, desk), *asked.multi_items()]), None)
    options = {s.name: options_of(s, desk, known, visit.tongue) for s in leaves(shapes)}
    return visit.show_form(
        "staff/step.html", refusal, form, desk=desk, tab="", noun=action.noun, verb=action.verb, shapes=shapes,
        options=options, next_steps=next_steps(desk),
    )  # fmt: skip


def _begun(visit: Visit, shapes: tuple[Shape, ...], desk: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands in an untouched form: defaults, now for an instant, the only matter there is."""
    pairs = [(s.name, s.otherwise) for s in shapes if s.otherwise]
    pairs += [(s.name, local_time(visit.at)) for s in shapes if s.kind == "instant" and s.name != "starts_at"]
    matters = [m["id"] for m in desk["matters"]]
    if len(matters) == 1:
        pairs += [(s.name, matters[0]) for s in shapes if s.kind == "matters"]
    given = set(visit.request.query_params)
    return [(name, value) for name, value in pairs if name not in given]


def _inner(shapes: tuple[Shape, ...], typed: Typed) -> list[tuple[str, int, str]]:
    """Lists within the rows of lists: the instalments of a promise."""
    return [
        (s.name, n, part.name)
        for s in shapes if s.kind == "rows"
        for n in typed.under(s.name)
        for part in s.parts if part.kind == "rows"
    ]  # fmt: skip


STAFFS = [a for a in ACTIONS if ADVISER in POLICY[a.may] or IN_CHARGE in POLICY[a.may]]
"""The steps somebody of the office may take; the others are a mediator's or an authority's alone."""
PAGES = [
    Page(f"/cases/{{case}}/steps/{a.noun}/{a.verb}", Audience.STAFF, a.may, step_page(a), ("GET", "POST"))
    for a in STAFFS
]
