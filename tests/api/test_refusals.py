"""What the API says no to: one shape, the same codes as every other door, and nothing of what was sent."""

from typing import Any

import pytest

from mediation.demo.arrivals import simple
from mediation.kernel.ids import CaseId
from tests.api.conftest import Web

SECRET = "Salaperäinen-Nimi"


@pytest.fixture
def case(web: Web) -> str:
    return str(web.stage.register("police", simple(1, "assault", web.stage.today)))


def path(case: str, what: str = "notes/add") -> str:
    return f"/cases/{case}/{what}"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 422, "not_json"),
        (b"", 422, "not_json"),
        (b"[]", 422, "invalid"),
        (b"\xff\xfe\x00", 422, "not_json"),
        (b'{"text":"a","extra":1}', 422, "invalid"),
        (b'{"text":""}', 422, "invalid"),
        (b'{"text":"\\u0000"}', 422, "invalid"),
        (b'{"text":"\\ud800"}', 422, "not_json"),
        (b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422, "not_json"),
        (b'{"text":"' + b"x" * 30_000 + b'"}', 422, "invalid"),
        (b'{"text":"' + b"x" * 10_000_000 + b'"}', 413, "too_large"),
    ],
    ids=range(11),
)
def test_a_body_that_cannot_be_used_is_a_problem_document(
    web: Web, case: str, body: bytes, status: int, code: str
) -> None:
    answer = web.post("adviser", path(case), body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("delivery_id", "x", "delivery_id"),
        ("initiator", "king", "initiator"),
        ("initiated_on", "2026-02-30", "initiated_on"),
        ("initiated_on", "2099-01-01", "initiated_on"),
        ("initiated_on", "2001-01-01", "initiated_on"),
        ("unit", "n_unknown", None),
        ("people", [], "people"),
        ("matters", [], "matters"),
        ("format", "mediation-initiative/9", "format"),
    ],
)
def test_an_initiative_that_cannot_be_is_refused_by_its_place(web: Web, field: str, value: Any, place: str) -> None:
    message = simple(1, "assault", web.stage.today) | {field: value}
    answer = web.post("police", "/initiatives", message)
    assert answer.status_code in (404, 422)
    if place:
        assert answer.json()["fields"][0]["field"].startswith(place)
    assert web.get("adviser", "/cases").json()["cases"] == []


def test_an_unknown_offence_and_a_wrong_check_character_are_named(web: Web) -> None:
    message = simple(1, "assault", web.stage.today)
    message["matters"][0]["offence"] = "stealing_the_moon"
    assert web.post("police", "/initiatives", message).json()["fields"] == [
        {"field": "matters.0.offence", "code": "unknown_code"}
    ]
    message = simple(1, "assault", web.stage.today)
    message["people"][0] |= {"identity_code": "050585-900X", "born_on": None}
    assert web.post("police", "/initiatives", message).json()["fields"] == [
        {"field": "people.0.identity_code", "code": "bad_check"}
    ]


def test_a_delivery_registered_before_is_a_duplicate_whatever_its_key(web: Web) -> None:
    message = simple(1, "assault", web.stage.today)
    assert web.post("police", "/initiatives", message).status_code == 201
    again = web.post("police", "/initiatives", message)
    assert (again.status_code, again.json()["code"]) == (409, "duplicate_delivery")
    assert len(web.get("adviser", "/cases").json()["cases"]) == 1


def test_the_same_key_gives_the_same_answer_once_and_refuses_another_request(web: Web, case: str) -> None:
    first = web.post("adviser", path(case), {"text": "kerran"}, key="same-key-1")
    again = web.post("adviser", path(case), {"text": "kerran"}, key="same-key-1")
    other = web.post("adviser", path(case), {"text": "toinen"}, key="same-key-1")
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    with web.stage.app.open_stores() as stores:
        assert len(stores.cases.notes(CaseId(case))) == 1


def test_a_post_without_a_key_is_refused(web: Web, case: str) -> None:
    answer = web.raw("POST", f"/api/v1{path(case)}", json={"text": "x"}, headers=web.headers("adviser"))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["fields"] == [{"field": "Idempotency-Key", "code": "required"}]


