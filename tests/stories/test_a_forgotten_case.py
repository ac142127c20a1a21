"""Nobody looks at a case for four months: every deadline finds its person, once, and then the next."""

from collections import Counter
from datetime import timedelta

from mediation.actions.due import Swept, run_due
from mediation.actions.messages import send_due
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.clock import at_helsinki
from tests.stories.telling import begin, mornings, open_rules, to_accepted, told


def test_every_deadline_of_a_forgotten_case_reaches_a_person_once(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    s.triage(stage, case)
    stage.do("adviser", "consents ask", case, matters=matters)
    expected = 0
    with stage.app.open_stores() as stores:
        for deadline in stores.deadlines.open_for(case):
            days = [d for d in deadline.remind_on if d <= stage.today + timedelta(days=120)]
            late = deadline.escalate_on is not None and deadline.escalate_on <= stage.today + timedelta(days=120)
            expected += len(days) + late
    swept = mornings(stage, 120)
    assert swept.reminded + swept.escalated == expected
    with stage.app.open_stores() as stores:
        overdue = [d for d in stores.deadlines.open_for(case) if d.due_on < stage.today]
    assert overdue
    assert all(d.escalated_on is not None for d in overdue if d.escalates_to is not None)
    assert told(stage, case)[("task_escalated", "person_in_charge")] >= 2


def test_a_machine_that_stood_still_for_four_months_reminds_once_and_not_for_every_missed_day(
    sqlite_stage: Stage,
) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    s.triage(stage, case)
    stage.do("adviser", "consents ask", case, matters=matters)
    before = told(stage, case)
    stage.later(days=120)
    run_due(stage.app, stage.clockwork)
    asked = Counter({what: n for what, n in (told(stage, case) - before).items() if what[0] == "consent_reminder"})
    assert set(asked.values()) == {1}
    assert run_due(stage.app, stage.clockwork) == Swept()


def test_what_is_done_in_time_is_never_escalated(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    to_accepted(stage, case, matters)
    s.name_mediators(stage, case, matters)
    meeting = s.meet(stage, case, matters, in_days=10)
    swept = mornings(stage, 10)
    s.hold_meeting(stage, case, meeting)
    stage.do("veikko", "matters end", case, matters=matters)
    s.account(stage, case, matters)
    s.acknowledge(stage, case, s.report(stage, case, matters))
    stage.do("adviser", "matters close", case, matters=matters)
    later = mornings(stage, 90)
    assert (swept.escalated, later.escalated) == (0, 0)
    assert "appeal" not in open_rules(stage, case), "the decision has grown final by itself"
    stage.clock.put(at_helsinki(stage.today, 12))
    assert send_due(stage.app, stage.clockwork).given_up == 0
