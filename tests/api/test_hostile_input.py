"""What somebody hostile, or something broken, sends: a no with a code, never a fault, and nothing of it comes back."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import base64
import json
import unicodedata
from typing import Any

import pytest

from mediation.actions.catalogue import ACTIONS, Action
from mediation.demo.arrivals import simple
from mediation.kernel.ids import random_id
from tests.api.bodies import BODIES
from tests.api.conftest import Web

MARK = "Zqx"  # in every hostile text; it may stand in no refusal

# fmt: off
HOSTILE: dict[str, str] = {
    "a NUL byte":                  f"{MARK}\x00",
    "an escape sequence":          f"{MARK}\x1b[2J\x1b]0;x\x07",
    "a line break for a header":   f"{MARK}\r\nSet-Cookie: a=b",
    "a direction override":        f"{MARK}\u202egnp.exe",
    "a line separator":            f"{MARK}\u2028x",
    "a template":                  f"{MARK}{{{{ 7*7 }}}}{{% for x in y %}}",
    "a script":                    f"<script>alert('{MARK}')</script>",
    "an SQL quote":                f"{MARK}'; drop table cases; --",
    "a format":                    f"{MARK}%s%n{{0.__class__}}",
    "a path":                      f"../../../{MARK}/etc/passwd",
    "a file address":              f"file:///{MARK}",
    "a formula":                   f"=cmd|'/c {MARK}'!A0",
    "combining marks":             MARK + "\u0301" * 150,
    "an emoji of many parts":      f"{MARK}👨‍👩‍👧‍👦",
    "a private character":         f"{MARK}\ue000\uffff",
    "beyond the first plane":      f"{MARK}\U0010ffff",
    "nothing but space":           " \t ",
    "too long":                    MARK * 10_000,
}
# fmt: on


def strings(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the texts of a body stand."""
    if isinstance(node, dict):
        return [place for key, value in node.items() for place in strings(value, (*at, key))]
    if isinstance(node, list):
        return [place for key, value in enumerate(node) for place in strings(value, (*at, key))]
    return [at] if isinstance(node, str) else []


def with_value(body: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    made = json.loads(json.dumps(body))
    node = made
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    return dict(made)


@pytest.fixture(scope="module")
def case(crowd: Web) -> str:
    return str(crowd.stage.register("police", simple(1, "assault", crowd.stage.today)))


def fair(answer: Any, *about: Any) -> None:
    assert answer.status_code < 500, (answer.text, *about)
    if answer.status_code >= 400:
        assert MARK not in answer.text, about


def places(body: dict[str, Any], sentence: str, one_in: int) -> list[tuple[Any, ...]]:
    """Each text its share of the places, another share for another text."""
    return strings(body)[list(HOSTILE).index(sentence) % one_in :: one_in]


@pytest.mark.parametrize("one_in", [4, pytest.param(1, marks=pytest.mark.heavy)])
@pytest.mark.parametrize("sentence", HOSTILE)
def test_a_hostile_text_in_any_place_of_any_action_is_taken_or_refused_and_never_told_back(
    crowd: Web, case: str, sentence: str, one_in: int
) -> None:
    for action in ACTIONS:
        body = BODIES[f"{action.noun} {action.verb}"]
        for place in places(body, sentence, one_in):
            sent = with_value(body, place, HOSTILE[sentence])
            fair(crowd.post("adviser", f"/cases/{case}/{action.noun}/{action.verb}", sent), action.verb, place)


@pytest.mark.parametrize("one_in", [6, pytest.param(1, marks=pytest.mark.heavy)])
@pytest.mark.parametrize("sentence", HOSTILE)
def test_a_hostile_text_in_any_place_of_an_initiative_is_taken_or_refused(
    each_crowd: Web, sentence: str, one_in: int
) -> None:
    message = simple(1, "assault", each_crowd.stage.today)
    message["people"][0]["contact"] |= {"town": "Keksitty"}
    message["matters"][0] |= {"description": "x", "place": "x"}
    for place in places(message, sentence, one_in):
        sent = with_value(message | {"delivery_id": random_id("d")}, place, HOSTILE[sentence])
        fair(each_crowd.post("police", "/initiatives", sent), place)


@pytest.mark.parametrize("sentence", HOSTILE)
def test_a_hostile_name_is_kept_as_it_is_or_refused(each_crowd: Web, sentence: str) -> None:
    message = simple(1, "assault", each_crowd.stage.today) | {"delivery_id": random_id("d")}
    message["people"][0]["name"] = HOSTILE[sentence]
    answer = each_crowd.post("police", "/initiatives", message)
    fair(answer)
    if answer.status_code == 201:
        page = each_crowd.get("adviser", f"/cases/{answer.json()['case']}").json()
        assert page["people"][0]["name"] == unicodedata.normalize("NFC", HOSTILE[sentence])
    else:
        assert [f["field"] for f in answer.json()["fields"]] == ["people.0.name"]


KINDS: list[Any] = [
    None, True, 0, -1, 1.5, 10**30, "9" * 400, [], {}, [[]], {"$ref": MARK}, "0000-00-00", "2026-02-30",
    "1e5", "9999-12-31", "0001-01-01", "9999-12-31T23:59:59.999999-23:59", "2026-09-01T25:00:00Z", "1735689600",
]  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: f"{a.noun} {a.verb}")
def test_a_value_of_another_kind_in_any_place_of_any_action_is_no_fault(crowd: Web, case: str, action: Action) -> None:
    body, path = BODIES[f"{action.noun} {action.verb}"], f"/cases/{case}/{action.noun}/{action.verb}"
    turn = ACTIONS.index(action)
    for number, field in enumerate(action.form.model_fields):
        for value in KINDS[(turn + number) % 4 :: 4]:  # each field its quarter; all of them at length, elsewhere
            fair(crowd.post("adviser", path, body | {field: value}), field, value)


