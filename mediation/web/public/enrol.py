"""Setting up how one signs in, by the single-use link the administrator made."""

import segno
from starlette.responses import Response

from mediation.accounts import second_factor
from mediation.accounts.account import Account
from mediation.accounts.sessions import Purpose, digest_of
from mediation.actions import sign_in as actions
from mediation.actions.forms import read_form
from mediation.kernel.refusals import Invalid, NotFound, Refusal
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit
from mediation.work import unit


def enrol(visit: Visit) -> Response:
    """Choose a password, set up an app for codes; the recovery codes are told once."""
    secret = str(visit.request.path_params["secret"])
    account = _holder(visit, secret)
    totp = visit.typed.one("secret") or second_factor.new_secret()
    if not visit.is_post:
        return _page(visit, None, account, totp)
    try:
        if visit.typed.one("password") != visit.typed.one("again"):
            raise Invalid("the two passwords differ", fields=[("again", "passwords_differ")])
        form = read_form(actions.Enrolment, {n: visit.typed.one(n) for n in ("name", "password", "secret", "code")})
        with unit(visit.desk.app, account.actor()) as work:
            actions.use_link(work, secret, Purpose.ENROL)
            codes = actions.enrol(work, form)
    except Refusal as refusal:
        return _page(visit, refusal, account, totp)
    return visit.show("public/enrolled.html", codes=codes)


def _holder(visit: Visit, secret: str) -> Account:
    """Whose link it is; nothing is used up by looking at it."""
    with visit.desk.app.open_stores() as stores:
        link = stores.sessions.link(digest_of(secret))
        if link is None or link.purpose is not Purpose.ENROL or not link.is_open(visit.at):
            raise NotFound("this link is used up or has run out", code="link_not_open")
        return stores.accounts.get(link.account)


def _page(visit: Visit, refusal: Refusal | None, account: Account, totp: str) -> Response:
    office = visit.desk.app.office.names[visit.language]
    drawn = segno.make(second_factor.address(totp, account.email or account.name, office), error="m")
    # Squares alone, no style of its own: the policy of the pages forbids any.
    picture = drawn.svg_inline(scale=4, border=2, omitsize=True)
    return visit.show_form(
        "public/enrol.html", refusal, visit.form(refusal, name=account.email), account=account, secret=totp,
        picture=picture,
    )  # fmt: skip


PAGES = [
    Page("/enrol/{secret}", Audience.PUBLIC, None, enrol, ("GET", "POST"), "the link itself is the permission"),
]
