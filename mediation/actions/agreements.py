"""The agreement drafted, printed, signed and certified; mediation ended without one (§17(5))."""

from typing import Annotated

from pydantic import Field

from mediation.actions import agreement_papers
from mediation.actions.bank import Account, Reference
from mediation.actions.forms import (
    Day,
    DocumentRef,
    FilledText,
    Form,
    Instant,
    ItemRef,
    Matters,
    PersonRef,
    not_after,
)
from mediation.cases import agreeing
from mediation.cases.agreement import (
    MOST_INSTALMENTS,
    Agreement,
    AgreementItem,
    Demand,
    DemandOf,
    Instalment,
    ItemKind,
    Proof,
    Signature,
    Signing,
    Wording,
)
from mediation.cases.events import EventCode
from mediation.cases.schedule import Every, by_amount, in_parts
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.ids import CaseId
from mediation.kernel.language import Language
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid
from mediation.permissions.may import May
from mediation.work import Work

MOST_CENTS = 100_000_000
Cents = Annotated[int, Field(ge=1, le=MOST_CENTS, strict=True)]


class InstalmentForm(Form):
    """One payment, in euro cents."""

    due_on: Day
    cents: Cents


class ScheduleForm(Form):
    """Instalments reckoned here: so many equal parts, or parts of so many cents and the rest last."""

    first_on: Day
    every: Every = Every.MONTH
    parts: Annotated[int, Field(ge=1, le=MOST_INSTALMENTS)] | None = None
    each: Cents | None = None

    def instalments(self, amount: Money) -> tuple[Instalment, ...]:
        """The payments of an amount; Invalid unless exactly one way of dividing it is given."""
        if (self.parts is None) == (self.each is None):
            raise Invalid("say how many parts, or how large each is", fields=[("schedule", "one_of_two")])
        if self.parts is not None:
            return in_parts(amount, self.parts, self.first_on, self.every)
        return by_amount(amount, Money(self.each or 0), self.first_on, self.every)


class WordingForm(Form):
    """The same words in another language."""

    language: Language
    text: FilledText


class ItemForm(Form):
    """One promise; money is in euro cents, due in the instalments given or reckoned from a schedule."""

    kind: ItemKind
    promised_by: PersonRef
    promised_to: PersonRef
    text: FilledText
    cents: Cents | None = None
    instalments: Annotated[tuple[InstalmentForm, ...], Field(max_length=MOST_INSTALMENTS)] = ()
    schedule: ScheduleForm | None = None
    due_on: Day | None = None
    shown_by: Proof | None = None
    wordings: Annotated[tuple[WordingForm, ...], Field(max_length=len(Language))] = ()
    account: Account = ""
    reference: Reference = ""

    def item(self) -> AgreementItem:
        """The promise as the case keeps it."""
        return AgreementItem(
            kind=self.kind, promised_by=self.promised_by, promised_to=self.promised_to, text=self.text,
            amount=None if self.cents is None else Money(self.cents),
            instalments=self._instalments(), due_on=self.due_on, shown_by=self.shown_by,
            wordings=tuple(Wording(language=w.language, text=w.text) for w in self.wordings),
            account=self.account, reference=self.reference,
        )  # fmt: skip

    def _instalments(self) -> tuple[Instalment, ...]:
        if self.schedule is None:
            return tuple(Instalment(due_on=i.due_on, amount=Money(i.cents)) for i in self.instalments)
        if self.instalments or self.cents is None:
            raise Invalid("a schedule divides an amount, by itself", fields=[("schedule", "not_allowed")])
        return self.schedule.instalments(Money(self.cents))


class DemandForm(Form):
    """One complainant's word on the demand for punishment."""

    person: PersonRef
    demand: Demand


class Draft(Form):
    """A version of the agreement."""

    matters: Matters
    language: Language = Language.FINNISH
    items: Annotated[tuple[ItemForm, ...], Field(min_length=1, max_length=50)]
    demand: Demand = Demand.NOT_STATED
    demands: Annotated[tuple[DemandForm, ...], Field(max_length=50)] = ()
    confirmation_consent: bool = False
    follow_up_until: Day | None = None


