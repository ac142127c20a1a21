"""An authority's own initiatives: a new one sent, and how far the earlier ones are; never what is talked (§13, §21)."""

from starlette.responses import Response

from mediation.accounts.unit import Unit
from mediation.actions.arrival import Arrival
from mediation.actions.forms import read_form
from mediation.actions.intake import register_initiative
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, looks_like_id
from mediation.kernel.refusals import Refusal
from mediation.permissions.may import May
from mediation.queries.authority import initiatives, own_unit
from mediation.web.audience import Audience
from mediation.web.filling import renumbered
from mediation.web.page import Page
from mediation.web.staff.choices import offences
from mediation.web.staff.intake import BESIDE, FACTS_OF, SIDES, arrival_of
from mediation.web.visit import Visit
from mediation.work import Work

START = "/authority/initiatives"


def sent(visit: Visit) -> Response:
    """The unit's initiatives and how far each is."""
    after = visit.request.query_params.get("after", "")
    found = visit.read(lambda work: initiatives(work, CaseId(after) if looks_like_id(after, "c") else None))
    return visit.show("authority/initiatives.html", **found)


def new(visit: Visit) -> Response:
    """The form, and the case that comes of it; it is sent in the name of the sender's own unit."""
    visit.typed = renumbered(visit.typed, "people")
    unit, refusal = visit.read(_unit), None
    if visit.is_post and not visit.typed.has("more"):
        try:
            head = {"initiator": unit.kind.value, "unit": unit.id}
            arrival = read_form(Arrival, arrival_of(visit.typed, visit.once) | head)
            visit.do(lambda work: register_initiative(work, arrival))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return visit.go(START, "initiative_sent")
    return _page(visit, refusal, unit)


def _page(visit: Visit, refusal: Refusal | None, unit: Unit) -> Response:
    official = visit.standing.account.name if visit.standing else ""
    form = visit.form(
        refusal, initiated_on=helsinki_date(visit.at).isoformat(), official=official, matters__0__kind="crime",
        people__0__role="suspect", people__1__role="victim",
    )  # fmt: skip
    least = 2 if not visit.typed.has("more") else max(2, len(form.rows("people")) + 1)
    numbers = [(str(n), visit.tongue.say("Person {n}", n=n + 1)) for n in form.rows("people", least)]
    return visit.show_form(
        "authority/initiative.html", refusal, form, unit=unit, offences=offences(visit.desk.app.law, visit.language),
        units=visit.read(_others), facts=FACTS_OF, roles=[*SIDES, *BESIDE], numbers=numbers, least=least,
    )  # fmt: skip


def _unit(work: Work) -> Unit:
    return work.stores.units.get(own_unit(work))


def _others(work: Work) -> list[tuple[str, str]]:
    return [(u.id, u.name) for u in work.stores.units.all()]


A = Audience.AUTHORITY
PAGES = [
    Page(START, A, None, sent, why="the query shows the initiatives of one's own unit alone"),
    Page(f"{START}/new", A, May.INITIATIVE_REGISTER, new, ("GET", "POST")),
]
