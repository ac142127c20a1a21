"""What each event sets and clears, read from the table and the policy."""
# ruff: noqa: E501  (one situation, one line)

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mediation.deadlines.deadline import EffectKind, owed
from mediation.deadlines.limitation import LimitationClass
from mediation.deadlines.policy import Timing
from mediation.deadlines.setting import EventFacts, Planned, deadlines_for
from mediation.kernel.ids import CaseId, DeadlineId, MatterId
from mediation.law.finland.deadlines import RULES
from tests.finland import read_policy

POLICY = read_policy()
CASE, MATTER, OTHER = CaseId("c_1"), MatterId("m_1"), MatterId("m_2")
MONDAY = date(2025, 3, 3)


def facts(**given: Any) -> EventFacts:
    known: dict[str, Any] = {"case_id": CASE, "matter_id": MATTER, "event_on": MONDAY}
    return EventFacts(**known | given)


def after(event: str, today: date | None = None, **given: Any) -> dict[str, Planned]:
    known = facts(**given)
    planned, _ = deadlines_for(event, known, POLICY, today or known.event_on)
    return {p.rule: p for p in planned}


# fmt: off
MEETING: dict[str, Any] = {"meeting_on": date(2025, 4, 1), "interpreter_needed": True, "subject_id": "mt_1"}
MONEY: dict[str, Any] = {"due_on": date(2025, 6, 2), "is_money": True, "subject_id": "o_1"}
WORK: dict[str, Any] = {"due_on": date(2025, 6, 2), "is_money": False, "subject_id": "o_1"}
CLOCK: dict[str, Any] = {"offence_on": date(2025, 1, 10), "limitation": LimitationClass.TWO}
YOUNG: dict[str, Any] = {"young_suspect": True}
SET: dict[str, tuple[str, dict[str, Any], str, date, date | None]] = {
    # a sentence: row of the list                              the event                  facts      the deadline                   due                 escalates
    "1: a document is registered the same day":                ("document_arrived",       {},        "registration",                date(2025, 3, 3),   date(2025, 3, 4)),
    "2: triage takes two working days":                        ("initiative_registered",  {},        "triage",                      date(2025, 3, 5),   date(2025, 3, 10)),
    "3: a transfer takes two working days":                    ("wrong_office_found",     {},        "transfer",                    date(2025, 3, 5),   date(2025, 3, 7)),
    "4: first contact takes five working days":                ("matter_triaged",         {},        "first_contact",               date(2025, 3, 10),  date(2025, 3, 17)),
    "5: a second try after a week":                            ("contact_unanswered",     {},        "second_try",                  date(2025, 3, 10),  None),
    "5: a letter after two weeks":                             ("contact_unanswered",     {},        "letter_to_unreached",         date(2025, 3, 17),  None),
    "5: closing after thirty days goes to the one in charge":  ("contact_unanswered",     {},        "closing_as_unreached",        date(2025, 4, 2),   date(2025, 4, 2)),
    "6: a consent is answered in two weeks":                   ("consent_asked",          {},        "consent_answer",              date(2025, 3, 17),  date(2025, 3, 17)),
    "7: documents come in two weeks, then a call":             ("documents_requested",    {},        "documents",                   date(2025, 3, 17),  date(2025, 3, 24)),
    "8: the conditions phase, 30 and 60 days":                 ("initiative_registered",  {},        "conditions_phase",            date(2025, 4, 2),   date(2025, 5, 2)),
    "8: the conditions phase runs from arrival":               ("initiative_registered",  {"arrived_on": date(2025, 2, 27)}, "conditions_phase", date(2025, 3, 29), date(2025, 4, 28)),
    "9: a decision in three working days":                     ("conditions_recorded",    {},        "decision",                    date(2025, 3, 6),   date(2025, 3, 11)),
    "10: an estimate in two working days":                     ("timing_asked",           {},        "estimate_of_time",            date(2025, 3, 5),   date(2025, 3, 7)),
    "11: a decision is served the next working day":           ("decision_made",          {},        "service_of_decision",         date(2025, 3, 4),   date(2025, 3, 6)),
    "13: e-service not fetched in seven days":                 ("e_service_notified",     {},        "fetching_of_e_service",       date(2025, 3, 10),  date(2025, 3, 11)),
    "14: a refusal is notified the next working day":          ("matter_declined",        {},        "notice_of_refusal",           date(2025, 3, 4),   date(2025, 3, 5)),
    "14: an interruption is notified the next working day":    ("matter_interrupted",     {},        "notice_of_refusal",           date(2025, 3, 4),   date(2025, 3, 5)),
    "15: a withdrawn consent interrupts the same day":         ("consent_withdrawn",      {},        "interruption",                date(2025, 3, 3),   date(2025, 3, 3)),
    "15: a doubted consent interrupts the same day":           ("consent_doubted",        {},        "interruption",                date(2025, 3, 3),   date(2025, 3, 3)),
    "16: a doubt is assessed the next working day":            ("capacity_doubted",       {},        "assessment_of_doubt",         date(2025, 3, 4),   date(2025, 3, 5)),
    "17: mediators are named in five working days":            ("matter_accepted",        {},        "naming_of_mediators",         date(2025, 3, 10),  date(2025, 3, 17)),
    "17: a mediator answers in three days":                    ("assignment_offered",     {},        "answer_to_assignment",        date(2025, 3, 6),   date(2025, 3, 7)),
    "17: and declares disqualification in three days":         ("assignment_offered",     {},        "disqualification_declaration", date(2025, 3, 6),  date(2025, 3, 6)),
    "18: the first meeting in three weeks":                    ("mediators_named",        {},        "first_meeting",               date(2025, 3, 24),  date(2025, 3, 31)),
    "19: the interpreter five working days before":            ("meeting_arranged",       MEETING,   "booking_of_interpreter",      date(2025, 3, 25),  date(2025, 3, 26)),
    "20: the meeting on its day":                              ("meeting_arranged",       MEETING,   "meeting",                     date(2025, 4, 1),   None),
    "21: the mediators' account in three working days":        ("meeting_held",           {},        "mediators_account",           date(2025, 3, 6),   date(2025, 3, 11)),
    "22: copies the next working day":                         ("agreement_signed",       {},        "copies_of_agreement",         date(2025, 3, 4),   date(2025, 3, 6)),
    "23: the report in three working days":                    ("mediation_ended",        {},        "report_to_authority",         date(2025, 3, 6),   date(2025, 3, 10)),
    "24: the whole in 60 days, alarm at 120":                  ("initiative_registered",  {},        "whole_process",               date(2025, 5, 2),   date(2025, 7, 1)),
    "25: interim status at 60 days":                           ("initiative_registered",  {},        "interim_status",              date(2025, 5, 2),   date(2025, 5, 6)),
    "25: and every 30 days after":                             ("interim_status_sent",    {},        "next_interim_status",         date(2025, 4, 2),   date(2025, 4, 4)),
    "25: or by the date the authority asked for":              ("status_asked",           {"due_on": date(2025, 4, 15)}, "status_by_the_date_asked", date(2025, 4, 15), date(2025, 4, 16)),
    "26: the right to prosecute, warning the one in charge 90 days before": ("initiative_registered", CLOCK, "limitation",             date(2027, 1, 9),   date(2026, 10, 11)),
    "27: half of triage is one working day":                   ("initiative_registered",  YOUNG,     "triage",                      date(2025, 3, 4),   date(2025, 3, 5)),
    "27: half of the conditions phase":                        ("initiative_registered",  YOUNG,     "conditions_phase",            date(2025, 3, 18),  date(2025, 4, 2)),
    "27: half of at once is at once":                          ("consent_withdrawn",      YOUNG,     "interruption",                date(2025, 3, 3),   date(2025, 3, 3)),
    "27: a statutory period is not halved":                    ("e_service_notified",     YOUNG,     "fetching_of_e_service",       date(2025, 3, 10),  date(2025, 3, 11)),
    "27: what comes after row 24 is not halved":               ("follow_up_ended",        YOUNG,     "notice_of_fulfilment",        date(2025, 3, 6),   date(2025, 3, 11)),
    "28: the 15th birthday":                                   ("person_turns_15",        {},        "person_turns_15",             date(2025, 3, 3),   None),
    "29: the 18th birthday":                                   ("person_turns_18",        {},        "person_turns_18",             date(2025, 3, 3),   date(2025, 3, 10)),
    "30: an instalment on its day":                            ("obligation_promised",    MONEY,     "instalment",                  date(2025, 6, 2),   None),
    "30: the receiver is asked three days after":              ("obligation_promised",    MONEY,     "asking_the_receiver",         date(2025, 6, 5),   None),
    "30: a call two weeks after":                              ("obligation_promised",    MONEY,     "call_about_instalment",       date(2025, 6, 16),  None),
    "30: a review of the breach a month after":                ("obligation_promised",    MONEY,     "breach_review",               date(2025, 7, 2),   date(2025, 7, 2)),
    "31: a duty is asked about three days after":              ("obligation_promised",    WORK,      "asking_about_duty",           date(2025, 6, 5),   None),
    "31: and reviewed two weeks after":                        ("obligation_promised",    WORK,      "review_of_duty",              date(2025, 6, 16),  date(2025, 6, 16)),
    "32: the authority hears of fulfilment in three working days": ("follow_up_ended",    {},        "notice_of_fulfilment",        date(2025, 3, 6),   date(2025, 3, 11)),
    "33: follow-up ends two weeks after the last day":         ("follow_up_started",      {"due_on": date(2025, 6, 2)}, "end_of_follow_up", date(2025, 6, 16), date(2025, 6, 19)),
    "33: follow-up without any day ends two weeks on":         ("follow_up_started",      {},        "end_of_follow_up",            date(2025, 3, 17),  date(2025, 3, 20)),
    "33: follow-up longer than a year needs approval":         ("follow_up_started",      {},        "longest_follow_up",           date(2026, 3, 3),   date(2026, 3, 3)),
    "34: documents asked for in two weeks":                    ("information_requested",  {},        "request_for_documents",       date(2025, 3, 17),  date(2025, 3, 14)),
    "34: a large request in a month":                          ("large_information_requested", {},   "large_request_for_documents", date(2025, 4, 3),   date(2025, 3, 31)),
    "35: a data subject's request in a month":                 ("data_subject_request_received", {}, "data_subject_request",        date(2025, 4, 3),   date(2025, 3, 31)),
    "35: a breach to the controller the same day":             ("personal_data_breach_found", {},    "breach_to_controller",        date(2025, 3, 3),   date(2025, 3, 3)),
    "35: a breach to the authority within 72 hours":           ("personal_data_breach_found", {},    "breach_to_authority",         date(2025, 3, 5),   date(2025, 3, 5)),
    "36: accessibility feedback in two weeks":                 ("accessibility_feedback_received", {}, "accessibility_feedback",    date(2025, 3, 17),  date(2025, 3, 17)),
    "37: a new title is checked at once":                      ("classification_changed", {},        "new_eligibility_check",       date(2025, 3, 3),   date(2025, 3, 4)),
    "39: the cost report by 31 March":                         ("financial_year_ended",   {"event_on": date(2025, 12, 31)}, "cost_report", date(2026, 3, 31), date(2026, 4, 1)),
    "39: the organiser's decision by 31 August":               ("financial_year_ended",   {"event_on": date(2025, 12, 31)}, "organisers_decision", date(2026, 8, 31), None),
    "40: the figures are frozen on 31 January":                ("year_ended",             {"event_on": date(2025, 12, 31)}, "statistics_freeze", date(2026, 1, 31), date(2026, 2, 2)),
    "41: half a year without a case":                          ("volunteer_admitted",     {},        "inactivity",                  date(2025, 9, 3),   date(2025, 10, 1)),
    "42: what is kept too long is reviewed":                   ("retention_ended",        {},        "review_for_destruction",      date(2025, 3, 31),  date(2025, 4, 14)),
    "43: a new organiser on the day the event gives":          ("organiser_change_enacted", {"due_on": date(2027, 1, 1)}, "change_of_organiser", date(2027, 1, 1), date(2026, 12, 25)),
    "44: a report nobody fetches is looked after":             ("report_sent",            {},        "fetching_of_report",          date(2025, 3, 10),  date(2025, 3, 17)),
    "45: a letter that came back is looked at in three days":  ("letter_returned",        {},        "letter_in_trouble",           date(2025, 3, 6),   date(2025, 3, 13)),
}
# fmt: on


