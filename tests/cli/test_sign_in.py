"""Invitations and the demo's links on the command line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mediation.accounts.sessions import Purpose, digest_of
from mediation.demo.links import sign_in_links
from mediation.demo.stage import Stage
from mediation.kernel.refusals import NotSignedIn, Unsafe


def lines(stage: Stage) -> list[str]:
    return [f"{who}={token}" for who, token in stage.tokens.items()]


def test_there_is_a_link_for_everybody_and_each_opens_once(sqlite_stage: Stage) -> None:
    made = sign_in_links(sqlite_stage.house, lines(sqlite_stage), "http://127.0.0.1:8800")
    assert [who for who, _ in made] == list(sqlite_stage.tokens)
    for who, link in made:
        secret = link.removeprefix("http://127.0.0.1:8800/demo/")
        with sqlite_stage.app.open_stores() as stores:
            found = stores.sessions.link(digest_of(secret))
        assert found is not None
        assert found.account == sqlite_stage.actors[who].id
        assert found.purpose is Purpose.DEMO


def test_in_production_there_are_none(sqlite_stage: Stage) -> None:
    real = replace(sqlite_stage.house, settings=replace(sqlite_stage.house.settings, production=True))
    with pytest.raises(Unsafe, match="production"):
        sign_in_links(real, lines(sqlite_stage), "https://sovittelu.example")


def test_a_token_that_has_run_out_is_told(sqlite_stage: Stage) -> None:
    with pytest.raises(NotSignedIn, match="play it again"):
        sign_in_links(sqlite_stage.house, ["adviser=med_" + "x" * 43], "http://127.0.0.1:8800")


def test_the_make_file_builds_the_pages_with_the_tools_of_this_folder() -> None:
    rules = (Path(__file__).parents[2] / "Makefile").read_text("utf-8")
    assert re.search(r"^setup: .*mediation/web/static/manifest\.json", rules, re.MULTILINE)
    assert "npm ci --ignore-scripts" in rules
