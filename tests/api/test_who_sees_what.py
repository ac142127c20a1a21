"""What each kind of person gets to see over HTTP; an outsider cannot tell a foreign case from none."""

import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from mediation.actions import office
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.kernel.ids import CaseId
from tests.api.bodies import BODIES, ZERO
from tests.api.conftest import Web

OUTSIDERS = ["police", "prosecutor", "veikko", "auditor", "administrator"]
UNKNOWN = CaseId(f"c_{ZERO}")
READINGS = ["", "/steps", "/deadlines", "/messages", "/documents"]


def accepted(web: Web, number: int = 1) -> tuple[CaseId, list[str]]:
    case = web.stage.register("police", simple(number, "assault", web.stage.today))
    matters = [str(m) for m in web.stage.case(case).matters]
    s.triage(web.stage, case, matters)
    s.everyone_consents(web.stage, case, matters)
    s.assess(web.stage, case, matters)
    s.accept(web.stage, case, matters)
    return case, matters


def declined(web: Web) -> tuple[CaseId, list[str]]:
    case = web.stage.register("police", simple(1, "assault", web.stage.today))
    matters = [str(m) for m in web.stage.case(case).matters]
    s.triage(web.stage, case, matters)
    s.decline(web.stage, case, matters)
    return case, matters


def reported(web: Web) -> tuple[CaseId, str, str]:
    case, matters = declined(web)
    report = s.report(web.stage, case, matters)
    return case, report, web.do("police", case, "reports retrieve", report=report)["document"]


def same(foreign: httpx.Response, absent: httpx.Response) -> None:
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content
    assert foreign.headers == absent.headers


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_foreign_case_and_none_are_the_same_bytes_at_every_reading(web: Web, who: str) -> None:
    case, _, document = reported(web)
    for reading in READINGS:
        same(web.get(who, f"/cases/{case}{reading}"), web.get(who, f"/cases/{UNKNOWN}{reading}"))
    papers = [f"f_{ZERO}", document] if who != "police" else [f"f_{ZERO}"]  # the report is addressed to them
    for paper in papers:
        same(*(web.get(who, f"/cases/{c}/documents/{paper}") for c in (case, UNKNOWN)))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_foreign_case_and_none_are_the_same_bytes_at_every_action(web: Web, who: str) -> None:
    case = accepted(web)[0]
    for what, body in BODIES.items():
        path = what.replace(" ", "/")
        same(*(web.post(who, f"/cases/{c}/{path}", body, **{"If-Match-Version": "99"}) for c in (case, UNKNOWN)))
    # What cannot be read is refused before the case is looked for: the same for both.
    unfit = [web.post(who, f"/cases/{c}/notes/add", {}) for c in (case, UNKNOWN)]
    assert unfit[0].content == unfit[1].content


def test_what_belongs_to_another_case_is_not_found_in_this_one(web: Web) -> None:
    mine, matters = accepted(web, 1)
    other, others = accepted(web, 2)
    person = next(iter(web.stage.case(other).people))
    letter = web.get("adviser", f"/cases/{other}/documents").json()[0]["id"]
    answers = [
        web.post("adviser", f"/cases/{mine}/matters/close", {"matters": others}),
        web.post("adviser", f"/cases/{mine}/matters/close", {"matters": [*matters, *others]}),
        web.post("adviser", f"/cases/{mine}/people/correct", {"person": person, "name": "Joku Muu"}),
        web.get("adviser", f"/cases/{mine}/documents/{letter}"),
    ]
    assert [a.status_code for a in answers] == [404] * 4


def test_an_authority_sees_only_reports_of_its_own_unit(web: Web) -> None:
    case, report, document = reported(web)
    assert [r["report"] for r in web.get("police", "/inbox").json()] == [report]
    assert set(web.get("police", "/inbox").json()[0]) == {"case", "report", "kind", "state", "available_at"}
    assert web.get("prosecutor", "/inbox").json() == []
    assert web.get("police", f"/cases/{case}/documents/{document}").status_code == 200
    for letter in web.get("adviser", f"/cases/{case}/documents").json():
        if letter["id"] != document:  # decisions to the parties are none of their business
            assert web.get("police", f"/cases/{case}/documents/{letter['id']}").status_code == 404
    for step in ("retrieve", "acknowledge"):
        same(*(web.post("prosecutor", f"/cases/{c}/reports/{step}", {"report": report}) for c in (case, UNKNOWN)))


