"""What happens beside the steps starts its deadline, and what answers it meets that: through the actions, as kept."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import timedelta

import pytest

from mediation.cases.deciding import is_final_on
from mediation.cases.decision import Decision
from mediation.cases.doubt import Doubt
from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.refusals import Invalid, StepNotPossible
from tests.actions.scenes import Ids, accepted, arrived, opened


def test_who_cannot_be_reached_is_tried_again_written_to_and_at_last_reached(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = arrived(stage)
    s.triage(stage, case)
    contact: Ids = {"matters": ids["matters"], "person": ids["person"]}
    stage.do("adviser", "contacts record", case, **contact, went="unanswered")
    assert {"second_try", "letter_to_unreached", "closing_as_unreached"} <= opened(stage, case).keys()
    stage.do("adviser", "contacts record", case, **contact, went="letter_sent")
    assert "letter_to_unreached" not in opened(stage, case)
    stage.do("adviser", "contacts record", case, **contact, went="reached")
    assert not {"second_try", "closing_as_unreached"} & opened(stage, case).keys()


UNREACHED = {"second_try", "letter_to_unreached", "closing_as_unreached"}


@pytest.mark.parametrize("answer", ["given", "refused"])
def test_whoever_has_answered_is_not_closed_as_unreached(sqlite_stage: Stage, answer: str) -> None:
    stage = sqlite_stage
    case, ids = arrived(stage)
    s.triage(stage, case)
    contact: Ids = {"matters": ids["matters"], "person": ids["person"]}
    stage.do("adviser", "contacts record", case, **contact, went="unanswered")
    now = stage.clock.now().isoformat()
    stage.do("adviser", "consents record", case, **contact, answer=answer, given_at=now, rights_explained_at=now,
             language="fi", channel="phone")  # fmt: skip
    assert not UNREACHED & opened(stage, case).keys()


def test_once_mediation_is_over_nobody_is_sought_for_it(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = accepted(stage)
    contact: Ids = {"matters": ids["matters"], "person": ids["person"]}
    stage.do("adviser", "contacts record", case, **contact, went="unanswered")
    s.name_mediators(stage, case, ids["matters"])
    s.hold_meeting(stage, case, s.meet(stage, case, ids["matters"]))
    assert opened(stage, case).keys() >= UNREACHED
    stage.do("veikko", "matters end", case, matters=ids["matters"])
    assert not UNREACHED & opened(stage, case).keys()
    stage.do("adviser", "contacts record", case, **contact, went="unanswered")
    assert not UNREACHED & opened(stage, case).keys()


def test_a_doubt_about_a_consent_is_due_the_same_day_and_nobody_meets_meanwhile(sqlite_stage: Stage) -> None:
    """§19.1: at once."""
    stage = sqlite_stage
    case, ids = accepted(stage)
    s.name_mediators(stage, case, ids["matters"])
    raised = stage.do("veikko", "doubts raise", case, matters=ids["matters"], person=ids["victim"], about="voluntariness", reason="Painostusta.")
    assert opened(stage, case)["interruption"] == stage.today
    with pytest.raises(StepNotPossible) as refusal:
        s.meet(stage, case, ids["matters"])
    assert ("no_open_doubt", "1015/2005 §19.1") in {(n.code, n.section) for n in refusal.value.needs}
    stage.do("in_charge", "matters interrupt", case, matters=ids["matters"], ground="voluntariness_doubted", reasons="Painostusta.")
    assert "interruption" not in opened(stage, case)
    assert raised["doubts"]


@pytest.mark.parametrize("about", ["understanding", "voluntariness"])
def test_an_unfounded_doubt_is_settled_with_its_reason_and_the_meetings_go_on(sqlite_stage: Stage, about: str) -> None:
    stage = sqlite_stage
    case, ids = accepted(stage)
    s.name_mediators(stage, case, ids["matters"])
    rule = "assessment_of_doubt" if about == "understanding" else "interruption"
    raised = stage.do("adviser", "doubts raise", case, matters=ids["matters"], person=ids["person"], about=about, reason="Epäily.")
    assert rule in opened(stage, case)
    stage.do("adviser", "doubts settle", case, doubt=raised["doubts"][0], because="Keskusteltu, ymmärtää.")
    assert rule not in opened(stage, case)
    s.meet(stage, case, ids["matters"])
    with pytest.raises(Invalid):
        stage.do("adviser", "doubts settle", case, doubt=raised["doubts"][0], because="Uudestaan.")


def test_of_two_doubts_the_second_keeps_everybody_waiting(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = accepted(stage)
    for who in (ids["person"], ids["victim"]):
        stage.do("adviser", "doubts raise", case, matters=ids["matters"], person=who, about="understanding", reason="Epäily.")
    first, second = (d.id for d in stage.case(case).all(Doubt))
    stage.do("adviser", "doubts settle", case, doubt=first, because="Ymmärtää.")
    assert "assessment_of_doubt" in opened(stage, case)
    stage.do("adviser", "doubts settle", case, doubt=second, because="Ymmärtää.")
    assert "assessment_of_doubt" not in opened(stage, case)


def test_a_doubt_is_raised_about_a_party_of_a_matter_under_way(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = arrived(stage)
    with pytest.raises(StepNotPossible):
        stage.do("adviser", "doubts raise", case, matters=ids["matters"], person=ids["person"], about="understanding", reason="Epäily.")
    s.triage(stage, case)
    s.everyone_consents(stage, case, ids["matters"])
    s.assess(stage, case, ids["matters"])
    s.accept(stage, case, ids["matters"])
    with pytest.raises(Invalid):
        stage.do("adviser", "doubts raise", case, matters=ids["matters"], person=ids["person"], about="minors_interest", reason="Aikuinen.")
    with pytest.raises(Invalid):
        stage.do("adviser", "doubts raise", case, matters=ids["matters"], person="p_0nobody", about="understanding", reason="Kuka.")


def test_a_matter_of_another_office_is_handed_over_or_the_organiser_decides(sqlite_stage: Stage) -> None:
    """§14.2, §14.3."""
    stage = sqlite_stage
    case, ids = arrived(stage)
    matters = ids["matters"]
    with pytest.raises(StepNotPossible):
        stage.do("adviser", "venue dispute", case, matters=matters)
    stage.do("adviser", "venue misplace", case, matters=matters, office="Keksitty toimisto")
    assert "transfer" in opened(stage, case)
    stage.do("adviser", "venue dispute", case, matters=matters)
    assert "dispute_over_office" in opened(stage, case)
    for here, office in ((True, "Keksitty toimisto"), (False, "")):
        with pytest.raises(Invalid):
            stage.do("adviser", "venue settle", case, matters=matters, here=here, office=office)
    stage.do("adviser", "venue settle", case, matters=matters, here=True)
    left = opened(stage, case)
    assert not {"dispute_over_office", "transfer"} & left.keys()
    s.triage(stage, case)


def test_what_the_organiser_gives_to_another_office_is_handed_over_anew(sqlite_stage: Stage) -> None:
    """§14.2, §14.3: two working days from the organiser's decision."""
    stage = sqlite_stage
    case, ids = arrived(stage)
    stage.do("adviser", "venue misplace", case, matters=ids["matters"], office="Keksitty toimisto")
    stage.later(days=1)
    stage.do("adviser", "venue settle", case, matters=ids["matters"], here=False, office="Toinen toimisto")
    assert opened(stage, case)["transfer"] == stage.today + timedelta(days=2)
    stage.do("adviser", "matters triage", case, matters=ids["matters"], transfer_to="Toinen toimisto")
    assert "transfer" not in opened(stage, case)


