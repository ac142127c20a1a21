"""Lists: cases of the office, own cases of a mediator, reports of a unit, deadlines, messages; none opens a name."""

import json
from typing import Any

from mediation.actions.messages import words
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.report import Report
from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId, ItemId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted
from mediation.kernel.text import clean
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.queries.cursor import cursor_of, place_of
from mediation.states.matter import MatterKind
from mediation.states.small import ReportState
from mediation.work import Work

MOST = 200
LONGEST = 100  # characters of a search


def case_list(work: Work, after: str = "", limit: int = 50) -> dict[str, Any]:
    """The office's cases, last changed first, a page at a time; `after` is the cursor of the page before."""
    work.permit(May.CASE_LIST)
    rows = work.stores.cases.page(work.office, place_of(after), _bounded(limit))
    last = rows[-1] if len(rows) == _bounded(limit) else None
    return {
        "cases": [{"id": c, "number": number, "touched_on": day.isoformat()} for day, c, number in rows],
        "next": "" if last is None else cursor_of(last[0], last[1]),
    }


def search(work: Work, text: str, limit: int = 50) -> list[dict[str, Any]]:
    """Cases in which a name occurs, as written or alike; that a search was made is journalled, not for what."""
    work.permit(May.CASE_SEARCH)
    text = clean(text, at="text", limit=LONGEST)
    if len(text) < 2:
        raise Invalid("search for at least two characters", fields=[("text", "too_short")])
    hits = work.stores.names.find(text, lambda _: True, _bounded(limit))
    shown = []
    for hit in dict.fromkeys(h.case for h in hits):
        case = work.stores.cases.get(hit)
        if is_permitted(work.actor, May.CASE_READ, Touch(work.now(), work.office, case)):
            shown.append({"id": case.id, "number": case.number})
    work.note("search_made", hits=len(shown))
    return shown


def own_assignments(work: Work) -> list[dict[str, Any]]:
    """A mediator's offers and cases: a summary that names nobody, and its number while they have it."""
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has assignments")
    found = work.stores.cases.with_record(Assignment.KIND, work.actor.volunteer)
    shown = []
    for case_id, item_id, state in found:
        case = work.stores.cases.get(case_id)
        offer = case.item(Assignment, item_id)
        granted = is_permitted(work.actor, May.CASE_READ, Touch(work.now(), work.office, case))
        shown.append(
            {
                "case": case_id, "assignment": item_id, "state": state, "answer_by": offer.answer_by.isoformat(),
                "number": case.number if granted else "", "summary": summary_of(case, offer),
            }
        )  # fmt: skip
    work.note("assignments_listed", count=len(shown))
    return shown


def summary_of(case: Case, offer: Assignment) -> dict[str, Any]:
    """What a mediator may know before they take a case: nobody is named, no place and no day is told."""
    matters = [case.matter(m) for m in offer.matters]
    parties = [case.people[p] for p in dict.fromkeys(p for m in matters for p in m.about.parties)]
    return {
        "kinds": sorted({"dispute" if m.kind is MatterKind.DISPUTE else m.offence_class for m in matters}),
        "matters": len(matters), "parties": len(parties),
        "languages": sorted({p.language.value for p in parties if not p.interpreter_language}),
        "interpreter": any(p.interpreter_language for p in parties),
        "close_relation": any(m.about.close_person is True for m in matters),
    }  # fmt: skip


def inbox(work: Work) -> list[dict[str, Any]]:
    """Reports that lie ready for an authority's unit: which, since when, fetched or not."""
    if work.actor.unit is None or not work.actor.is_authority:
        raise NotPermitted("only an authority has an inbox")
    shown = []
    for case_id, item_id, state in work.stores.cases.with_record(Report.KIND, work.actor.unit):
        if state in {ReportState.AVAILABLE.value, ReportState.RETRIEVED.value, ReportState.ACKNOWLEDGED.value}:
            report = work.stores.cases.get(case_id).item(Report, item_id)
            shown.append(
                {
                    "case": case_id, "report": item_id, "kind": report.kind.value, "state": state,
                    "available_at": report.available_at.isoformat() if report.available_at else None,
                }
            )  # fmt: skip
    work.note("inbox_read", count=len(shown))
    return shown


def documents(work: Work, case_id: CaseId) -> list[dict[str, Any]]:
    """The documents of a case."""
    work.view(case_id, May.DOCUMENT_READ, "documents")
    return [
        {
            "id": d.id, "kind": d.kind, "language": d.language.value, "made_at": d.made_at.isoformat(),
            "reader": d.reader, "sha256": d.sha256, "sealed": d.sealed, "media": d.media,
        }
        for d in work.stores.documents.of_case(case_id)
    ]  # fmt: skip


def document(work: Work, case_id: CaseId, document_id: DocumentId) -> bytes:
    """The bytes of a document: for the office, or of a report for the unit it was sent to."""
    return kept_document(work, case_id, document_id).pdf


def facts(work: Work, case_id: CaseId, document_id: DocumentId) -> dict[str, Any]:
    """What a machine reads of a document: the very facts its page shows, and the hash of the print they belong to."""
    made = kept_document(work, case_id, document_id)
    if not made.facts:
        raise NotFound("this document was made without facts for a machine", code="no_facts")
    return {**json.loads(made.facts), "id": made.id, "sha256": made.sha256, "sealed": made.sealed}


def kept_document(work: Work, case_id: CaseId, document_id: DocumentId) -> Made:
    """A document as it is kept; the same answer for every one that is hidden."""
    try:
        made = work.stores.documents.get(document_id)
    except NotFound:
        made = None
    if made is None or made.case_id != case_id:
        # The same answer as for a case that is not there: an outsider learns nothing from guessing.
        work.view(case_id, May.DOCUMENT_READ, "documents")
        raise NotFound("no such document", code="document_not_found")
    if work.actor.is_authority:
        work.view(case_id, May.REPORT_READ, "report", ItemId(made.subject))
    else:
        work.view(case_id, May.DOCUMENT_READ, "documents")
    work.note("document_read", case=case_id, thing=document_id, kind=made.kind)
    return made


def deadlines(work: Work, case_id: CaseId) -> list[dict[str, Any]]:
    """The open deadlines of a case, nearest first."""
    work.view(case_id, May.DEADLINE_READ, "deadlines")
    found = sorted(work.stores.deadlines.open_for(case_id), key=lambda d: d.due_on)
    return [
        {
            "id": d.id, "rule": d.rule, "matter": d.matter_id or "", "due_on": d.due_on.isoformat(),
            "owner": str(d.owner), "overdue": d.due_on < work.day,
        }
        for d in found
    ]  # fmt: skip


def outbox(work: Work, case_id: CaseId) -> list[dict[str, Any]]:
    """The messages of a case, with their words as the reader gets them."""
    work.view(case_id, May.MESSAGE_READ, "messages")
    return [
        {
            "id": m.id, "kind": m.kind, "state": m.state.value, "channel": m.channel,
            "subject": words(work.app, m, work.app.law.languages[0]).subject,
            "sent_at": m.sent_at.isoformat() if m.sent_at else None,
        }
        for m in work.stores.outbox.of_case(case_id)
    ]  # fmt: skip


def _bounded(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise Invalid(f"between 1 and {MOST} rows", fields=[("limit", "out_of_range")])
    return limit
