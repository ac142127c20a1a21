"""An office whose pages are open: visitors who sign in and follow links, without a browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from mediation.accounts.sessions import Purpose
from mediation.actions import sign_in
from mediation.demo.stage import Stage
from mediation.web.app import create_web
from mediation.web.desk import Desk
from mediation.work import unit


class Visitor:
    """Somebody with a browser of their own; `page` is what they look at."""

    def __init__(self, stage: Stage, language: str = "fi", desk: Desk | None = None) -> None:
        self.stage = stage
        made = desk or Desk(stage.app, secure=False, idle=timedelta(minutes=10), demo=True)
        self.client = TestClient(create_web(made), headers={"accept-language": language}, follow_redirects=True)
        self.page: Any = None

    def sign_in(self, who: str) -> "Visitor":
        """Come in by a single-use link, as a newcomer to the demo does."""
        with unit(self.stage.app, self.stage.actors[who]) as work:
            secret = sign_in.make_link(work, self.stage.actors[who].id, Purpose.DEMO)
        self.open(f"/demo/{secret}")
        return self

    def open(self, path: str, status: int = 200, **more: Any) -> str:
        """Open a page; its HTML."""
        self.page = self.client.get(path, **more)
        assert self.page.status_code == status, f"{path} {self.page.status_code}: {self.text[150:900]}"
        return str(self.page.text)

    def send(self, path: str, status: int = 200, /, **fields: Any) -> str:
        """Send a form of the page that is open: what it carries by itself, and these fields (`__` is a dot)."""
        carried = {name: self.hidden(name) for name in ("csrf", "once", "version") if self.hidden(name)}
        given = {name.replace("__", "."): value for name, value in fields.items()}
        self.page = self.client.post(path, data=carried | given)
        assert self.page.status_code == status, f"{path} {self.page.status_code}: {self.text[150:900]}"
        return str(self.page.text)

    def hidden(self, name: str) -> str:
        """What the open page's forms carry under a name; the last form's, for earlier ones are the header's."""
        found = re.findall(rf'name="{name}" value="([^"]*)"', self.page.text)
        return unescape(found[-1]) if found else ""

    @property
    def text(self) -> str:
        """The words of the open page, without its marks."""
        body = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", self.page.text)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()

    @property
    def address(self) -> str:
        """Where the visitor is now."""
        return str(self.page.url.path)


@pytest.fixture
def visitor(sqlite_stage: Stage) -> Callable[..., Visitor]:
    """Anybody with a browser; `visitor("adviser")` has signed in already."""

    def come(who: str = "", language: str = "fi", desk: Desk | None = None) -> Visitor:
        made = Visitor(sqlite_stage, language, desk)
        return made.sign_in(who) if who else made

    return come


@pytest.fixture
def aino(visitor: Callable[..., Visitor]) -> Visitor:
    """The adviser, signed in."""
    return visitor("adviser")