@pytest.mark.parametrize("sentence", SET)
def test_an_event_sets_its_deadline(sentence: str) -> None:
    event, given, rule, due, escalates = SET[sentence]
    found = after(event, **given)[rule]
    assert (found.due_on, found.escalate_on) == (due, escalates)


def test_every_row_that_sets_a_deadline_has_a_sentence() -> None:
    untold = {c for c, r in RULES.items() if r.sets} - {rule for _, _, rule, _, _ in SET.values()}
    assert untold == {
        "dispute_over_office", "appeal", "accessibility_feedback_extended", "statistics_check", "training_renewal",
        "annual_talk", "supervision_session", "tax_report",
    }  # fmt: skip


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.sets], ids=lambda r: r.code)
def test_every_trigger_of_every_row_sets_it(rule: Any) -> None:
    known = MEETING | CLOCK | {"due_on": date(2025, 6, 2), "received": (("p_1", MONDAY),), "subject_id": "p_1"}
    known["is_money"] = rule.needs != "is_no_money"
    for event in rule.triggers:
        assert rule.code in after(event, **known)


# --- appeal: per recipient


def test_each_recipient_has_an_appeal_period_of_their_own() -> None:
    given = (("p_1", date(2025, 3, 10)), ("p_2", date(2025, 3, 19)))
    planned, _ = deadlines_for("decision_served", facts(received=given), POLICY, MONDAY)
    periods = {p.subject_id: p.due_on for p in planned if p.rule == "appeal"}
    assert periods == {"p_1": date(2025, 4, 9), "p_2": date(2025, 4, 22)}


