"""What an authority sees: reports to its unit, how far its own initiatives are, who else is of its unit."""

import json
from typing import Any

from mediation.cases.case import Case
from mediation.cases.report import Report
from mediation.documents.store import Made
from mediation.documents.verify import verify
from mediation.kernel.ids import CaseId, ItemId, UnitId
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.queries.lists import kept_document
from mediation.states.matter import MatterState
from mediation.states.small import ReportState
from mediation.work import Work

WAITING = (ReportState.AVAILABLE, ReportState.RETRIEVED)
MOST_READ = 30
PAGE = 50
S = MatterState
# fmt: off
#   state of a matter        what its sender is told; how it ended is told by the report alone (§16(4), §24)
TOLD: dict[MatterState, str] = {
    S.RECEIVED:              "arrived",
    S.TRIAGE:                "arrived",
    S.TRANSFERRED:           "handed_over",
    S.EXAMINING_CONDITIONS:  "examined",
    S.ACCEPTED:              "under_way",
    S.MEDIATORS_NAMED:       "under_way",
    S.IN_MEDIATION:          "under_way",
    S.AGREED:                "ended",
    S.NO_AGREEMENT:          "ended",
    S.INTERRUPTED:           "ended",
    S.DECLINED:              "ended",
    S.LAPSED:                "ended",
    S.REPORTED:              "reported",
    S.FOLLOW_UP:             "reported",
    S.CLOSED:                "reported",
}
# fmt: on


def own_unit(work: Work) -> UnitId:
    """The unit of who asks; NotPermitted to anybody but an authority."""
    if work.actor.unit is None or not work.actor.is_authority:
        raise NotPermitted("only an authority has a unit")
    return work.actor.unit


def inbox(work: Work) -> dict[str, list[dict[str, Any]]]:
    """The reports to one's unit: those that wait to be opened or acknowledged, and the last of those that were."""
    found = work.stores.cases.with_record(Report.KIND, own_unit(work))
    waiting = [_line(work, c, i) for wanted in WAITING for c, i, state in found if state == wanted]
    read = [(c, i) for c, i, state in found if state == ReportState.ACKNOWLEDGED]
    work.note("inbox_read", count=len(waiting))
    return {"waiting": waiting, "read": [_line(work, c, i) for c, i in read[:MOST_READ]]}


def _line(work: Work, case_id: CaseId, item_id: ItemId) -> dict[str, Any]:
    case = work.stores.cases.get(case_id)
    return _head(case, case.item(Report, item_id))


def _head(case: Case, found: Report) -> dict[str, Any]:
    return {
        "case": case.id, "id": found.id, "number": case.number, "kind": found.kind.value, "state": found.state.value,
        "available_at": found.available_at, "retrieved_at": found.retrieved_at,
        "acknowledged_at": found.acknowledged_at,
    }  # fmt: skip


def report(work: Work, case_id: CaseId, report_id: ItemId) -> dict[str, Any]:
    """A report to one's unit; what it says, and whether its seal holds, once it has been opened.

    `seal` is the verdict of the verifier on the very file that can be downloaded; None where the office sealed nothing.
    """
    case = work.view(case_id, May.REPORT_READ, "report", report_id)
    found = case.item(Report, report_id)
    shown = _head(case, found) | {"facts": None, "seal": None, "sha256": ""}
    if found.state in {ReportState.RETRIEVED, ReportState.ACKNOWLEDGED}:
        made = printed(work, case_id, report_id)
        shown["facts"] = json.loads(made.facts) if made.facts else None
        shown["seal"] = verify(made.pdf, work.app.seal_root) if made.sealed and work.app.seal_root else None
        shown["sha256"] = made.sha256
    return shown


def printed(work: Work, case_id: CaseId, report_id: ItemId) -> Made:
    """The print of a report that its unit has opened; until then there is none to be had."""
    case = work.view(case_id, May.REPORT_READ, "report", report_id)
    found = case.item(Report, report_id)
    if found.document is None or found.state is ReportState.AVAILABLE:
        raise NotFound("open the report first", code="document_not_found")
    return kept_document(work, case_id, found.document)


def initiatives(work: Work, after: CaseId | None = None) -> dict[str, Any]:
    """The initiatives of one's unit, newest first: day, own reference, own words for each matter, how far it is."""
    unit, touch = own_unit(work), Touch(work.now(), work.office)
    ids = work.stores.queue.sent_by(unit, after, PAGE + 1)
    cases = [work.stores.cases.get(case_id) for case_id in ids[:PAGE]]
    own = [c for c in cases if is_permitted(work.actor, May.INITIATIVE_READ, Touch(touch.at, touch.office, c))]
    work.note("initiatives_read", count=len(own))
    return {"rows": [_sent(case) for case in own], "next": ids[PAGE - 1] if len(ids) > PAGE else ""}


def _sent(case: Case) -> dict[str, Any]:
    return {
        "number": case.number, "reference": case.initiative.reference, "official": case.initiative.official,
        "initiated_on": case.initiative.initiated_on,
        "matters": list(dict.fromkeys((m.about.title, TOLD[m.state]) for m in case.matters.values())),
    }  # fmt: skip


def members(work: Work) -> list[dict[str, Any]]:
    """Who can sign in for one's unit, by name."""
    unit = own_unit(work)
    mine = [a for a in work.stores.accounts.all() if a.unit == unit and a.disabled_at is None]
    work.note("members_read", count=len(mine))
    return [{"id": a.id, "name": a.name, "email": a.email} for a in sorted(mine, key=lambda a: a.name)]
