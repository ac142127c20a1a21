"""Reports and notices to the authority: prepared, approved by a second person, sent, fetched (§16(4), §24)."""

from dataclasses import replace
from datetime import timedelta

from mediation.cases.agreement import Obligation
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.cases.report import FOLLOWING_UP, KIND_FOR, Report, ReportKind
from mediation.kernel.ids import DocumentId, ItemId, MatterId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.machine import Subject
from mediation.states.matter import RECALLS, MatterState
from mediation.states.small import REPORT, ObligationState, ReportState

RECALL_WITHIN = timedelta(minutes=10)
E = EventCode
# fmt: off
#   kind                            when sent               when called back: it is owed anew
EVENTS: dict[ReportKind, tuple[EventCode, EventCode]] = {
    ReportKind.OUTCOME:             (E.REPORT_SENT,         E.OUTCOME_RECALLED),
    ReportKind.REFUSAL_NOTICE:      (E.NOTICE_SENT,         E.NOTICE_RECALLED),
    ReportKind.INTERRUPTION_NOTICE: (E.NOTICE_SENT,         E.NOTICE_RECALLED),
    ReportKind.BREACH:              (E.BREACH_REPORTED,     E.BREACH_RECALLED),
    ReportKind.FULFILMENT:          (E.FULFILMENT_REPORTED, E.FULFILMENT_RECALLED),
}
# fmt: on


def prepare(change: Change, matter_ids: tuple[MatterId, ...]) -> ItemId:
    """Prepare what is owed on these matters; all go to one unit and are owed the same kind."""
    case = change.case
    chosen = case.some_matters(matter_ids)
    kinds = {KIND_FOR.get(case.matter(m).state) for m in chosen}
    units = {case.matter(m).authority for m in chosen}
    if None in units:
        raise StepNotPossible(
            "no authority waits for this matter",
            needs=[change.case.law.need("an_authority_is_owed", chosen[0])],
        )
    kind, unit = kinds.pop(), units.pop()
    if kind is None or kinds or units or unit is None:
        raise Invalid("these matters are not reported together", fields=[("matters", "mixed")])
    if kind in {ReportKind.OUTCOME} and not all(change.facts(m).account_is_given for m in chosen):
        raise StepNotPossible(
            "the mediators give their account first", needs=[change.case.law.need("account_is_given", chosen[0])]
        )
    if kind is ReportKind.FULFILMENT:
        kind = _of_promises(change, chosen)
    report = Report(
        id=change.new_item(), kind=kind, matters=chosen, unit=unit, prepared_by=change.by,
        prepared_at=change.at,
    )  # fmt: skip
    case.put(report)
    case.emit(EventCode.REPORT_PREPARED, change.at, matter=chosen[0], subject=report.id, kind=kind.value)
    return report.id


def approve(change: Change, report_id: ItemId) -> None:
    """A second person approves receiver and content; never the one who prepared it."""
    report = change.case.item(Report, report_id)
    if report.prepared_by == change.by:
        raise StepNotPossible(
            "a second person approves", needs=[change.case.law.need("approved_by_another", report_id)]
        )
    _move(change, report, "approve", EventCode.REPORT_APPROVED, approved_by=change.by, approved_at=change.at)


def send_back(change: Change, report_id: ItemId) -> None:
    """Return an approved report to its draft."""
    report = change.case.item(Report, report_id)
    _move(change, report, "return", EventCode.REPORT_RETURNED, approved_by=None, approved_at=None)


def send(change: Change, report_id: ItemId, document: DocumentId) -> None:
    """Make the report available in the unit's portal; its matters are then reported (§16(4), §24)."""
    report = change.case.item(Report, report_id)
    _move(change, report, "send", EVENTS[report.kind][0], available_at=change.at, document=document)
    for matter_id in report.matters:
        told = report.kind in FOLLOWING_UP or change.case.matter(matter_id).state is MatterState.REPORTED
        if not told:
            change.step(matter_id, "report")
            change.case.emit(EventCode.MATTER_REPORTED, change.at, matter=matter_id, subject=report_id)


def retrieve(change: Change, report_id: ItemId) -> None:
    """The unit fetches the report; who and when is recorded."""
    report = change.case.item(Report, report_id)
    if report.state is ReportState.AVAILABLE:
        _move(
            change, report, "retrieve", EventCode.REPORT_RETRIEVED,
            retrieved_at=change.at, retrieved_by=change.by,
        )  # fmt: skip


def acknowledge(change: Change, report_id: ItemId) -> None:
    """The unit confirms that it has read the report."""
    report = change.case.item(Report, report_id)
    _move(change, report, "acknowledge", EventCode.REPORT_ACKNOWLEDGED, acknowledged_at=change.at)


def recall(change: Change, report_id: ItemId) -> None:
    """Take a report back within ten minutes, while nobody has fetched it."""
    report = change.case.item(Report, report_id)
    if report.available_at is None or change.at - report.available_at > RECALL_WITHIN:
        raise StepNotPossible(
            "a report is recalled within ten minutes", needs=[change.case.law.need("within_ten_minutes", report_id)]
        )
    _move(change, report, "recall", EventCode.REPORT_RECALLED)
    for matter_id in report.matters:
        matter = change.case.matter(matter_id)
        reported = matter.state is MatterState.REPORTED and report.kind not in FOLLOWING_UP
        if reported and matter.outcome is not None:
            change.step(matter_id, RECALLS[matter.outcome])
        change.case.emit(EVENTS[report.kind][1], change.at, matter=matter_id, subject=report_id)


def _of_promises(change: Change, chosen: tuple[MatterId, ...]) -> ReportKind:
    """Fulfilment is told once every promise is settled; before that only that one is broken, never of one not due."""
    promises = [o for o in change.case.all(Obligation) if set(o.matters) & set(chosen)]
    if not promises:
        raise Invalid("nothing was promised in these matters", fields=[("matters", "nothing_promised")])
    still = [o for o in promises if o.state is ObligationState.PROMISED]
    if still and not any(o.state is ObligationState.BROKEN for o in promises):
        raise StepNotPossible(
            "promises are still open", needs=[change.case.law.need("no_open_obligations", o.id) for o in still]
        )
    return ReportKind.BREACH if still else ReportKind.FULFILMENT


def _move(change: Change, report: Report, step: str, code: EventCode, **values: object) -> None:
    subject = Subject(report.state)
    REPORT.take(subject, step)
    change.case.put(replace(report, state=ReportState(subject.state), **values))  # type: ignore[arg-type]
    for matter_id in report.matters:
        change.case.emit(code, change.at, matter=matter_id, subject=report.id, kind=report.kind.value, unit=report.unit)