def test_a_served_decision_without_anybody_who_received_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="appeal"):
        deadlines_for("decision_served", facts(), POLICY, MONDAY)


def test_a_meeting_without_a_day_is_an_error() -> None:
    with pytest.raises(ValueError, match="meeting"):
        deadlines_for("meeting_arranged", facts(), POLICY, MONDAY)


def test_a_decision_is_to_be_served_on_each_recipient() -> None:
    planned, _ = deadlines_for("decision_made", facts(recipients=("p_1", "p_2", "p_3")), POLICY, MONDAY)
    assert {p.subject_id for p in planned if p.rule == "service_of_decision"} == {"p_1", "p_2", "p_3"}


def test_first_contact_is_owed_to_each_party() -> None:
    planned, _ = deadlines_for("matter_triaged", facts(parties=("p_1", "p_2")), POLICY, MONDAY)
    assert {p.subject_id for p in planned if p.rule == "first_contact"} == {"p_1", "p_2"}


# --- what does not exist


@pytest.mark.parametrize(
    ("event", "given", "rule"),
    [
        ("mediation_ended", {"authority_involved": False}, "report_to_authority"),
        ("matter_declined", {"authority_involved": False}, "notice_of_refusal"),
        ("initiative_registered", {"authority_involved": False}, "interim_status"),
        ("meeting_arranged", {"meeting_on": date(2025, 4, 1)}, "booking_of_interpreter"),
        ("obligation_promised", MONEY, "review_of_duty"),
        ("obligation_promised", WORK, "instalment"),
        ("obligation_promised", {"is_money": True}, "instalment"),
        ("initiative_registered", {}, "limitation"),
        ("initiative_registered", {"offence_on": date(2025, 1, 10)}, "limitation"),
        ("initiative_registered", CLOCK | {"limitation": LimitationClass.NEVER}, "limitation"),
        ("initiative_registered", YOUNG, "young_suspect"),
        ("matter_accepted", {}, "claim_in_mediation"),
        ("meeting_held", {}, "triage"),
        ("nothing_of_the_kind", {}, "triage"),
        ("initiative_registered", {"event_on": date(2006, 5, 31)}, "triage"),
    ],
)
def test_no_deadline_where_there_is_no_reason_for_one(event: str, given: dict[str, Any], rule: str) -> None:
    assert rule not in after(event, **given)


