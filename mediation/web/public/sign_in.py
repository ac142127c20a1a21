"""Signing in with a name, a password and a code; and, at a demo office alone, by a single-use link."""

from starlette.responses import Response

from mediation.accounts.account import Account
from mediation.accounts.sessions import Purpose, Way, digest_of
from mediation.actions import sign_in as actions
from mediation.actions.proving import prove
from mediation.kernel.refusals import NotFound, NotPermitted, Refusal
from mediation.web.audience import PARTS, Audience, cookie_name, open_to
from mediation.web.cookies import set_cookie
from mediation.web.page import Page
from mediation.web.safe import local_path
from mediation.web.visit import Visit
from mediation.work import Work, unit


def sign_in(visit: Visit) -> Response:
    """Name, password, code; then on to where one was going."""
    to = local_path(visit.request.query_params.get("to", ""), "")
    if not visit.is_post:
        return visit.show_form("public/sign_in.html", None, visit.form(), to=to)
    name, password, code = (visit.typed.one(field) for field in ("name", "password", "code"))
    try:
        proof = prove(visit.desk.app, name, password, code, address_of(visit))
        with unit(visit.desk.app, proof.account.actor()) as work:
            actions.take(work, proof.used, proof.counter)
            begun = _begin(work, proof.account, proof.way)
    except Refusal as refusal:
        return visit.show_form("public/sign_in.html", refusal, visit.form(refusal), to=to)
    return _enter(visit, begun, to)


def demo(visit: Visit) -> Response:
    """Sign in at a demo office by a link that its command printed; one link opens once."""
    if not visit.desk.demo:
        raise NotFound("no such page", code="page_not_found")
    secret = str(visit.request.path_params["secret"])
    with visit.desk.app.open_stores() as stores:
        link = stores.sessions.link(digest_of(secret))
        if link is None:
            raise NotFound("this link is used up or has run out", code="link_not_open")
        account = stores.accounts.get(link.account)
    with unit(visit.desk.app, account.actor()) as work:
        actions.use_link(work, secret, Purpose.DEMO)
        begun = _begin(work, account, Way.LINK)
    return _enter(visit, begun, "")


def address_of(visit: Visit) -> str:
    """Where a visit comes from; behind a proxy that is the proxy's word for it."""
    return visit.request.client.host if visit.request.client else ""


def _begin(work: Work, account: Account, way: Way) -> dict[Audience, str]:
    audiences = open_to(frozenset(account.roles))
    if not audiences or account.disabled_at is not None:
        raise NotPermitted("this account has no pages")
    return {audience: actions.begin_session(work, audience, way) for audience in audiences}


def _enter(visit: Visit, begun: dict[Audience, str], to: str) -> Response:
    answer = visit.go(to or PARTS[next(iter(begun))].start)
    for audience, secret in begun.items():
        set_cookie(answer, cookie_name(audience, visit.desk.secure), secret, visit.desk.secure)
    return answer


PAGES = [
    Page("/sign-in", Audience.PUBLIC, None, sign_in, ("GET", "POST"), "nobody is signed in yet"),
    Page("/demo/{secret}", Audience.PUBLIC, None, demo, ("GET",), "the link itself is the permission"),
]
