"""Journeys in a real browser: counted in clicks, and by the keyboard alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from mediation.demo import world
from mediation.demo.arrivals import simple
from mediation.demo.world import TO_ACCEPTED
from tests.web.browser.conftest import Office, Window


class Hand:
    """A hand on a mouse that counts its clicks; typing is free."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def press(self, name: str | re.Pattern[str], role: str = "button") -> None:
        self.click(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def fill(self, label: str, text: str, nth: int = 0) -> None:
        self.page.get_by_label(label).nth(nth).fill(text)

    def choose(self, label: str, value: str, nth: int = 0) -> None:
        self.page.get_by_label(label).nth(nth).select_option(value)


@pytest.mark.parametrize("width", [1280, 320])
def test_from_a_new_initiative_to_an_accepted_case_in_twelve_clicks(width: int, window: Window) -> None:
    page = window("in_charge", "en", width)
    hand = Hand(page)
    hand.press("New initiative", "link")
    hand.choose("Unit of the authority", "n_poliisi_keksitty")
    hand.fill("Subject", "Pahoinpitely torilla")
    hand.choose("Offence", "assault")
    hand.fill("Day of the act", "2026-08-20")
    hand.choose("Close person", "no")
    hand.choose("Intentional", "yes")
    hand.fill("Name", "Olli Osapuoli", 0)
    hand.fill("Name", "Vuokko Vastapuoli", 1)
    hand.press("Register the initiative")
    hand.press("The matter belongs here: go on")
    for n in range(2):
        hand.click(page.get_by_text("Gives consent", exact=True).nth(n))
    hand.press("Save the answers")
    hand.click(page.get_by_text("Yes to every question that has no answer yet"))
    hand.fill("Reason", "Talked on the telephone.")
    hand.press("Save the answers")
    hand.fill("Reasons", "The conditions are met.")
    hand.press("Decide")
    hand.press("Send the decision")
    assert page.get_by_text("Accepted", exact=True).first.is_visible()
    assert hand.clicks <= 12, hand.clicks


@pytest.mark.parametrize("width", [1280, 320])
def test_a_mediator_takes_a_case_in_three_taps(width: int, window: Window, office: Office) -> None:
    """From the first page: the offer, the declaration, the yes; then the people of the case."""
    stage = office.stage
    case = stage.register("adviser", simple(40 + width % 7, "assault", stage.today))
    for chapter in TO_ACCEPTED:
        chapter(stage, case, list(stage.case(case).matters))
    who = "runar" if width == 320 else "maija"
    stage.do("adviser", "assignments offer", case, matters=list(stage.case(case).matters),
             volunteer=stage.volunteers[who], considered="Katsottu.")  # fmt: skip
    page = window(who, "en", width)
    hand = Hand(page)
    hand.click(page.locator(f"main a[href^='/me/offers/{case}']"))
    assert not page.get_by_text("Olli").count()
    hand.click(page.get_by_text("As far as I know, nothing disqualifies me from this case"))
    hand.press("Take the case")
    page.wait_for_url(re.compile(f"/me/cases/{case}"))
    assert page.get_by_text("Olli").first.is_visible()
    assert hand.clicks <= 3, hand.clicks


def test_a_photo_that_is_too_large_is_told_at_its_field(window: Window, office: Office) -> None:
    """The server answers though it has not kept what came; the browser hears it, and a smaller one goes through."""
    page = window("veikko", "en", 320)
    page.goto(office.path("/me/expenses/{claim}"))
    picture = b"\xff\xd8\xff\xe0"
    large = picture.ljust(9_000_000, b"\0")
    for content, said in ((large, "This is too large"), (picture, "The receipt has been added.")):
        file = {"name": "kuitti.jpg", "mimeType": "image/jpeg", "buffer": content}
        page.get_by_label("A photo of the receipt, or a PDF").set_input_files(file)  # type: ignore[arg-type]
        page.get_by_role("button", name="Send the receipt").click()
        page.get_by_text(said).first.wait_for()


NOISE = """async () => {
  const canvas = new OffscreenCanvas(3200, 2400), pen = canvas.getContext("2d"), dots = pen.createImageData(3200, 2400);
  for (let at = 0; at < dots.data.length; at += 65536) crypto.getRandomValues(dots.data.subarray(at, at + 65536));
  pen.putImageData(dots, 0, 0);
  const file = new File([await canvas.convertToBlob({type: "image/png"})], "photo.png", {type: "image/png"});
  const held = new DataTransfer(), input = document.querySelector("#f-content");
  held.items.add(file);
  input.files = held.files;
  input.dispatchEvent(new Event("change", {bubbles: true}));
  for (let tries = 0; input.files[0] === file && tries < 200; tries++) await new Promise(go => setTimeout(go, 50));
  return [file.size, input.files[0].size];
}"""


def test_a_large_photo_is_made_smaller_on_the_phone(window: Window, office: Office) -> None:
    page = window("veikko", "en", 320)
    page.goto(office.path("/me/expenses/{claim}"))
    before, after = page.evaluate(NOISE)
    assert before > 5_000_000 > after
    page.get_by_role("button", name="Send the receipt").click()
    page.get_by_text("The receipt has been added.").wait_for()


def focused(page: Page) -> str:
    """What has the focus, as a person would name it."""
    return str(page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()"))


def tab_to(page: Page, wanted: Callable[[str], bool], most: int = 120) -> None:
    """Press Tab until something has the focus; every stop on the way can be seen to have it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        # Of a date, the browser gives the focus to day, month and year inside it, and marks those.
        assert page.evaluate(
            "document.activeElement.matches('body, :focus-visible, [type=date], [type=datetime-local]')"
        )
        if wanted(focused(page)):
            return
    raise AssertionError("it is not reached by Tab")


def test_a_note_and_a_step_by_the_keyboard_alone(window: Window, office: Office) -> None:
    page = window("in_charge", "en")
    page.goto(office.path("/cases/{received}"))
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    tab_to(page, lambda it: it == "The matter belongs here: go on")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/consents"))
    tab_to(page, lambda it: it == "Overview")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/c_[0-9a-z]+$"))
    tab_to(page, lambda it: it == "text")
    page.keyboard.type("Called; no answer.")
    tab_to(page, lambda it: it == "Save the note")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done=saved"))
    page.goto(office.path("/cases/{received}/timeline"))
    assert page.get_by_text("Called; no answer.").is_visible()


def test_a_mediator_declines_an_offer_by_the_keyboard_alone(window: Window, office: Office) -> None:
    stage = office.stage
    case = stage.register("adviser", simple(50, "assault", stage.today))
    for chapter in TO_ACCEPTED:
        chapter(stage, case, list(stage.case(case).matters))
    stage.do("adviser", "assignments offer", case, matters=list(stage.case(case).matters),
             volunteer=stage.volunteers["runar"], considered="Katsottu.")  # fmt: skip
    page = window("runar", "en", 320)
    page.goto("/me/offers")
    tab_to(page, lambda it: it.startswith("Look at the offer"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/me/offers/{case}"))
    tab_to(page, lambda it: it == "I do not take it")
    page.keyboard.press("Enter")
    tab_to(page, lambda it: it == "reason")
    page.keyboard.type("I am travelling.")
    tab_to(page, lambda it: it == "Decline")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done=declined"))
    assert page.get_by_text("You have declined.").is_visible()


def test_enter_in_a_field_sends_the_form_and_adds_no_row(window: Window) -> None:
    page = window("adviser", "en")
    page.goto("/intake/new")
    page.get_by_label("Subject").fill("Quarrel")
    page.get_by_label("Subject").press("Enter")
    page.wait_for_selector("#refused")
    assert page.get_by_label("Subject").input_value() == "Quarrel"


def test_a_filter_changes_the_rows_and_the_address_without_a_new_page(window: Window) -> None:
    page = window("adviser", "en")
    page.goto("/cases?closed=yes")
    page.evaluate("window.sameAsBefore = true")
    before = page.locator("#rows tbody tr").count()
    page.get_by_label("State", exact=True).select_option("follow_up")
    page.locator("#rows tbody tr").nth(1).wait_for(state="detached")
    assert before > 3
    assert page.evaluate("window.sameAsBefore")
    assert "state=follow_up" in page.url


def test_what_is_typed_survives_a_closed_tab(window: Window) -> None:
    page = window("adviser", "en")
    page.goto("/intake/new")
    with page.expect_response(lambda r: "/draft" in r.url):
        page.get_by_label("Subject").fill("Quarrel over a fence")
    other = page.context.new_page()
    page.close()
    other.goto("/intake/new")
    assert other.get_by_label("Subject").input_value() == "Quarrel over a fence"
    other.get_by_role("button", name="Begin with an empty form").click()
    assert other.get_by_label("Subject").input_value() == ""


def test_a_page_left_alone_is_covered(window: Window) -> None:
    """The window's own clock runs on; the page goes where it is locked, and shows nothing of the case."""
    page = window("adviser", "en")
    page.clock.install()
    page.goto("/today")
    page.clock.fast_forward("11:00")
    page.wait_for_url(re.compile("/desk/unlock"))


def test_the_pages_work_without_a_script(browser: object, window: Window, office: Office) -> None:
    page = window("adviser", "en")
    state = page.context.storage_state()
    context = page.context.browser.new_context(java_script_enabled=False, storage_state=state, base_url=office.address)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto("/cases")
    plain.get_by_label("State", exact=True).select_option("follow_up")
    plain.get_by_role("button", name="Show").click()
    assert plain.locator("#rows tbody tr").count() == 1
    plain.goto("/intake/new")
    plain.get_by_role("button", name="One more person").click()
    plain.get_by_role("group", name="Person 3").wait_for()
    context.close()
    del browser


@pytest.mark.parametrize("width", [1280, 320])
def test_an_authority_acknowledges_a_report_in_three_clicks(width: int, window: Window, office: Office) -> None:
    stage = office.stage
    case = stage.register("police", simple(60 + width % 7, "assault", stage.today))
    for chapter in (world.triaged, world.declined, world.reported):
        chapter(stage, case, list(stage.case(case).matters))
    number = stage.case(case).number
    page = window("police", "en", width)
    hand = Hand(page)
    hand.click(page.get_by_role("listitem").filter(has_text=number).get_by_role("button", name="Open the report"))
    hand.press("Acknowledge")
    page.get_by_text("Thank you. The office now knows that the report was read.").wait_for()
    assert hand.clicks <= 3, hand.clicks


def test_an_initiative_is_sent_by_the_keyboard_alone(window: Window) -> None:
    page = window("police", "en")
    tab_to(page, lambda it: it == "New initiative")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/authority/initiatives/new"))
    for field, text in (("reference", "5500/R/777/26"), ("matters.0.title", "Lievä pahoinpitely"),
                        ("people.0.name", "Olli Osapuoli"), ("people.1.name", "Vuokko Vastapuoli")):  # fmt: skip
        tab_to(page, field.__eq__)
        page.keyboard.type(text)
    tab_to(page, lambda it: it == "Send the initiative")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/authority/initiatives\?done=initiative_sent"))
    assert page.get_by_text("5500/R/777/26").is_visible()


def test_a_paper_is_checked_by_the_keyboard_alone_and_a_wrong_file_told_at_its_field(
    window: Window, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    page = window("", "en")
    page.goto("/verify")
    tab_to(page, "seal_code".__eq__)
    page.keyboard.type(office.cases["code"])
    page.keyboard.press("Enter")
    page.get_by_text("The office has sealed a document with this code.").wait_for()
    page.get_by_label("The document as a PDF file").set_input_files(tmp_path / "picture.pdf")
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.locator("#f-file-wrong").inner_text() == "Send a PDF file"
    assert page.get_by_label("Code on the document").input_value() == office.cases["code"]


def test_a_file_far_too_large_is_told_and_not_cut_off(window: Window, tmp_path: Path) -> None:
    (tmp_path / "large.pdf").write_bytes(b"%PDF-" + bytes(40_000_000))
    page = window("", "en")
    page.goto("/verify")
    page.get_by_label("The document as a PDF file").set_input_files(tmp_path / "large.pdf")
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("#f-file-wrong").wait_for()