@pytest.mark.heavy
@pytest.mark.parametrize("value", KINDS, ids=str)
def test_every_value_of_another_kind_in_any_place_of_any_action_is_no_fault(crowd: Web, case: str, value: Any) -> None:
    for action in ACTIONS:
        body, path = BODIES[f"{action.noun} {action.verb}"], f"/cases/{case}/{action.noun}/{action.verb}"
        for field in action.form.model_fields:
            fair(crowd.post("adviser", path, body | {field: value}), field)


# fmt: off
RAW: list[tuple[str, bytes, int, str]] = [
    ("nothing",                  b"",                                          422, "not_json"),
    ("space",                    b" \n ",                                      422, "not_json"),
    ("half an object",           b'{"text":',                                  422, "not_json"),
    ("a list",                   b"[]",                                        422, "invalid"),
    ("bytes of no text",         b"\xff\xfe\x00",                              422, "not_json"),
    ("UTF-16",                   '{"text":"x"}'.encode("utf-16"),              422, "not_json"),
    ("a lone surrogate",         b'{"text":"\\ud800"}',                        422, "not_json"),
    ("a name twice",             b'{"text":"a","text":"b"}',                   422, "invalid"),
    ("not a number",             b'{"text":NaN}',                              422, "invalid"),
    ("a number of 5000 digits",  b'{"text":' + b"9" * 5000 + b"}",             422, "not_json"),
    ("an endless exponent",      b'{"text":1e999999}',                         422, "invalid"),
    ("deep lists",               b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 422, "not_json"),
    ("deep objects",             b'{"a":' * 100_000,                           422, "not_json"),
    ("a great many names",       b"{" + b",".join(b'"a%d":1' % n for n in range(60_000)) + b"}", 422, "invalid"),
    ("ten megabytes",            b'{"text":"' + b"x" * 10_000_000 + b'"}',     413, "too_large"),
]
# fmt: on


@pytest.mark.parametrize(("raw", "status", "code"), [row[1:] for row in RAW], ids=[row[0] for row in RAW])
def test_a_body_that_cannot_be_read_is_refused_with_its_code(
    crowd: Web, case: str, raw: bytes, status: int, code: str
) -> None:
    for path in (f"/cases/{case}/notes/add", "/initiatives", "/search", "/law/explain"):
        answer = crowd.post("adviser", path, raw)
        assert answer.status_code == status, (path, answer.text[:300])
        assert answer.json()["code"] == code or path == "/law/explain"


