"""A new initiative taken down by the office: who asks, who it is about, what happened; and the case it opens (§13)."""

from typing import Any

from starlette.responses import Response

from mediation.actions.arrival import FORMAT, Arrival, ArrivingMatter, ArrivingPerson
from mediation.actions.forms import read_form
from mediation.actions.intake import register_initiative
from mediation.kernel.clock import helsinki_date
from mediation.kernel.refusals import Refusal
from mediation.permissions.may import May
from mediation.web.audience import Audience
from mediation.web.filling import filled_form, renumbered
from mediation.web.page import Page
from mediation.web.shapes import shapes_of
from mediation.web.staff.choices import offices_lists
from mediation.web.typed import Typed
from mediation.web.visit import Visit

SIDES = {"suspect": "suspects", "victim": "victims", "claimant": "claimants", "respondent": "respondents"}
BESIDE = ("custodian", "guardian", "legal_representative", "assistant", "support_person")
INITIATORS = ("police", "prosecutor", "court", "other_authority", "party")
FACTS_OF = {
    "crime": ("close_person", "intentional", "violence_used", "life_threatening_instrument", "only_private_property",
              "stated_complainant_offence"),
    "dispute": ("is_minor_dispute", "claim_from_crime"),
}  # fmt: skip
PERSON = tuple(s for s in shapes_of(ArrivingPerson) if s.kind != "ref")
MATTER = tuple(s for s in shapes_of(ArrivingMatter) if s.name not in {*SIDES.values(), "ref", "crime_of_claim"})


def new(visit: Visit) -> Response:
    """The form, and the case that comes of it."""
    visit.typed = renumbered(visit.typed, "people")
    refusal: Refusal | None = None
    if visit.is_post and not visit.typed.has("more"):
        try:
            arrival = read_form(Arrival, arrival_of(visit.typed, visit.once))
            made = visit.do(lambda work: register_initiative(work, arrival))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return visit.go(f"/cases/{made['case']}", "registered")
    known = visit.read(lambda work: offices_lists(work, visit.language))
    today = helsinki_date(visit.at).isoformat()
    begun = {"initiator": "police", "initiated_on": today, "matters__0__kind": "crime", "people__0__role": "suspect"}
    form = visit.form(refusal, **begun, people__1__role="victim")
    least = 2 if not visit.typed.has("more") else max(2, len(form.rows("people")) + 1)
    numbers = [(str(n), visit.tongue.say("Person {n}", n=n + 1)) for n in form.rows("people", least)]
    return visit.show_form(
        "staff/intake.html", refusal, form, units=known["unit"], offences=known["offence"], facts=FACTS_OF,
        roles=[*SIDES, *BESIDE], initiators=INITIATORS, numbers=numbers, least=least,
    )  # fmt: skip


def arrival_of(typed: Typed, once: str) -> dict[str, Any]:
    """The message that an authority's system would have sent, from what was typed."""
    people, sides, parts = [], {side: list[str]() for side in SIDES.values()}, []
    rows = typed.under("people")
    for n in rows:
        at = f"people.{n}."
        people.append({**filled_form(PERSON, typed, at), "ref": f"p{n}"})
        role, acts_for = typed.one(f"{at}role"), typed.one(f"{at}acts_for")
        if role in SIDES:
            sides[SIDES[role]].append(f"p{n}")
        elif role:
            parts.append({"person": f"p{n}", "role": role, "acts_for": f"p{acts_for}" if acts_for else ""})
    matter = filled_form(MATTER, typed, "matters.0.") | {side: who for side, who in sides.items() if who}
    head = {name: typed.one(name) for name in ("initiator", "initiated_on", "unit", "official", "reference")}
    by_person = {"by_person": "p0"} if head["initiator"] == "party" and rows else {}
    return head | by_person | {
        "format": FORMAT, "delivery_id": f"web:{once}", "people": people, "parts": parts, "matters": [matter],
    }  # fmt: skip


PAGES = [Page("/intake/new", Audience.STAFF, May.INITIATIVE_REGISTER, new, ("GET", "POST"))]
