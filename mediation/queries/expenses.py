"""Readings of expenses: one's own claims, what is to be decided, the payroll batch, the year for the tax authority."""

from typing import Any

from mediation.actions.volunteers import found
from mediation.kernel.money import Money
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.kernel.sheet import sheet
from mediation.permissions.may import May
from mediation.states.small import ExpenseState
from mediation.work import Work
from volunteers.expenses import Claim, Receipt

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
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has claims", code="not_permitted")
    work.note("own_expenses_listed")
    return [_shown(c) for c in work.stores.records.of(Claim, work.actor.volunteer)]


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


def _shown(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id, "meeting": claim.meeting, "meeting_on": claim.meeting_on.isoformat(), "state": claim.state,
        "cents": claim.cents, "receipts": list(claim.receipts), "reason": claim.reason,
    }  # fmt: skip


def _itemised(claim: Claim) -> int:
    return sum(item.cents for item in claim.items)


def _euros(cents: int) -> str:
    return str(Money(cents))
