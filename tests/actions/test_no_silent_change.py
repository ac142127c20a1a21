"""A change that leaves no event behind would be kept nowhere and told to nobody: the unit of work refuses it."""

from dataclasses import replace

import pytest

from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.permissions.may import May
from mediation.states.matter import MatterState
from mediation.work import unit


def test_a_case_changed_without_an_event_is_refused(sqlite_stage: Stage) -> None:
    case_id = sqlite_stage.register("police", simple(1, "assault", sqlite_stage.today))

    def change_silently() -> None:
        with unit(sqlite_stage.app, sqlite_stage.actors["adviser"]) as work:
            case = work.change(case_id, May.CASE_TRIAGE).case
            matter = next(iter(case.matters.values()))
            case.matters[matter.id] = replace(matter, held_days=3)

    with pytest.raises(RuntimeError, match="without an event"):
        change_silently()


def test_beginning_triage_is_kept(sqlite_stage: Stage) -> None:
    case_id = sqlite_stage.register("police", simple(1, "assault", sqlite_stage.today))
    sqlite_stage.do("adviser", "matters begin-triage", case_id, matters=list(sqlite_stage.case(case_id).matters))
    assert {m.state for m in sqlite_stage.case(case_id).matters.values()} == {MatterState.TRIAGE}
