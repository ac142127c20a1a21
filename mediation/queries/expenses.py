"""Readings of expenses: one's own claims, what is to be decided, the payroll batch, the year for the tax authority."""

from datetime import timedelta
from typing import Any, Final

from mediation.actions.volunteers import found
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, VolunteerId
from mediation.kernel.money import Money
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.kernel.sheet import sheet
from mediation.permissions.may import May
from mediation.states.small import ExpenseState
from mediation.work import Work
from volunteers.expenses import Claim, Receipt, rate_on

LOOKED_BACK: Final = timedelta(days=365)

BATCH = (
    "batch", "claim", "volunteer", "name", "meeting_on", "basis", "base", "supplement", "itemised", "total", "paid_on",
)  # fmt: skip
TAX = ("year", "volunteer", "name", "claims", "base", "supplement", "itemised", "total")


def claims(work: Work) -> list[dict[str, Any]]:
    """The claims that are not paid yet, oldest first."""
    work.permit(May.EXPENSE_READ)
    waiting = (ExpenseState.SUBMITTED, ExpenseState.RETURNED, ExpenseState.APPROVED)
    work.note("expenses_listed")
    return [_shown(c) | {"volunteer": c.volunteer} for c in work.stores.records.in_state(Claim, *waiting)]


def own_claims(work: Work) -> list[dict[str, Any]]:
    """A mediator's own claims, with the reason where one was returned."""
    work.permit(May.EXPENSE_CLAIM)
    volunteer = _own(work)
    work.note("own_expenses_listed")
    return [_shown(c) for c in work.stores.records.of(Claim, volunteer)]


def own_expenses(work: Work) -> dict[str, Any]:
    """A mediator's own claims, newest meeting first, and meetings of the last year with nothing claimed for them."""
    claimed = own_claims(work)
    volunteer = _own(work)
    held = [b for b in work.stores.bookings.of(volunteer, work.now() - LOOKED_BACK, work.now()) if b.held]
    done = {c["meeting"] for c in claimed}
    return {
        "claims": sorted(claimed, key=lambda c: str(c["meeting_on"]), reverse=True),
        "unclaimed": [{"meeting": b.meeting, "starts_at": b.starts_at} for b in held[::-1] if b.meeting not in done],
    }


def own_claim(work: Work, claim_id: str) -> dict[str, Any]:
    """One claim of a mediator's own, whole; NotFound for every other."""
    work.permit(May.EXPENSE_CLAIM)
    found_ = work.stores.records.find(Claim, claim_id)
    if found_ is None or found_.volunteer != _own(work):
        raise NotFound("no such claim of yours", code="claim_not_found")
    work.note("own_expense_read", thing=claim_id)
    return _shown(found_) | {
        "base_cents": found_.base_cents, "supplement_cents": found_.supplement_cents, "items": list(found_.items),
        "submitted_on": found_.submitted_on, "paid_on": found_.paid_on, "lacks_receipt": found_.lacks_receipt,
        "is_open": found_.state in {ExpenseState.SUBMITTED, ExpenseState.RETURNED},
    }  # fmt: skip


def to_claim(work: Work, meeting_id: ItemId) -> dict[str, Any]:
    """What may be claimed for a meeting of one's own: the rates of its day, and the claim there is already."""
    work.permit(May.EXPENSE_CLAIM)
    volunteer = _own(work)
    booking = work.stores.bookings.at(meeting_id, volunteer)
    if booking is None:  # the same answer for another's meeting and for none
        raise NotFound("no such meeting of yours", code="meeting_not_found")
    rate = rate_on(helsinki_date(booking.starts_at))
    before = work.stores.records.about(Claim, volunteer, meeting_id)
    work.note("expense_rates_read", thing=meeting_id)
    return {
        "meeting": booking.meeting, "starts_at": booking.starts_at, "held": booking.held, "base_cents": rate.base_cents,
        "most_supplement_cents": rate.base_cents * rate.supplement_percent // 100, "source": rate.source,
        "before": None if before is None else own_claim(work, before.id),
    }  # fmt: skip


def receipt(work: Work, receipt_id: str) -> bytes:
    """The bytes of a receipt, for who decides on the claim; that it was read is journalled."""
    work.permit(May.EXPENSE_READ)
    kept = work.stores.records.find(Receipt, receipt_id)
    if kept is None:
        raise NotFound("no such receipt", code="receipt_not_found")
    work.note("receipt_read", thing=kept.claim)
    return kept.content


def batch_sheet(work: Work, batch: str) -> str:
    """A payroll batch as CSV, inert for spreadsheets; amounts in euros."""
    work.permit(May.EXPENSE_PAY)
    paid = [c for c in work.stores.records.in_state(Claim, ExpenseState.PAID) if c.batch == batch]
    if not paid:
        raise NotFound("no such batch", code="batch_not_found")
    work.note("batch_exported", thing=batch, claims=len(paid))
    return sheet(BATCH, (
        (batch, c.id, c.volunteer, found(work, c.volunteer).name, c.meeting_on.isoformat(),
         "itemised" if c.items else "base", _euros(c.base_cents), _euros(c.supplement_cents), _euros(_itemised(c)),
         _euros(c.cents), str(c.paid_on))
        for c in paid
    ))  # fmt: skip


def tax_report(work: Work, year: int) -> str:
    """What was paid in a year to each volunteer, as CSV, inert for spreadsheets; amounts in euros."""
    work.permit(May.EXPENSE_PAY)
    paid = [c for c in work.stores.records.in_state(Claim, ExpenseState.PAID) if c.paid_on and c.paid_on.year == year]
    work.note("tax_report_exported", year=year, claims=len(paid))
    rows = []
    for volunteer in sorted({c.volunteer for c in paid}):
        mine = [c for c in paid if c.volunteer == volunteer]
        rows.append((
            year, volunteer, found(work, volunteer).name, len(mine), _euros(sum(c.base_cents for c in mine)),
            _euros(sum(c.supplement_cents for c in mine)), _euros(sum(_itemised(c) for c in mine)),
            _euros(sum(c.cents for c in mine)),
        ))  # fmt: skip
    return sheet(TAX, rows)


def _own(work: Work) -> VolunteerId:
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has claims", code="not_permitted")
    return work.actor.volunteer


def _shown(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id, "meeting": claim.meeting, "meeting_on": claim.meeting_on.isoformat(), "state": claim.state,
        "cents": claim.cents, "receipts": list(claim.receipts), "reason": claim.reason,
    }  # fmt: skip


def _itemised(claim: Claim) -> int:
    return sum(item.cents for item in claim.items)


def _euros(cents: int) -> str:
    return str(Money(cents))
