"""Every refused attempt is noted: who, when, what was asked for, and why not; nothing of its content."""

import pytest
import sqlalchemy as sa

from mediation.actions.catalogue import BY_NAME
from mediation.actions.forms import read_form
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, new_id
from mediation.kernel.refusals import NotFound, Refusal, Unavailable
from mediation.queries.case_page import case_page
from mediation.storage.tables import refusals
from mediation.work import unit


def noted(stage: Stage) -> list[tuple[str, str, str]]:
    with stage.house.engine.connect() as connection:
        rows = connection.execute(sa.select(refusals).order_by(refusals.c.id)).all()
    return [(r.actor, r.code, r.case_id) for r in rows]


def test_a_case_that_was_not_to_be_seen_is_noted_by_its_id(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case = stage.register("adviser", simple(1, "assault", stage.today))
    for who in ("police", "veikko", "administrator", "auditor"):
        with pytest.raises(NotFound), unit(stage.app, stage.actors[who]) as work:
            case_page(work, case)
    assert noted(stage) == [
        (stage.actors[who].id, "case_not_found", case) for who in ("police", "veikko", "administrator", "auditor")
    ]


def test_a_case_that_does_not_exist_is_noted_as_it_was_asked_for(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    unknown = CaseId(new_id("c", stage.clock.now()))
    with pytest.raises(NotFound):
        stage.do("adviser", "notes add", unknown, text="Hei.")
    assert noted(stage) == [(stage.actors["adviser"].id, "case_not_found", unknown)]


def test_an_id_that_is_far_too_long_is_cut_and_still_noted(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    with pytest.raises(NotFound):
        stage.do("adviser", "notes add", CaseId("c_" + "x" * 5000), text="Hei.")
    [(_, code, case)] = noted(stage)
    assert code == "case_not_found"
    assert len(case) <= 32


def test_what_was_written_in_a_refused_attempt_is_not_in_the_note(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case = stage.register("adviser", simple(1, "assault", stage.today))
    with pytest.raises(Refusal):
        stage.do("veikko", "notes add", case, text="Salaisuus-7Q2")
    with stage.house.engine.connect() as connection:
        rows = connection.execute(sa.select(refusals)).all()
    assert "Salaisuus-7Q2" not in repr(rows)


def test_a_bug_is_no_refusal_and_an_unreachable_database_none_either(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    for trouble in (RuntimeError("bug"), Unavailable("gone")):
        with pytest.raises(type(trouble)), unit(stage.app, stage.actors["adviser"]):
            raise trouble
    assert noted(stage) == []


def test_reading_that_was_allowed_is_journalled_and_not_noted_here(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case = stage.register("adviser", simple(1, "assault", stage.today))
    with unit(stage.app, stage.actors["adviser"]) as work:
        case_page(work, case)
    assert noted(stage) == []
    with pytest.raises(Refusal), unit(stage.app, stage.actors["adviser"]) as work:  # noqa: PT012  (read first)
        case_page(work, case)
        close = BY_NAME[("matters", "close")]
        close.run(work, case, read_form(close.form, {"matters": list(stage.case(case).matters)}))
    assert [code for _, code, _ in noted(stage)] == ["step_not_possible"]
