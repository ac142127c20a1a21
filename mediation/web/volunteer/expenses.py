"""Expenses: claimed once for a meeting of one's own, with receipts as photos, and what became of each claim (§12 c)."""

from typing import Any, Final

from starlette.responses import Response

from mediation.actions.expenses import LARGEST_RECEIPT, ClaimForm, attach, claim
from mediation.actions.forms import read_form
from mediation.kernel.ids import ItemId, looks_like_id
from mediation.kernel.refusals import Invalid, NotFound, Refusal
from mediation.permissions.may import May
from mediation.queries.expenses import own_claim, own_expenses, to_claim
from mediation.web.audience import Audience
from mediation.web.filling import filled_form, renumbered
from mediation.web.page import Page
from mediation.web.shapes import shapes_of
from mediation.web.visit import Visit
from mediation.work import Work

SHAPES: Final = tuple(s for s in shapes_of(ClaimForm) if s.name != "meeting")
ITEM_KINDS: Final = ("ticket", "own_car", "parking", "phone", "other")


def expenses(visit: Visit) -> Response:
    """Meetings to claim for, and the claims there are."""
    return visit.show("volunteer/expenses.html", **visit.read(own_expenses))


def new(visit: Visit) -> Response:
    """A claim for one meeting: the base with a supplement, or itemised expenses."""
    meeting = str(visit.request.path_params["meeting"])
    if not looks_like_id(meeting, "i"):
        raise NotFound("no such meeting of yours", code="meeting_not_found")
    visit.typed = renumbered(visit.typed, "items")
    refusal: Refusal | None = None
    if visit.is_post and not visit.typed.has("more"):
        try:
            form = read_form(ClaimForm, _typed(visit) | {"meeting": meeting})
            made = visit.do(lambda work: claim(work, form))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return visit.go(f"/me/expenses/{made['claim']}", "claimed")
    known = visit.read(lambda work: to_claim(work, ItemId(meeting)))
    shown = visit.form(refusal, **_begun(known["before"]))
    least = max(1, len(shown.typed.under("items")) + (1 if visit.typed.has("more") else 0))
    return visit.show_form("volunteer/claim.html", refusal, shown, known=known, least=least, kinds=ITEM_KINDS)


def _typed(visit: Visit) -> dict[str, Any]:
    """What was typed for the way of claiming that is chosen; what stands under the other one is left out."""
    given = filled_form(SHAPES, visit.typed)
    given.pop("supplement_cents" if given.get("basis") == "itemised" else "items", None)
    return given


def _begun(before: dict[str, Any] | None) -> dict[str, Any]:
    """What stands in an untouched form: the base, or the claim that was returned."""
    if before is None or not before["items"]:
        supplement = before["supplement_cents"] if before else 0
        return {"basis": "base", "supplement_cents": _euros(supplement) if supplement else None}
    rows = {"basis": "itemised"}
    for n, item in enumerate(before["items"]):
        rows |= {f"items.{n}.kind": item.kind, f"items.{n}.cents": _euros(item.cents), f"items.{n}.text": item.text}
    return rows


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def one(visit: Visit) -> Response:
    """One claim: how far it has come, and receipts added to it."""
    claim_id = str(visit.request.path_params["claim"])
    refusal: Refusal | None = None
    if visit.is_post:
        try:
            visit.do(lambda work: _attach(work, claim_id, visit.typed.file))
        except Refusal as no:
            refusal = no
        else:
            return visit.go(visit.path, "receipt_added")
    found = visit.read(lambda work: own_claim(work, claim_id))
    return visit.show_form(
        "volunteer/one_claim.html", refusal, visit.form(refusal), claim=found, most=LARGEST_RECEIPT,
        megabytes=LARGEST_RECEIPT // 1_000_000,
    )  # fmt: skip


def _attach(work: Work, claim_id: str, content: bytes) -> dict[str, Any]:
    if not content:
        raise Invalid("choose a picture", fields=[("content", "required")])
    return attach(work, claim_id, content)


V, BOTH = Audience.VOLUNTEER, ("GET", "POST")
PAGES = [
    Page("/me/expenses", V, May.EXPENSE_CLAIM, expenses),
    Page("/me/expenses/claim/{meeting}", V, May.EXPENSE_CLAIM, new, BOTH),
    Page("/me/expenses/{claim}", V, May.EXPENSE_CLAIM, one, BOTH, takes=LARGEST_RECEIPT),
]
