"""Requests entered and answered; each sets and meets the deadline the law or the office gives it."""

from dataclasses import replace
from datetime import date

from mediation.cases.changes import Change
from mediation.cases.consent import ConsentTo
from mediation.cases.party import PersonKind
from mediation.cases.request import REQUESTS, Request, RequestKind
from mediation.kernel.ids import ItemId, MatterId
from mediation.kernel.refusals import Invalid, Need, StepNotPossible


def enter(
    change: Change, kind: RequestKind, matter_ids: tuple[MatterId, ...], between: str, text: str,
    wanted_by: date | None = None,
) -> ItemId:  # fmt: skip
    """Enter a request; records are asked for only with the consent of every party (§16(2))."""
    case = change.case
    chosen = case.some_matters(matter_ids)
    if kind is RequestKind.RECORDS:
        needs = [need for matter_id in chosen for need in _unconsented(change, matter_id)]
        if needs:
            raise StepNotPossible("records are fetched with the parties' consent", needs=needs)
    if (kind is RequestKind.STATUS) != (wanted_by is not None):
        raise Invalid("a status is wanted by a day, and nothing else is", fields=[("wanted_by", "mismatch")])
    if wanted_by is not None and wanted_by < change.day:
        raise Invalid("this day is over", fields=[("wanted_by", "in_past")])
    made = Request(
        id=change.new_item(), kind=kind, matters=chosen, at=change.at, by=change.by, between=between, text=text,
        wanted_by=wanted_by,
    )  # fmt: skip
    case.put(made)
    for matter_id in chosen:
        case.emit(REQUESTS[kind].asked, change.at, matter=matter_id, subject=made.id, kind=kind.value)
    return made.id


def answer(change: Change, request_id: ItemId, text: str, to: str = "answer") -> None:
    """Record an answer; a breach is answered twice, to the controller and to the authority."""
    case = change.case
    found = case.item(Request, request_id)
    code = REQUESTS[found.kind].answered.get(to)
    if code is None:
        raise Invalid("this request has no such answer", fields=[("to", "mismatch")])
    if to in found.answers:
        raise Invalid("this was answered", fields=[("request", "answered")])
    case.put(replace(found, answers=(*found.answers, to), answer=text, answered_at=change.at))
    for matter_id in found.matters:
        case.emit(code, change.at, matter=matter_id, subject=request_id, kind=found.kind.value)


def _unconsented(change: Change, matter_id: MatterId) -> list[Need]:
    """The parties who have not consented to documents being fetched; a company through any who speaks for it."""
    case, lacking = change.case, []
    for party in case.matter(matter_id).about.parties:
        asked = [(party, None)] if case.people[party].kind is PersonKind.NATURAL else [
            (who, party) for who in case.representatives(party, change.day)
        ]  # fmt: skip
        if not any(case.has_consent(who, matter_id, ConsentTo.DOCUMENTS, behalf) for who, behalf in asked):
            lacking.append(case.law.need("consent_to_documents", party))
    return lacking
