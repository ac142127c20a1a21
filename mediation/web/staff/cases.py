"""The list of cases: filters that are always in sight, and a search that never stands in an address."""

from typing import Any

from starlette.responses import Response

from mediation.deadlines.queue import Wanted
from mediation.deadlines.rule import Owner
from mediation.kernel.refusals import Invalid, Refusal
from mediation.permissions.may import May
from mediation.queries import desk
from mediation.states.matter import MatterKind, MatterState
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def cases(visit: Visit) -> Response:
    """The office's cases, narrowed by what the address says."""
    asked = visit.request.query_params
    wanted = Wanted(
        states=frozenset(MatterState(s) for s in asked.getlist("state") if s in set(MatterState)),
        kind=MatterKind(asked["kind"]) if asked.get("kind", "") in set(MatterKind) else None,
        waits_for=asked.get("waits_for", "") if asked.get("waits_for", "") in set(Owner) else "",
        overdue_on=visit.today if asked.get("overdue") == "yes" else None,
        closed_too=asked.get("closed") == "yes",
    )  # fmt: skip
    found = visit.read(lambda work: desk.case_lines(work, wanted, asked.get("after", "")))
    kept = "&".join(f"{n}={v}" for n, v in asked.multi_items() if n in FILTERS and v.isidentifier())
    context = {"wanted": wanted, "kept": kept, **found, **CHOICES}
    return visit.show("staff/cases.html", block="rows", **context)


def search(visit: Visit) -> Response:
    """Cases in which a name or a number occurs; what was searched for is in no address and no log."""
    text = visit.typed.one("text").strip()
    refusal: Refusal | None = None
    lines = []
    try:
        lines = visit.read(lambda work: desk.found(work, text))
    except Invalid as wrong:
        refusal = wrong
    return visit.show_form("staff/search.html", refusal, visit.form(refusal), lines=lines, text=text)


def search_form(visit: Visit) -> Response:
    """An empty search."""
    return visit.show_form("staff/search.html", None, visit.form(), lines=[], text="")


FILTERS = {"state", "kind", "waits_for", "overdue", "closed"}
CHOICES: dict[str, Any] = {
    "states": list(MatterState), "kinds": list(MatterKind),
    "owners": [Owner.ADVISER, Owner.PERSON_IN_CHARGE, Owner.MEDIATOR, Owner.PARTY, Owner.PAYER, Owner.RECEIVER],
}  # fmt: skip
PAGES = [
    Page("/cases", Audience.STAFF, May.CASE_LIST, cases),
    Page("/search", Audience.STAFF, May.CASE_SEARCH, search_form),
    Page("/search", Audience.STAFF, May.CASE_SEARCH, search, ("POST",)),
]
