"""A request may be sent again, or twice at once: one effect, one answer; another request never passes for it."""

import threading
from typing import Any

import httpx
import pytest

from mediation.demo.arrivals import simple
from mediation.kernel.ids import CaseId
from tests.api.conftest import Web, opened


@pytest.fixture
def case(web: Web) -> str:
    return str(web.stage.register("police", simple(1, "assault", web.stage.today)))


def notes(web: Web, case: str) -> int:
    with web.stage.app.open_stores() as stores:
        return len(stores.cases.notes(CaseId(case)))


def at_once(web: Web, many: int, who: str, path: str, body: Any, key: str) -> list[httpx.Response]:
    """The same request from several connections, let go together."""
    gate, answers = threading.Barrier(many), list[httpx.Response]()
    doors = [opened(web.stage) for _ in range(many)]
    for door in doors:
        assert door.get(who, "/law").status_code == 404  # awake

    def send(door: Web) -> None:
        gate.wait(20)
        answers.append(door.post(who, path, body, key=key))

    threads = [threading.Thread(target=send, args=(door,)) for door in doors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == many
    return answers


def test_the_same_step_sent_four_times_at_once_is_done_once_and_answered_four_times(each_web: Web) -> None:
    case = str(each_web.stage.register("police", simple(1, "assault", each_web.stage.today)))
    for turn in range(2):
        answers = at_once(each_web, 4, "adviser", f"/cases/{case}/notes/add", {"text": "kerran"}, f"same-key-{turn}")
        assert [a.status_code for a in answers] == [200] * 4, [a.text for a in answers]
        assert len({a.content for a in answers}) == 1
        assert notes(each_web, case) == turn + 1


def test_the_same_initiative_sent_four_times_at_once_is_one_case_and_answered_four_times(each_web: Web) -> None:
    message = simple(1, "assault", each_web.stage.today)
    answers = at_once(each_web, 4, "police", "/initiatives", message, "same-initiative")
    assert [a.status_code for a in answers] == [201] * 4, [a.text for a in answers]
    assert len({a.content for a in answers}) == 1
    assert len(each_web.get("adviser", "/cases").json()["cases"]) == 1


def test_different_steps_at_once_all_happen_or_say_that_the_case_has_changed(each_web: Web) -> None:
    case = str(each_web.stage.register("police", simple(1, "assault", each_web.stage.today)))
    gate, answers = threading.Barrier(4), list[httpx.Response]()

    def send(door: Web, number: int) -> None:
        gate.wait(20)
        answers.append(door.post("adviser", f"/cases/{case}/notes/add", {"text": f"{number}"}, key=f"own-key-{number}"))

    each_web.get("adviser", "/cases")
    threads = [threading.Thread(target=send, args=(each_web, n)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    done = [a for a in answers if a.status_code == 200]
    assert {a.status_code for a in answers} <= {200, 412}
    assert notes(each_web, case) == len(done) > 0


def test_a_key_is_its_accounts_own(web: Web, case: str) -> None:
    first = web.post("adviser", f"/cases/{case}/notes/add", {"text": "oma"}, key="shared-key")
    other = web.post("second_adviser", f"/cases/{case}/notes/add", {"text": "oma"}, key="shared-key")
    assert first.status_code == other.status_code == 200
    assert first.json() != other.json()
    assert notes(web, case) == 2


@pytest.mark.parametrize("what", ["another text", "another version", "another step", "another case"])
def test_a_key_used_for_something_else_is_refused_and_nothing_happens(web: Web, case: str, what: str) -> None:
    other = str(web.stage.register("police", simple(2, "assault", web.stage.today)))
    step, body, key = f"/cases/{case}/notes/add", {"text": "sama"}, "one-key-for-all"
    assert web.post("adviser", step, body, key=key).status_code == 200
    version = web.get("adviser", f"/cases/{case}").json()["version"]
    sent = {
        "another text": lambda: web.post("adviser", step, {"text": "eri"}, key=key),
        "another version": lambda: web.post("adviser", step, body, key=key, **{"If-Match-Version": str(version)}),
        "another step": lambda: web.post("adviser", f"/cases/{case}/people/correct", body, key=key),
        "another case": lambda: web.post("adviser", f"/cases/{other}/notes/add", body, key=key),
    }
    answer = sent[what]()
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert (notes(web, case), notes(web, other)) == (1, 0)


def test_a_refused_request_leaves_its_key_free(web: Web, case: str) -> None:
    refused = web.post("adviser", f"/cases/{case}/notes/add", {"text": ""}, key="second-try")
    assert refused.status_code == 422
    assert web.post("adviser", f"/cases/{case}/notes/add", {"text": "hyvä"}, key="second-try").status_code == 200


def test_a_repeat_is_answered_even_after_the_case_has_moved_on(web: Web, case: str) -> None:
    version = str(web.get("adviser", f"/cases/{case}").json()["version"])
    step = (f"/cases/{case}/notes/add", {"text": "vanha"})
    first = web.post("adviser", *step, key="late-repeat", **{"If-Match-Version": version})
    web.do("adviser", case, "notes add", text="uudempi")
    again = web.post("adviser", *step, key="late-repeat", **{"If-Match-Version": version})
    assert (again.status_code, again.content) == (200, first.content)
    assert notes(web, case) == 2


@pytest.mark.parametrize("key", ["short", "x" * 101, "a key of words", "../../etc/passwd", "ääkköset-ö", "a\tb-cdefg"])
def test_a_key_of_another_shape_is_refused(web: Web, case: str, key: str) -> None:
    headers = {**web.headers("adviser"), "Idempotency-Key": key.encode()}
    answer = web.raw("POST", f"/api/v1/cases/{case}/notes/add", json={"text": "x"}, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "Idempotency-Key"