def test_a_body_of_many_wrong_fields_is_not_answered_at_length(crowd: Web) -> None:
    answer = crowd.post("adviser", "/initiatives", b"{" + b",".join(b'"a%d":1' % n for n in range(60_000)) + b"}")
    assert len(answer.content) < 20_000


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


ADDRESSES = {
    "a cursor with NUL":           "/cases?after=" + cursor('["2026-01-01","c_\\u0000"]'),
    "a cursor with a surrogate":   "/cases?after=" + cursor('["2026-01-01","\\ud800"]'),
    "a cursor of many lists":      "/cases?after=" + cursor("[" * 140),
    "a cursor of numbers":         "/cases?after=" + cursor("[1,2]"),
    "a cursor of three":           "/cases?after=" + cursor('["2026-01-01","a","b"]'),
    "a cursor of no base64":       f"/cases?after={MARK}%ff",
    "a long cursor":               "/cases?after=" + "A" * 201,
    "no rows":                     "/cases?limit=0",
    "too many rows":               "/cases?limit=201",
    "rows beyond counting":        "/cases?limit=" + "9" * 5000,
    "rows that are a word":        f"/cases?limit={MARK}",
    "a parameter nobody knows":    "/cases?aftre=x",
    "a name in an address":        f"/cases?name={MARK}",
    "a parameter of odd letters":  "/cases?%00%F2%B4=" + MARK,
    "a case of NUL":               "/cases/%00",
    "a case of 27":                "/cases/c_" + "0" * 27,
    "a case with a line break":    "/cases/c_" + "0" * 26 + "%0A",
    "a case of a letter not ours": "/cases/c_" + "u" * 26,
    "a document of NUL":           "/cases/c_" + "0" * 26 + "/documents/%00",
    "a document of quotes":        "/cases/c_" + "0" * 26 + f"/documents/%22{MARK}%0d%0aX:y",
    "a way up":                    f"/cases/..%2f..%2f{MARK}",
}  # fmt: skip


@pytest.mark.parametrize("sentence", ADDRESSES)
def test_an_address_that_cannot_be_is_refused_and_not_told_back(each_crowd: Web, sentence: str) -> None:
    answer = each_crowd.get("adviser", ADDRESSES[sentence])
    assert answer.status_code in (404, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert MARK not in answer.text


@pytest.mark.parametrize("version", ["0", "-1", "1.5", "x", "9" * 400, "", "٣"])
def test_a_version_that_is_none_is_refused(crowd: Web, case: str, version: str) -> None:
    headers = {**crowd.headers("adviser"), "Idempotency-Key": "a-good-key", "If-Match-Version": version.encode()}
    answer = crowd.raw("POST", f"/api/v1/cases/{case}/notes/add", json={"text": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "If-Match-Version")


@pytest.mark.parametrize("header", [b"", b"Bearer", b"Bearer ", b"Bearer x", b"Basic eDp5", b"bearer \xff\xfe", b"\x00",
                                    b"Bearer med_" + b"A" * 43, b"Bearer " + b"a" * 10_000, b"Bearer a b"])  # fmt: skip
def test_no_token_or_a_wrong_one_is_not_signed_in(crowd: Web, header: bytes) -> None:
    answer = crowd.raw("GET", "/api/v1/cases", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_message_cannot_be_made_to_open_thousands_of_matters(crowd: Web) -> None:
    message = simple(1, "assault", crowd.stage.today)
    message["people"] += [{"ref": f"q{n}", "name": "Moni Keksitty"} for n in range(50)]
    row = {"suspects": [f"q{n}" for n in range(25)], "victims": [f"q{n}" for n in range(25, 50)]}
    message["matters"] = [message["matters"][0] | row]
    answer = crowd.post("police", "/initiatives", message)
    assert answer.json()["fields"] == [{"field": "", "code": "too_many_matters"}]