def test_what_was_accepted_here_is_not_misplaced(sqlite_stage: Stage) -> None:
    case, ids = accepted(sqlite_stage)
    with pytest.raises(StepNotPossible) as refusal:
        sqlite_stage.do("adviser", "venue misplace", case, matters=ids["matters"], office="Keksitty toimisto")
    assert [n.section for n in refusal.value.needs] == ["1015/2005 §14.2"]


def test_a_decision_waits_in_the_portal_for_seven_days(sqlite_stage: Stage) -> None:
    """13/2003 §18."""
    stage = sqlite_stage
    case, ids = arrived(stage)
    s.triage(stage, case)
    s.everyone_consents(stage, case, ids["matters"])
    s.assess(stage, case, ids["matters"])
    made = stage.do("in_charge", "decisions make", case, matters=ids["matters"], kind="accept", reasons="Täyttyvät.")["decision"]
    stage.do("adviser", "decisions notify", case, decision=made, person=ids["person"])
    assert opened(stage, case)["fetching_of_e_service"] == stage.today + timedelta(days=7)
    stage.do("adviser", "decisions serve", case, decision=made, person=ids["person"], channel="portal")
    assert "fetching_of_e_service" not in opened(stage, case)
    with pytest.raises(Invalid):
        stage.do("adviser", "decisions notify", case, decision=made, person=ids["person"])


