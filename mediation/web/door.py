"""The one way into every page: who comes, may they enter, is it really their form; and how a no is shown."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from mediation.accounts.sessions import TO_THE_MINUTE, digest_of
from mediation.kernel.refusals import NotFound, NotPermitted, NotSignedIn, Refusal
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.web import csrf
from mediation.web.arriving import typed_in
from mediation.web.audience import PARTS, Audience, cookie_name
from mediation.web.cookies import set_cookie
from mediation.web.desk import Desk
from mediation.web.language import COOKIE, chosen
from mediation.web.page import Page
from mediation.web.refusals import advice_on, status_of
from mediation.web.typed import Typed
from mediation.web.visit import Standing, Visit


def endpoint(desk: Desk, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The web framework's end of a page."""

    async def serve(request: Request) -> Response:
        refusal: Refusal | None = None
        typed = Typed()
        if request.method == "POST":
            try:
                typed = await typed_in(request, page.upload)
            except Refusal as unreadable:
                refusal = unreadable
        return await run_in_threadpool(_answer, desk, page, request, typed, refusal)

    return serve


def _answer(desk: Desk, page: Page, request: Request, typed: Typed, unreadable: Refusal | None) -> Response:
    now = desk.app.clock.now()
    language = chosen(request.cookies.get(COOKIE, ""), request.headers.get("accept-language", ""))
    name = cookie_name(page.audience, desk.secure)
    cookie = request.cookies.get(name, "")[:100]
    is_new = page.audience is Audience.PUBLIC and not cookie
    visit = Visit(
        desk, page, request, language, None, cookie or (secrets.token_urlsafe(24) if is_new else ""), typed, now
    )
    try:
        visit.standing = standing_in(desk, page.audience, cookie, now)
        if unreadable is not None and not page.upload:
            raise unreadable
        visit.unread = unreadable
        answer = _turned_away(visit) or page.answer(visit)
    except NotSignedIn:
        answer = visit.go(f"/sign-in?to={quote(visit.path)}")
    except Refusal as refusal:
        answer = refused_page(visit, refusal)
    if is_new and visit.gave_token:
        set_cookie(answer, name, visit.cookie, desk.secure)
    return answer


def standing_in(desk: Desk, audience: Audience, cookie: str, now: datetime) -> Standing | None:
    """The session behind a cookie, over or not; None if there is none, or its account may not enter here any more."""
    if audience is Audience.PUBLIC or not cookie:
        return None
    with desk.app.open_stores() as stores:
        session = stores.sessions.find(digest_of(cookie))
        if session is None or session.audience != audience or session.ended_at is not None:
            return None
        account = stores.accounts.get(session.account)
        if account.disabled_at is not None or not set(account.roles) & PARTS[audience].roles:
            return None
        is_in_use = not session.is_over(now) and not session.is_locked(now, desk.idle)
        if is_in_use and now - session.seen_at >= TO_THE_MINUTE:
            session = replace(session, seen_at=now)
            with stores.transaction():
                stores.sessions.save(session)
    return Standing(session, account, cookie)


def _turned_away(visit: Visit) -> Response | None:
    """Where somebody goes instead of into the page; None if they may enter."""
    page, desk, key = visit.page, visit.desk, visit.desk.app.request_key
    given = visit.typed.one(csrf.FIELD) or visit.request.headers.get(csrf.HEADER, "")
    is_ours = not visit.is_post or csrf.is_ours(visit.request, key, visit.cookie, given)
    if page.audience is not Audience.PUBLIC:
        if visit.standing is None:
            raise NotSignedIn("sign in first")
        session = visit.standing.session
        elsewhere = ""
        if session.is_over(visit.at):
            elsewhere = "/sign-in"
        elif session.is_locked(visit.at, desk.idle) and not page.while_locked:
            elsewhere = f"{PARTS[page.audience].prefix}/unlock"
        elif page.fresh and not session.is_fresh(visit.at):
            elsewhere = f"{PARTS[page.audience].prefix}/prove"
        if elsewhere:
            if visit.is_post and is_ours and visit.typed:
                visit.keep_draft(visit.path, visit.typed)
            return visit.go(f"{elsewhere}?to={quote(visit.path)}")
    if not is_ours:
        raise Refusal("this form did not come from here", code="not_from_here")
    if page.may is not None and "case" not in visit.request.path_params:
        touch = Touch(visit.at, desk.app.office.id)
        if not is_permitted(visit.actor, page.may, touch):
            raise NotPermitted(f"{page.may} is not yours to do")
    return None


def refused_page(visit: Visit, refusal: Refusal) -> Response:
    """A page of its own for a refusal: its sentence, what to do, what is missing with its section."""
    advice = visit.tongue.say(advice_on(refusal))
    return visit.show("layouts/refused.html", status=status_of(refusal), refusal=refusal, advice=advice)


def no_such_page(desk: Desk, page: Page) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The answer to an address or a method that no page has."""

    async def serve(request: Request, error: Exception) -> Response:
        del error
        return await run_in_threadpool(
            _answer, desk, page, request, Typed(), NotFound("no such page", code="page_not_found")
        )

    return serve
