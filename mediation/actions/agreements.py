"""The agreement drafted, signed and certified; mediation ended without one (§17(5))."""

from typing import Annotated

from pydantic import Field

from mediation.actions import papers
from mediation.actions.forms import (
    Day,
    FilledLine,
    FilledText,
    Form,
    Instant,
    ItemRef,
    Matters,
    PersonRef,
    not_after,
)
from mediation.cases import agreeing
from mediation.cases.agreement import Agreement, AgreementItem, Demand, Instalment, ItemKind, Signature
from mediation.cases.events import EventCode
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


class ItemForm(Form):
    """One promise; money is in euro cents."""

    kind: ItemKind
    promised_by: PersonRef
    promised_to: PersonRef
    text: FilledText
    cents: Cents | None = None
    instalments: Annotated[tuple[InstalmentForm, ...], Field(max_length=120)] = ()
    due_on: Day | None = None

    def item(self) -> AgreementItem:
        """The promise as the case keeps it."""
        return AgreementItem(
            kind=self.kind, promised_by=self.promised_by, promised_to=self.promised_to, text=self.text,
            amount=None if self.cents is None else Money(self.cents),
            instalments=tuple(Instalment(due_on=i.due_on, amount=Money(i.cents)) for i in self.instalments),
            due_on=self.due_on,
        )  # fmt: skip


class Draft(Form):
    """A version of the agreement."""

    matters: Matters
    language: Language | None = None
    items: Annotated[tuple[ItemForm, ...], Field(min_length=1, max_length=50)]
    demand: Demand = Demand.NOT_STATED
    confirmation_consent: bool = False
    follow_up_until: Day | None = None


def draft(work: Work, case_id: CaseId, form: Draft, expect: int | None = None) -> dict[str, object]:
    """Put down a version; earlier ones of the same matters are kept as superseded."""
    change = work.change(case_id, May.AGREEMENT_DRAFT, expect=expect)
    agreement = Agreement(
        id=change.new_item(), matters=form.matters, number=agreeing.next_number(change, form.matters),
        language=change.case.law.spoken(form.language or change.case.law.languages[0]),
        items=tuple(i.item() for i in form.items), drafted_at=work.now(),
        demand=form.demand, confirmation_consent=form.confirmation_consent,
        follow_up_until=form.follow_up_until,
    )  # fmt: skip
    agreeing.draft(change, agreement)
    return {"agreement": agreement.id, "number": agreement.number}


class SignatureForm(Form):
    """One signature, for oneself or for a minor or a company."""

    agreement: ItemRef
    person: PersonRef
    on_behalf_of: PersonRef | None = None
    at: Instant
    how: FilledLine = "wet_ink"


def sign(work: Work, case_id: CaseId, form: SignatureForm, expect: int | None = None) -> dict[str, object]:
    """Record a signature on the version in force."""
    change = work.change(case_id, May.AGREEMENT_SIGN, expect=expect)
    signature = Signature(
        person=form.person, at=not_after(form.at, work.now(), "at"), how=form.how, on_behalf_of=form.on_behalf_of
    )
    agreeing.sign(change, form.agreement, signature)
    return {"agreement": form.agreement}


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
    papers.agreement(work, change, signed)
    for matter_id in signed.matters:
        change.case.emit(EventCode.AGREEMENT_COPIES_SENT, change.at, matter=matter_id, subject=signed.id)
    return {"states": {m: change.case.matter(m).state.value for m in signed.matters}}


class Ending(Form):
    """Mediation ends without an agreement."""

    matters: Matters


def end_without(work: Work, case_id: CaseId, form: Ending, expect: int | None = None) -> dict[str, object]:
    """End mediation without an agreement; nobody's reason is asked (§21.2)."""
    change = work.change(case_id, May.OUTCOME_RECORD, expect=expect)
    agreeing.end_without(change, form.matters)
    return {"states": {m: change.case.matter(m).state.value for m in form.matters}}
