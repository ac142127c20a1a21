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
from mediation.cases.report import Report, ReportKind
from mediation.documents import office_contexts as o
from mediation.documents import report_contexts as r
from mediation.documents.agreement_contexts import PromiseKind
from mediation.documents.catalogue import DocumentKind
from mediation.documents.provisions import provision
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DocumentId, MatterId, UnitId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.states.matter import MatterKind, Outcome
from mediation.states.small import MeetingState, ObligationState
from mediation.work import Work

# fmt: off
#   what is told                    on which paper
PAPER_OF: dict[ReportKind, DocumentKind] = {
    ReportKind.OUTCOME:             DocumentKind.REPORT_TO_PROSECUTOR,
    ReportKind.REFUSAL_NOTICE:      DocumentKind.NOTICE_OF_REFUSAL_OR_INTERRUPTION,
    ReportKind.INTERRUPTION_NOTICE: DocumentKind.NOTICE_OF_REFUSAL_OR_INTERRUPTION,
    ReportKind.BREACH:              DocumentKind.NOTICE_OF_FULFILMENT,
    ReportKind.FULFILMENT:          DocumentKind.NOTICE_OF_FULFILMENT,
}
# fmt: on
OUTCOMES = {
    Outcome.AGREEMENT: r.ReportedOutcome.AGREED,
    Outcome.NO_AGREEMENT: r.ReportedOutcome.NOT_AGREED,
    Outcome.INTERRUPTED: r.ReportedOutcome.INTERRUPTED,
}


def report(work: Work, change: Change, made: Report) -> DocumentId:
    """Print a report or notice for its unit, in the unit's language."""
    case, unit = change.case, work.stores.units.get(made.unit)
    kind = PAPER_OF[made.kind]
    language = spoken(case, unit.language, kind)
    head = authority_head(work, change, made.unit, language, made.prepared_by)
    matters = [case.matter(m) for m in made.matters]
    context: r.Report
    if kind is DocumentKind.NOTICE_OF_FULFILMENT:
        context = _fulfilment(case, made, matters, language, head)
    elif kind is DocumentKind.REPORT_TO_PROSECUTOR:
        context = _outcome(case, made, matters, language, head)
    else:
        context = _notice(case, made, matters, language, head)
    return make(work, case, kind, language, context, made.unit, made.id)


def authority_head(
    work: Work, change: Change, unit: UnitId, language: Language, adviser_id: str
) -> dict[str, Any]:
    """What every paper to a unit begins with."""
    return {
        "office": work.app.office.sender(language, change.day),
        "authority": r.Authority(work.stores.units.get(unit).name, "", change.case.initiative.reference),
        "case_number": change.case.number,
        "dated_on": change.day,
        "adviser": adviser(work, adviser_id),
    }


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
        matters=noticed(case, matters, language),
        ground=provision(decision.sections[0], case.law.citation),
    )  # fmt: skip


def _outcome(
    case: Case, made: Report, matters: list[Matter], language: Language, head: dict[str, Any]
) -> r.ReportToProsecutor:
    if case.law.reporting.outcome_only:
        return _bare_outcome(case, matters, language, head)
    covers = set(made.matters)
    agreement = certified(case, covers)
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
    )  # fmt: skip


def _bare_outcome(case: Case, matters: list[Matter], language: Language, head: dict[str, Any]) -> r.ReportToProsecutor:
    """Whether there is an agreement, and when it ended; nothing from which more could be read."""
    agreed = {True: r.ReportedOutcome.AGREED, False: r.ReportedOutcome.NOT_AGREED}
    ended = helsinki_date(max(m.ended_at for m in matters if m.ended_at is not None))
    return r.ReportToProsecutor(
        **head,
        matters=tuple(
            r.ReportedMatter(**_whom(case, m, language), outcome=agreed[m.outcome is Outcome.AGREEMENT])
            for m in matters
        ),
        initiative_on=case.initiative.initiated_on, decided_on=ended, ended_on=ended, meetings=(),
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


def noticed(case: Case, matters: list[Matter], language: Language) -> tuple[r.NoticedMatter, ...]:
    """The matters and whom they concern, in a language."""
    return tuple(r.NoticedMatter(**_whom(case, m, language)) for m in matters)


def certified(case: Case, covers: set[MatterId]) -> Agreement | None:
    """The certified agreement of these matters, if there is one."""
    found = [a for a in case.all(Agreement) if set(a.matters) & covers and a.certified_at is not None]
    return found[-1] if found else None


def _fulfilment(
    case: Case, made: Report, matters: list[Matter], language: Language, head: dict[str, Any]
) -> o.NoticeOfFulfilment:
    covers = set(made.matters)
    promises = sorted((p for p in case.all(Obligation) if set(p.matters) & covers), key=lambda p: p.due_on)
    agreement = certified(case, covers)
    if agreement is None or agreement.certified_at is None:
        raise Invalid("nothing was agreed in these matters", fields=[("matters", "nothing_agreed")])
    good = sum(p.state in {ObligationState.KEPT, ObligationState.WAIVED} for p in promises)
    whole = r.Fulfilment.FULFILLED if good == len(promises) else r.Fulfilment.PARTLY_FULFILLED
    return o.NoticeOfFulfilment(
        **head, matters=noticed(case, matters, language), agreed_on=helsinki_date(agreement.certified_at),
        promises=tuple(
            o.KeptPromise(
                "money" if p.kind is ItemKind.MONEY else PromiseKind(p.kind.value), p.due_on, p.state.value, p.amount
            )
            for p in promises
        ),
        follow_up_until=agreement.follow_up_until,
        fulfilment=None if made.kind is ReportKind.BREACH else whole if good else r.Fulfilment.NOT_FULFILLED,
    )  # fmt: skip
