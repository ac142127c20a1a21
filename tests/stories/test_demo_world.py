"""The demo's forty cases: every one reaches where its row says, and together they stand in every state."""

from collections import Counter
from datetime import timedelta

from mediation.demo.clockwork import Clockwork
from mediation.demo.crowd import fill_register
from mediation.demo.stage import Stage
from mediation.demo.world import WORLD, plan
from mediation.flows import runtime
from mediation.kernel.ids import CaseId
from mediation.states.matter import MatterState
from mediation.states.small import VolunteerState
from volunteers import may_be_offered


def test_forty_cases_built_by_actions_alone_stand_in_every_state(sqlite_stage: Stage) -> None:
    runtime.lend(sqlite_stage.house)
    fill_register(sqlite_stage)
    made: list[CaseId] = []
    clockwork = Clockwork(sqlite_stage, lambda _: None)
    end = sqlite_stage.today + timedelta(days=91)
    planned = plan(sqlite_stage, clockwork, end, made.append)
    clockwork.until(end)
    states = Counter(m.state for case_id in made for m in sqlite_stage.case(case_id).matters.values())
    assert planned == len(made) == sum(row[0] for row in WORLD) == 40
    assert set(states) == set(MatterState)


def test_the_register_of_the_demo_holds_sixty_volunteers_in_every_standing(sqlite_stage: Stage) -> None:
    fill_register(sqlite_stage)
    with sqlite_stage.app.open_stores() as stores:
        register = stores.volunteers.all()
    assert len(register) == len({v.name for v in register}) == 60
    assert {v.standing for v in register} == {state.value for state in VolunteerState}
    assert {v.language for v in register} == {"fi", "sv"}
    ready = [v for v in register if not list(may_be_offered(v, sqlite_stage.today))]
    assert len(ready) >= 45
