"""`explain` on facts nobody prepared: what is missing, what contradicts and what bars is named, each with its reason."""
# ruff: noqa: E501  (one situation, one line)

import json
from typing import Any

import pytest

from mediation.law.finland import PACK
from mediation.queries import law

CRIME: dict[str, Any] = {"kind": "crime", "initiative_on": "2026-03-02", "offence_on": "2026-02-01", "initiated_by": "police"}
DISPUTE: dict[str, Any] = {"kind": "dispute", "initiative_on": "2026-03-02", "initiated_by": "party"}
SPOUSES: dict[str, Any] = {"close_person": True, "suspect_age": 40, "victim_age": 38}
SON: dict[str, Any] = {"offence": "petty_assault", "suspect_age": 17, "victim_is_guardian_or_relative": True}
BEATEN: dict[str, Any] = {"kind": "crime", "offence": "assault", "close_person": True, "offence_on": "2024-11-11"}

# fmt: off
#     a sentence with its section                                                                    the facts                                                                                    table, rule,              what it finds
FOUND: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "§3 a.1(2) bars pandering of a spouse":                                                          (CRIME | SPOUSES | {"offence": "pandering"},                                                 "eligibility", "close_person", "bars"),
    "§3 a.1(1) asks whether the resistance to an official who is one's brother was violent":         (CRIME | SPOUSES | {"offence": "violent_resistance_to_official"},                            "eligibility", "close_person", "unknown"),
    "§3 a.1 asks for intent: the killing of a wife by negligence is let through to §3.1":            (CRIME | SPOUSES | {"offence": "negligent_homicide"},                                        "eligibility", "close_person", "holds"),
    "§3 a.1 does not list identity theft by a former husband":                                       (CRIME | SPOUSES | {"offence": "identity_theft"},                                            "eligibility", "close_person", "holds"),
    "§3 a.3(1) lets violent damage to private property alone through":                               (CRIME | SPOUSES | {"offence": "damage_to_property", "violence_used": True, "only_private_property": True}, "eligibility", "close_person", "holds"),
    "§3 a.3(2) lets a son's petty assault through even while nobody has said that they are close":   (CRIME | SON,                                                                                "eligibility", "close_person", "holds"),
    "§3 a.1(4) bars a child of fifteen who threatened its father with a knife":                      (CRIME | {"offence": "illegal_threat", "life_threatening_instrument": True, "close_person": True, "suspect_age": 15, "victim_is_guardian_or_relative": True}, "eligibility", "close_person", "bars"),
    "§3 a.3(1) takes the prosecutor's word on coercion where the instrument is unknown":             (CRIME | SPOUSES | {"offence": "coercion", "stated_complainant_offence": True},              "eligibility", "close_person", "holds"),
    "§3.1: the damages of a beaten spouse are barred with the crime":                                (DISPUTE | {"claim_based_on_crime": True, "linked_crime": BEATEN},                           "eligibility", "crime_of_claim", "bars"),
    "966/2024: and are not by an initiative of 30.12.2024, once the crime's conditions are known":   (DISPUTE | {"initiative_on": "2024-12-30", "claim_based_on_crime": True, "linked_crime": BEATEN}, "eligibility", "crime_of_claim", "unknown"),
    "§13.2: the mother waits to hear whether they are close":                                        (CRIME | SON | {"initiated_by": "victim"},                                                   "initiator", "police_or_prosecutor", "unknown"),
    "§13.2: the mother may not":                                                                     (CRIME | SON | {"initiated_by": "victim", "close_person": True},                             "initiator", "police_or_prosecutor", "bars"),
    "§13.1: a trustee waits to hear whether the adult is declared incompetent":                      (CRIME | {"initiated_by": "trustee"},                                                        "initiator", "trustee_of_an_incompetent_adult", "unknown"),
    "§26.2: nothing could be mediated on 31.5.2006":                                                 (CRIME | SPOUSES | {"offence": "assault", "offence_on": "2005-05-05", "initiative_on": "2006-05-31"}, "eligibility", "services_have_begun", "bars"),
    "§26.2: and nobody could ask for it":                                                            (CRIME | SPOUSES | {"offence": "assault", "offence_on": "2005-05-05", "initiative_on": "2006-05-31"}, "initiator", "services_have_begun", "bars"),
    "§26: without the date of the initiative no law can be chosen":                                  ({k: v for k, v in CRIME.items() if k != "initiative_on"},                                   "eligibility", "law_in_force", "unknown"),
}
#     what contradicts itself                                                   the facts                                                                                    its name
NAMED: dict[str, tuple[dict[str, Any], str]] = {
    "a title that stands in no table":                                         (CRIME | SPOUSES | {"offence": "witchcraft"},                                                "offence_not_in_the_table"),
    "a title in another language":                                             (CRIME | SPOUSES | {"offence": "Pahoinpitely"},                                              "offence_not_in_the_table"),
    "a guardian of a minor where both are grown up":                           (CRIME | SPOUSES | {"offence": "theft", "initiated_by": "guardian", "initiator_represents_minor": True}, "initiator_represents_no_minor"),
    "an initiative the day before the act":                                    (CRIME | {"offence": "theft", "initiative_on": "2026-01-31"},                                "initiative_before_the_act"),
    "a company as a close person":                                             (CRIME | {"offence": "assault", "close_person": True, "victim_is_natural": False},           "victim_is_no_human_being"),
    "an attempt of what is not punished as one":                               (CRIME | SPOUSES | {"offence": "petty_assault", "attempt": True},                            "attempt_is_not_punishable"),
    "a linked crime that is a dispute":                                        (DISPUTE | {"claim_based_on_crime": True, "linked_crime": {"kind": "dispute"}},              "linked_crime_without_a_claim"),
    "the authority's word against the knife":                                  (CRIME | SPOUSES | {"offence": "coercion", "stated_complainant_offence": True, "life_threatening_instrument": True}, "not_what_the_authority_states"),
    "an act of before there was such a title":                                 (CRIME | SPOUSES | {"offence": "assault", "offence_on": "1890-01-01"},                       "no_such_offence_on_that_day"),
}
# fmt: on


