"""Cases under another day's rules: counted by class, told by ids, read with permission, nothing changed."""

import json
from datetime import date
from typing import Any

import pytest

from audit.canonical import entry_from
from audit.sql import SqlJournal
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid, NotPermitted
from mediation.queries.simulation import simulated
from mediation.work import unit
from tests.actions.rows import changed, rows_of

OLD, NEW = date(2024, 12, 31), date(2025, 1, 1)
SPAN = (date(2026, 8, 1), date(2026, 9, 30))


def asked(stage: Stage, under: date, who: str = "in_charge", span: tuple[date, date] = SPAN) -> dict[str, Any]:
    with unit(stage.app, stage.actors[who]) as work:
        return simulated(work, under, *span)


def a_beating(stage: Stage, number: int, **about: Any) -> CaseId:
    message = simple(number, "assault", stage.today)
    message["matters"][0] |= about
    return stage.register("adviser", message)


def changes(found: dict[str, Any]) -> dict[tuple[str, str, str], list[str]]:
    return {
        (row["table"], row["before"], row["after"]): row["cases"] for one in found["classes"] for row in one["changed"]
    }


def test_an_assault_on_a_spouse_is_barred_since_1_1_2025_and_was_not_until_31_12_2024(sqlite_stage: Stage) -> None:
    """966/2024: the same case, the rules of two days."""
    stage = sqlite_stage
    spouse = a_beating(stage, 1, close_person=True)
    stranger = a_beating(stage, 2)
    under_old, under_new = asked(stage, OLD), asked(stage, NEW)
    assert changes(under_new) == {}
    assert changes(under_old) == {("eligibility", "may_not", "cannot_tell_yet"): [spouse]}
    assert (under_old["cases"], under_old["matters"], under_old["not_shown"]) == (2, 2, 0)
    [violence] = under_old["classes"]
    assert (violence["class"], violence["verdicts_unchanged"]) == ("violence", 3)
    assert stranger not in json.dumps(under_old)


def test_the_victims_own_initiative_was_reserved_for_the_police_and_is_not(sqlite_stage: Stage) -> None:
    """§13.2: until 31.12.2024 for any violence against a close person."""
    stage = sqlite_stage
    message = simple(1, "assault", stage.today)
    message |= {"initiator": "party", "by_person": "b", "unit": "", "official": ""}
    message["matters"][0]["close_person"] = True
    case = stage.register("adviser", message)
    assert changes(asked(stage, OLD))["initiator", "may", "may_not"] == [case]


def test_a_claim_follows_its_crime_under_the_other_days_rules(sqlite_stage: Stage) -> None:
    """§3.1: no side door, under whichever rules."""
    stage = sqlite_stage
    message = simple(1, "assault", stage.today)
    message["matters"][0] |= {"close_person": True, "ref": "crime"}
    message["matters"].append(
        {"kind": "dispute", "title": "Vahingonkorvaus", "claimants": ["b"], "respondents": ["a"],
         "claim_from_crime": True, "crime_of_claim": "crime"}
    )  # fmt: skip
    case = stage.register("adviser", message)
    found = asked(stage, OLD)
    assert changes(found) == {("eligibility", "may_not", "cannot_tell_yet"): [case]}
    assert sum(row["count"] for one in found["classes"] for row in one["changed"]) == 2


def test_nothing_but_the_journal_is_written_and_it_names_every_case_opened(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    made = [a_beating(stage, number) for number in (1, 2, 3)]
    before = rows_of(stage.house)
    asked(stage, OLD)
    written = changed(before, rows_of(stage.house))
    assert written, "the reading is journalled"
    assert not {"cases", "matters", "case_items", "deadlines", "messages", "effects"} & written
    with stage.house.engine.connect() as connection:


        entries = [entry_from(leaf.entry) for leaf in SqlJournal("any").entries(connection)]
    assert [e.case for e in entries if e.purpose == "simulation"] == sorted(made)


def test_names_stand_nowhere_in_it(sqlite_stage: Stage) -> None:
    a_beating(sqlite_stage, 1, close_person=True)
    told = json.dumps(asked(sqlite_stage, OLD))
    assert "Olli" not in told
    assert "Vastapuoli" not in told


@pytest.mark.parametrize("who", ["veikko", "police", "auditor", "administrator"])
def test_only_the_office_may_ask(sqlite_stage: Stage, who: str) -> None:
    with pytest.raises(NotPermitted):
        asked(sqlite_stage, OLD, who)


def test_cases_outside_the_span_are_left_out(sqlite_stage: Stage) -> None:
    a_beating(sqlite_stage, 1)
    assert asked(sqlite_stage, OLD, span=(date(2025, 1, 1), date(2025, 12, 31)))["cases"] == 0


@pytest.mark.parametrize(
    ("under", "span", "field"),
    [(OLD, (SPAN[1], SPAN[0]), ("to", "before_from")), (date(2006, 5, 31), SPAN, ("under", "before_the_act"))],
)
def test_a_day_before_the_act_or_a_span_turned_round_is_refused(
    sqlite_stage: Stage, under: date, span: tuple[date, date], field: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        asked(sqlite_stage, under, span=span)
    assert refusal.value.fields == (field,)


def test_how_far_it_is_is_told_case_by_case(sqlite_stage: Stage) -> None:
    for number in (1, 2, 3):
        a_beating(sqlite_stage, number)
    heard: list[tuple[int, int]] = []
    with unit(sqlite_stage.app, sqlite_stage.actors["adviser"]) as work:
        simulated(work, OLD, *SPAN, lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
