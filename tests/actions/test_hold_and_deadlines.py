"""A hold really moves what depends on the matter's clock, and never what the law or a meeting has fixed."""

from datetime import date, timedelta

import pytest

from mediation.actions.due import run_due
from mediation.deadlines.deadline import Deadline
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.law.finland.deadlines import RULES

FIXED = {"limitation", "appeal", "service_of_decision", "interim_status", "meeting", "inactivity"}
MOVED = {"whole_process", "naming_of_mediators", "first_meeting", "conditions_phase", "first_contact", "consent_answer"}


def plan(stage: Stage, case: CaseId, matter: str = "") -> dict[tuple[str, str, str], Deadline]:
    with stage.app.open_stores() as stores:
        found = [d for d in stores.deadlines.open_for(case) if not matter or d.matter_id == matter]
    return {(d.rule, d.matter_id or "", d.subject_id or ""): d for d in found}


def begun(stage: Stage, *, named: bool = False) -> tuple[CaseId, list[str]]:
    case = stage.register("adviser", simple(1, "assault", stage.today))
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    stage.do("adviser", "consents ask", case, matters=matters)
    if named:
        s.everyone_consents(stage, case, matters)
        s.assess(stage, case, matters)
        s.accept(stage, case, matters)
        s.name_mediators(stage, case, matters)
    return case, matters


@pytest.mark.parametrize("named", [False, True])
def test_a_hold_of_ten_days_moves_what_depends_on_it_by_ten_and_nothing_else(sqlite_stage: Stage, named: bool) -> None:
    stage = sqlite_stage
    case, matters = begun(stage, named=named)
    before = plan(stage, case)
    stage.do("adviser", "matters hold", case, matters=matters, reason="Osapuoli on matkoilla.")
    stage.later(days=10)
    assert stage.do("adviser", "matters resume", case, matters=matters)["days_held"] == {matters[0]: 10}
    after = plan(stage, case)
    assert set(after) == set(before)
    moved = {key[0] for key in before if after[key].due_on != before[key].due_on}
    for key, old in before.items():
        shift = (after[key].due_on - old.due_on).days
        assert RULES[key[0]].holds or shift == 0, key
        assert not RULES[key[0]].holds or 10 <= shift <= 12, key  # a working day may come after a weekend
    assert moved <= MOVED
    assert {key[0] for key in before} - moved <= FIXED
    assert after[("limitation", matters[0], "")] == before[("limitation", matters[0], "")]


def test_a_held_matter_owes_nothing_but_what_the_law_has_fixed(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = begun(stage)
    stage.do("adviser", "matters hold", case, matters=matters, reason="Osapuoli on matkoilla.")
    for _ in range(20):
        stage.later(days=1)
        run_due(stage.app, stage.clockwork)
    with stage.app.open_stores() as stores:
        told = [m for m in stores.outbox.of_case(case) if m.kind in {"consent_reminder", "task_escalated"}]
    assert told == []
    stage.do("adviser", "matters resume", case, matters=matters)
    stage.later(days=7)
    assert run_due(stage.app, stage.clockwork).reminded


def test_the_last_day_to_charge_is_warned_of_though_the_matter_is_on_hold(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = begun(stage)
    last = plan(stage, case)[("limitation", matters[0], "")].due_on
    stage.do("adviser", "matters hold", case, matters=matters, reason="Odotetaan.")
    stage.at(last - timedelta(days=180))
    run_due(stage.app, stage.clockwork)
    [limitation] = [d for key, d in plan(stage, case).items() if key[0] == "limitation"]
    assert (limitation.reminders_done, limitation.due_on) == (1, last)


def test_holding_one_matter_moves_nothing_of_the_other(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    message = simple(1, "assault", stage.today)
    message["people"].append(message["people"][0] | {"ref": "c", "name": "Kaija Kolmas"})
    message["matters"][0]["suspects"] = ["a", "c"]
    case = stage.register("adviser", message)
    one, other = list(stage.case(case).matters)
    before = plan(stage, case, other)
    stage.do("adviser", "matters hold", case, matters=[one], reason="Odotetaan.")
    stage.later(days=10)
    stage.do("adviser", "matters resume", case, matters=[one])
    assert plan(stage, case, other) == before


def test_two_holds_move_twice(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = begun(stage)
    first: date = plan(stage, case)[("whole_process", matters[0], "")].due_on
    for days in (3, 4):
        stage.do("adviser", "matters hold", case, matters=matters, reason="Odotetaan.")
        stage.later(days=days)
        stage.do("adviser", "matters resume", case, matters=matters)
        stage.later(days=1)
    assert plan(stage, case)[("whole_process", matters[0], "")].due_on == first + timedelta(days=7)
    assert stage.case(case).matters[matters[0]].held_days == 7  # type: ignore[index]