def test_a_report_that_has_not_been_sent_is_in_no_inbox(web: Web) -> None:
    case, matters = declined(web)
    report = web.do("adviser", case, "reports prepare", matters=matters)["report"]
    web.do("in_charge", case, "reports approve", report=report)
    assert web.get("police", "/inbox").json() == []
    assert web.post("police", f"/cases/{case}/reports/retrieve", {"report": report}).status_code == 404


HIDDEN = {
    "mail":                "@keksitty.example",
    "street":              "kuja 1",
    "postcode":            "00999",
    "a note":              "Sihteerin muistiinpano",
    "a finding's reason":  "Keskusteltu puhelimessa",
    "a decision's reason": "edellytykset täyttyvät",
    "police reference":    "9990/R",
}  # fmt: skip


def test_a_mediator_sees_the_case_without_contact_data_notes_reasons_or_police_numbers(web: Web) -> None:
    case, matters = accepted(web)
    web.do("adviser", case, "notes add", text="Sihteerin muistiinpano.")
    s.name_mediators(web.stage, case, matters)
    page = web.get("veikko", f"/cases/{case}")
    assert page.status_code == 200
    assert [what for what, word in HIDDEN.items() if word.lower() in page.text.lower()] == []
    assert all("contact" not in person for person in page.json()["people"])
    assert page.json()["reports"] == []
    for reading in ("/deadlines", "/messages", "/documents"):
        assert web.get("veikko", f"/cases/{case}{reading}").status_code == 403
    assert web.get("adviser", f"/cases/{case}").json()["people"][0]["contact"]["postcode"] == "00999"


def test_an_offer_shows_no_number_and_opens_nothing_until_it_is_accepted(web: Web) -> None:
    case, matters = accepted(web)
    volunteer = web.stage.volunteers["veikko"]
    offer = web.do("adviser", case, "assignments offer", matters=matters, volunteer=volunteer)["assignment"]
    assert [(a["state"], a["number"]) for a in web.get("veikko", "/assignments").json()] == [("offered", "")]
    assert web.get("veikko", f"/cases/{case}").status_code == 404
    yes = {"assignment": offer, "accept": True, "undisqualified": True}
    same(*(web.post("maija", f"/cases/{c}/assignments/answer", yes) for c in (case, UNKNOWN)))
    web.do("veikko", case, "assignments answer", **yes)
    assert web.get("veikko", "/assignments").json()[0]["number"].startswith("HEL-")
    assert web.get("veikko", f"/cases/{case}").status_code == 200


def test_a_released_mediator_is_out_at_the_next_request(web: Web) -> None:
    case, matters = accepted(web)
    s.name_mediators(web.stage, case, matters)
    assignment = web.get("veikko", "/assignments").json()[0]["assignment"]
    web.do("adviser", case, "assignments release", assignment=assignment, reason="Este.")
    same(web.get("veikko", f"/cases/{case}"), web.get("veikko", f"/cases/{UNKNOWN}"))
    assert web.get("veikko", "/assignments").json()[0]["number"] == ""


def test_two_weeks_after_the_case_has_closed_its_mediator_sees_not_even_its_number(web: Web) -> None:
    case, matters = accepted(web)
    s.name_mediators(web.stage, case, matters)
    s.hold_meeting(web.stage, case, s.meet(web.stage, case, matters))
    web.do("veikko", case, "matters end", matters=matters)
    s.account(web.stage, case, matters)
    s.report(web.stage, case, matters)
    web.do("adviser", case, "matters close", matters=matters)
    closed = web.stage.today
    for days, sees in ((14, True), (15, False)):
        web.stage.at(closed + timedelta(days=days))
        assert (web.get("veikko", f"/cases/{case}").status_code == 200) is sees
        assert (web.get("veikko", "/assignments").json()[0]["number"] != "") is sees


