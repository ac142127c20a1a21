"""The agreement drafted, signed, certified; ending without one; the obligations that follow (§17(5))."""

from dataclasses import replace
from datetime import date
from itertools import count

from mediation.cases import assigning, consent_matrix, convening
from mediation.cases.agreement import Agreement, ItemKind, Obligation, Signature, checked_items
from mediation.cases.changes import Change
from mediation.cases.doubting import in_doubt
from mediation.cases.events import EventCode
from mediation.kernel.ids import DocumentId, ItemId, MatterId, VolunteerId
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState


def draft(change: Change, agreement: Agreement) -> None:
    """Put down a version of the agreement; an earlier version of the same matters is superseded, not lost."""
    case = change.case
    chosen = case.some_matters(agreement.matters)
    for matter_id in chosen:
        if case.matter(matter_id).state is not MatterState.IN_MEDIATION:
            raise StepNotPossible(
                "an agreement is made in mediation",
                needs=[change.case.law.need("in_mediation", matter_id)],
            )
    checked_items(agreement.items)
    parties = {p for m in chosen for p in case.matter(m).about.parties}
    _check_demands(change, agreement)
    for number, item in enumerate(agreement.items):
        if any(w.language is agreement.language for w in item.wordings):
            raise Invalid("its own language is no translation", fields=[(f"items.{number}.wordings", "own_language")])
    for number, item in enumerate(agreement.items):
        for at, who in (("promised_by", item.promised_by), ("promised_to", item.promised_to)):
            if who not in parties:
                raise Invalid("only parties promise", fields=[(f"items.{number}.{at}", "not_a_party")])
    for other in list(case.all(Agreement)):
        if set(other.matters) & set(chosen):
            case.put(replace(other, superseded=True))
    case.put(agreement)
    case.emit(
        EventCode.AGREEMENT_DRAFTED, change.at, matter=chosen[0], subject=agreement.id,
        number=agreement.number, items=len(agreement.items),
    )  # fmt: skip


def next_number(change: Change, matter_ids: tuple[MatterId, ...]) -> int:
    """The number of the next version for these matters."""
    mine = [a.number for a in change.case.all(Agreement) if set(a.matters) & set(matter_ids)]
    return max(mine, default=0) + 1


def sign(change: Change, agreement_id: ItemId, signature: Signature) -> None:
    """One person signs the version in force, for oneself or for a party they act for."""
    agreement = _in_force(change, agreement_id)
    if ended := [m for m in agreement.matters if change.case.matter(m).state is not MatterState.IN_MEDIATION]:
        raise StepNotPossible(
            "an agreement is signed in mediation", needs=[change.case.law.need("in_mediation", m) for m in ended]
        )
    standing = {
        (need.person, need.on_behalf_of)
        for matter_id in agreement.matters
        for need in consent_matrix.required(change.case, matter_id, change.day)
    }
    if (signature.person, signature.on_behalf_of) not in standing:
        raise Invalid("this person has nothing to sign", fields=[("person", "no_standing")])
    rest = [
        s for s in agreement.signatures
        if (s.person, s.on_behalf_of) != (signature.person, signature.on_behalf_of)
    ]  # fmt: skip
    change.case.put(replace(agreement, signatures=(*rest, signature)))
    change.case.emit(
        EventCode.AGREEMENT_SIGNED, change.at, matter=agreement.matters[0], subject=agreement_id,
        person=signature.person, number=agreement.number,
    )  # fmt: skip


def attach_scan(change: Change, agreement_id: ItemId, document: DocumentId) -> None:
    """Keep the picture of the paper that was signed, before or after it is certified; a superseded version has none."""
    agreement = change.case.item(Agreement, agreement_id)
    if agreement.superseded:
        raise StepNotPossible(
            "this version is no longer the one that is signed",
            needs=[change.case.law.need("version_in_force", agreement_id)],
        )
    change.case.put(replace(agreement, scans=(*agreement.scans, document)))
    change.case.emit(
        EventCode.AGREEMENT_SCANNED, change.at, matter=agreement.matters[0], subject=agreement_id,
        document=document, number=agreement.number,
    )  # fmt: skip


def certify(change: Change, agreement_id: ItemId, mediator: VolunteerId) -> None:
    """The mediator certifies the agreement (§17(5)); its matters are then agreed and its promises run."""
    agreement = _in_force(change, agreement_id)
    if not any(a.volunteer == mediator for m in agreement.matters for a in change.facts(m).named()):
        raise StepNotPossible(
            "a mediator of this case certifies", needs=[change.case.law.need("certified_by_own_mediator", mediator)]
        )
    case = change.case
    if needs := [need for m in agreement.matters for need in in_doubt(case, m)]:
        raise StepNotPossible("nothing is agreed while a consent or an understanding is in doubt", needs=needs)
    certified = replace(agreement, certified_by=mediator, certified_at=change.at)
    case.put(certified)
    for matter_id in agreement.matters:
        change.step(matter_id, "agree")
        convening.call_off(change, matter_id)
        assigning.take_back_offers(change, matter_id)
        case.emit(EventCode.AGREEMENT_CERTIFIED, change.at, matter=matter_id, subject=agreement_id)
        case.emit(EventCode.MEDIATION_ENDED, change.at, matter=matter_id)
    _promise(change, certified)


def end_without(change: Change, matter_ids: tuple[MatterId, ...]) -> None:
    """Mediation ends without an agreement; nobody's reasons are recorded (§21.2)."""
    for matter_id in change.case.some_matters(matter_ids):
        change.step(matter_id, "end_without_agreement")
        convening.call_off(change, matter_id)
        assigning.take_back_offers(change, matter_id)
        change.case.emit(EventCode.MEDIATION_ENDED, change.at, matter=matter_id)


def _check_demands(change: Change, agreement: Agreement) -> None:
    """Only a complainant of these matters keeps or withdraws a demand for punishment, and each says so once."""
    victims = {p for m in agreement.matters for p in change.case.matter(m).about.victims}
    named = [d.person for d in agreement.demands]
    if len(set(named)) < len(named) or not set(named) <= victims:
        raise Invalid("only a complainant has such a demand, once", fields=[("demands", "not_a_complainant")])


def _promise(change: Change, agreement: Agreement) -> None:
    for item in agreement.items:
        dated: list[tuple[date, Money | None]] = [(i.due_on, i.amount) for i in item.instalments]
        if item.kind is not ItemKind.MONEY and item.due_on is not None:
            dated = [(item.due_on, None)]
        for number, (due_on, amount) in zip(count(1), dated, strict=False):
            made = Obligation(
                id=change.new_item(), agreement=agreement.id, matters=agreement.matters, kind=item.kind,
                promised_by=item.promised_by, promised_to=item.promised_to, due_on=due_on,
                number=number, of=len(dated), amount=amount,
            )  # fmt: skip
            change.case.put(made)
            change.case.emit(
                EventCode.OBLIGATION_PROMISED, change.at, matter=agreement.matters[0], subject=made.id,
                kind=item.kind.value, due=due_on.isoformat(), number=number, of=len(dated),
            )  # fmt: skip


def _in_force(change: Change, agreement_id: ItemId) -> Agreement:
    agreement = change.case.item(Agreement, agreement_id)
    if agreement.superseded or agreement.certified_by is not None:
        raise StepNotPossible(
            "this version is no longer open",
            needs=[change.case.law.need("version_in_force", agreement_id)],
        )
    return agreement
