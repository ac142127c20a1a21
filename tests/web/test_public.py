"""The pages for everybody: they tell who the office is, hold no script of others, and speak one language each."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from mediation.demo.stage import Stage
from tests.web.conftest import Visitor
from tests.web.test_language import FOREIGN

Visitors = Callable[..., Visitor]
PAGES = ["/", "/mediation", "/contact", "/accessibility", "/privacy", "/verify"]
SAID = {  # page, language → what must stand there
    ("/mediation", "fi"):     ["Osallistuminen on vapaaehtoista", "hallinto-oikeuteen", "1015/2005"],
    ("/mediation", "sv"):     ["Det är frivilligt att delta", "förvaltningsdomstolen", "1015/2005"],
    ("/mediation", "en"):     ["Taking part is voluntary", "administrative court", "1015/2005"],
    ("/contact", "fi"):       ["09 000 0100", "sovittelu@sovittelutoimisto.example", "Sovinnontie 1", "112"],
    ("/contact", "sv"):       ["Helsingfors medlingsbyrå", "09 000 0100", "112"],
    ("/accessibility", "fi"): ["WCAG 2.2", "kahden viikon kuluessa", "306/2019", "24.11.2026"],
    ("/accessibility", "sv"): ["inom två veckor"],
    ("/accessibility", "en"): ["within two weeks", "24 Nov 2026"],
    ("/privacy", "fi"):       ["Terveyden ja hyvinvoinnin laitos", "tietosuojavaltuutetulle", "1050/2018"],
    ("/privacy", "sv"):       ["Institutet för hälsa och välfärd", "dataombudsmannen"],
}  # fmt: skip


@pytest.mark.parametrize(("path", "language"), SAID)
def test_a_page_says_what_it_has_to(path: str, language: str, visitor: Visitors) -> None:
    come = visitor("", language)
    come.open(path)
    assert [said for said in SAID[path, language] if said not in come.text] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_no_public_page_mixes_languages(language: str, visitor: Visitors) -> None:
    come = visitor("", language)
    foreign = FOREIGN[language].replace("|ja", "") if language == "sv" else FOREIGN[language]
    for path in PAGES:
        come.open(path)
        words = come.text.replace("Suomi Svenska English", "")
        assert re.findall(foreign, words, re.IGNORECASE) == [], path


def test_the_controller_is_the_one_of_the_day(visitor: Visitors, sqlite_stage: Stage) -> None:
    sqlite_stage.at(date(2027, 1, 1))
    come = visitor()
    come.open("/privacy")
    assert "Oikeuspalveluvirasto" in come.text
    assert "Terveyden ja hyvinvoinnin laitos" not in come.text


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_takes_nothing_from_elsewhere_and_leads_to_the_others(path: str, visitor: Visitors) -> None:
    page = visitor().open(path)
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page) == []
    for other in ("/contact", "/accessibility", "/privacy"):
        assert f'href="{other}"' in page


def test_only_cookies_that_a_page_needs_are_set(visitor: Visitors) -> None:
    come = visitor()
    for path in ("/", "/mediation", "/contact", "/accessibility", "/privacy"):
        come.open(path)
    assert list(come.client.cookies) == []
    come.open("/language/sv")
    assert list(come.client.cookies) == ["language"]
    come.open("/verify")
    assert len(come.client.cookies) <= 2


def test_the_menu_marks_the_page_one_is_on_and_no_other(visitor: Visitors) -> None:
    come = visitor()
    for path, marked in (("/", ["/"]), ("/contact", ["/contact"]), ("/privacy", [])):
        page = come.open(path)
        assert re.findall(r'<a href="([^"]*)" aria-current="page"', page) == marked, path
