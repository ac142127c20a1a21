"""What each event clears, and what becomes of the open deadlines of a case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from mediation.deadlines.deadline import Deadline, DeadlineState
from mediation.deadlines.limitation import LimitationClass
from mediation.deadlines.setting import Clear, EventFacts, applied, deadlines_for
from mediation.kernel.ids import CaseId, DeadlineId, MatterId
from mediation.law.finland.deadlines import ENDINGS, RULES
from tests.finland import read_policy

POLICY = read_policy()
CASE, MATTER, OTHER = CaseId("c_1"), MatterId("m_1"), MatterId("m_2")
MONDAY = date(2025, 3, 3)
MEETING: dict[str, Any] = {"meeting_on": date(2025, 4, 1), "interpreter_needed": True, "subject_id": "mt_1"}
CLOCK: dict[str, Any] = {"offence_on": date(2025, 1, 10), "limitation": LimitationClass.TWO}


def facts(**given: Any) -> EventFacts:
    known: dict[str, Any] = {"case_id": CASE, "matter_id": MATTER, "event_on": MONDAY}
    return EventFacts(**known | given)


def cleared(event: str, **given: Any) -> dict[str, DeadlineState]:
    _, clears = deadlines_for(event, facts(**given), POLICY, MONDAY)
    return {c.rule: c.state for c in clears}


@pytest.mark.parametrize(
    ("event", "rule", "state"),
    [
        ("matter_triaged", "triage", DeadlineState.MET),
        ("consent_given", "consent_answer", DeadlineState.MET),
        ("consent_refused", "consent_answer", DeadlineState.MET),
        ("matter_interrupted", "interruption", DeadlineState.MET),
        ("matter_interrupted", "first_meeting", DeadlineState.CANCELLED),
        ("meeting_moved", "meeting", DeadlineState.CANCELLED),
        ("meeting_held", "meeting", DeadlineState.MET),
        ("report_sent", "report_to_authority", DeadlineState.MET),
        ("notice_sent", "notice_of_refusal", DeadlineState.MET),
        ("obligation_kept", "breach_review", DeadlineState.MET),
        ("obligation_waived", "breach_review", DeadlineState.CANCELLED),
        ("appeal_filed", "appeal", DeadlineState.CANCELLED),
        ("matter_closed", "limitation", DeadlineState.CANCELLED),
    ],
)
def test_an_event_clears(event: str, rule: str, state: DeadlineState) -> None:
    known = MEETING if event.startswith("meeting") else {}
    assert cleared(event, **known)[rule] is state


@pytest.mark.parametrize("event", ENDINGS.split())
def test_the_end_of_a_matter_leaves_no_deadline_of_its_examination(event: str) -> None:
    gone = cleared(event)
    for rule in (
        "triage",
        "first_contact",
        "consent_answer",
        "conditions_phase",
        "decision",
        "naming_of_mediators",
    ):
        assert rule in gone


def test_an_interruption_keeps_the_report_and_the_prosecution_clock() -> None:
    gone = cleared("matter_interrupted")
    assert "limitation" not in gone
    assert "mediators_account" not in gone
    assert "notice_of_refusal" not in gone


def test_corrected_facts_keep_the_prosecution_clock_unless_a_new_one_is_known() -> None:
    assert "limitation" not in cleared("facts_corrected")
    assert cleared("facts_corrected", **CLOCK)["limitation"] is DeadlineState.CANCELLED


# --- applied to what is open


def ids() -> Callable[[], DeadlineId]:
    numbers = count(1)
    return lambda: DeadlineId(f"d_{next(numbers)}")


def an_open(rule: str, matter: MatterId | None = MATTER, subject: str | None = None) -> Deadline:
    return Deadline(
        id=DeadlineId(f"d_{rule}_{matter}_{subject}"), case_id=CASE, matter_id=matter, rule=rule,
        subject_id=subject, due_on=MONDAY, owner=RULES[rule].owner,
    )  # fmt: skip


def run(event: str, known: list[Deadline], **given: Any) -> tuple[list[Deadline], list[Deadline]]:
    planned, clears = deadlines_for(event, facts(**given), POLICY, MONDAY)
    return applied(known, planned, clears, ids())


def test_one_persons_answer_leaves_the_others_open() -> None:
    mine, yours = an_open("consent_answer", subject="p_1"), an_open("consent_answer", subject="p_2")
    changed, _ = run("consent_given", [mine, yours], subject_id="p_1")
    assert [(d.id, d.state) for d in changed] == [(mine.id, DeadlineState.MET)]


def test_one_matters_triage_leaves_the_other_open() -> None:
    mine, other = an_open("triage"), an_open("triage", matter=OTHER)
    changed, _ = run("matter_triaged", [mine, other])
    assert [d.id for d in changed] == [mine.id]


def test_an_event_of_the_whole_case_reaches_every_matter() -> None:
    changed, _ = run("matter_closed", [an_open("decision"), an_open("decision", matter=OTHER)], matter_id=None)
    assert len(changed) == 2


def test_the_end_of_a_matter_reaches_every_person_of_it() -> None:
    known = [an_open("consent_answer", subject="p_1"), an_open("consent_answer", subject="p_2")]
    changed, _ = run("matter_declined", known, subject_id="x_decision")
    assert {d.state for d in changed} == {DeadlineState.CANCELLED}
    assert len(changed) == 2


def test_an_event_of_another_case_reaches_nothing() -> None:
    clear = Clear("triage", DeadlineState.MET, CaseId("c_2"), None, None, False)
    assert not clear.reaches(an_open("triage"))


def test_a_moved_meeting_gets_new_dates_and_loses_the_old_ones() -> None:
    old = an_open("meeting", subject="mt_1")
    changed, added = run("meeting_moved", [old], **MEETING)
    assert [d.state for d in changed] == [DeadlineState.CANCELLED]
    assert {d.rule: d.due_on for d in added}["meeting"] == date(2025, 4, 1)


def test_moving_one_meeting_leaves_the_other_alone() -> None:
    other = an_open("meeting", subject="mt_2")
    changed, _ = run("meeting_moved", [other], **MEETING)
    assert changed == []


def test_the_same_event_twice_sets_nothing_twice() -> None:
    _, added = run("contact_unanswered", [], subject_id="p_1")
    again_changed, again_added = run("contact_unanswered", added, subject_id="p_1")
    assert (again_changed, again_added) == ([], [])


def test_a_sent_status_starts_the_next_thirty_days() -> None:
    changed, added = run("interim_status_sent", [an_open("interim_status"), an_open("next_interim_status")])
    assert [d.state for d in changed] == [DeadlineState.MET, DeadlineState.CANCELLED]
    assert [d.rule for d in added] == ["next_interim_status"]


def test_a_held_deadline_that_is_met_is_held_no_longer() -> None:
    held = replace(an_open("triage"), held_since=MONDAY)
    changed, _ = run("matter_triaged", [held])
    assert changed[0].held_since is None


def test_every_added_deadline_has_an_identity_of_its_own() -> None:
    _, added = run("initiative_registered", [], **CLOCK)
    assert len({d.id for d in added}) == len(added) > 3