# --- reminders


def test_the_office_is_warned_180_90_and_30_days_before_limitation() -> None:
    found = after("initiative_registered", **CLOCK)["limitation"]
    assert found.remind_on == tuple(date(2027, 1, 9) - timedelta(days=n) for n in (180, 90, 30))


def test_a_matter_that_arrives_late_is_warned_of_limitation_once_and_now() -> None:
    late = after("initiative_registered", offence_on=date(2023, 4, 20), limitation=LimitationClass.TWO)["limitation"]
    assert len(late.remind_on) == 2
    deadline = late.as_deadline(DeadlineId("d_1"))
    assert [e.kind for e in owed(deadline, MONDAY)] == [EffectKind.REMIND, EffectKind.ESCALATE]


def test_a_right_to_prosecute_that_has_lapsed_is_said_at_once() -> None:
    gone = after("initiative_registered", offence_on=date(2020, 1, 1), limitation=LimitationClass.TWO)["limitation"]
    assert gone.due_on < MONDAY
    assert len(owed(gone.as_deadline(DeadlineId("d_1")), MONDAY)) == 2


def test_a_meeting_in_three_days_is_reminded_of_the_day_before_only() -> None:
    found = after("meeting_arranged", meeting_on=MONDAY + timedelta(days=3))["meeting"]
    assert found.remind_on == (MONDAY + timedelta(days=2),)


