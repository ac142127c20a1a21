"""What may not happen any more, or not yet: refused with the requirement that stands in the way."""

from datetime import timedelta

import pytest

from mediation.cases.agreement import Obligation
from mediation.cases.assignment import Assignment
from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.matter import MatterState
from mediation.states.small import AssignmentState, ReportState
from tests.actions.test_what_is_owed import simple_case
from tests.stories.telling import states, to_accepted, to_mediation


def refused(stage: Stage, who: str, what: str, case: CaseId, **form: object) -> set[str]:
    with pytest.raises(StepNotPossible) as refusal:
        stage.do(who, what, case, **form)
    return {need.code for need in refusal.value.needs}


def test_nobody_is_invited_before_triage_nor_after_the_end(one_office: Stage) -> None:
    """Who is near to a suspect of violence gets no letter before somebody has looked whether it may be mediated."""
    case, matters, _ = simple_case(one_office)
    assert refused(one_office, "adviser", "consents ask", case, matters=matters) == {"triage_is_done"}
    s.triage(one_office, case)
    s.decline(one_office, case, matters)
    assert refused(one_office, "adviser", "consents ask", case, matters=matters) == {"mediation_not_ended"}


def test_an_offer_of_what_has_ended_cannot_be_taken(one_office: Stage) -> None:
    """A mediator who took it would have got to see a case that needs no mediator."""
    stage = one_office
    case, matters, named = simple_case(stage)
    to_accepted(stage, case, matters)
    made = stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["veikko"])
    stage.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    assert [a.state for a in stage.case(case).all(Assignment)] == [AssignmentState.EXPIRED]
    codes = refused(stage, "veikko", "assignments answer", case, assignment=made["assignment"], accept=True,
                    undisqualified=True)  # fmt: skip
    assert codes == {"matter_is_accepted"}


def test_the_answer_to_an_offer_waits_with_the_matter(one_office: Stage) -> None:
    stage = one_office
    case, matters, _ = simple_case(stage)
    to_accepted(stage, case, matters)
    made = stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["veikko"])
    stage.do("adviser", "matters hold", case, matters=matters, reason="Osapuoli on matkoilla.")
    stage.later(days=20)
    stage.do("adviser", "matters resume", case, matters=matters)
    stage.do("veikko", "assignments answer", case, assignment=made["assignment"], accept=True, undisqualified=True)
    [taken] = stage.case(case).all(Assignment)
    assert taken.state is AssignmentState.ACCEPTED


def test_an_offer_made_on_hold_waits_no_longer_than_it_has_lain(one_office: Stage) -> None:
    stage = one_office
    case, matters, _ = simple_case(stage)
    to_accepted(stage, case, matters)
    stage.do("adviser", "matters hold", case, matters=matters, reason="Osapuoli on matkoilla.")
    stage.later(days=10)
    stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["veikko"])
    [offered] = stage.case(case).all(Assignment)
    stage.later(days=4)
    stage.do("adviser", "matters resume", case, matters=matters)
    [waited] = stage.case(case).all(Assignment)
    assert waited.answer_by == offered.answer_by + timedelta(days=4)


def agreed(stage: Stage) -> tuple[CaseId, list[str]]:
    case, matters, named = simple_case(stage)
    to_mediation(stage, case, matters)
    work = {"kind": "work", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Korjaa aidan.",
            "due_on": str(stage.today + timedelta(days=30))}  # fmt: skip
    s.agree(stage, case, matters, [work])
    s.account(stage, case, matters)
    return case, matters


def test_a_report_on_which_more_has_followed_is_not_recalled(one_office: Stage) -> None:
    stage = one_office
    case, matters = agreed(stage)
    report = s.report(stage, case, matters)
    stage.do("adviser", "matters follow-up", case, matters=matters)
    assert refused(stage, "adviser", "reports recall", case, report=report) == {"nothing_has_followed"}


def test_of_a_report_sent_twice_the_second_is_recalled_and_the_first_still_tells(one_office: Stage) -> None:
    stage = one_office
    case, matters = agreed(stage)
    twice = [stage.do("adviser", "reports prepare", case, matters=matters)["report"] for _ in range(2)]
    for report in twice:
        stage.do("in_charge", "reports approve", case, report=report)
        stage.do("adviser", "reports send", case, report=report)
    stage.do("adviser", "reports recall", case, report=twice[1])
    assert stage.case(case).item(Report, twice[1]).state is ReportState.RECALLED
    assert states(stage, case) == [MatterState.REPORTED]
    stage.do("adviser", "reports recall", case, report=twice[0])
    assert states(stage, case) == [MatterState.AGREED]


def test_a_promise_is_not_opened_again_in_a_closed_matter(one_office: Stage) -> None:
    stage = one_office
    case, matters = agreed(stage)
    s.report(stage, case, matters)
    [promise] = stage.case(case).all(Obligation)
    s.keep_next_promise(stage, case)
    s.report(stage, case, matters)
    stage.do("adviser", "matters close", case, matters=matters)
    again = refused(stage, "adviser", "obligations record", case, obligation=promise.id, step="reopen")
    assert again == {"no_open_obligations"}


def test_an_agreement_is_not_signed_after_mediation_was_interrupted(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    to_mediation(stage, case, matters)
    sorry = {"kind": "apology", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Anteeksi."}
    made = stage.do("veikko", "agreements draft", case, matters=matters, items=[sorry])
    stage.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    codes = refused(stage, "adviser", "agreements sign", case, agreement=made["agreement"], person=named["Vuokko"],
                    at=stage.clock.now().isoformat())  # fmt: skip
    assert codes == {"in_mediation"}
