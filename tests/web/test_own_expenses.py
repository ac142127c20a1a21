"""Expenses on a phone: a claim once for a meeting of one's own, its receipts as photos, what became of it."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from mediation.actions import expenses
from mediation.actions.expenses import LARGEST_RECEIPT
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import random_id
from mediation.queries import expenses as readings
from mediation.work import unit
from tests.actions.test_booking import in_mediation
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]
JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 20
ITEMISED = {"basis": "itemised", "items.0.kind": "ticket", "items.0.cents": "6,40", "items.0.text": "Bussi"}


@pytest.fixture
def meeting(sqlite_stage: Stage) -> str:
    """A meeting of Veikko and Maija that was held."""
    case, matters = in_mediation(sqlite_stage, 1)
    made = s.meet(sqlite_stage, case, matters)
    s.hold_meeting(sqlite_stage, case, made)
    return made


def claims(stage: Stage, who: str = "veikko") -> list[tuple[str, int, int]]:
    with unit(stage.app, stage.actors[who]) as work:
        return [(c["state"], c["cents"], len(c["receipts"])) for c in readings.own_claims(work)]


def claimed(come: Visitor, meeting: str, **fields: str) -> str:
    """Claim on the page; the address of the claim."""
    come.open(f"/me/expenses/claim/{meeting}")
    come.send(f"/me/expenses/claim/{meeting}", **({"basis": "base"} | fields))
    assert "Hakemus on lähetetty" in come.text
    return come.address


def photo(come: Visitor, path: str, content: bytes, name: str = "kuitti.jpg") -> TestClient:
    """Send a file from the page that is open."""
    fields = {"csrf": come.hidden("csrf"), "once": come.hidden("once")}
    come.page = come.client.post(path, data=fields, files={"content": (name, content)})
    return come.client


def test_a_meeting_that_was_held_waits_to_be_claimed_for(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    come = visitor("veikko")
    come.open("/me/expenses")
    assert f"/me/expenses/claim/{meeting}" in come.page.text
    come.open(f"/me/expenses/claim/{meeting}")
    assert "Perusosa on 30,00 €" in come.text
    assert "Enintään 15,00 €" in come.text
    claimed(come, meeting, supplement_cents="12,50")
    assert "42,50 €" in come.text
    assert "Hakemus on toimistossa ratkaistavana." in come.text
    assert claims(sqlite_stage) == [("submitted", 4250, 0)]
    assert f"/claim/{meeting}" not in come.open("/me/expenses")


BAD = {  # what is typed → the field where it is told
    "a supplement over the most":         ({"supplement_cents": "15,01"}, "supplement_cents"),
    "a supplement that is no amount":     ({"supplement_cents": "paljon"}, "supplement_cents"),
    "no way of claiming":                 ({"basis": ""}, "basis"),
    "a way that is none":                 ({"basis": "all"}, "basis"),
    "itemised, and nothing to itemise":   ({"basis": "itemised"}, "items"),
    "an expense of a kind that is none":  (ITEMISED | {"items.0.kind": "yacht"}, "items-0-kind"),
    "an expense of nothing":              (ITEMISED | {"items.0.cents": "0"}, "items-0-cents"),
    "an expense of a fortune":            (ITEMISED | {"items.0.cents": "1000,01"}, "items-0-cents"),
    "a text longer than a line":          (ITEMISED | {"items.0.text": "x" * 400}, "items-0-text"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BAD)
def test_a_claim_that_cannot_be_made_is_told_at_its_field(
    sentence: str, visitor: Visitors, sqlite_stage: Stage, meeting: str
) -> None:
    typed, field = BAD[sentence]
    come = visitor("veikko")
    path = f"/me/expenses/claim/{meeting}"
    come.open(path)
    come.send(path, 422, **({"basis": "base"} | typed))
    assert f'href="#f-{field}"' in come.page.text
    assert f'id="f-{field}"' in come.page.text
    assert claims(sqlite_stage) == []


def test_what_stands_under_the_other_way_is_left_out(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    claimed(visitor("veikko"), meeting, **(ITEMISED | {"supplement_cents": "5"}))
    assert claims(sqlite_stage) == [("submitted", 640, 0)]


def test_a_second_claim_for_a_meeting_is_refused(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    come, again = visitor("veikko"), visitor("veikko")
    path = f"/me/expenses/claim/{meeting}"
    again.open(path)
    claimed(come, meeting)
    again.send(path, 409, basis="base")
    assert "Tämän tapaamisen kulukorvausta on jo haettu" in again.text
    come.open(path)
    assert "olet jo hakenut sitä" in come.text
    assert claims(sqlite_stage) == [("submitted", 3000, 0)]


def test_a_double_click_claims_once(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    come = visitor("veikko")
    path = f"/me/expenses/claim/{meeting}"
    come.open(path)
    form = {"csrf": come.hidden("csrf"), "once": come.hidden("once"), "basis": "base"}
    first, second = (come.client.post(path, data=form) for _ in range(2))
    assert (first.status_code, first.url) == (200, second.url)
    assert claims(sqlite_stage) == [("submitted", 3000, 0)]


def test_a_photo_of_the_receipt_is_added_and_reaches_who_decides(
    visitor: Visitors, sqlite_stage: Stage, meeting: str
) -> None:
    come = visitor("veikko")
    path = claimed(come, meeting, **ITEMISED)
    assert "Maksamasi kulut hyväksytään kuittia vastaan." in come.text
    large = JPEG + b"\0" * 3_000_000
    photo(come, path, large)
    assert "Kuitti on lisätty." in come.text
    assert "Maksamasi kulut hyväksytään kuittia vastaan." not in come.text
    assert claims(sqlite_stage) == [("submitted", 640, 1)]
    with unit(sqlite_stage.app, sqlite_stage.actors["adviser"]) as work:
        [claim] = readings.claims(work)
        assert readings.receipt(work, claim["receipts"][0]) == large


def test_the_same_photo_sent_twice_is_kept_once_and_another_under_its_key_is_refused(
    visitor: Visitors, sqlite_stage: Stage, meeting: str
) -> None:
    come = visitor("veikko")
    path = claimed(come, meeting)
    fields = {"csrf": come.hidden("csrf"), "once": come.hidden("once")}
    sent = [come.client.post(path, data=fields, files={"content": ("k.jpg", c)}) for c in (JPEG, JPEG, JPEG + b"2")]
    assert [a.status_code for a in sent] == [200, 200, 422]
    assert claims(sqlite_stage) == [("submitted", 3000, 1)]


FILES = {  # what is sent → status, and what is said at the field
    "a program":                     (b"MZ\x90\0" * 30, 422, "Lähetä PDF-, JPEG- tai PNG-tiedosto"),
    "a zip that would burst":        (b"PK\x03\x04" + b"\0" * 1000, 422, "Lähetä PDF-, JPEG- tai PNG-tiedosto"),
    "a page that calls itself JPEG": (b"<html><script>alert(1)</script>", 422, "Lähetä PDF-, JPEG- tai PNG-tiedosto"),
    "nothing":                       (b"", 422, "Pakollinen tieto"),
    "a byte more than five million": (JPEG.ljust(LARGEST_RECEIPT + 1, b"\0"), 413, "Liian suuri"),
    "far more than a form may be":   (JPEG.ljust(LARGEST_RECEIPT + 2_000_000, b"\0"), 413, "Liian suuri"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", FILES)
def test_a_file_that_is_no_receipt_is_refused_at_its_field(
    sentence: str, visitor: Visitors, sqlite_stage: Stage, meeting: str
) -> None:
    content, status, said = FILES[sentence]
    come = visitor("veikko")
    path = claimed(come, meeting)
    photo(come, path, content)
    assert come.page.status_code == status
    assert 'id="f-content-wrong"' in come.page.text
    assert said in come.text
    assert claims(sqlite_stage) == [("submitted", 3000, 0)]


def test_two_files_and_a_broken_form_are_refused(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    come = visitor("veikko")
    path = claimed(come, meeting)
    two = [("content", ("a.jpg", JPEG)), ("content", ("b.jpg", JPEG))]
    fields = {"csrf": come.hidden("csrf"), "once": come.hidden("once")}
    broken = {"content-type": "multipart/form-data; boundary=x"}
    answers = [
        come.client.post(path, data=fields, files=two),
        come.client.post(path, content=b"--x\r\nContent-Disposition: nonsense", headers=broken),
        come.client.post(path, content=b"{}", headers={"content-type": "application/json"}),
    ]
    assert [a.status_code for a in answers] == [422, 403, 422]
    assert not [a for a in answers if "Häiriö" in a.text]
    assert claims(sqlite_stage) == [("submitted", 3000, 0)]


def test_a_photo_from_elsewhere_is_refused(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    come = visitor("veikko")
    path = claimed(come, meeting)
    answer = come.client.post(path, data={"csrf": "0" * 64}, files={"content": ("k.jpg", JPEG)})
    assert answer.status_code == 403
    assert claims(sqlite_stage) == [("submitted", 3000, 0)]


def test_a_claim_that_came_back_is_put_right_and_sent_again(
    visitor: Visitors, sqlite_stage: Stage, meeting: str
) -> None:
    stage, come = sqlite_stage, visitor("veikko")
    path = claimed(come, meeting, **ITEMISED)
    back = {"claim": path.rpartition("/")[2], "reason": "Kuitti puuttuu."}
    stage.record("adviser", expenses.give_back, expenses.ReturnedClaim, back)
    come.open("/me")
    assert "Kulukorvaushakemus palautettiin" in come.text
    come.open(path)
    assert "Peruste: Kuitti puuttuu." in come.text
    come.open(f"/me/expenses/claim/{meeting}")
    assert 'value="6,40"' in come.page.text
    assert 'value="Bussi"' in come.page.text
    claimed(come, meeting, **(ITEMISED | {"items.0.cents": "7,20"}))
    assert claims(stage) == [("submitted", 720, 0)]
    stage.record("adviser", expenses.give_back, expenses.ReturnedClaim, back)
    claimed(come, meeting)
    stage.record("adviser", expenses.approve, expenses.OneClaim, {"claim": back["claim"]})
    come.open(path)
    assert "Toimisto on hyväksynyt hakemuksen." in come.text
    assert "Lisää kuitti" not in come.text


def test_of_anothers_meeting_and_claim_nothing_is_found(visitor: Visitors, sqlite_stage: Stage, meeting: str) -> None:
    path = claimed(visitor("veikko"), meeting)
    come = visitor("runar")
    come.open(path, 404)
    come.open(f"/me/expenses/claim/{meeting}", 404)
    come.open("/me/expenses")
    come.send(f"/me/expenses/claim/{meeting}", 404, basis="base")
    come.open("/me/expenses")
    photo(come, path, JPEG)
    assert come.page.status_code == 404
    for made_up in (random_id("e"), "e_1", "x", "claim/i_1", f"claim/{random_id('i')}"):
        come.open(f"/me/expenses/{made_up}", 404)
    assert claims(sqlite_stage, "runar") == []
    assert claims(sqlite_stage) == [("submitted", 3000, 0)]


def test_a_meeting_that_was_not_held_has_nothing_to_claim(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, matters = in_mediation(sqlite_stage, 2)
    ahead = s.meet(sqlite_stage, case, matters)
    come = visitor("veikko")
    come.open(f"/me/expenses/claim/{ahead}")
    assert "Ensin pidetään tapaaminen" in come.text
    come.send(f"/me/expenses/claim/{ahead}", 409, basis="base")
    assert claims(sqlite_stage) == []
