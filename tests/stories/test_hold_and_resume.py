"""The suspect is in hospital for six weeks: the matter is held, its days stand still, it goes on to its end."""

from datetime import timedelta

import pytest

from mediation.cases.note import Hold
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState
from tests.stories.telling import begin, mornings, states, to_accepted, told


def due(stage: Stage, case: str, rule: str) -> list[object]:
    with stage.app.open_stores() as stores:
        return [d.due_on for d in stores.deadlines.open_for(case) if d.rule == rule]  # type: ignore[arg-type]


def test_a_matter_on_hold_waits_six_weeks_and_goes_on(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    to_accepted(stage, case, matters)
    before = {rule: due(stage, case, rule) for rule in ("whole_process", "limitation", "appeal")}
    stage.do("adviser", "matters hold", case, matters=matters, reason="Epäilty on sairaalassa.")

    calls = told(stage, case)[("task_for_staff", "adviser")]
    mornings(stage, 42)
    assert told(stage, case)[("task_for_staff", "adviser")] == calls
    for what in ("mediators name", "matters end"):
        with pytest.raises(StepNotPossible) as waits:
            stage.do("adviser", what, case, matters=matters)
        assert "not_held" in {n.code for n in waits.value.needs} or what == "matters end"

    assert stage.do("adviser", "matters resume", case, matters=matters) == {"days_held": {matters[0]: 42}}
    assert due(stage, case, "limitation") == before["limitation"]
    assert due(stage, case, "whole_process") == [before["whole_process"][0] + timedelta(days=42)]  # type: ignore[operator]
    assert due(stage, case, "appeal") == [], "the time to appeal went on and is over"

    s.name_mediators(stage, case, matters)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    stage.do("veikko", "matters end", case, matters=matters)
    s.account(stage, case, matters)
    s.report(stage, case, matters)
    stage.do("adviser", "matters close", case, matters=matters)
    assert states(stage, case) == [MatterState.CLOSED]
    [hold] = stage.case(case).all(Hold)
    assert hold.until is not None
    assert stage.case(case).matters[matters[0]].held_days == 42  # type: ignore[index]
