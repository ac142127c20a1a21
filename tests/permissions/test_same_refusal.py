"""An outsider learns nothing from a refusal: a forbidden case and one that does not exist are told alike."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from mediation.actions.catalogue import ACTIONS
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId, ItemId, new_id
from mediation.kernel.refusals import NotFound, NotPermitted, Refusal
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted, permit
from mediation.permissions.predicates import Touch
from mediation.queries.case_page import case_page, next_steps
from mediation.queries.lists import deadlines, documents, outbox
from mediation.work import Work, unit
from tests.conftest import BEGINNING, new_house

OUTSIDERS = ("police", "prosecutor", "runar", "auditor", "administrator", "clockwork")
READINGS: list[Callable[[Work, CaseId], Any]] = [case_page, next_steps, deadlines, documents, outbox]


def told(stage: Stage, who: str, ask: Callable[[Work], Any]) -> tuple[Any, ...]:
    actor = stage.clockwork if who == "clockwork" else stage.actors[who]
    with pytest.raises(Refusal) as refusal, unit(stage.app, actor) as work:
        ask(work)
    r = refusal.value
    return type(r), r.code, r.message, r.needs, r.args


def form() -> Any:
    return SimpleNamespace(report=ItemId("i_1"), assignment=ItemId("i_1"), meeting=ItemId("i_1"))


@pytest.fixture(scope="module")
def mediated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stage, CaseId, CaseId]:
    """A case with mediators, and the id of a case that never was; nothing here changes either."""
    clock = SetClock(BEGINNING)
    stage = Stage(new_house(tmp_path_factory.mktemp("office"), "sqlite", clock), clock)
    stage.open()
    case = stage.register("adviser", simple(1, "assault", stage.today, unit="n_aklagare_hittepa"))
    matters = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    s.name_mediators(stage, case, matters)
    return stage, case, CaseId(new_id("c", stage.clock.now()))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_every_action_refuses_a_forbidden_case_as_it_refuses_an_unknown_one(
    mediated: tuple[Stage, CaseId, CaseId], who: str
) -> None:
    stage, case, unknown = mediated
    for action in ACTIONS:
        here = told(stage, who, lambda work, act=action: act.run(work, case, form()))  # type: ignore[misc]
        nowhere = told(stage, who, lambda work, act=action: act.run(work, unknown, form()))  # type: ignore[misc]
        assert here == nowhere, f"{action.noun} {action.verb}"
        assert here[:2] == (NotFound, "case_not_found")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_every_reading_refuses_them_alike_too(mediated: tuple[Stage, CaseId, CaseId], who: str) -> None:
    stage, case, unknown = mediated
    for read in READINGS:
        here = told(stage, who, lambda work, ask=read: ask(work, case))  # type: ignore[misc]
        assert here == told(stage, who, lambda work, ask=read: ask(work, unknown))  # type: ignore[misc]
        assert here[:2] == (NotFound, "case_not_found")


def test_a_member_of_the_office_is_told_that_it_is_not_theirs_to_do(mediated: tuple[Stage, CaseId, CaseId]) -> None:
    stage, case, _ = mediated
    decide = next(a for a in ACTIONS if (a.noun, a.verb) == ("decisions", "make"))
    assert told(stage, "adviser", lambda work: decide.run(work, case, form()))[0] is NotPermitted


def test_a_mediator_of_the_case_is_told_so_too_and_a_stranger_is_not(mediated: tuple[Stage, CaseId, CaseId]) -> None:
    stage, case, _ = mediated
    note = next(a for a in ACTIONS if (a.noun, a.verb) == ("notes", "add"))
    assert told(stage, "veikko", lambda work: note.run(work, case, form()))[0] is NotPermitted
    assert told(stage, "runar", lambda work: note.run(work, case, form()))[0] is NotFound


def test_a_refusal_never_tells_more_than_the_permission(mediated: tuple[Stage, CaseId, CaseId]) -> None:
    stage, case_id, _ = mediated
    case = stage.case(case_id)
    for who, actor in stage.actors.items():
        for may in May:
            touch = Touch(stage.clock.now(), stage.app.office.id, case)
            if is_permitted(actor, may, touch):
                continue
            with pytest.raises(Refusal) as refusal:
                permit(actor, may, touch)
            assert refusal.value.message in {"no such case", f"{may} is not yours to do"}, who
            assert refusal.value.needs == ()


def test_a_case_of_another_office_does_not_exist_here(mediated: tuple[Stage, CaseId, CaseId]) -> None:
    """Offices are strangers to each other even for their own staff: the row is there, the case is not."""
    stage, case, _ = mediated
    for office in ("o_espoo", stage.app.office.id):
        with stage.house.engine.begin() as connection:
            connection.exec_driver_sql(f"update cases set office = '{office}'")
        if office == "o_espoo":
            refused = [told(stage, "in_charge", lambda work, ask=read: ask(work, case))[:2] for read in READINGS]  # type: ignore[misc]
    assert set(refused) == {(NotFound, "case_not_found")}
