"""A doubt whether a consent is voluntary or a party understands, once mediation goes on: nothing is agreed (§19.1)."""

from typing import Any

import pytest

from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState
from tests.actions.scenes import Ids, accepted, opened
from tests.actions.test_volunteers import needs


def with_meeting(stage: Stage) -> tuple[CaseId, Ids, str]:
    case, ids = accepted(stage)
    s.name_mediators(stage, case, ids["matters"])
    return case, ids, s.meet(stage, case, ids["matters"])


def doubt(stage: Stage, case: CaseId, ids: Ids, about: str = "voluntariness") -> str:
    raised = stage.do(
        "veikko", "doubts raise", case, matters=ids["matters"], person=ids["victim"], about=about, reason="Painostusta."
    )
    return str(raised["doubts"][0])


def settle(stage: Stage, case: CaseId, raised: str) -> None:
    stage.do("adviser", "doubts settle", case, doubt=raised, because="Aiheeton.")


def apology(ids: Ids) -> list[dict[str, Any]]:
    return [{"kind": "apology", "promised_by": ids["person"], "promised_to": ids["victim"], "text": "Anteeksi."}]


def test_a_meeting_that_began_in_spite_of_a_doubt_starts_no_mediation_until_the_doubt_is_settled(
    sqlite_stage: Stage,
) -> None:
    stage = sqlite_stage
    case, ids, meeting = with_meeting(stage)
    raised = doubt(stage, case, ids)
    with pytest.raises(StepNotPossible) as refused:
        s.hold_meeting(stage, case, meeting)
    assert needs(refused) == ["no_open_doubt"]
    settle(stage, case, raised)
    stage.do("veikko", "meetings record", case, meeting=meeting, came=[ids["person"], ids["victim"]])
    assert stage.case(case).matters[ids["matters"][0]].state is MatterState.IN_MEDIATION


def test_a_doubt_that_the_meeting_raised_does_not_unmake_the_meeting(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids, meeting = with_meeting(stage)
    stage.clock.put(stage.case(case).item(Meeting, meeting).starts_at)  # type: ignore[arg-type]
    stage.later(minutes=40)
    doubt(stage, case, ids)
    stage.do("veikko", "meetings record", case, meeting=meeting, came=[ids["person"], ids["victim"]])
    assert stage.case(case).matters[ids["matters"][0]].state is MatterState.IN_MEDIATION


@pytest.mark.parametrize("about", ["voluntariness", "understanding"])
def test_no_agreement_is_certified_while_a_doubt_is_open(sqlite_stage: Stage, about: str) -> None:
    stage = sqlite_stage
    case, ids, meeting = with_meeting(stage)
    s.hold_meeting(stage, case, meeting)
    raised = doubt(stage, case, ids, about)
    with pytest.raises(StepNotPossible) as refused:
        s.agree(stage, case, ids["matters"], apology(ids))
    assert needs(refused) == ["no_open_doubt"]
    settle(stage, case, raised)
    s.agree(stage, case, ids["matters"], apology(ids))
    assert stage.case(case).matters[ids["matters"][0]].state is MatterState.AGREED


@pytest.mark.parametrize(
    ("about", "rule"), [("voluntariness", "interruption"), ("understanding", "assessment_of_doubt")]
)
def test_once_mediation_has_ended_nobody_has_to_interrupt_it(sqlite_stage: Stage, about: str, rule: str) -> None:
    stage = sqlite_stage
    case, ids, meeting = with_meeting(stage)
    s.hold_meeting(stage, case, meeting)
    doubt(stage, case, ids, about)
    assert rule in opened(stage, case)
    stage.do("veikko", "matters end", case, matters=ids["matters"])
    assert rule not in opened(stage, case)
