"""Offers: what a mediator may know before they take a case, their declaration, and yes or no (434/2003 §27-29)."""

from starlette.responses import Response

from mediation.actions.forms import read_form
from mediation.actions.mediators import OfferAnswer, answer
from mediation.kernel.ids import ItemId, looks_like_id
from mediation.kernel.refusals import NotFound, Refusal
from mediation.permissions.may import May
from mediation.queries import own_cases
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def offers(visit: Visit) -> Response:
    """The offers that wait, and what became of earlier ones."""
    found = visit.read(own_cases.offers)
    return visit.show(
        "volunteer/offers.html", waiting=[o for o in found if o["is_open"]],
        over=[o for o in found if not o["is_open"]],
    )  # fmt: skip


def offer(visit: Visit) -> Response:
    """One offer, and the answer to it."""
    offer_id = str(visit.request.path_params["offer"])
    if not looks_like_id(offer_id, "i"):
        raise NotFound("no such offer", code="offer_not_found")
    refusal: Refusal | None = None
    if visit.is_post:
        typed = visit.typed
        try:
            given = {
                "assignment": offer_id, "accept": typed.one("answer") == "accept", "reason": typed.one("reason"),
                "undisqualified": typed.one("undisqualified") == "yes",
            }  # fmt: skip
            form = read_form(OfferAnswer, given)
            visit.do(lambda work: answer(work, visit.case_id, form))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return (
                visit.go(f"/me/cases/{visit.case_id}", "taken") if form.accept else visit.go("/me/offers", "declined")
            )
    shown = visit.read(lambda work: own_cases.offer(work, visit.case_id, ItemId(offer_id)))
    return visit.show_form("volunteer/offer.html", refusal, visit.form(refusal), offer=shown)


OWN = "the query shows a mediator's own offers alone"
PAGES = [
    Page("/me/offers", Audience.VOLUNTEER, None, offers, why=OWN),
    Page("/me/offers/{case}/{offer}", Audience.VOLUNTEER, May.ASSIGNMENT_ANSWER, offer, ("GET", "POST")),
]
