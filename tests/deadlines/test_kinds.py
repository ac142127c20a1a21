"""The table of deadlines: whole, dated, grounded."""
# ruff: noqa: E501  (one row, one line)

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation.deadlines.rule import Anchor, DeadlineRule, Ground, validated
from mediation.law.finland.deadlines import RULES, YOUNG_ROWS
from tests.finland import read_policy

DOMAIN_EVENTS = frozenset(
    [
        "initiative_registered",
        "matter_triaged",
        "matter_transferred",
        "contact_made",
        "consent_asked",
        "consent_given",
        "consent_withdrawn",
        "consent_doubted",
        "conditions_recorded",
        "documents_requested",
        "documents_received",
        "decision_made",
        "decision_served",
        "matter_accepted",
        "matter_declined",
        "assignment_offered",
        "assignment_accepted",
        "assignment_declined",
        "mediators_named",
        "meeting_arranged",
        "meeting_moved",
        "meeting_held",
        "interpreter_booked",
        "account_given",
        "agreement_signed",
        "agreement_copies_sent",
        "mediation_ended",
        "matter_interrupted",
        "report_sent",
        "notice_sent",
        "obligation_promised",
        "obligation_kept",
        "obligation_broken",
        "follow_up_started",
        "follow_up_ended",
        "breach_reported",
        "fulfilment_reported",
        "outcome_recalled",
        "notice_recalled",
        "fulfilment_recalled",
        "matter_lapsed",
        "matter_closed",
        "person_turns_15",
        "person_turns_18",
    ]
)


def test_every_row_of_the_list_is_there_from_1_to_45() -> None:
    assert {r.number for r in RULES.values()} == set(range(1, 46))


def test_every_event_of_the_domain_has_a_place_in_the_table() -> None:
    known = {e for r in RULES.values() for e in r.triggers | r.met_by | r.dropped_by}
    assert known >= DOMAIN_EVENTS


def test_every_row_names_a_section_or_says_that_it_is_policy() -> None:
    for rule in RULES.values():
        assert any(sign in rule.basis for sign in ("§", "8:1", "GDPR", "HE ", "office policy", "857/2017"))
        if rule.ground is Ground.OFFICE_POLICY:
            assert "office policy" in rule.basis or "unverified" in rule.basis


def test_a_number_stands_in_the_table_exactly_where_the_law_gives_one() -> None:
    numbered = {r.code for r in RULES.values() if r.length is not None}
    statutory = {r.code for r in RULES.values() if r.ground is Ground.STATUTORY and r.anchor is not Anchor.OFFENCE}
    assert numbered == statutory


def test_what_the_law_wants_without_delay_has_narrow_bounds() -> None:
    for rule in RULES.values():
        if rule.ground is Ground.STATUTORY_WITHOUT_NUMBER:
            assert rule.bounds[1] <= 60
    assert RULES["interruption"].bounds == (0, 0)


# fmt: off
WITHOUT_DELAY: dict[str, tuple[int, int]] = {
    # what the law wants without delay   the office may give it from and to
    "registration":                      (0, 1),
    "transfer":                          (0, 5),
    "dispute_over_office":               (0, 5),
    "estimate_of_time":                  (0, 5),
    "service_of_decision":               (0, 3),
    "notice_of_refusal":                 (0, 3),
    "interruption":                      (0, 0),
    "assessment_of_doubt":               (0, 2),
    "disqualification_declaration":      (0, 3),
    "mediators_account":                 (0, 7),
    "report_to_authority":               (0, 7),
    "data_subject_request":              (0, 1),
    "breach_to_controller":              (0, 1),
    "breach_to_authority":               (0, 2),
    "review_for_destruction":            (0, 60),
}
# fmt: on


def test_the_bounds_of_what_the_law_wants_without_delay_stand_here_too() -> None:
    wanted = {c: r.bounds for c, r in RULES.items() if r.bounds != (0, 3650)}
    assert wanted == WITHOUT_DELAY
    assert {c for c, r in RULES.items() if r.ground is Ground.STATUTORY_WITHOUT_NUMBER} <= set(WITHOUT_DELAY)


def test_every_default_keeps_the_bounds_of_its_row() -> None:
    timings = read_policy().timings
    for code, timing in timings.items():
        low, high = RULES[code].bounds
        assert low <= timing.length <= high


def test_no_hold_moves_a_statutory_date_a_meeting_or_a_promise() -> None:
    fixed = {Anchor.OFFENCE, Anchor.SERVICE, Anchor.MEETING, Anchor.DUE}
    for rule in RULES.values():
        if rule.ground is Ground.STATUTORY or rule.anchor in fixed:
            assert not rule.holds


def test_the_halved_rows_are_those_of_the_list() -> None:
    assert (YOUNG_ROWS[0], YOUNG_ROWS[-1]) == (2, 24)


def test_a_deadline_that_escalates_knows_to_whom() -> None:
    timings = read_policy().timings
    assert all(RULES[c].escalates_to is not None for c, t in timings.items() if t.escalate is not None)


def test_every_open_deadline_can_be_met_or_dropped() -> None:
    assert all(r.met_by | r.dropped_by for r in RULES.values() if r.sets)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"basis": " "}, "no section or basis"),
        ({"triggers": frozenset()}, "no trigger"),
        ({"length": 3}, "exactly when it is statutory"),
        ({"ground": Ground.STATUTORY}, "exactly when it is statutory"),
        ({"ground": Ground.STATUTORY, "length": 3, "holds": True}, "no hold moves it"),
    ],
)
def test_a_table_with_a_bad_row_does_not_load(changes: dict[str, Any], complaint: str) -> None:
    row: DeadlineRule = replace(RULES["copies_of_agreement"], **changes)
    with pytest.raises(ValueError, match=complaint):
        validated([row])


def test_a_code_stands_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        validated([RULES["triage"], RULES["triage"]])


def test_a_row_is_in_force_from_since_to_until() -> None:
    rule = replace(RULES["triage"], since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert [rule.in_force(d) for d in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))] == [
        False, True, True, False,
    ]  # fmt: skip


# fmt: off
OWED_AGAIN = [
    ("a lapsed matter is told to its authority",  "matter_lapsed",        "notice_of_refusal",     "notice_is_owed"),
    ("a notice called back",                      "notice_recalled",      "notice_of_refusal",     "notice_is_owed"),
    ("a report called back",                      "outcome_recalled",     "report_to_authority",   "report_is_owed"),
    ("a notice of fulfilment called back",        "fulfilment_recalled",  "notice_of_fulfilment",  "authority_involved"),
]
# fmt: on


@pytest.mark.parametrize(("event", "rule", "needs"), [row[1:] for row in OWED_AGAIN], ids=[row[0] for row in OWED_AGAIN])
def test_what_an_authority_is_owed_has_a_deadline_when_there_is_an_authority(event: str, rule: str, needs: str) -> None:
    assert event in RULES[rule].triggers
    assert RULES[rule].needs == needs
