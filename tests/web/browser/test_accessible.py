"""Every page, in three languages, wide and narrow: no violation of WCAG 2.2 AA that axe can see, nothing too wide."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.browser.conftest import Office, Window

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CASE = ["", "/people", "/consents", "/conditions", "/decision", "/papers", "/timeline", "/steps"]
# who, and the pages they see; a page of a case is looked at in a state where it has something to show
PAGES: dict[str, list[str]] = {
    "": [
        "/", "/sign-in", "/no-such-page", "/mediation", "/contact", "/accessibility", "/privacy",
        "/verify", "/verify/{code}", "/verify/00000000000000000000000000",
    ],
    "in_charge": [
        "/today", "/cases", "/cases?state=transferred", "/search", "/intake/new", "/letters", "/desk/account",
        "/desk/prove",
        *(f"/cases/{{young}}{tab}" for tab in CASE), "/cases/{examining_conditions}/consents", "/cases/{follow_up}",
        "/cases/{follow_up}/timeline", "/cases/{follow_up}/papers", "/cases/{accepted}/decision",
        "/cases/{in_mediation}/steps/agreements/draft", "/cases/{accepted}/steps/assignments/offer",
        "/cases/{mediators_named}/steps/meetings/arrange", "/cases/{young}/steps/people/add",
        "/cases/{young}/steps/matters/correct", "/cases/{young}/steps/decisions/make",
    ],
    "veikko": [
        "/me", "/me/account", "/me/offers", "/me/offers/{offer}", "/me/offers/{declined}", "/me/cases",
        "/me/cases/{told_case}", "/me/cases/{told_case}/account", "/me/cases/{told_case}/leave",
        "/me/cases/{follow_up}", "/me/cases/{told}", "/me/cases/{untold}", "/me/cases/{ahead}",
        "/me/availability", "/me/expenses", "/me/expenses/claim/{told_meeting}", "/me/expenses/{claim}", "/me/details",
    ],
    "runar": ["/me", "/me/offers", "/me/cases", "/me/availability", "/me/expenses"],
    "prosecutor": ["/authority", "/authority/account"],
    "police": [
        "/authority", "/authority/initiatives", "/authority/initiatives/new", "/authority/members",
        "/authority/reports/{declined}/{report}", "/authority/reports/{follow_up}/{opened}",
    ],
    "administrator": ["/admin", "/admin/account"],
}  # fmt: skip
WIDTHS = (1280, 320)


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds, each with the place."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        'rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]})', RULES
    )
    return [
        f"{v['id']}: {n['html'][:200]} {n['failureSummary'][:200]}" for v in found["violations"] for n in v["nodes"]
    ]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_accessible(who: str, language: str, window: Window, office: Office, axe: str) -> None:
    page, wrong, said = window(who, language), [], list[str]()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    for pattern in PAGES[who]:
        page.goto(office.path(pattern))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{pattern} {width}: {v}" for v in violations(page, axe)]
            wrong += [f"{pattern} {width}: too wide"] if is_too_wide(page) else []
    assert wrong == []
    told = [line for line in said if "status of 4" not in line]
    assert told == [], "the policy of the pages stops something of their own"


def test_a_form_that_was_refused_is_accessible_and_its_box_has_the_focus(window: Window, axe: str) -> None:
    page = window("in_charge")
    page.goto("/intake/new")
    page.get_by_role("button", name="Kirjaa aloite").click()
    assert page.locator("#refused").evaluate("box => box === document.activeElement")
    assert violations(page, axe) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert not is_too_wide(page)
    page.get_by_role("link", name="Nimi").first.click()
    assert page.evaluate("document.querySelector(location.hash).tagName") == "INPUT"


def test_the_look_finds_what_is_wrong(window: Window, axe: str) -> None:
    """The tool and the measure work: a page spoilt on purpose is found out by both."""
    page = window()
    page.goto("/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/static/icon.svg\"><div id=wide>x</div>'")
    page.evaluate("document.querySelector('#wide').style.width = '3000px'")
    assert any(v.startswith("image-alt") for v in violations(page, axe))
    assert is_too_wide(page)
