"""Letters on paper: what waits, what is to be looked at, the batches to print and to post, what was posted."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from mediation.actions import letters
from mediation.actions.forms import Form, read_form
from mediation.kernel.ids import looks_like_id
from mediation.kernel.refusals import Invalid, NotFound, Refusal
from mediation.permissions.may import May
from mediation.queries import letters as readings
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit

#     button        form                 does                   said afterwards
ACTS: dict[str, tuple[type[Form], Callable[..., dict[str, Any]], str]] = {
    "again":       (letters.OneLetter,   letters.again,         "letter_again"),
    "drop":        (letters.OneLetter,   letters.drop,          "letter_dropped"),
    "posted":      (letters.Posting,     letters.posted,        "letters_posted"),
    "print":       (letters.PrintRun,    letters.print_batch,   "letters_printed"),
    "returned":    (letters.OneLetter,   letters.returned,      "letter_returned"),
}  # fmt: skip


def show_letters(visit: Visit) -> Response:
    """Every letter that is under way, and the buttons for what happens with it."""
    return visit.show_form("staff/letters.html", None, visit.form(), **visit.read(readings.waiting))


def act(visit: Visit) -> Response:
    """One button pressed: print, posted, came back, again, not needed."""
    try:
        pressed = visit.typed.one("act")
        if pressed not in ACTS:
            raise Invalid("there is no such button", fields=[("act", "unknown_code")])
        form, does, said = ACTS[pressed]
        given = {name: visit.typed.one(name) for name in form.model_fields if visit.typed.one(name)}
        visit.do(lambda work: does(work, read_form(form, given)))
    except Refusal as refusal:
        return visit.show_form("staff/letters.html", refusal, visit.form(refusal), **visit.read(readings.waiting))
    return visit.go("/letters", said)


def batch(visit: Visit) -> Response:
    """A print batch as PDF."""
    name = str(visit.request.path_params["batch"])
    if not looks_like_id(name, "b"):
        raise NotFound("no such batch", code="letter_batch_not_found")
    pdf = visit.read(lambda work: readings.batch_pdf(work, name))
    return Response(
        pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )


PAGES = [
    Page("/letters", Audience.STAFF, May.LETTER_POST, show_letters),
    Page("/letters", Audience.STAFF, May.LETTER_POST, act, ("POST",)),
    Page("/letters/batches/{batch}", Audience.STAFF, May.LETTER_POST, batch),
]
