"""A request sent again is answered as before and done once; its key means nothing else, and nothing to others."""

from typing import Any

import pytest

from mediation.actions.catalogue import BY_NAME
from mediation.actions.forms import read_form
from mediation.cases.note import Note
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.effects import AlreadyDone
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid, Refusal
from mediation.repeats import once
from mediation.work import Work, unit

ADD = BY_NAME[("notes", "add")]


def note(stage: Stage, case: CaseId, key: str, token: bytes, text: str = "Soitettu.") -> dict[str, Any]:
    def act(work: Work) -> dict[str, Any]:
        return ADD.run(work, case, read_form(ADD.form, {"text": text}))

    with unit(stage.app, stage.actors["adviser"]) as work:
        return once(work, key, token, lambda: act(work))


def notes(stage: Stage, case: CaseId) -> list[Note]:
    with stage.app.open_stores() as stores:
        return stores.cases.notes(case)


@pytest.fixture
def case(sqlite_stage: Stage) -> CaseId:
    return sqlite_stage.register("adviser", simple(1, "assault", sqlite_stage.today))


def test_the_same_request_is_done_once_and_answered_alike(sqlite_stage: Stage, case: CaseId) -> None:
    stage = sqlite_stage
    answers = [note(stage, case, "u_1:key-0001", b"same") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert [n.id for n in notes(stage, case)] == [answers[0]["note"]]
    assert stage.case(case).version == 2


def test_a_key_is_not_used_for_anything_else(sqlite_stage: Stage, case: CaseId) -> None:
    stage = sqlite_stage
    note(stage, case, "u_1:key-0001", b"same")
    with pytest.raises(Refusal) as refusal:
        note(stage, case, "u_1:key-0001", b"other", text="Jotain muuta.")
    assert refusal.value.code == "key_reused"
    assert len(notes(stage, case)) == 1


def test_the_same_words_under_another_key_are_another_request(sqlite_stage: Stage, case: CaseId) -> None:
    stage = sqlite_stage
    assert note(stage, case, "u_1:key-0001", b"same") != note(stage, case, "u_1:key-0002", b"same")
    assert len(notes(stage, case)) == 2


def test_a_refused_request_may_be_put_right_under_its_own_key(sqlite_stage: Stage, case: CaseId) -> None:
    stage = sqlite_stage
    with pytest.raises(Invalid):
        note(stage, case, "u_1:key-0001", b"wrong", text="\x1b")
    note(stage, case, "u_1:key-0001", b"right")
    assert len(notes(stage, case)) == 1


def test_of_two_at_the_same_time_one_is_kept(sqlite_stage: Stage, case: CaseId) -> None:
    stage = sqlite_stage
    with pytest.raises(Refusal) as refusal, unit(stage.app, stage.actors["adviser"]) as slow:  # noqa: PT012  (at once)
        once(slow, "u_1:key-0001", b"same", lambda: {"note": "i_never"})
        first = note(stage, case, "u_1:key-0001", b"same")
    assert isinstance(refusal.value, AlreadyDone)
    assert note(stage, case, "u_1:key-0001", b"same") == first
    assert len(notes(stage, case)) == 1
