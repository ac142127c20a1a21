"""Mediators' expenses: claimed for a meeting of one's own, approved by another, paid in a batch (§12 c)."""

import base64
import binascii
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mediation.actions.forms import FilledText, Form, Id, ItemRef, Line
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import VolunteerId, new_id
from mediation.kernel.refusals import Duplicate, Invalid, Need, NotFound, NotPermitted, StepNotPossible
from mediation.permissions.may import May
from mediation.states.machine import Subject
from mediation.states.small import EXPENSE, ExpenseState
from mediation.work import Work
from volunteers.expenses import Claim, ClaimRefused, Item, Receipt, base_claim, checked_items

LARGEST_RECEIPT = 5_000_000  # bytes; through the API a form of one megabyte is the smaller limit
SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


class ItemForm(Form):
    """One expense of an itemised claim."""

    kind: Literal["ticket", "own_car", "parking", "phone", "other"]
    cents: Annotated[int, Field(ge=1, le=100_000)]
    text: Line = ""


class ClaimForm(Form):
    """A claim for one meeting: the base with a supplement, or itemised expenses, never both (§12 c)."""

    meeting: ItemRef
    basis: Literal["base", "itemised"]
    supplement_cents: Annotated[int, Field(ge=0, le=100_000)] = 0
    items: Annotated[tuple[ItemForm, ...], Field(max_length=20)] = ()


def claim(work: Work, form: ClaimForm) -> dict[str, object]:
    """Claim expenses for a meeting one has held oneself; a claim that was returned is made anew."""
    work.permit(May.EXPENSE_CLAIM)
    volunteer = _self(work)
    booking = work.stores.bookings.at(form.meeting, volunteer)
    if booking is None:  # the same answer for another's meeting and for none
        raise NotFound("no such meeting of yours", code="meeting_not_found")
    if not booking.held:
        raise StepNotPossible(
            "the meeting comes first", needs=[Need("meeting_was_held", "1015/2005 §12 c", form.meeting)]
        )
    made = _claimed(work, form, volunteer, work.stores.records.about(Claim, volunteer, form.meeting))
    work.later(lambda: work.stores.records.put(made))
    work.note("expense_claimed", thing=made.id, cents=made.cents)
    return {"claim": made.id, "cents": made.cents}


def _claimed(work: Work, form: ClaimForm, volunteer: VolunteerId, before: Claim | None) -> Claim:
    booking = work.stores.bookings.at(form.meeting, volunteer)
    meeting_on = helsinki_date(booking.starts_at) if booking else work.day
    if before is not None and before.state != ExpenseState.RETURNED:
        raise Duplicate("expenses are claimed once for a meeting", code="claimed_already", existing=before.id)
    if form.basis == "base" and form.items or form.basis == "itemised" and form.supplement_cents:
        raise Invalid("the base with a supplement, or itemised expenses", fields=[("basis", "not_both")])
    try:
        base, supplement = base_claim(meeting_on, form.supplement_cents) if form.basis == "base" else (0, 0)
        items = checked_items([Item(**i.model_dump()) for i in form.items]) if form.basis == "itemised" else ()
    except ClaimRefused as refused:
        raise Invalid("the rates do not allow this", fields=[(refused.field, refused.code)]) from None
    new = Claim(
        id=new_id("e", work.now()), volunteer=volunteer, meeting=form.meeting, meeting_on=meeting_on,
        submitted_on=work.day,
    )  # fmt: skip
    if before is not None:
        state = _taken(before, "resubmit")
        new = replace(before, state=state, submitted_on=work.day, decided_by="", decided_on=None, reason="")
    return replace(new, base_cents=base, supplement_cents=supplement, items=items)


class ReceiptForm(Form):
    """A receipt: a PDF, JPEG or PNG in base64."""

    claim: Id
    content: Annotated[str, StringConstraints(min_length=8, max_length=990_000)]