def test_a_disabled_account_is_out_at_once_and_a_token_ends_after_its_days(web: Web) -> None:
    account = web.stage.actors["second_adviser"].id
    assert web.get("second_adviser", "/cases").status_code == 200
    web.stage.record("administrator", office.disable_account, office.OneAccount, {"account": account})
    assert web.get("second_adviser", "/cases").status_code == 401
    web.stage.later(days=89)
    assert web.get("adviser", "/cases").status_code == 200
    web.stage.later(days=1)
    assert web.get("adviser", "/cases").status_code == 401


def every_reading(web: Web, case: CaseId) -> Iterator[tuple[str, str, str]]:
    for who in web.stage.tokens:
        for path in ("/cases", "/inbox", "/assignments", *(f"/cases/{case}{r}" for r in READINGS)):
            yield who, path, web.get(who, path).text
        for paper in web.get("adviser", f"/cases/{case}/documents").json():
            yield who, paper["kind"], web.get(who, f"/cases/{case}/documents/{paper['id']}").text
        yield who, "search", web.post(who, "/search", {"text": "Urpo"}).text


def test_a_protected_address_is_in_no_answer_and_in_no_paper(web: Web) -> None:
    case = web.stage.register("police", two_suspects(web.stage.today, web.stage.today))
    matters = [str(m) for m in web.stage.case(case).matters]
    s.triage(web.stage, case, matters)
    web.do("adviser", case, "consents ask", matters=matters)
    s.everyone_consents(web.stage, case, matters)
    s.assess(web.stage, case, matters)
    s.accept(web.stage, case, matters)
    s.name_mediators(web.stage, case, matters)
    s.hold_meeting(web.stage, case, s.meet(web.stage, case, matters))
    web.do("veikko", case, "matters end", matters=matters)
    s.account(web.stage, case, matters)
    s.report(web.stage, case, matters)
    told = [(who, where) for who, where, text in every_reading(web, case) if "Salainen" in text or "Piilola" in text]
    assert told == []


def test_an_identity_code_is_in_no_answer_at_all(web: Web) -> None:
    message = two_suspects(web.stage.today, web.stage.today)
    codes = [p["identity_code"] for p in message["people"] if p.get("identity_code")]
    case = web.stage.register("police", message)
    matters = list(web.stage.case(case).matters)
    web.do("adviser", case, "matters triage", matters=matters, venue_is_here=True)
    web.do("adviser", case, "consents ask", matters=matters)
    assert len(codes) == 2
    assert [(who, where) for who, where, text in every_reading(web, case) if any(c in text for c in codes)] == []


def test_a_new_phone_number_does_not_lift_the_protection_of_an_address(web: Web) -> None:
    case = web.stage.register("police", two_suspects(web.stage.today, web.stage.today))
    urpo = next(p for p in web.stage.case(case).people.values() if p.contact.is_protected)
    web.do("adviser", case, "people correct", person=urpo.id, contact={"phone": "050 000 0000"})
    now = web.stage.case(case).people[urpo.id].contact
    assert (now.is_protected, now.street, now.phone) == (True, "Salainentie 13", "050 000 0000")
    assert "Salainen" not in web.get("adviser", f"/cases/{case}").text
    web.do("adviser", case, "people correct", person=urpo.id, contact={"is_protected": False})
    assert "Salainentie 13" in web.get("adviser", f"/cases/{case}").text


def test_a_search_finds_only_what_may_be_read_and_its_word_is_kept_nowhere(web: Web) -> None:
    case = accepted(web)[0]
    assert [hit["id"] for hit in web.post("adviser", "/search", {"text": "osapuoli1"}).json()] == [case]
    for who in OUTSIDERS:
        assert web.post(who, "/search", {"text": "osapuoli1"}).status_code == 403
    assert web.raw("GET", "/api/v1/search?text=osapuoli1", headers=web.headers("adviser")).status_code == 405
    with web.stage.house.engine.connect() as connection:
        tables = ("refusals", "requests", "effects", "journal_leaves")
        kept = json.dumps([str(row) for t in tables for row in connection.exec_driver_sql(f"select * from {t}")])
    assert "osapuoli1" not in kept.lower()