def test_an_appeal_keeps_a_decision_from_growing_final(sqlite_stage: Stage) -> None:
    """§23; 808/2019 §13."""
    stage = sqlite_stage
    case, ids = accepted(stage)
    [decision] = stage.case(case).all(Decision)
    appeal: Ids = {"decision": decision.id, "person": ids["victim"]}
    stage.do("adviser", "decisions appeal", case, **appeal)
    with pytest.raises(Invalid):
        stage.do("adviser", "decisions appeal", case, **appeal)
    with stage.app.open_stores() as stores:
        waiting = [d.subject_id for d in stores.deadlines.open_for(case) if d.rule == "appeal"]
    assert waiting == [ids["person"]]
    [decision] = stage.case(case).all(Decision)
    assert not is_final_on(decision, stage.today + timedelta(days=400))


def test_charges_brought_end_the_watch_over_limitation(sqlite_stage: Stage) -> None:
    """RL 8:1: charges are brought in time, and then the clock is no concern any more."""
    case, ids = arrived(sqlite_stage)
    assert "limitation" in opened(sqlite_stage, case)
    sqlite_stage.do("adviser", "matters charge", case, matters=ids["matters"])
    assert "limitation" not in opened(sqlite_stage, case)
    dispute = sqlite_stage.register("adviser", simple(2, "dispute", sqlite_stage.today))
    with pytest.raises(Invalid):
        sqlite_stage.do("adviser", "matters charge", dispute, matters=list(sqlite_stage.case(dispute).matters))


def test_an_interpreter_found_later_is_booked_and_meets_the_deadline(sqlite_stage: Stage) -> None:
    """§16(3)."""
    stage = sqlite_stage
    case, ids = accepted(stage)
    s.name_mediators(stage, case, ids["matters"])
    stage.do("adviser", "people correct", case, person=ids["person"], interpreter_language="so")
    meeting = s.meet(stage, case, ids["matters"], in_days=20)
    assert "booking_of_interpreter" in opened(stage, case)
    booked = {"person": ids["person"], "language": "so", "interpreter": "Tulkki Keksitty"}
    with pytest.raises(Invalid):
        stage.do("adviser", "meetings interpret", case, meeting=meeting, interpreting=booked | {"person": "p_0nobody"})
    stage.do("adviser", "meetings interpret", case, meeting=meeting, interpreting=booked)
    assert "booking_of_interpreter" not in opened(stage, case)
    [found] = [m for m in stage.case(case).all(Meeting) if m.id == meeting]
    assert [i.person for i in found.interpreting] == [ids["person"]]