def test_a_stale_version_is_refused(web: Web, case: str) -> None:
    version = web.get("adviser", f"/cases/{case}").json()["version"]
    assert web.post("adviser", path(case), {"text": "a"}, **{"If-Match-Version": str(version)}).status_code == 200
    stale = web.post("adviser", path(case), {"text": "b"}, **{"If-Match-Version": str(version)})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")


def test_a_step_out_of_order_lists_everything_that_is_missing_with_its_section(web: Web, case: str) -> None:
    matters = [m["id"] for m in web.get("adviser", f"/cases/{case}").json()["matters"]]
    answer = web.post("in_charge", path(case, "decisions/make"),
                      {"matters": matters, "kind": "accept", "reasons": "Heti."})  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_possible")
    assert answer.json()["missing"][0]["code"] == "no_such_step_from_here"


@pytest.mark.parametrize("who", ["police", "prosecutor", "veikko", "auditor", "administrator"])
def test_a_foreign_case_and_one_that_does_not_exist_are_told_apart_by_nobody(web: Web, case: str, who: str) -> None:
    unknown = "c_" + "0" * 26
    for what in ("/cases/{}", "/cases/{}/documents", "/cases/{}/messages", "/cases/{}/deadlines"):
        foreign, absent = web.get(who, what.format(case)), web.get(who, what.format(unknown))
        assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content) == (404, absent.content)
    foreign, absent = (web.post(who, path(c), {"text": "x"}) for c in (case, unknown))
    assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer med_" + "A" * 43])
def test_no_token_or_a_wrong_one_is_not_signed_in(web: Web, header: str) -> None:
    answer = web.raw("GET", "/api/v1/cases", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_disabled_account_is_out_at_once(web: Web) -> None:
    from mediation.actions import office

    account = web.stage.actors["second_adviser"].id
    assert web.get("second_adviser", "/cases").status_code == 200
    web.stage.record("administrator", office.disable_account, office.OneAccount, {"account": account})
    assert web.get("second_adviser", "/cases").status_code == 401


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("GET", "/nowhere", 404), ("PUT", "/api/v1/cases", 405), ("GET", "/api/v1/cases/c_1", 422), ("GET", "/", 404)],
)
def test_what_the_framework_refuses_is_a_problem_document_too(web: Web, method: str, address: str, status: int) -> None:
    answer = web.raw(method, address, headers=web.headers("adviser"))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["status"] == status


def test_no_refusal_gives_back_what_was_sent(web: Web, case: str) -> None:
    attempts = [
        web.post("adviser", "/search", {"text": SECRET, "limit": 100_000}),
        web.post("adviser", path(case, "people/add"), {"person": {"ref": "a b", "name": SECRET}}),
        web.post("adviser", path(case), {SECRET: SECRET}),
        web.get("adviser", f"/cases?after={SECRET}"),
        web.raw("GET", f"/api/v1/cases/{SECRET}", headers=web.headers("adviser")),
    ]
    for answer in attempts:
        assert 400 <= answer.status_code < 500
        values = answer.text.replace(f'"field":"{SECRET}"', "")  # the name of a field that nobody knows is named
        assert SECRET not in values


def test_a_mediator_sees_no_contact_data_and_no_reasons(web: Web) -> None:
    from mediation.demo import stories as s

    stage = web.stage
    case_id = stage.register("police", simple(1, "assault", stage.today))
    matters = list(stage.case(case_id).matters)
    s.triage(stage, case_id, matters)
    s.everyone_consents(stage, case_id, matters)
    s.assess(stage, case_id, matters)
    s.accept(stage, case_id, matters)
    s.name_mediators(stage, case_id, matters)
    page = web.get("veikko", f"/cases/{case_id}")
    assert page.status_code == 200
    for hidden in ("keksitty.example", "kuja 1", "00999", "Edellytykset", "9990/R"):
        assert hidden not in page.text


def test_a_fault_says_an_incident_number_and_nothing_else(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    from mediation.queries import lists

    def broken(*_: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(lists, "case_list", broken)
    answer = web.get("adviser", "/cases")
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert SECRET not in answer.text
    assert answer.headers["cache-control"] == "no-store"
