"""The victim has second thoughts before the second meeting: everything stops, the police are told, it closes."""

from datetime import timedelta

import pytest

from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.meeting import Meeting
from mediation.cases.report import Report, ReportKind
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState, Outcome
from mediation.states.small import MeetingState
from tests.stories.telling import begin, mornings, open_rules, papers, states, to_mediation, told


def test_a_victim_withdraws_and_everything_stops_at_once(stage: Stage) -> None:
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    second = s.meet(stage, case, matters, in_days=3)
    mornings(stage, 2)

    answer = stage.do("veikko", "consents withdraw", case, matters=matters, person=named["Vuokko"], how="puhelimitse")
    assert set(answer["states"].values()) == {MatterState.INTERRUPTED.value}
    found = stage.case(case)
    assert found.item(Meeting, second).state is MeetingState.CANCELLED  # type: ignore[arg-type]
    [decision] = [d for d in found.all(Decision) if d.kind is DecisionKind.INTERRUPT]
    assert decision.sections == ("1015/2005 §19.1",)
    assert "interruption" not in open_rules(stage, case)
    assert "meeting" not in open_rules(stage, case)

    reminded = told(stage, case)[("meeting_reminder", named["Olli"])]
    mornings(stage, 3)
    assert told(stage, case)[("meeting_reminder", named["Olli"])] == reminded
    with pytest.raises(StepNotPossible):
        stage.do("veikko", "meetings record", case, meeting=second, came=[named["Olli"]])
    with pytest.raises(StepNotPossible):
        s.meet(stage, case, matters)

    s.serve(stage, case, decision.id)
    notice = s.report(stage, case, matters)
    assert stage.case(case).item(Report, notice).kind is ReportKind.INTERRUPTION_NOTICE  # type: ignore[arg-type]
    s.acknowledge(stage, case, notice)
    stage.do("adviser", "matters close", case, matters=matters)
    assert states(stage, case) == [MatterState.CLOSED]
    assert stage.case(case).matters[matters[0]].outcome is Outcome.INTERRUPTED  # type: ignore[index]
    assert papers(stage, case)["notice_of_refusal_or_interruption"] == 1


def test_after_the_notice_nothing_about_the_case_is_chased_any_more(sqlite_stage: Stage) -> None:
    """An interrupted case owes the authority its notice and no report besides."""
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    stage.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    decision = list(stage.case(case).all(Decision))[-1]
    s.serve(stage, case, decision.id)
    s.acknowledge(stage, case, s.report(stage, case, matters))
    stage.do("adviser", "matters close", case, matters=matters)
    assert open_rules(stage, case) <= {"appeal", "inactivity"}
    stage.clock.put(stage.clock.now() + timedelta(days=1))
    assert mornings(stage, 30).escalated == 0
