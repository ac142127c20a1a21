"""Two instalments: one is paid, one is not, the authority is told; a month late the money comes after all."""

from datetime import timedelta

from mediation.cases.agreement import Obligation
from mediation.cases.report import Report, ReportKind
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.states.matter import MatterState, Outcome
from mediation.states.small import ObligationState
from tests.stories.telling import begin, mornings, open_rules, states, to_mediation, told


def test_a_promise_is_broken_told_and_kept_late(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    first, second = (stage.today + timedelta(days=n) for n in (30, 60))
    money = {"kind": "money", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Korvaus",
             "cents": 25001, "instalments": [{"due_on": str(first), "cents": 12501},
                                             {"due_on": str(second), "cents": 12500}]}  # fmt: skip
    s.agree(stage, case, matters, [money], follow_up_until=str(second + timedelta(days=14)))
    s.account(stage, case, matters)
    s.acknowledge(stage, case, s.report(stage, case, matters))
    stage.do("adviser", "matters follow-up", case, matters=matters)

    mornings(stage, (first - stage.today).days)
    assert told(stage, case)[("instalment_reminder", named["Olli"])] == 2  # a week before, and on the day
    paid, unpaid = sorted(stage.case(case).all(Obligation), key=lambda o: o.due_on)
    stage.do("adviser", "obligations record", case, obligation=paid.id, step="keep", on=str(stage.today))

    mornings(stage, (second - stage.today).days + 4)
    assert told(stage, case)[("instalment_reminder", named["Olli"])] == 4
    assert told(stage, case)[("instalment_unpaid_question", named["Vuokko"])] == 1
    mornings(stage, 30)
    assert told(stage, case)[("task_escalated", "person_in_charge")] >= 1  # the review of the breach
    stage.do("adviser", "obligations record", case, obligation=unpaid.id, step="break")
    assert not open_rules(stage, case) & {"instalment", "asking_the_receiver", "call_about_instalment", "breach_review"}

    told_broken = s.report(stage, case, matters)
    assert stage.case(case).item(Report, told_broken).kind is ReportKind.FULFILMENT  # type: ignore[arg-type]
    stage.do("adviser", "obligations record", case, obligation=unpaid.id, step="keep_late", on=str(stage.today))
    late = stage.case(case).item(Obligation, unpaid.id)
    assert (late.state, late.kept_on) == (ObligationState.KEPT, stage.today)
    assert "notice_of_fulfilment" in open_rules(stage, case)  # the prosecutor knows only that it was broken
    s.acknowledge(stage, case, s.report(stage, case, matters))

    stage.do("adviser", "matters close", case, matters=matters)
    assert states(stage, case) == [MatterState.CLOSED]
    assert stage.case(case).matters[matters[0]].outcome is Outcome.AGREEMENT  # type: ignore[index]
    assert not open_rules(stage, case) & {"notice_of_fulfilment", "end_of_follow_up", "longest_follow_up"}
