"""Reports and notices to the authority: prepared, approved, sent, fetched, acknowledged (§16(4), §24)."""

from mediation.actions import report_papers
from mediation.actions.forms import Form, ItemRef, Matters
from mediation.cases import reporting
from mediation.cases.report import Report
from mediation.kernel.ids import CaseId
from mediation.permissions.may import May
from mediation.work import Work


class NewReport(Form):
    """The matters a report is about; what kind it is follows from their state."""

    matters: Matters


def prepare(work: Work, case_id: CaseId, form: NewReport, expect: int | None = None) -> dict[str, object]:
    """Prepare the report or notice that is owed on matters."""
    change = work.change(case_id, May.REPORT_PREPARE, expect=expect)
    report = reporting.prepare(change, form.matters)
    return {"report": report, "kind": change.case.item(Report, report).kind.value}


class OneReport(Form):
    """One report."""

    report: ItemRef


def approve(work: Work, case_id: CaseId, form: OneReport, expect: int | None = None) -> dict[str, object]:
    """Approve a report another person prepared."""
    change = work.change(case_id, May.REPORT_APPROVE, item=form.report, expect=expect)
    reporting.approve(change, form.report)
    return {"state": "approved"}


def send_back(work: Work, case_id: CaseId, form: OneReport, expect: int | None = None) -> dict[str, object]:
    """Return an approved report to its draft."""
    change = work.change(case_id, May.REPORT_APPROVE, item=form.report, expect=expect)
    reporting.send_back(change, form.report)
    return {"state": "draft"}


def send(work: Work, case_id: CaseId, form: OneReport, expect: int | None = None) -> dict[str, object]:
    """Print the report and make it available in the unit's portal; never by mail."""
    change = work.change(case_id, May.REPORT_SEND, item=form.report, expect=expect)
    document = report_papers.report(work, change, change.case.item(Report, form.report))
    reporting.send(change, form.report, document)
    return {"state": "available", "document": document}


def recall(work: Work, case_id: CaseId, form: OneReport, expect: int | None = None) -> dict[str, object]:
    """Take a report back within ten minutes."""
    change = work.change(case_id, May.REPORT_SEND, item=form.report, expect=expect)
    reporting.recall(change, form.report)
    return {"state": "recalled"}


def retrieve(work: Work, case_id: CaseId, form: OneReport, expect: int | None = None) -> dict[str, object]:
    """The unit fetches a report addressed to it; the fetching is recorded."""
    change = work.change(case_id, May.REPORT_ACKNOWLEDGE, item=form.report, expect=expect)
    reporting.retrieve(change, form.report)
    found = change.case.item(Report, form.report)
    return {"state": found.state.value, "document": found.document or ""}


def acknowledge(work: Work, case_id: CaseId, form: OneReport, expect: int | None = None) -> dict[str, object]:
    """The unit confirms that it has read a report."""
    change = work.change(case_id, May.REPORT_ACKNOWLEDGE, item=form.report, expect=expect)
    reporting.acknowledge(change, form.report)
    return {"state": "acknowledged"}
