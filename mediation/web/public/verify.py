"""Is this paper the office's? A page for whoever holds one: the code on it, or the file itself."""

from starlette.responses import Response

from mediation.actions.seal_check import LARGEST, Answer, check
from mediation.kernel.refusals import Refusal
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.public.sign_in import address_of
from mediation.web.visit import Visit


def verify(visit: Visit) -> Response:
    """The form, and the answer to what was asked; the QR code of a document leads here with its code in the address."""
    printed = str(visit.request.path_params.get("code", ""))
    code = visit.typed.one("seal_code") if visit.is_post else printed
    refusal, answer = visit.unreadable, None
    if refusal is None and (visit.is_post or code):
        try:
            answer = _asked(visit, code)
        except Refusal as no:
            refusal = no
    return visit.show_form("public/verify.html", refusal, visit.form(refusal, seal_code=printed), answer=answer)


def _asked(visit: Visit, code: str) -> Answer:
    return check(visit.desk.app, code.strip(), visit.typed.file or None, address_of(visit))


WHY = "whoever holds a paper may ask"
PAGES = [
    Page("/verify", Audience.PUBLIC, None, verify, ("GET", "POST"), WHY, takes=LARGEST, takes_as="file"),
    Page("/verify/{code}", Audience.PUBLIC, None, verify, ("GET",), WHY),
]
