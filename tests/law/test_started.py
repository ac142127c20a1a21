"""No deadline stands in the table that nothing starts: every trigger is an event that the product leaves behind."""

import ast
from pathlib import Path

import pytest

from mediation.cases.events import EventCode
from mediation.law.finland.deadlines import RULES

SOURCE = Path(__file__).resolve().parents[2] / "mediation"
LEAVES_EVENTS = ("actions", "cases")

# Rows that belong to no case: of the office as a whole, of a volunteer, of what is kept after a case.
# fmt: off
NOT_OF_A_CASE: dict[str, str] = {
    "accessibility_feedback":           "feedback on the service comes to no case",
    "accessibility_feedback_extended":  "feedback on the service comes to no case",
    "cost_report":                      "the financial year of the office",
    "organisers_decision":              "the financial year of the office",
    "statistics_check":                 "the months of the office",
    "statistics_freeze":                "the years of the office",
    "tax_report":                       "the payments of the office",
    "change_of_organiser":              "the organiser of the office",
    "review_for_destruction":           "waits for a plan of retention with its periods",
    "training_renewal":                 "of a volunteer",
    "annual_talk":                      "of a volunteer",
    "supervision_session":              "of a volunteer",
    "inactivity":                       "of a volunteer",
}
# fmt: on


def left_behind() -> set[str]:
    """The codes of every event named where verbs and actions leave events behind."""
    found: set[str] = set()
    for folder in LEAVES_EVENTS:
        for path in (SOURCE / folder).rglob("*.py"):
            if path.name != "events.py":
                named = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute))
                found |= {n.attr for n in named if isinstance(n.value, ast.Name) and n.value.id in {"E", "EventCode"}}
    return {EventCode[name].value for name in found if name in EventCode.__members__}


EVENTS = left_behind()


@pytest.mark.parametrize("code", [c for c, r in RULES.items() if r.sets and c not in NOT_OF_A_CASE])
def test_a_deadline_of_a_case_is_started_by_an_event_of_the_product(code: str) -> None:
    assert RULES[code].triggers & EVENTS, f"nothing ever starts {code}"


@pytest.mark.parametrize("code", [c for c, r in RULES.items() if r.sets and c not in NOT_OF_A_CASE])
def test_and_it_is_met_or_dropped_by_one(code: str) -> None:
    assert RULES[code].met_by & EVENTS, f"nothing ever meets {code}"


def test_the_rows_of_no_case_are_in_the_table() -> None:
    assert set(NOT_OF_A_CASE) <= set(RULES)


def test_every_event_of_the_list_is_left_behind_somewhere_or_written_by_the_work_itself() -> None:
    by_readings = {"case_viewed", "document_read", "document_made", "reminder_sent", "deadline_escalated"}
    assert {e.value for e in EventCode} - EVENTS - by_readings == set()
