"""What the API says no to, by place and by section; the same codes as every other door."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from typing import Any

import pytest

from mediation.demo.arrivals import simple
from tests.api.conftest import Web

SECRET = "Salaperäinen-Nimi"


@pytest.fixture
def case(web: Web) -> str:
    return str(web.stage.register("police", simple(1, "assault", web.stage.today)))


def path(case: str, what: str = "notes/add") -> str:
    return f"/cases/{case}/{what}"


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


def matters_of(web: Web, case: str) -> list[str]:
    return [m["id"] for m in web.get("adviser", f"/cases/{case}").json()["matters"]]


# fmt: off
#    what is wrong                              step               fields                                                     place, code
STEPS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("an act that lies in the future",          "matters/correct", {"act_on": "2026-09-02"},                                  "act_on", "in_future"),
    ("an act in the year 9999",                 "matters/correct", {"act_on": "9999-12-31"},                                  "act_on", "out_of_range"),
    ("seconds for a date",                      "matters/correct", {"act_on": "1735689600"},                                  "act_on", "bad_date"),
    ("a correction of nothing",                 "matters/correct", {},                                                        "", "nothing_to_correct"),
    ("a yes for a true",                        "matters/triage",  {"venue_is_here": "yes"},                                  "venue_is_here", "bool_type"),
    ("examined here and handed over as well",   "matters/triage",  {"venue_is_here": True, "transfer_to": "Naapuri"},         "transfer_to", "contradicts"),
    ("a meeting of no length",                  "meetings/arrange", {"form": "joint", "starts_at": "2026-09-09T15:00:00Z", "invited": ["p_1"], "minutes": 0}, "minutes", "greater_than_equal"),
    ("a meeting of years",                      "meetings/arrange", {"form": "joint", "starts_at": "2026-09-09T15:00:00Z", "invited": ["p_1"], "minutes": 10**9}, "minutes", "less_than_equal"),
    ("a meeting in the year 9999",              "meetings/arrange", {"form": "joint", "starts_at": "9999-12-31T23:59:59Z", "invited": ["p_1"]}, "starts_at", "out_of_range"),
]
# fmt: on


@pytest.mark.parametrize(("step", "fields", "place", "code"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS])
def test_a_step_that_cannot_be_meant_is_refused_by_its_place(
    web: Web, case: str, step: str, fields: dict[str, Any], place: str, code: str
) -> None:
    answer = web.post("adviser", path(case, step), {"matters": matters_of(web, case), **fields})
    assert answer.status_code == 422
    assert answer.json()["fields"] == [{"field": place, "code": code}]
    assert web.get("adviser", f"/cases/{case}").json()["version"] == 1


def test_everything_known_of_a_matter_can_be_put_right_at_once(web: Web, case: str) -> None:
    facts = dict.fromkeys(
        (
            "attempt", "close_person", "victim_is_guardian_or_relative", "life_threatening_instrument",
            "only_private_property", "intentional", "violence_used", "because_of_work", "public_order_disturbed",
            "public_interest_in_charges", "stated_complainant_offence", "is_minor_dispute", "claim_from_crime",
        ),
        False,
    ) | {"title": "Toinen nimi", "offence": "assault", "act_on": "2026-08-30", "description": "Kuvaus."}  # fmt: skip
    matters = matters_of(web, case)
    assert web.post("adviser", path(case, "matters/correct"), {"matters": matters, **facts}).status_code == 200
    assert web.get("adviser", f"/cases/{case}").json()["matters"][0]["title"] == "Toinen nimi"


@pytest.mark.parametrize("code", ["010101-900R", "010101–900R", " 010101-900r ", "010101−900R"])
def test_an_identity_code_is_understood_with_the_dash_of_any_keyboard(web: Web, code: str) -> None:
    message = simple(1, "assault", web.stage.today)
    message["people"][0] |= {"identity_code": code}
    message["people"][0].pop("born_on")
    made = web.post("police", "/initiatives", message).json()
    person = next(iter(web.stage.case(made["case"]).people.values()))
    assert (str(person.born_on), person.identity_code) == ("1901-01-01", "010101-900R")
