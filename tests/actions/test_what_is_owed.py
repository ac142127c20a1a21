"""A deadline is open as long as its reason is there: not closed too early, not left behind, not set for nothing."""

from datetime import timedelta

import pytest

from mediation.actions.due import run_due
from mediation.cases.agreement import Obligation
from mediation.cases.assignment import Assignment
from mediation.cases.decision import Decision
from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.states.small import AssignmentState, MeetingState
from tests.stories.telling import Story, begin, open_rules, to_accepted, to_mediation, told

NUMBERS = iter(range(7000, 8000))


def simple_case(stage: Stage) -> Story:
    return begin(stage, "police", simple(next(NUMBERS), "assault", stage.today))


def two_matters(stage: Stage) -> Story:
    message = two_suspects(stage.today, stage.today) | {"delivery_id": f"owed-{next(NUMBERS)}"}
    return begin(stage, "police", message)


def rows(stage: Stage, case: str, rule: str) -> set[tuple[str | None, str | None]]:
    with stage.app.open_stores() as stores:
        return {(d.matter_id, d.subject_id) for d in stores.deadlines.open_for(case) if d.rule == rule}  # type: ignore[arg-type]


def test_a_consent_taken_back_before_acceptance_leaves_nothing_to_interrupt(one_office: Stage) -> None:
    case, matters, named = simple_case(one_office)
    s.triage(one_office, case)
    s.consent(one_office, case, matters, named["Olli"])
    one_office.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    assert "interruption" not in open_rules(one_office, case)


def test_whoever_has_answered_needs_no_first_contact(one_office: Stage) -> None:
    case, matters, named = simple_case(one_office)
    s.consent(one_office, case, matters, named["Olli"])
    s.triage(one_office, case)
    assert rows(one_office, case, "first_contact") == {(matters[0], named["Vuokko"])}
    s.consent(one_office, case, matters, named["Vuokko"], answer="refused")
    assert rows(one_office, case, "first_contact") == set()


def test_a_lapsed_matter_is_told_to_the_authority_that_waits(one_office: Stage) -> None:
    case, matters, _ = simple_case(one_office)
    one_office.do("in_charge", "decisions make", case, matters=matters, kind="lapse", reasons="Aloite peruttiin.")
    assert "notice_of_refusal" in open_rules(one_office, case)
    s.report(one_office, case, matters)
    assert "notice_of_refusal" not in open_rules(one_office, case)


def test_a_recalled_notice_or_report_is_owed_again(one_office: Stage) -> None:
    case, matters, _ = simple_case(one_office)
    s.triage(one_office, case)
    s.decline(one_office, case, matters)
    notice = s.report(one_office, case, matters)
    one_office.do("adviser", "reports recall", case, report=notice)
    assert "notice_of_refusal" in open_rules(one_office, case)

    case, matters, _ = simple_case(one_office)
    to_mediation(one_office, case, matters)
    one_office.do("veikko", "matters end", case, matters=matters)
    s.account(one_office, case, matters)
    one_office.do("adviser", "reports recall", case, report=s.report(one_office, case, matters))
    assert "report_to_authority" in open_rules(one_office, case)


