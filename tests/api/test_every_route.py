"""What holds at every address: who is asked first, what every answer carries, and that a no has one shape."""

import asyncio
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from mediation.actions.catalogue import ACTIONS
from mediation.actions.records import RECORDS
from mediation.api import refusals as http
from mediation.api.described import PROBLEM, REFUSED
from mediation.api.guard import HEADERS
from mediation.cli import refusals as terminal
from mediation.demo.arrivals import simple
from mediation.kernel.refusals import Refusal, Unavailable
from tests.api.bodies import BODIES, RECORD_BODIES, ZERO
from tests.api.conftest import Web

IDS = {
    "case_id": f"c_{ZERO}", "document_id": f"f_{ZERO}", "volunteer_id": f"v_{ZERO}", "agreement": f"i_{ZERO}",
    "batch": f"b_{ZERO}",
}  # fmt: skip
UNKNOWN = {"Authorization": "Bearer med_" + "A" * 43}


def routes(web: Web) -> Iterator[tuple[str, str]]:
    described = web.raw("GET", "/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        for method in methods:
            yield method.upper(), path.format(**IDS)


def test_there_is_a_body_for_every_action_that_its_form_takes(web: Web) -> None:
    case = str(web.stage.register("police", simple(1, "assault", web.stage.today)))
    assert set(BODIES) == {f"{a.noun} {a.verb}" for a in ACTIONS}
    for what, body in BODIES.items():
        answer = web.post("adviser", f"/cases/{case}/{what.replace(' ', '/')}", body)
        assert answer.status_code in (200, 403, 404, 409), (what, answer.text)


def test_there_is_a_body_for_every_record_of_the_office_that_its_form_takes(web: Web) -> None:
    assert set(RECORD_BODIES) == {f"{r.noun} {r.verb}" for r in RECORDS}
    for what, body in RECORD_BODIES.items():
        answers = {who: web.post(who, f"/{what.replace(' ', '/')}", body) for who in ("adviser", "in_charge", "veikko")}
        for who, answer in answers.items():
            assert answer.status_code in (200, 403, 404, 409), (what, who, answer.text)
        assert web.raw("POST", f"/api/v1/{what.replace(' ', '/')}", json=body,
                       headers=web.headers("adviser")).status_code == 422  # fmt: skip


def test_every_address_asks_who_it_is_before_it_reads_anything(web: Web) -> None:
    many = list(routes(web))
    assert len(many) > len(ACTIONS) + 10
    for method, path in many:
        nobody = web.raw(method, path, content=b"x" * 2_000_000, headers={"Content-Type": "text/plain"})
        stranger = web.raw(method, path, headers=UNKNOWN)
        assert (nobody.status_code, stranger.status_code) == (401, 401), (method, path)
        assert nobody.content == stranger.content
        assert nobody.headers["www-authenticate"] == "Bearer"


def test_no_address_takes_a_method_it_does_not_name(web: Web) -> None:
    for method, path in routes(web):
        for other in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - {method}:
            answer = web.raw(other, path, headers=web.headers("adviser"))
            assert (answer.status_code, answer.json()["code"]) == (405, "no_such_method"), (other, path)


def test_no_action_is_done_without_a_key(web: Web) -> None:
    case = str(web.stage.register("police", simple(1, "assault", web.stage.today)))
    version = web.get("adviser", f"/cases/{case}").json()["version"]
    for what, body in BODIES.items():
        path = f"/api/v1/cases/{case}/{what.replace(' ', '/')}"
        answer = web.raw("POST", path, json=body, headers=web.headers("adviser"))
        assert answer.status_code == 422
        assert answer.json()["fields"] == [{"field": "Idempotency-Key", "code": "required"}]
    assert web.get("adviser", f"/cases/{case}").json()["version"] == version


def _one_of_each(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Any]]:
    case = str(web.stage.register("police", simple(1, "assault", web.stage.today)))
    notes = f"/cases/{case}/notes/add"
    yield 200, web.get("adviser", "/cases")
    yield 201, web.post("police", "/initiatives", simple(2, "assault", web.stage.today))
    yield 401, web.get("nobody", "/cases")
    yield 403, web.get("veikko", "/cases")
    yield 404, web.get("adviser", f"/cases/c_{ZERO}")
    yield 404, web.raw("GET", "/nowhere")
    yield 404, web.raw("GET", "/api/v1/cases/")  # nothing is sent elsewhere for a slash too many
    yield 405, web.raw("PUT", "/api/v1/cases")
    yield 409, web.post("police", "/initiatives", simple(2, "assault", web.stage.today))
    yield 412, web.post("adviser", notes, {"text": "x"}, **{"If-Match-Version": "9"})
    yield 413, web.post("adviser", notes, b" " * 1_000_001)
    yield 415, web.post("adviser", notes, b"{}", **{"Content-Type": "text/plain"})
    yield 422, web.post("adviser", notes, {})
    monkeypatch.setattr("mediation.queries.lists.case_list", _broken(KeyError("Urpo Uhri")))
    yield 500, web.get("adviser", "/cases")
    monkeypatch.setattr("mediation.queries.lists.case_list", _broken(Unavailable("the disk is full")))
    yield 503, web.get("adviser", "/cases")


def _broken(error: Exception) -> Any:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_every_answer_is_private_and_every_no_is_a_problem_document(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for status, answer in _one_of_each(web, monkeypatch):
        assert answer.status_code == status, answer.text
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            jsonschema.validate(answer.json(), PROBLEM)
            assert answer.json()["status"] == status
            assert "Urpo" not in answer.text
            assert "Traceback" not in answer.text
    assert "Urpo" not in caplog.text  # the log tells the place of a fault, never its words
    assert "KeyError at tests/api/test_every_route.py" in caplog.text


def test_the_description_names_every_status_that_a_refusal_can_have() -> None:
    assert {*http.STATUS.values(), *http.BY_CODE.values()} == set(REFUSED)


def test_every_kind_of_refusal_has_its_row_at_both_doors() -> None:
    assert set(http.STATUS) == set(terminal.EXIT) == {Refusal, *_below(Refusal)}


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("mediation."):
            yield one
            yield from _below(one)


def test_who_sends_more_than_a_megabyte_is_stopped_while_it_is_read(web: Web) -> None:
    token = web.stage.tokens["adviser"].encode()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "query_string": b"",
        "path": "/api/v1/search", "raw_path": b"/api/v1/search", "root_path": "", "scheme": "http",
        "headers": [(b"authorization", b"Bearer " + token), (b"content-type", b"application/json")],
    }  # fmt: skip
    asked, answered = 0, list[Any]()

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b" " * 100_000, "more_body": True}  # there is always more

    async def send(message: Any) -> None:
        answered.append(message)

    asyncio.run(web.client.app(scope, receive, send))  # type: ignore[arg-type]
    assert answered[0]["status"] == 413
    assert asked == 11


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "js"])
def test_what_does_not_call_itself_json_is_not_read(web: Web, media: str) -> None:
    answer = web.post("police", "/initiatives", b'{"text":"x"}', **{"Content-Type": media})
    assert (answer.status_code, answer.json()["code"]) == (415, "not_json_type")


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", "Application/JSON", "application/json;"])
def test_json_is_json_however_it_is_spelt(web: Web, media: str) -> None:
    assert web.post("adviser", "/search", b'{"text":"nobody"}', **{"Content-Type": media}).json() == []
