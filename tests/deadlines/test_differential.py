"""Every day of twenty years under every counted row: the product and the second calendar say the same day."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import ast
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mediation.deadlines.limitation import LimitationClass
from mediation.deadlines.setting import EventFacts, Planned, deadlines_for
from mediation.kernel.ids import CaseId, MatterId
from tests.deadlines import oracle
from tests.deadlines.oracle import every_year_on, months_on, period_of_days, safe_day_to_charge, working_days_from
from tests.finland import read_policy

POLICY = read_policy()
DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range((date(2040, 1, 1) - date(2020, 1, 1)).days)]
Day = Callable[[date], date]


def wd(count: int) -> Day:
    return lambda day: working_days_from(day, count)


def days(count: int) -> Day:
    return lambda day: day + timedelta(days=count)


# fmt: off
RULES: dict[str, tuple[str, Day, Day | None]] = {
    # the deadline                  the event                         its day, from the day of the event       and when it goes to the next, from there
    "triage":                      ("initiative_registered",         wd(2),                                   wd(3)),
    "transfer":                    ("wrong_office_found",            wd(2),                                   wd(2)),
    "dispute_over_office":         ("transfer_disputed",             wd(2),                                   wd(0)),
    "second_try":                  ("contact_unanswered",            days(7),                                 None),
    "closing_as_unreached":        ("contact_unanswered",            days(30),                                wd(0)),
    "documents":                   ("documents_requested",           days(14),                                days(7)),
    "conditions_phase":            ("initiative_registered",         days(30),                                days(30)),
    "decision":                    ("conditions_recorded",           wd(3),                                   wd(3)),
    "estimate_of_time":            ("timing_asked",                  wd(2),                                   wd(2)),
    "service_of_decision":         ("decision_made",                 wd(1),                                   wd(2)),
    "appeal":                      ("decision_served",               lambda d: period_of_days(d, 30),         None),
    "fetching_of_e_service":       ("e_service_notified",            lambda d: period_of_days(d, 7),          wd(1)),
    "notice_of_refusal":           ("matter_interrupted",            wd(1),                                   wd(1)),
    "interruption":                ("consent_withdrawn",             wd(0),                                   wd(0)),
    "naming_of_mediators":         ("matter_accepted",               wd(5),                                   wd(5)),
    "first_meeting":               ("mediators_named",               days(21),                                days(7)),
    "booking_of_interpreter":      ("meeting_arranged",              wd(-5),                                  wd(1)),
    "mediators_account":           ("meeting_held",                  wd(3),                                   wd(3)),
    "report_to_authority":         ("mediation_ended",               wd(3),                                   wd(2)),
    "limitation":                  ("facts_corrected",               lambda d: safe_day_to_charge(d, 5),      days(-90)),
    "breach_review":               ("obligation_promised",           days(30),                                wd(0)),
    "longest_follow_up":           ("follow_up_started",             lambda d: months_on(d, 12),              wd(0)),
    "request_for_documents":       ("information_requested",         days(14),                                days(-3)),
    "large_request_for_documents": ("large_information_requested",   lambda d: months_on(d, 1),               days(-3)),
    "cost_report":                 ("financial_year_ended",          lambda d: every_year_on(d, 3, 31),       wd(1)),
    "training_renewal":            ("training_completed",            lambda d: months_on(d, 24),              wd(20)),
}
# fmt: on


def planned(event: str, day: date) -> dict[str, Planned]:
    """What the product sets; a meeting is entered long before, so that its deadline may lie before it."""
    facts = EventFacts(
        case_id=CaseId("c_1"), matter_id=MatterId("m_1"), event_on=day, meeting_on=day, due_on=day, offence_on=day,
        limitation=LimitationClass.FIVE, received=(("p_1", day),), interpreter_needed=True, is_money=True,
    )  # fmt: skip
    entered = day - timedelta(days=60) if event.startswith("meeting") else day
    set_, _ = deadlines_for(event, facts, POLICY, entered)
    return {p.rule: p for p in set_}


@pytest.mark.parametrize("rule", RULES)
def test_no_day_of_twenty_years_differs(rule: str) -> None:
    event, due, escalated = RULES[rule]
    different: list[tuple[date, Any, Any]] = []
    for day in DAYS:
        found, expected = planned(event, day)[rule], due(day)
        then = escalated(expected) if escalated else None
        if (found.due_on, found.escalate_on) != (expected, then):
            different.append((day, (found.due_on, found.escalate_on), (expected, then)))
    assert different == []


def test_twelve_rules_at_least_are_compared_over_seven_thousand_days() -> None:
    assert len(RULES) >= 12
    assert (len(DAYS), DAYS[0], DAYS[-1]) == (7305, date(2020, 1, 1), date(2039, 12, 31))


def test_the_second_calendar_rests_on_nothing_of_the_product_and_on_no_library() -> None:
    tree = ast.parse(Path(oracle.__file__).read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    imported |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert imported == {"bisect", "datetime"}
