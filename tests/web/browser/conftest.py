"""One browser, one office behind one port, for every test of this folder; each test has a window of its own."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from mediation.demo.stage import Stage
from mediation.web.app import create_web
from mediation.web.desk import Desk
from tests.web.browser.chromium import HOW, find
from tests.web.office import demo_link, new_office

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip


@dataclass
class Office:
    """The office whose pages are served: its address, its stage, its cases by state."""

    address: str
    stage: Stage
    cases: dict[str, str]

    def path(self, pattern: str) -> str:
        """A path with a case put in by its state, such as `/cases/{accepted}`."""
        return pattern.format(**self.cases)


Window = Callable[..., Page]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office at work, its pages on a port of this machine."""
    stage, cases = new_office(tmp_path_factory.mktemp("office"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    desk = Desk(stage.app, secure=False, idle=timedelta(minutes=10), demo=True)
    server = uvicorn.Server(uvicorn.Config(create_web(desk), port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield Office(f"http://127.0.0.1:{port}", stage, cases)
    server.should_exit = True
    thread.join(10)
    stage.house.engine.dispose()
    stage.house.key_engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine; without it the tests fail and say how to get it."""
    path = find()
    assert path, HOW
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture
def window(browser: Browser, office: Office) -> Iterator[Window]:
    """A new window: `window("adviser", "sv", 320)` is signed in, in Swedish, as narrow as a small phone."""
    opened = []

    def open_window(who: str = "", language: str = "fi", width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=office.address, viewport={"width": width, "height": 900}, locale=language, reduced_motion="reduce"
        )
        opened.append(context)
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": "language", "value": language, "url": office.address}])
        page = context.new_page()
        if who:
            page.goto(demo_link(office.stage, who))
        return page

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, as it was installed for the pages."""
    return (Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
