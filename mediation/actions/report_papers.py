"""Reports and notices printed: a whitelist of facts, never the case (§16(4), §21.2, §24)."""

from typing import Any

from mediation.actions.agreement_papers import demands
from mediation.actions.papers import adviser, make, spoken, title
from mediation.cases.agreement import Agreement, AgreementItem, Demand, ItemKind, Obligation
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.matter import Matter
from mediation.cases.meeting import Meeting, MeetingForm
from mediation.cases.report import FOLLOWING_UP, Report, ReportKind
from mediation.documents import report_contexts as r
from mediation.documents.agreement_contexts import PromiseKind
from mediation.documents.catalogue import DocumentKind
from mediation.documents.provisions import provision
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DocumentId, MatterId
from mediation.kernel.language import Language
from mediation.states.matter import MatterKind, Outcome
from mediation.states.small import MeetingState, ObligationState
from mediation.work import Work

OUTCOMES = {
    Outcome.AGREEMENT: r.ReportedOutcome.AGREED,
    Outcome.NO_AGREEMENT: r.ReportedOutcome.NOT_AGREED,
    Outcome.INTERRUPTED: r.ReportedOutcome.INTERRUPTED,
}


def report(work: Work, change: Change, made: Report) -> DocumentId:
    """Print a report or notice for its unit, in the unit's language."""
    case, unit = change.case, work.stores.units.get(made.unit)
    notice = made.kind in {ReportKind.REFUSAL_NOTICE, ReportKind.INTERRUPTION_NOTICE}
    kind = DocumentKind.NOTICE_OF_REFUSAL_OR_INTERRUPTION if notice else DocumentKind.REPORT_TO_PROSECUTOR
    language = spoken(case, unit.language, kind)
    head: dict[str, Any] = {
        "office": work.app.office.sender(language, change.day),
        "authority": r.Authority(unit.name, "", case.initiative.reference),
        "case_number": case.number,
        "dated_on": change.day,
        "adviser": adviser(work, made.prepared_by),
    }
    matters = [case.matter(m) for m in made.matters]
    context = _notice(case, made, matters, language, head) if notice else _outcome(case, made, matters, language, head)
    return make(work, case, kind, language, context, made.unit, made.id)


def _notice(
    case: Case, made: Report, matters: list[Matter], language: Language, head: dict[str, Any]
) -> r.NoticeOfStop:
    refused = made.kind is ReportKind.REFUSAL_NOTICE
    kinds = {DecisionKind.DECLINE, DecisionKind.LAPSE} if refused else {DecisionKind.INTERRUPT}
    decision = next(
        d for d in reversed(list(case.all(Decision))) if d.kind in kinds and set(d.matters) & set(made.matters)
    )
    return r.NoticeOfStop(
        **head, event="refused" if refused else "interrupted", decided_on=helsinki_date(decision.at),
        matters=tuple(r.NoticedMatter(**_whom(case, m, language)) for m in matters),
        ground=provision(decision.sections[0], case.law.citation),
    )  # fmt: skip


def _outcome(
    case: Case, made: Report, matters: list[Matter], language: Language, head: dict[str, Any]
) -> r.ReportToProsecutor:
    covers = set(made.matters)
    agreements = [a for a in case.all(Agreement) if set(a.matters) & covers and a.certified_at is not None]
    agreement = agreements[-1] if agreements else None
    held = [m for m in case.all(Meeting) if set(m.matters) & covers and m.state is MeetingState.HELD]
    victims = tuple(dict.fromkeys(v for m in matters for v in m.about.victims))
    ended = [m.ended_at for m in matters if m.ended_at is not None]
    accepted = [m.accepted_at for m in matters if m.accepted_at is not None]
    return r.ReportToProsecutor(
        **head,
        matters=tuple(
            r.ReportedMatter(**_whom(case, m, language), outcome=OUTCOMES[m.outcome or Outcome.NO_AGREEMENT])
            for m in matters
        ),
        initiative_on=case.initiative.initiated_on, decided_on=helsinki_date(min(accepted)),
        ended_on=helsinki_date(max(ended)),
        meetings=tuple(
            r.ReportedMeeting(
                helsinki_date(m.starts_at), "joint" if m.form is MeetingForm.JOINT else "separate"
            )
            for m in sorted(held, key=lambda m: m.starts_at)
        ),
        agreement_on=helsinki_date(agreement.certified_at) if agreement and agreement.certified_at else None,
        items=tuple(_item(case, i) for i in agreement.items) if agreement else (),
        withdrawn_demands=demands(case, agreement, victims, Demand.WITHDRAWN) if agreement else (),
        kept_demands=demands(case, agreement, victims, Demand.KEPT) if agreement else (),
        follow_up_until=agreement.follow_up_until if agreement else None,
        fulfilment=_fulfilment(case, covers) if made.kind in FOLLOWING_UP else None,
    )  # fmt: skip


def _whom(case: Case, matter: Matter, language: Language) -> dict[str, Any]:
    about, people = matter.about, case.people
    return {
        "title": title(case, matter.id, language),
        "happened_on": about.act_on,
        "criminal": matter.kind is MatterKind.CRIME,
        "suspects": tuple(people[p].name for p in about.suspects + about.respondents),
        "victims": tuple(people[p].name for p in about.victims + about.claimants),
    }


def _item(case: Case, item: AgreementItem) -> r.ReportedPayment | r.ReportedPromise:
    by, to = case.people[item.promised_by].name, case.people[item.promised_to].name
    if item.kind is ItemKind.MONEY and item.amount is not None:
        return r.ReportedPayment(by, to, item.amount, len(item.instalments), item.instalments[-1].due_on)
    return r.ReportedPromise(PromiseKind(item.kind.value), by, to, item.text, item.due_on)


def _fulfilment(case: Case, covers: set[MatterId]) -> r.Fulfilment:
    states = [o.state for o in case.all(Obligation) if set(o.matters) & covers]
    good = sum(s in {ObligationState.KEPT, ObligationState.WAIVED} for s in states)
    if good == len(states):
        return r.Fulfilment.FULFILLED
    return r.Fulfilment.PARTLY_FULFILLED if good else r.Fulfilment.NOT_FULFILLED
