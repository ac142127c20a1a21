"""The table of gates: one sentence for each way a volunteer can, or cannot, be offered a case."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from volunteers import GATES, Admission, Course, Task, Volunteer, may_be_offered

TODAY = date(2026, 9, 1)
BASIC = Course("basic", 54, date(2025, 5, 20))
CLOSE = Course("close_relation", 16, date(2025, 9, 1), expires_on=date(2026, 8, 31))
READY = Volunteer(
    id="v_1", office="o_1", standing="active", courses=(BASIC,), cases_before=5,
    admission=Admission("u_1", date(2025, 6, 1), "Sopii tehtävään."),
)  # fmt: skip
LAPSED = replace(BASIC, expires_on=TODAY - timedelta(days=1))
OTHERWISE = Admission("u_1", date(2025, 6, 1), "Pitkä kokemus.", otherwise_qualified=True)
POLICY: dict[str, Any] = {"basic_hours": 54, "first_cases": 3}

# fmt: off
#   sentence:                                                        what differs,                                      the task,                                   hindrances
OFFERED = {
    "everything is there":                                           ({},                                               {},                                         []),
    "an applicant":                                                  ({"standing": "applicant"},                        {},                                         ["not_active"]),
    "somebody who rests":                                            ({"standing": "resting"},                          {},                                         ["not_active"]),
    "active without a decision of the person in charge":             ({"admission": None},                              {},                                         ["not_admitted"]),
    "no course":                                                     ({"courses": ()},                                  {},                                         ["basic_course_missing"]),
    "fewer hours than the office asks for":                          ({"courses": (replace(BASIC, hours=53),)},         {},                                         ["basic_course_missing"]),
    "a basic course that has run out":                               ({"courses": (LAPSED,)},                           {},                                         ["basic_course_expired"]),
    "a basic course on its last day":                                ({"courses": (replace(BASIC, expires_on=TODAY),)}, {},                                         []),
    "a revoked course":                                              ({"courses": (replace(BASIC, revoked_on=TODAY),)}, {},                                         ["basic_course_missing"]),
    "no course, but skill and experience found otherwise (§10)":     ({"courses": (), "admission": OTHERWISE},          {},                                         []),
    "a close relation without the further course":                   ({},                                               {"close_relation": True},                   ["close_relation_course_missing"]),
    "a close relation with a further course that has run out":       ({"courses": (BASIC, CLOSE)},                      {"close_relation": True},                   ["close_relation_course_missing"]),
    "a close relation with the further course":                      ({"courses": (BASIC, replace(CLOSE, expires_on=TODAY))}, {"close_relation": True},             []),
    "the first cases alone":                                         ({"cases_before": 0},                              {"mediated": 2},                            ["beside_experienced_only"]),
    "the first cases beside an experienced mediator":                ({"cases_before": 0},                              {"mediated": 2, "beside_experienced": True}, []),
    "the first cases are behind":                                    ({"cases_before": 1},                              {"mediated": 2},                            []),
    "an office that asks for no first cases":                        ({"cases_before": 0},                              {"first_cases": 0},                         []),
    "rest after a heavy case, its last day":                         ({"rests_until": TODAY},                           {},                                         ["rests_after_heavy_case"]),
    "rested":                                                        ({"rests_until": TODAY - timedelta(days=1)},       {},                                         []),
}
# fmt: on


@pytest.mark.parametrize("sentence", OFFERED)
def test_gate(sentence: str) -> None:
    differs, task, hindrances = OFFERED[sentence]
    volunteer = replace(READY, **differs)  # type: ignore[arg-type]
    assert list(may_be_offered(volunteer, TODAY, Task(**(POLICY | task)))) == hindrances  # type: ignore[operator]


def test_every_gate_shuts_for_some_sentence_and_rests_on_something() -> None:
    shut = {code for _, _, hindrances in OFFERED.values() for code in hindrances}
    assert shut == {gate.code for gate in GATES}
    assert {gate.section for gate in GATES} == {"1015/2005 §10", "office policy"}