def explained(facts: dict[str, Any]) -> dict[str, Any]:
    return law.explain(law.read_facts(json.dumps(facts).encode()), PACK)


@pytest.mark.parametrize("sentence", FOUND)
def test_a_rule_finds(sentence: str) -> None:
    facts, table, rule, result = FOUND[sentence]
    [found] = [r for r in explained(facts)[table]["rules"] if r["rule"] == rule]
    assert found["result"] == result
    assert found["section"]
    if result == "unknown":
        assert found["missing"]
        assert explained(facts)[table]["verdict"] in ("cannot_tell_yet", "may_not")


@pytest.mark.parametrize("sentence", NAMED)
def test_a_contradiction_is_named_and_nothing_is_let_through(sentence: str) -> None:
    facts, code = NAMED[sentence]
    told = explained(facts)["eligibility"]
    assert code in {c["code"] for c in told["contradictions"]}
    assert told["verdict"] != "may"


def test_what_is_missing_inside_a_linked_crime_is_named_inside_it() -> None:
    crime = {"kind": "crime", "offence": "theft", "close_person": False, "offence_on": "2025-11-11", "suitable": True}
    told = explained(DISPUTE | {"claim_based_on_crime": True, "linked_crime": crime})
    [found] = [r for r in told["eligibility"]["rules"] if r["rule"] == "crime_of_claim"]
    assert found["missing"] == [
        "linked_crime", "linked_crime.victim_age", "linked_crime.special_need_of_protection",
        "linked_crime.facts_confirmed", "linked_crime.victims_interest",
    ]  # fmt: skip


def test_every_rule_in_force_is_asked_and_carries_its_section_and_link() -> None:
    for facts in (CRIME, DISPUTE):
        for table in explained(facts).values():
            assert table["rules"]
            assert all(r["section"] and r["link"].startswith("https://") for r in table["rules"])


def test_what_would_change_the_answer_is_said_of_a_bar_and_not_of_what_holds() -> None:
    rules = explained(CRIME | SPOUSES | {"offence": "assault"})["eligibility"]["rules"]
    bars = [r for r in rules if r["result"] == "bars"]
    assert [r["rule"] for r in bars] == ["close_person"]
    assert {"offence", "close_person"} <= set(bars[0]["would_change"])
    assert all("would_change" not in r for r in rules if r["result"] == "holds")
