"""A report to a unit: opened, which is recorded; read, its seal looked at; downloaded; acknowledged (§16(4), §24)."""

import json

from starlette.responses import Response

from mediation.actions import reports
from mediation.kernel.ids import ItemId, looks_like_id
from mediation.kernel.refusals import NotFound, Refusal
from mediation.permissions.may import May
from mediation.queries import authority, lists
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def report(visit: Visit) -> Response:
    """The report; until somebody of the unit opens it, its cover alone. Looking changes nothing."""
    return _page(visit, None)


def open_it(visit: Visit) -> Response:
    """Open the report: from now on the office knows that it was fetched."""
    return _step(visit, reports.retrieve, "")


def acknowledge(visit: Visit) -> Response:
    """Confirm that the report was read."""
    return _step(visit, reports.acknowledge, "acknowledged")


def pdf(visit: Visit) -> Response:
    """The sealed print, to the byte."""
    made = visit.read(lambda work: authority.printed(work, visit.case_id, _item(visit)))
    return _file(made.pdf, made.media, f"{made.id}.pdf")


def facts(visit: Visit) -> Response:
    """The same facts for a machine."""
    made = visit.read(lambda work: authority.printed(work, visit.case_id, _item(visit)))
    found = visit.read(lambda work: lists.facts(work, visit.case_id, made.id))
    body = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return _file(body, "application/json", f"{made.id}.json")


def _step(visit: Visit, step: object, done: str) -> Response:
    form = reports.OneReport(report=_item(visit))
    try:
        visit.do(lambda work: step(work, visit.case_id, form))  # type: ignore[operator]
    except Refusal as refusal:
        return _page(visit, refusal)
    return visit.go(f"/authority/reports/{visit.case_id}/{_item(visit)}", done)


def _page(visit: Visit, refusal: Refusal | None) -> Response:
    found = visit.read(lambda work: authority.report(work, visit.case_id, _item(visit)))
    return visit.show_form("authority/report.html", refusal, visit.form(refusal), report=found)


def _item(visit: Visit) -> ItemId:
    text = str(visit.request.path_params["report"])
    if not looks_like_id(text, "i"):
        raise NotFound("no such report", code="case_not_found")
    return ItemId(text)


def _file(body: bytes, media: str, name: str) -> Response:
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


A = Audience.AUTHORITY
AT = "/authority/reports/{case}/{report}"
PAGES = [
    Page(AT, A, May.REPORT_READ, report),
    Page(f"{AT}/open", A, May.REPORT_ACKNOWLEDGE, open_it, ("POST",)),
    Page(f"{AT}/acknowledge", A, May.REPORT_ACKNOWLEDGE, acknowledge, ("POST",)),
    Page(f"{AT}/pdf", A, May.REPORT_READ, pdf),
    Page(f"{AT}/json", A, May.REPORT_READ, facts),
]