def test_a_decision_served_leaves_the_other_one_to_be_served(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    made = stage.do("in_charge", "decisions make", case, matters=matters, kind="accept", reasons="Edellytykset.")
    stage.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    stage.do("adviser", "decisions serve", case, decision=made["decision"], person=named["Olli"], channel="letter")
    assert (matters[0], named["Olli"]) in rows(stage, case, "service_of_decision")
    stopped = next(d for d in stage.case(case).all(Decision) if d.id != made["decision"])
    stage.do("adviser", "decisions serve", case, decision=stopped.id, person=named["Olli"], channel="letter")
    assert rows(stage, case, "service_of_decision") == {(matters[0], named["Vuokko"])}


def test_the_time_to_appeal_ends_with_the_last_decision_served(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    to_accepted(stage, case, matters)
    stage.later(days=20)
    stage.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    stopped = list(stage.case(case).all(Decision))[-1]
    served = stage.do("adviser", "decisions serve", case, decision=stopped.id, person=named["Olli"], channel="letter")
    with stage.app.open_stores() as stores:
        [appeal] = [d for d in stores.deadlines.open_for(case) if (d.rule, d.subject_id) == ("appeal", named["Olli"])]
    assert appeal.due_on.isoformat() == served["appeal_until"]


def test_a_decision_served_on_one_party_starts_no_appeal_in_the_matter_of_others(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = two_matters(stage)
    s.triage(stage, case)
    for m in matters:
        for party in stage.case(case).matters[m].about.parties:  # type: ignore[index]
            stage.do("adviser", "hearings record", case, matters=[m], person=party, how="answered")
    made = stage.do("in_charge", "decisions make", case, matters=matters, kind="decline", reasons="Ei edellytyksiä.")
    stage.do("adviser", "decisions serve", case, decision=made["decision"], person=named["Sulo"], channel="letter")
    assert rows(stage, case, "appeal") == {(matters[0], named["Sulo"])}


def test_a_custodian_found_later_gets_the_decision_and_meets_nobody_before_consenting(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = two_matters(stage)
    tildas = matters[1:]
    to_accepted(stage, case, tildas)
    s.name_mediators(stage, case, tildas)
    meeting = s.meet(stage, case, tildas)
    third = {"ref": "x", "name": "Heta Huoltaja", "contact": {}}
    added = stage.do("adviser", "people add", case, person=third, role="custodian", acts_for=named["Tilda"])
    assert rows(stage, case, "service_of_decision") == {(tildas[0], added["person"])}
    assert stage.case(case).item(Meeting, meeting).state is MeetingState.CANCELLED  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["agreed", "without agreement"])
def test_when_mediation_ends_the_meetings_ahead_are_called_off(one_office: Stage, ending: str) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    to_mediation(stage, case, matters)
    meeting = s.meet(stage, case, matters)
    if ending == "agreed":
        sorry = {"kind": "apology", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Anteeksi."}
        s.agree(stage, case, matters, [sorry])
    else:
        stage.do("veikko", "matters end", case, matters=matters)
    assert stage.case(case).item(Meeting, meeting).state is MeetingState.CANCELLED  # type: ignore[arg-type]
    assert told(stage, case)[("meeting_cancelled", named["Olli"])] == 1
    assert "meeting" not in open_rules(stage, case)


def test_a_mediator_who_left_is_not_reminded_and_the_one_who_came_is(one_office: Stage) -> None:
    stage = one_office
    case, matters, _ = simple_case(stage)
    to_accepted(stage, case, matters)
    s.name_mediators(stage, case, matters)
    s.meet(stage, case, matters, in_days=10)
    veikko = next(a for a in stage.case(case).all(Assignment) if a.volunteer == stage.volunteers["veikko"])
    stage.do("adviser", "assignments release", case, assignment=veikko.id)
    assert "naming_of_mediators" in open_rules(stage, case), "one is too few: another has to be named"
    s.name_mediators(stage, case, matters, pair=("runar",))  # type: ignore[arg-type]
    stage.later(days=9)
    run_due(stage.app, stage.clockwork)
    reminded = {to for kind, to in told(stage, case) if kind == "meeting_reminder"}
    assert stage.volunteers["veikko"] not in reminded
    assert stage.volunteers["runar"] in reminded


def test_an_offer_of_two_matters_runs_out_though_one_of_them_has_ended(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = two_matters(stage)
    to_accepted(stage, case, matters)
    made = stage.do(
        "adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["veikko"],
        considered="Sama ihminen oli aiemmassa sovittelussa.",
    )  # fmt: skip
    stage.do("adviser", "consents withdraw", case, matters=matters[:1], person=named["Sulo"])
    assert rows(stage, case, "answer_to_assignment") == {(matters[1], made["assignment"])}
    stage.later(days=9)
    assert run_due(stage.app, stage.clockwork).failed == ()
    assert [a.state for a in stage.case(case).all(Assignment)] == [AssignmentState.EXPIRED]


def test_what_begins_on_hold_waits_with_the_rest(one_office: Stage) -> None:
    stage = one_office
    case, matters, _ = simple_case(stage)
    s.triage(stage, case)
    stage.do("adviser", "matters hold", case, matters=matters, reason="Osapuoli on sairaalassa.")
    stage.do("adviser", "consents ask", case, matters=matters)
    with stage.app.open_stores() as stores:
        asked = [d for d in stores.deadlines.open_for(case) if d.rule == "consent_answer"]
    assert asked
    assert all(d.held_since == stage.today for d in asked)


def test_once_the_hold_is_over_and_nothing_else_is_missing_the_decision_is_owed(one_office: Stage) -> None:
    stage = one_office
    case, matters, _ = simple_case(stage)
    s.triage(stage, case)
    stage.do("adviser", "matters hold", case, matters=matters, reason="Odotetaan tulkkausta.")
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    assert "decision" not in open_rules(stage, case)
    stage.do("adviser", "matters resume", case, matters=matters)
    assert "decision" in open_rules(stage, case)


def test_a_closed_matter_gets_no_new_clock_when_its_facts_are_corrected(one_office: Stage) -> None:
    stage = one_office
    case, matters, _ = simple_case(stage)
    s.triage(stage, case)
    s.decline(stage, case, matters)
    stage.do("adviser", "matters correct", case, matters=matters, title="Toinen nimike")
    assert "limitation" not in open_rules(stage, case)


def test_nobody_books_an_interpreter_for_a_meeting_that_was_held(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    to_mediation(stage, case, matters)
    stage.do("adviser", "people correct", case, person=named["Olli"], interpreter_language="ar")
    meeting = s.meet(stage, case, matters)
    assert "booking_of_interpreter" in open_rules(stage, case)
    s.hold_meeting(stage, case, meeting)
    assert "booking_of_interpreter" not in open_rules(stage, case)


def test_copies_are_owed_of_no_agreement_that_never_came_about(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    to_mediation(stage, case, matters)
    sorry = {"kind": "apology", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Anteeksi."}
    made = stage.do("veikko", "agreements draft", case, matters=matters, items=[sorry])
    stage.do("veikko", "agreements sign", case, agreement=made["agreement"], person=named["Olli"],
             at=stage.clock.now().isoformat())  # fmt: skip
    assert "copies_of_agreement" in open_rules(stage, case)
    stage.do("veikko", "matters end", case, matters=matters)
    assert "copies_of_agreement" not in open_rules(stage, case)


def test_a_promise_opened_again_in_follow_up_is_followed_to_its_end_again(one_office: Stage) -> None:
    stage = one_office
    case, matters, named = simple_case(stage)
    to_mediation(stage, case, matters)
    work = {"kind": "work", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Korjaa aidan.",
            "due_on": str(stage.today + timedelta(days=30))}  # fmt: skip
    s.agree(stage, case, matters, [work])
    s.account(stage, case, matters)
    s.report(stage, case, matters)
    stage.do("adviser", "matters follow-up", case, matters=matters)
    [promise] = stage.case(case).all(Obligation)
    s.keep_next_promise(stage, case)
    assert "end_of_follow_up" not in open_rules(stage, case)
    stage.do("adviser", "obligations record", case, obligation=promise.id, step="reopen")
    assert "end_of_follow_up" in open_rules(stage, case)
