"""Two neighbours and a hedge: one of them asks, no authority waits, and the case closes without a report."""

import pytest

from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState, Outcome
from tests.stories.telling import begin, open_rules, papers, states, to_mediation, told


def test_neighbours_agree_on_a_hedge_and_nobody_outside_is_told(stage: Stage) -> None:
    case, matters, named = begin(stage, "adviser", simple(1, "dispute", stage.today))
    assert stage.case(case).initiative.unit is None
    assert "interim_status" not in open_rules(stage, case)

    to_mediation(stage, case, matters)
    hedge = {"kind": "behaviour", "promised_by": named["Vuokko"], "promised_to": named["Olli"],
             "text": "Leikkaa pensasaidan kahden metrin korkeuteen joka kesäkuu."}  # fmt: skip
    quiet = hedge | {"promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Ei soita poliisia."}
    s.agree(stage, case, matters, [hedge, quiet])

    with pytest.raises(StepNotPossible) as too_early:
        stage.do("adviser", "matters close", case, matters=matters)
    assert [n.code for n in too_early.value.needs] == ["account_is_given"]
    s.account(stage, case, matters)
    with pytest.raises(StepNotPossible) as nobody_waits:
        stage.do("adviser", "reports prepare", case, matters=matters)
    assert [n.code for n in nobody_waits.value.needs] == ["an_authority_is_owed"]

    stage.do("adviser", "matters close", case, matters=matters)
    closed = stage.case(case)
    assert (states(stage, case), closed.is_closed) == ([MatterState.CLOSED], True)
    assert next(iter(closed.matters.values())).outcome is Outcome.AGREEMENT
    assert not any(kind == "report_available" for kind, _ in told(stage, case))
    assert "report_to_prosecutor" not in papers(stage, case)
    assert told(stage, case)[("agreement_copy", named["Olli"])] == 1
    assert "report_to_authority" not in open_rules(stage, case)
