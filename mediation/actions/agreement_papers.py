"""The agreement on paper: every version in every language its parties read, from one structure (§17(5))."""

from datetime import date
from typing import Literal

from mediation.actions.papers import make, titles
from mediation.cases import consent_matrix
from mediation.cases.agreement import Agreement, AgreementItem, Demand, ItemKind, Signing
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.documents import agreement_contexts as g
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import DocumentId, MatterId, PersonId
from mediation.kernel.language import Language
from mediation.kernel.refusals import StepNotPossible
from mediation.work import Work


def print_version(work: Work, change: Change, made: Agreement) -> dict[Language, DocumentId]:
    """Print a version in the language it is signed in, and in that of everybody else who signs or is bound."""
    return {
        language: make(
            work, change.case, DocumentKind.AGREEMENT, language, context_of(work, change, made, language), "",
            made.id, final=made.certified_at is not None,
        )
        for language in languages_of(change.case, made, change.day)
    }  # fmt: skip


def languages_of(case: Case, made: Agreement, day: date) -> tuple[Language, ...]:
    """The agreement's own language first, then those of its parties and of who signs for them."""
    readers = [case.people[p] for p in _parties(case, made)]
    readers += [case.people[who] for p in _parties(case, made) for who in case.representatives(p, day)]
    return tuple(dict.fromkeys([made.language, *(reader.language for reader in readers)]))


def context_of(work: Work, change: Change, made: Agreement, language: Language) -> g.Agreement:
    """Exactly what the agreement shows in a language: names, never contact data."""
    case, people = change.case, change.case.people
    units = [u for u in (case.matter(m).authority for m in made.matters) if u]
    victims = tuple(dict.fromkeys(v for m in made.matters for v in case.matter(m).about.victims))
    mediators = dict.fromkeys(a.volunteer for m in made.matters for a in change.facts(m).named())
    totals = made.totals()
    return g.Agreement(
        office=work.app.office.sender(language, change.day), case_number=case.number,
        dated_on=helsinki_date(made.drafted_at), version=made.number, signed_in=made.language,
        matters=titles(case, list(made.matters), language),
        parties=tuple(_party(case, made, p, change.day) for p in _parties(case, made)),
        items=tuple(_item(case, i, language) for i in made.items),
        mediators=tuple(work.stores.volunteers.get(v).name for v in mediators),
        confirmation_agreed=made.confirmation_consent,
        final_settlement=any(i.kind is ItemKind.NO_CLAIMS for i in made.items),
        totals=tuple(
            g.Total(people[by].name, people[to].name, amount) for (by, to), amount in totals.items()
        ) if sum(i.kind is ItemKind.MONEY for i in made.items) > len(totals) else (),
        withdrawn_demands=demands(case, made, victims, Demand.WITHDRAWN),
        kept_demands=demands(case, made, victims, Demand.KEPT),
        told_to=work.stores.units.get(units[0]).name if units else None, follow_up_until=made.follow_up_until,
        signed=tuple(_signed(case, s.person, s.on_behalf_of, helsinki_date(s.at), s.how) for s in made.signatures)
        if made.certified_at else (),
        certified=_certified(work, made),
    )  # fmt: skip


def demands(case: Case, made: Agreement, victims: tuple[PersonId, ...], demand: Demand) -> tuple[str, ...]:
    """The names of the complainants who keep, or withdraw, their demand for punishment."""
    return tuple(case.people[v].name for v in victims if made.demand_of(v) is demand)


def agreement_of(case: Case, matters: list[MatterId]) -> Agreement:
    """The certified agreement of matters; StepNotPossible if there is none."""
    found = [a for a in case.all(Agreement) if set(a.matters) & set(matters) and a.certified_at is not None]
    if not found:
        raise StepNotPossible(
            "there is no certified agreement of these matters",
            needs=[case.law.need("agreement_is_certified", matters[0])],
        )
    return found[-1]


def money_of(case: Case, made: Agreement, language: Language) -> tuple[g.Payment, ...]:
    """What was agreed in money, as it can be enforced."""
    shown = (_item(case, item, language) for item in made.items)
    return tuple(item for item in shown if isinstance(item, g.Payment))


def _parties(case: Case, made: Agreement) -> tuple[PersonId, ...]:
    return tuple(dict.fromkeys(p for m in made.matters for p in case.matter(m).about.parties))


def _party(case: Case, made: Agreement, party: PersonId, day: date) -> g.AgreementParty:
    role = g.PartyRole.PARTY
    for matter in (case.matter(m) for m in made.matters):
        if party in matter.about.suspects:
            role = g.PartyRole.SUSPECT
        elif party in matter.about.victims:
            role = g.PartyRole.VICTIM
    signers = {
        need.person: None
        for m in made.matters
        for need in consent_matrix.required(case, m, day)
        if need.party == party and need.on_behalf_of is not None and need.person is not None
    }
    return g.AgreementParty(case.people[party].name, role, tuple(case.people[p].name for p in signers))


def _item(case: Case, item: AgreementItem, language: Language) -> g.Payment | g.Promise:
    by, to = case.people[item.promised_by].name, case.people[item.promised_to].name
    shown_by, words = g.ShownBy(item.proof.value), item.words(language)
    if item.kind is ItemKind.MONEY and item.amount is not None:
        parts = tuple(g.Instalment(i.due_on, i.amount) for i in item.instalments)
        return g.Payment(
            by, to, item.amount, parts, text=words, account=item.account or None,
            reference=item.reference or None, shown_by=shown_by,
        )  # fmt: skip
    return g.Promise(g.PromiseKind(item.kind.value), by, to, words, item.due_on, shown_by)


def _signed(case: Case, person: PersonId, for_whom: PersonId | None, day: date, how: str) -> g.Signed:
    manner: Literal["wet_ink", "electronic"] = "electronic" if how == Signing.ELECTRONIC else "wet_ink"
    return g.Signed(case.people[person].name, day, manner, case.people[for_whom].name if for_whom else None)


def _certified(work: Work, made: Agreement) -> g.Certified | None:
    if made.certified_by is None or made.certified_at is None:
        return None
    return g.Certified(work.stores.volunteers.get(made.certified_by).name, helsinki_date(made.certified_at))
