"""The prosecutor proposes, the suspect denies: the parties are heard, the matter is declined and told."""

import pytest

from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.report import Report, ReportKind
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.refusals import NotFound, StepNotPossible
from mediation.states.matter import MatterState, Outcome
from tests.stories.telling import begin, mornings, open_rules, papers, states, told


def test_the_prosecutors_proposal_is_declined_with_reasons_and_told_without_them(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    message = simple(1, "assault", stage.today, unit="n_syyttaja_keksitty")
    case, matters, named = begin(stage, "prosecutor", message)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    stage.do("adviser", "conditions assess", case, matters=matters, question="confirms_facts", holds=False,
             person=named["Olli"], reason="Kiistää tapahtumat.")  # fmt: skip
    with pytest.raises(StepNotPossible) as cannot:
        stage.do("in_charge", "decisions make", case, matters=matters, kind="accept", reasons="Yritetään silti.")
    assert "facts_are_confirmed" in {n.code for n in cannot.value.needs}
    with pytest.raises(StepNotPossible) as unheard:
        stage.do("in_charge", "decisions make", case, matters=matters, kind="decline", reasons="Ei vahvista.")
    assert {(n.code, n.section) for n in unheard.value.needs} == {("parties_are_heard", "434/2003 §34")}

    s.decline(stage, case, matters)
    assert states(stage, case) == [MatterState.DECLINED]
    assert papers(stage, case)["decision_to_decline"] == 2
    assert {to for kind, to in told(stage, case) if kind == "decision_served"} == {named["Olli"], named["Vuokko"]}
    assert "notice_of_refusal" in open_rules(stage, case)

    notice = s.report(stage, case, matters)
    assert stage.case(case).item(Report, notice).kind is ReportKind.REFUSAL_NOTICE  # type: ignore[arg-type]
    assert told(stage, case)[("report_available", "n_syyttaja_keksitty")] == 1
    with pytest.raises(NotFound):
        s.acknowledge(stage, case, notice, who="police")
    s.acknowledge(stage, case, notice, who="prosecutor")
    stage.do("adviser", "matters close", case, matters=matters)

    mornings(stage, 60)
    found = stage.case(case)
    assert (found.matters[matters[0]].outcome, found.is_closed) == (Outcome.DECLINED, True)  # type: ignore[index]
    assert [d.kind for d in found.all(Decision)] == [DecisionKind.DECLINE]
    assert open_rules(stage, case) == set(), "the decision has grown final and nothing is left to do"
