"""One visit to one page: who comes, in which language, with what typed; and the few ways to answer."""

import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mediation.accounts.account import Account
from mediation.accounts.sessions import Session
from mediation.kernel.actor import Actor
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, looks_like_id, random_id
from mediation.kernel.language import Language
from mediation.kernel.refusals import NotFound, NotSignedIn, Refusal
from mediation.repeats import answered
from mediation.web.audience import PARTS
from mediation.web.csrf import token_for
from mediation.web.desk import Desk
from mediation.web.filled import Filled
from mediation.web.language import Tongue, tongue
from mediation.web.menu import MENUS, here
from mediation.web.refusals import ELSEWHERE, advice_on, status_of
from mediation.web.render import render
from mediation.web.typed import Typed, typed_of
from mediation.work import Work, unit

if TYPE_CHECKING:
    from mediation.web.page import Page

T = TypeVar("T")


@dataclass(frozen=True)
class Standing:
    """A session, its account, and what the browser holds of it."""

    session: Session
    account: Account
    secret: str = field(repr=False)


@dataclass
class Visit:
    """One request, understood."""

    desk: Desk
    page: "Page"
    request: Request
    language: Language
    standing: Standing | None
    cookie: str = field(repr=False)
    typed: Typed
    at: datetime
    gave_token: bool = False
    unread: Refusal | None = None

    @property
    def tongue(self) -> Tongue:
        """The language of the page, as something that speaks."""
        return tongue(self.language)

    @property
    def actor(self) -> Actor:
        """Who acts; NotSignedIn on a page for everybody."""
        if self.standing is None:
            raise NotSignedIn("sign in first")
        return self.standing.account.actor()

    @property
    def path(self) -> str:
        """The address of this page."""
        return self.request.url.path

    @property
    def is_post(self) -> bool:
        """Whether something was sent, and could be read."""
        return self.request.method == "POST" and self.unread is None

    # ---- what the frame around every page shows ----

    @property
    def prefix(self) -> str:
        """What stands before the addresses this part shares with others."""
        return PARTS[self.page.audience].prefix

    @property
    def start(self) -> str:
        """Where this part begins."""
        return PARTS[self.page.audience].start

    @property
    def office(self) -> str:
        """The office's name."""
        return self.desk.app.office.names[self.language]

    @property
    def today(self) -> date:
        """The date in Helsinki."""
        return helsinki_date(self.at)

    @property
    def is_locked(self) -> bool:
        """Whether the session has been idle too long, or has run out."""
        session = self.standing.session if self.standing else None
        return session is not None and (session.is_over(self.at) or session.is_locked(self.at, self.desk.idle))

    @property
    def idle_seconds(self) -> int:
        """After how long without anybody at it the page is covered."""
        return int(self.desk.idle.total_seconds())

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The menu of this part; none while it is locked."""
        return [] if self.is_locked else MENUS[self.page.audience]

    @property
    def menu_here(self) -> str:
        """Which entry of the menu this page lies under."""
        return here(self.path, self.menu)

    def words(self, group: str, codes: Iterable[str]) -> list[tuple[str, str]]:
        """Codes with their words, as choices."""
        return [(code, self.tongue.word(group, code)) for code in codes]

    def advice(self, refusal: Refusal) -> str:
        """What to do about a refusal."""
        return self.tongue.say(advice_on(refusal))

    # ---- what a form carries ----

    @property
    def csrf(self) -> str:
        """The token of the forms on this page."""
        self.gave_token = True
        return token_for(self.desk.app.request_key, self.cookie)

    @property
    def once(self) -> str:
        """The idempotency key of a form: the one that came with it, or a fresh one."""
        given = self.typed.one("once")
        return given if looks_like_id(given, "o") else random_id("o")

    @property
    def case_id(self) -> CaseId:
        """The case of the address; what cannot be one is no case."""
        text = str(self.request.path_params["case"])
        if not looks_like_id(text, "c"):
            raise NotFound("no such case", code="case_not_found")
        return CaseId(text)

    def read(self, query: Callable[[Work], T]) -> T:
        """Ask a query, in one unit of work."""
        with unit(self.desk.app, self.actor) as work:
            return query(work)

    def do(self, act: Callable[[Work], dict[str, Any]]) -> dict[str, Any]:
        """Do what this form asks, in one unit of work, once however often it is sent."""
        raw = json.dumps(self.typed.pairs(), ensure_ascii=False).encode()
        return answered(self.desk.app, self.actor, self.once, f"{self.request.method} {self.path}", raw, act)

    def show(self, template: str, *, status: int = 200, block: str = "", **context: Any) -> Response:
        """A page; only its block, when the page itself asks for a part of it."""
        part = block if self.request.headers.get("hx-request") == "true" else ""
        html = render(self.language, template, part, self._context() | context)
        return HTMLResponse(html, status, headers={"Vary": "HX-Request, Cookie, Accept-Language"})

    def go(self, path: str, done: str = "") -> Response:
        """Go on to another page of this host, saying there what has been done."""
        mark = ("&" if "?" in path else "?") + f"done={done}" if done else ""
        return RedirectResponse(path + mark, 303)

    def form(self, refusal: Refusal | None = None, **otherwise: object) -> Filled:
        """This page's form: as it was just typed, or as it was kept unsent, or with what is known already."""
        if self.is_post:
            return Filled(self.tongue, self.typed, refusal)
        kept = self.draft()
        if kept is not None:
            return Filled(self.tongue, kept[1], refusal, kept[0])
        return Filled(self.tongue, typed_of(otherwise), refusal)

    def show_form(self, template: str, refusal: Refusal | None, form: Filled, **context: Any) -> Response:
        """A page with a form; after a refusal with its status, and everything typed still there."""
        if isinstance(refusal, ELSEWHERE):
            raise refusal
        status = 200 if refusal is None else status_of(refusal)
        return self.show(template, status=status, form=form, refusal=refusal, **context)

    def _context(self) -> dict[str, Any]:
        from_address = self.request.query_params.get("done", "")
        return {"visit": self, "done": from_address if self.tongue.has_word("done", from_address) else ""}

    # ---- unsent text ----

    def draft(self) -> tuple[datetime, Typed] | None:
        """What was typed on this page before and not sent."""
        if self.standing is None:
            return None
        with self.desk.app.open_stores() as stores:
            kept = stores.sessions.draft(self.place(self.path))
        return None if kept is None else (kept[0], Typed(json.loads(kept[1])))

    def keep_draft(self, path: str, typed: Typed) -> None:
        """Keep what was typed on a page, sealed, until it is sent or thrown away."""
        if self.standing is None:
            return
        body = json.dumps(typed.pairs(), ensure_ascii=False).encode()
        with self.desk.app.open_stores() as stores, stores.transaction():
            stores.sessions.keep_draft(self.place(path), self.standing.account.id, self.at, body)

    def drop_draft(self, path: str = "") -> None:
        """Throw away what was typed on a page."""
        with self.desk.app.open_stores() as stores, stores.transaction():
            stores.sessions.drop_draft(self.place(path or self.path))

    def place(self, path: str) -> bytes:
        """By which what is typed on a page is found again: a keyed hash of account and address."""
        who = self.standing.account.id if self.standing else ""
        return hmac.digest(self.desk.app.request_key, f"draft\0{who}\0{path}".encode(), "sha256")