def add_receipt(work: Work, form: ReceiptForm) -> dict[str, object]:
    """Add a receipt to one's own claim while it is not decided."""
    work.permit(May.EXPENSE_CLAIM)
    try:
        content = base64.b64decode(form.content, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("this is no base64", fields=[("content", "not_base64")]) from None
    return attach(work, form.claim, content)


def attach(work: Work, claim_id: str, content: bytes) -> dict[str, object]:
    """Attach the bytes of a receipt to one's own claim."""
    work.permit(May.EXPENSE_CLAIM)
    found = work.stores.records.find(Claim, claim_id)
    if found is None or found.volunteer != _self(work):
        raise NotFound("no such claim of yours", code="claim_not_found")
    if found.state not in {ExpenseState.SUBMITTED, ExpenseState.RETURNED}:
        raise StepNotPossible("the claim is decided", needs=[Need("claim_is_open", "office policy", found.id)])
    if len(content) > LARGEST_RECEIPT:
        raise Invalid("a receipt has at most five megabytes", code="too_large", fields=[("content", "too_large")])
    if not content.startswith(tuple(SIGNATURES)):
        raise Invalid("a receipt is a PDF, a JPEG or a PNG", fields=[("content", "unknown_type")])
    if len(found.receipts) >= 20:
        raise Invalid("a claim has at most twenty receipts", fields=[("content", "too_many")])
    receipt = Receipt(id=new_id("q", work.now()), volunteer=found.volunteer, claim=found.id, content=content)
    work.later(lambda: work.stores.records.put(receipt))
    work.later(lambda: work.stores.records.put(replace(found, receipts=(*found.receipts, receipt.id))))
    work.note("receipt_added", thing=found.id)
    return {"receipt": receipt.id}


class OneClaim(Form):
    """One claim."""

    claim: Id


def approve(work: Work, form: OneClaim) -> dict[str, object]:
    """Approve a claim of somebody else; what only a receipt can show has one."""
    found = _to_decide(work, form.claim)
    if found.lacks_receipt:
        raise StepNotPossible("a receipt is missing", needs=[Need("receipt_is_there", "office policy", found.id)])
    return _decided(work, found, "approve", "")


class ReturnedClaim(OneClaim):
    """A claim that has to be corrected, with the reason."""

    reason: FilledText


def give_back(work: Work, form: ReturnedClaim) -> dict[str, object]:
    """Return a claim to its claimant with the reason; they may make it anew."""
    return _decided(work, _to_decide(work, form.claim), "return", form.reason)


def _to_decide(work: Work, claim_id: str) -> Claim:
    work.permit(May.EXPENSE_APPROVE)
    found = work.stores.records.find(Claim, claim_id)
    if found is None:
        raise NotFound("no such claim", code="claim_not_found")
    if found.volunteer == work.actor.volunteer:
        needs = [Need("another_person", "434/2003 §28", found.id)]
        raise StepNotPossible("nobody decides on their own claim", needs=needs)
    return found


def _decided(work: Work, found: Claim, step: str, reason: str) -> dict[str, object]:
    state = _taken(found, step)
    changed = replace(found, state=state, decided_by=work.actor.id, decided_on=work.day, reason=reason)
    work.later(lambda: work.stores.records.put(changed))
    work.note(f"expense_{state}", thing=found.id, cents=found.cents)
    return {"state": state}


class Payment(Form):
    """Everything that is approved now goes into one batch."""


def pay(work: Work, form: Payment) -> dict[str, object]:
    """Put every approved claim into a payroll batch; each goes into one, once."""
    work.permit(May.EXPENSE_PAY)
    del form
    approved = work.stores.records.in_state(Claim, ExpenseState.APPROVED)
    own = [Need("another_person", "434/2003 §28", c.id) for c in approved if c.volunteer == work.actor.volunteer]
    if own:
        raise StepNotPossible("nobody pays their own claim", needs=own)
    if not approved:
        raise StepNotPossible("nothing is approved", needs=[Need("approved_claims", "office policy")])
    batch = new_id("b", work.now())
    for found in approved:
        paid = replace(found, state=_taken(found, "pay"), batch=batch, paid_on=work.day)
        work.later(lambda kept=paid: work.stores.records.put(kept))  # type: ignore[misc]
    if not work.stores.effects.done(paid_key(work.office, work.day.year)):
        work.claim(paid_key(work.office, work.day.year))  # from now on this year is owed a report
    cents = sum(c.cents for c in approved)
    work.note("expenses_paid", thing=batch, claims=len(approved), cents=cents)
    return {"batch": batch, "claims": len(approved), "cents": cents}


class TaxYear(Form):
    """The year that was reported."""

    year: Annotated[int, Field(ge=2019, le=2100)]


def record_tax_report(work: Work, form: TaxYear) -> dict[str, object]:
    """Record that the payments of a past year were reported to the tax authority, once."""
    work.permit(May.EXPENSE_PAY)
    if form.year >= work.day.year:
        raise Invalid("a year is reported when it is over", fields=[("year", "not_over")])
    work.claim(tax_key(work.office, form.year))
    work.note("tax_report_sent", year=form.year)
    return {"year": form.year}


def tax_key(office: str, year: int) -> str:
    """Under which key a year's report is done once."""
    return f"tax_report_sent:{office}:{year}"


def paid_key(office: str, year: int) -> str:
    """Under which key it is known that expenses were paid in a year."""
    return f"expenses_paid:{office}:{year}"


def _self(work: Work) -> VolunteerId:
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator claims expenses", code="not_permitted")
    return work.actor.volunteer


def _taken(found: Claim, step: str) -> str:
    subject = Subject(ExpenseState(found.state))
    EXPENSE.take(subject, step)
    return str(subject.state.value)
