"""One's own sign-in: sessions listed and ended, new recovery codes, the lock, and unsent text."""

from starlette.responses import Response

from mediation.accounts.credentials import Kind
from mediation.accounts.sessions import digest_of
from mediation.actions import sign_in as actions
from mediation.actions.proving import prove_again
from mediation.kernel.refusals import NotSignedIn, Refusal
from mediation.web.audience import BY_ACCOUNT, PARTS, cookie_name
from mediation.web.cookies import drop_cookie
from mediation.web.page import Page
from mediation.web.safe import local_path
from mediation.web.typed import Typed
from mediation.web.visit import Standing, Visit
from mediation.work import unit


def _standing(visit: Visit) -> Standing:
    if visit.standing is None:
        raise NotSignedIn("sign in first")
    return visit.standing


def account(visit: Visit) -> Response:
    """One's own account: who one is here, and where one is signed in."""
    mine = _standing(visit)
    with visit.desk.app.open_stores() as stores:
        found = stores.sessions.of_account(mine.account.id)
        left = [c for c in stores.credentials.of_account(mine.account.id, Kind.RECOVERY) if c.used_at is None]
    live = [s for s in found if not s.is_over(visit.at)]
    return visit.show(
        "own/account.html", account=mine.account, sessions=live, this=mine.session.id, codes_left=len(left)
    )


def end(visit: Visit) -> Response:
    """End one of one's own sessions, here or elsewhere."""
    with unit(visit.desk.app, visit.actor) as work:
        actions.end_session(work, visit.typed.one("session"))
    return visit.go(f"{PARTS[visit.page.audience].prefix}/account", "session_ended")


def recovery(visit: Visit) -> Response:
    """New recovery codes, told once."""
    with unit(visit.desk.app, visit.actor) as work:
        codes = actions.new_recovery_codes(work)
    return visit.show("public/enrolled.html", codes=codes)


def prove(visit: Visit) -> Response:
    """Prove who one is again: after a time without anybody at the keys, or before something sensitive."""
    mine = _standing(visit)
    to = local_path(visit.request.query_params.get("to", ""), PARTS[visit.page.audience].start)
    with visit.desk.app.open_stores() as stores:
        has_password = bool(stores.credentials.of_account(mine.account.id, Kind.PASSWORD))
    refusal: Refusal | None = None
    if visit.is_post:
        try:
            prove_again(visit.desk.app, mine.account.id, visit.typed.one("password"))
        except Refusal as wrong:
            refusal = wrong
        else:
            with unit(visit.desk.app, visit.actor) as work:
                actions.prove_session(work, mine.session)
            return visit.go(to)
    return visit.show_form("own/prove.html", refusal, visit.form(refusal), to=to, has_password=has_password)


def sign_out(visit: Visit) -> Response:
    """Sign out of every part in this browser; what it kept of the pages is cleared."""
    answer = visit.go("/", "signed_out")
    names = [cookie_name(audience, visit.desk.secure) for audience in BY_ACCOUNT]
    with unit(visit.desk.app, visit.actor) as work:
        mine = {s.digest: s.id for s in work.stores.sessions.of_account(work.actor.id)}
        for name in names:
            held = mine.get(digest_of(visit.request.cookies.get(name, "")))
            if held is not None:
                actions.end_session(work, held)
    for name in names:
        drop_cookie(answer, name, visit.desk.secure)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def alive(visit: Visit) -> Response:
    """Somebody is at the page: the lock waits."""
    del visit
    return Response(status_code=204)


def draft(visit: Visit) -> Response:
    """Keep what is being typed on a page, or throw it away."""
    at = local_path(visit.request.query_params.get("of", ""), "")
    if visit.typed.one("forget"):
        visit.drop_draft(at)
        return visit.go(at or PARTS[visit.page.audience].start)
    if at and visit.typed:
        visit.keep_draft(at, Typed(visit.typed.pairs()))
    return Response(status_code=204)


OWN = "one's own account"
BOTH = ("GET", "POST")
PAGES = [
    page
    for audience in BY_ACCOUNT
    for prefix in [PARTS[audience].prefix]
    for page in (
        Page(f"{prefix}/account", audience, None, account, why=OWN),
        Page(f"{prefix}/account/end", audience, None, end, ("POST",), OWN),
        Page(f"{prefix}/account/recovery", audience, None, recovery, ("POST",), OWN, fresh=True),
        Page(f"{prefix}/unlock", audience, None, prove, BOTH, OWN, while_locked=True),
        Page(f"{prefix}/prove", audience, None, prove, BOTH, OWN),
        Page(f"{prefix}/sign-out", audience, None, sign_out, ("POST",), OWN, while_locked=True),
        Page(f"{prefix}/alive", audience, None, alive, ("POST",), OWN),
        Page(f"{prefix}/draft", audience, None, draft, ("POST",), OWN),
    )
]