def draft(work: Work, case_id: CaseId, form: Draft, expect: int | None = None) -> dict[str, object]:
    """Put down a version and print it in each language read; earlier versions are kept as superseded."""
    change = work.change(case_id, May.AGREEMENT_DRAFT, expect=expect)
    agreement = Agreement(
        id=change.new_item(), matters=form.matters, number=agreeing.next_number(change, form.matters),
        language=form.language, items=tuple(i.item() for i in form.items), drafted_at=work.now(),
        demand=form.demand, confirmation_consent=form.confirmation_consent,
        follow_up_until=form.follow_up_until,
        demands=tuple(DemandOf(person=d.person, demand=d.demand) for d in form.demands),
    )  # fmt: skip
    agreeing.draft(change, agreement)
    printed = agreement_papers.print_version(work, change, agreement)
    return {
        "agreement": agreement.id, "number": agreement.number,
        "documents": {language.value: document for language, document in printed.items()},
    }  # fmt: skip


class SignatureForm(Form):
    """One signature, for oneself or for a minor or a company; on a screen, of the very document that was read."""

    agreement: ItemRef
    person: PersonRef
    on_behalf_of: PersonRef | None = None
    at: Instant
    how: Signing = Signing.WET_INK
    document: DocumentRef | None = None


def sign(work: Work, case_id: CaseId, form: SignatureForm, expect: int | None = None) -> dict[str, object]:
    """Record that a person signed the version in force: in ink, or by accepting its print on a screen."""
    change = work.change(case_id, May.AGREEMENT_SIGN, expect=expect)
    electronic = form.how is Signing.ELECTRONIC
    if electronic != (form.document is not None):
        code = "required" if electronic else "not_allowed"
        raise Invalid("on a screen a document is accepted", fields=[("document", code)])
    signature = Signature(
        person=form.person, at=not_after(form.at, work.now(), "at"), how=form.how.value,
        on_behalf_of=form.on_behalf_of, document=form.document, sha256=_hash_of(work, case_id, form),
    )  # fmt: skip
    agreeing.sign(change, form.agreement, signature)
    return {"agreement": form.agreement}


def _hash_of(work: Work, case_id: CaseId, form: SignatureForm) -> str:
    """The SHA-256 of the print that was accepted; Invalid unless it is one of this very version."""
    if form.document is None:
        return ""
    found = [d for d in work.stores.documents.of_case(case_id) if d.id == form.document]
    if not found or found[0].subject != form.agreement or found[0].kind != DocumentKind.AGREEMENT:
        raise Invalid("this is no print of that version", fields=[("document", "other_version")])
    return found[0].sha256


class Certificate(Form):
    """The mediator's own signature under the agreement."""

    agreement: ItemRef


def certify(work: Work, case_id: CaseId, form: Certificate, expect: int | None = None) -> dict[str, object]:
    """Certify the agreement: its matters are agreed, its promises run, each party gets a copy (§17(5))."""
    change = work.change(case_id, May.AGREEMENT_CERTIFY, expect=expect)
    if work.actor.volunteer is None:
        raise Invalid("a mediator certifies", fields=[("", "not_a_mediator")])
    agreeing.certify(change, form.agreement, work.actor.volunteer)
    signed = change.case.item(Agreement, form.agreement)
    printed = agreement_papers.print_version(work, change, signed)
    for matter_id in signed.matters:
        change.case.emit(EventCode.AGREEMENT_COPIES_SENT, change.at, matter=matter_id, subject=signed.id)
    return {
        "states": {m: change.case.matter(m).state.value for m in signed.matters},
        "documents": {language.value: document for language, document in printed.items()},
    }  # fmt: skip


class Ending(Form):
    """Mediation ends without an agreement."""

    matters: Matters


def end_without(work: Work, case_id: CaseId, form: Ending, expect: int | None = None) -> dict[str, object]:
    """End mediation without an agreement; nobody's reason is asked (§21.2)."""
    change = work.change(case_id, May.OUTCOME_RECORD, expect=expect)
    agreeing.end_without(change, form.matters)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}
