"""What every answer carries: a policy without inline scripts, no caching, no frame, no referrer; built files apart."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from mediation.demo.stage import Stage
from mediation.kernel.refusals import Unsafe
from mediation.web import render
from mediation.web.app import create_web
from mediation.web.desk import Desk
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/today", "/no-such-page", "/cases/x"])
def test_every_page_carries_the_headers_that_keep_it_private(path: str, aino: Visitor) -> None:
    headers = aino.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/sign-in", "/today", "/cases", "/intake/new", "/desk/account"])
def test_no_page_has_a_script_or_a_style_of_its_own(path: str, aino: Visitor) -> None:
    page = aino.open(path)
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == [], "nothing is loaded from elsewhere"


def test_a_built_file_is_kept_for_ever_and_sent_compressed(visitor: Visitors) -> None:
    come = visitor()
    address = re.findall(r'href="(/static/style-[^"]+\.css)"', come.open("/"))[0]
    answer = come.client.get(address, headers={"accept-encoding": "br"})
    assert answer.headers["cache-control"].endswith("immutable")
    assert answer.headers["content-encoding"] == "br"
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_first_view_weighs_less_than_150_kilobytes(visitor: Visitors) -> None:
    come = visitor()
    page = come.open("/")
    names = re.findall(r'"(/static/[^"]+)"', page)
    style = next(n for n in names if "/style-" in n)
    names += [
        f"/static/{n}" for n in re.findall(r"url\(\"?\./(inter-latin-wght[^)\"]+)\"?\)", come.client.get(style).text)
    ]
    weight = len(page.encode())
    for name in names:
        with come.client.stream("GET", name, headers={"accept-encoding": "br"}) as answer:
            weight += sum(len(part) for part in answer.iter_raw())
    assert len(names) == 4
    assert weight < 150_000


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("adviser")
    given = come.page.history[0].headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    secure = Visitor(sqlite_stage, desk=Desk(sqlite_stage.app, secure=True, idle=timedelta(minutes=10), demo=True))
    secure.client.base_url = "https://testserver"  # type: ignore[assignment]
    secure.sign_in("adviser")
    given = secure.page.history[0].headers["set-cookie"]
    assert given.startswith("__Host-staff=")
    assert "Secure" in given
    assert "max-age" in secure.page.headers["strict-transport-security"]


def test_a_form_from_another_site_is_refused_even_with_the_token(aino: Visitor) -> None:
    aino.open("/today")
    answer = aino.client.post(
        "/desk/sign-out", data={"csrf": aino.hidden("csrf")}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert aino.open("/today")


def test_the_token_of_one_session_is_none_for_another(visitor: Visitors) -> None:
    mine, theirs = visitor("adviser"), visitor("second_adviser")
    mine.open("/today")
    theirs.open("/today")
    assert mine.hidden("csrf") != theirs.hidden("csrf")
    assert mine.client.post("/desk/sign-out", data={"csrf": theirs.hidden("csrf")}).status_code == 403


def test_a_fault_tells_a_number_and_nothing_of_what_was_typed(
    aino: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("Urpo Uhri")

    monkeypatch.setattr("mediation.storage.queue.SqlQueue.tasks", broken)
    answer = aino.client.get("/today")
    assert answer.status_code == 500
    assert "Urpo" not in answer.text + caplog.text
    number = re.findall(r"x_[0-9a-z]{26}", answer.text)[0]
    assert number in caplog.text
    assert answer.headers["cache-control"] == "no-store"


def test_without_the_built_files_one_sentence_says_how_to_build_them(
    sqlite_stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(render, "STATIC", tmp_path)
    render.manifest.cache_clear()
    try:
        with pytest.raises(Unsafe, match="make setup"):
            create_web(Desk(sqlite_stage.app, secure=False, idle=timedelta(minutes=10)))
    finally:
        monkeypatch.undo()
        render.manifest.cache_clear()