def test_a_meeting_in_seven_days_is_reminded_of_today_and_the_day_before() -> None:
    found = after("meeting_arranged", meeting_on=MONDAY + timedelta(days=7))["meeting"]
    assert found.remind_on == (MONDAY, MONDAY + timedelta(days=6))


def test_an_interpreter_for_a_meeting_tomorrow_is_to_be_booked_today() -> None:
    found = after("meeting_arranged", meeting_on=MONDAY + timedelta(days=1), interpreter_needed=True)
    assert found["booking_of_interpreter"].due_on == MONDAY


def test_a_paper_entered_late_keeps_the_day_it_happened() -> None:
    found = after("consent_withdrawn", today=MONDAY + timedelta(days=4))["interruption"]
    assert found.due_on == MONDAY
    assert len(owed(found.as_deadline(DeadlineId("d_1")), MONDAY + timedelta(days=4))) == 2


def test_halving_can_be_switched_off() -> None:
    own = replace(POLICY, halve_for_young_suspects=False)
    planned, _ = deadlines_for("initiative_registered", facts(**YOUNG), own, MONDAY)
    assert {p.rule: p.due_on for p in planned}["triage"] == date(2025, 3, 5)


def test_a_halved_reminder_still_comes_before_the_end() -> None:
    found = after("consent_asked", **YOUNG)["consent_answer"]
    assert found.due_on == MONDAY + timedelta(days=7)
    assert found.remind_on == (MONDAY + timedelta(days=4),)


@pytest.mark.parametrize(("whole", "half"), [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_what_is_halved_is_rounded_down_but_never_to_nothing(whole: int, half: int) -> None:
    own = replace(POLICY, timings={**POLICY.timings, "consent_answer": Timing(40 + whole, (-whole,))})
    planned, _ = deadlines_for("consent_asked", facts(**YOUNG), own, MONDAY)
    (found,) = [p for p in planned if p.rule == "consent_answer"]
    assert found.due_on - found.remind_on[0] == timedelta(days=half)
    short = replace(POLICY, timings={**POLICY.timings, "consent_answer": Timing(whole)})
    planned, _ = deadlines_for("consent_asked", facts(**YOUNG), short, MONDAY)
    assert {p.rule: p.due_on for p in planned}["consent_answer"] == MONDAY + timedelta(days=half)
