"""Act 1015/2005 §3 a (966/2024): crimes against a close person, situation by situation."""
# ruff: noqa: E501  (one situation, one line)

from datetime import date
from typing import Any

import pytest

from mediation.law.facts import Facts
from mediation.law.rule import Finding, Result
from mediation.states.matter import MatterKind
from tests.finland import assess

HOLDS, BARS, UNKNOWN = Result.HOLDS, Result.BARS, Result.UNKNOWN
SPOUSES: dict[str, Any] = {"close_person": True, "suspect_age": 34, "victim_age": 33}
STRANGERS: dict[str, Any] = {"close_person": False, "suspect_age": 34, "victim_age": 33}
CHILD_ON_PARENT: dict[str, Any] = {
    "close_person": True, "suspect_age": 16, "victim_age": 45, "victim_is_guardian_or_relative": True,
}  # fmt: skip
PLAIN: dict[str, Any] = {"life_threatening_instrument": False, "because_of_work": False}
ARMED: dict[str, Any] = {"life_threatening_instrument": True, "because_of_work": False}

# fmt: off
SITUATIONS: dict[str, tuple[str | None, dict[str, Any], Result]] = {
    # a sentence with its section                                                                     offence                                facts                                                          the finding
    "§3 a.1 does not touch an assault between strangers":                                            ("assault",                             STRANGERS,                                                     HOLDS),
    "§3 a.1 does not touch a robbery of a stranger":                                                 ("robbery",                             STRANGERS,                                                     HOLDS),
    "§3 a.1 does not touch a rape of a stranger: §3.1 has to":                                       ("rape",                                STRANGERS,                                                     HOLDS),
    "§3 a.1(1) and (3) bar an assault on a spouse":                                                  ("assault",                             SPOUSES,                                                       BARS),
    "§3 a.1(3) bars an aggravated assault on a spouse":                                              ("aggravated_assault",                  SPOUSES,                                                       BARS),
    "§3 a.1(3) bars an adult's petty assault on a spouse: RL 21:16 makes it no complainant offence":  ("petty_assault",                       SPOUSES,                                                       BARS),
    "§3 a.1(3) bars a petty assault on a spouse whatever the authority leaves unsaid":                ("petty_assault",                       SPOUSES | PLAIN,                                               BARS),
    "§3 a.2 bars an attempted assault on a spouse":                                                  ("assault",                             SPOUSES | {"attempt": True},                                   BARS),
    "§3 a.2 bars an attempted aggravated assault on a spouse":                                       ("aggravated_assault",                  SPOUSES | {"attempt": True},                                   BARS),
    "§3 a.2 bars an attempted robbery of a brother":                                                 ("robbery",                             SPOUSES | {"attempt": True},                                   BARS),
    "§3 a.2 bars an attempted rape of a former spouse":                                              ("rape",                                SPOUSES | {"attempt": True},                                   BARS),
    "§3 a.3(2) lets a minor's petty assault on a parent through":                                    ("petty_assault",                       CHILD_ON_PARENT,                                               HOLDS),
    "§3 a.3(2) lets a 15-year-old's petty assault on a grandparent through":                         ("petty_assault",                       CHILD_ON_PARENT | {"suspect_age": 15},                         HOLDS),
    "§3 a.3(2) lets a child's petty assault below 15 through":                                       ("petty_assault",                       CHILD_ON_PARENT | {"suspect_age": 12},                         HOLDS),
    "§3 a.3(2) reaches to the day before the 18th birthday":                                         ("petty_assault",                       CHILD_ON_PARENT | {"suspect_age": 17},                         HOLDS),
    "§3 a.3(2) ends at 18":                                                                          ("petty_assault",                       CHILD_ON_PARENT | {"suspect_age": 18},                         BARS),
    "§3 a.3(2) does not cover a minor's assault on a parent: two years":                             ("assault",                             CHILD_ON_PARENT,                                               BARS),
    "§3 a.3(2) does not cover a minor's attempted assault on a parent":                              ("assault",                             CHILD_ON_PARENT | {"attempt": True},                           BARS),
    "§3 a.3(2) does not cover a minor's aggravated assault on a parent":                             ("aggravated_assault",                  CHILD_ON_PARENT,                                               BARS),
    "§3 a.3(2) does not cover a minor's petty assault on a girlfriend":                              ("petty_assault",                       CHILD_ON_PARENT | {"victim_is_guardian_or_relative": False},   BARS),
    "§3 a.3(2) asks whether the victim is a guardian or relative":                                   ("petty_assault",                       CHILD_ON_PARENT | {"victim_is_guardian_or_relative": None},    UNKNOWN),
    "§3 a.3(2) asks the suspect's age":                                                              ("petty_assault",                       CHILD_ON_PARENT | {"suspect_age": None},                       UNKNOWN),
    "§3 a.3(2) needs no age where the victim is no relative":                                        ("petty_assault",                       SPOUSES | {"suspect_age": None, "victim_is_guardian_or_relative": False}, BARS),
    "§3 a.3(1) lets an illegal threat without an instrument through":                                ("illegal_threat",                      SPOUSES | PLAIN,                                               HOLDS),
    "§3 a.3(1) does not reach an illegal threat with a knife: RL 25:9.1":                            ("illegal_threat",                      SPOUSES | ARMED,                                               BARS),
    "§3 a.3(1) waits to hear of an instrument":                                                      ("illegal_threat",                      SPOUSES | {"because_of_work": False},                          UNKNOWN),
    "§3 a.3(1) does not reach a threat because of the victim's work: RL 25:9.2":                     ("illegal_threat",                      SPOUSES | PLAIN | {"because_of_work": True},                   BARS),
    "§3 a.3(1) waits to hear whether the threat was about work":                                     ("illegal_threat",                      SPOUSES | {"life_threatening_instrument": False},              UNKNOWN),
    "§3 a.3(1) does not reach a threat whose charge the public interest demands":                    ("illegal_threat",                      SPOUSES | PLAIN | {"public_interest_in_charges": True},        BARS),
    "§3 a.3(1) takes a missing finding of public interest for none made":                            ("illegal_threat",                      SPOUSES | PLAIN | {"public_interest_in_charges": None},        HOLDS),
    "§3 a.3(1) lets a threat of before 1.10.2021 through without asking about work":                 ("illegal_threat",                      SPOUSES | {"life_threatening_instrument": False, "offence_on": date(2021, 9, 30)}, HOLDS),
    "§3 a.3(1) asks about work from 1.10.2021":                                                      ("illegal_threat",                      SPOUSES | {"life_threatening_instrument": False, "offence_on": date(2021, 10, 1)}, UNKNOWN),
    "§3 a.1(4) bars a minor's armed threat against a parent: no fine-only offence":                  ("illegal_threat",                      CHILD_ON_PARENT | ARMED,                                       BARS),
    "§3 a.3(1) lets a minor's unarmed threat against a parent through":                              ("illegal_threat",                      CHILD_ON_PARENT | PLAIN,                                       HOLDS),
    "§3 a.3(1) lets coercion without an instrument through":                                         ("coercion",                            SPOUSES | {"life_threatening_instrument": False},              HOLDS),
    "§3 a.3(1) does not reach coercion with a gun":                                                  ("coercion",                            SPOUSES | {"life_threatening_instrument": True},               BARS),
    "§3 a.3(1) waits to hear of an instrument in coercion":                                          ("coercion",                            SPOUSES,                                                       UNKNOWN),
    "§3 a.3(1) lets even violent coercion through, as a complainant offence":                        ("coercion",                            SPOUSES | {"life_threatening_instrument": False, "violence_used": True}, HOLDS),
    "§3 a.3(1) accepts the prosecutor's word where the instrument is not known":                     ("illegal_threat",                      SPOUSES | {"stated_complainant_offence": True},                HOLDS),
    "§3 a.3(1) accepts the prosecutor's no where the instrument is not known":                       ("illegal_threat",                      SPOUSES | {"stated_complainant_offence": False},               BARS),
    "§3 a.3(1) accepts no word against the table":                                                   ("stalking",                            SPOUSES | {"stated_complainant_offence": True},                BARS),
    "§3 a.1(4) bars stalking a former spouse":                                                       ("stalking",                            SPOUSES,                                                       BARS),
    "§3 a.1(4) bars deprivation of liberty":                                                         ("deprivation_of_liberty",              SPOUSES,                                                       BARS),
    "§3 a.1(4) bars aggravated deprivation of liberty":                                              ("aggravated_deprivation_of_liberty",   SPOUSES,                                                       BARS),
    "§3 a.1(4) bars trafficking in human beings":                                                    ("trafficking_in_human_beings",         SPOUSES,                                                       BARS),
    "§3 a.1(4) bars aggravated trafficking in human beings":                                         ("aggravated_trafficking_in_human_beings", SPOUSES,                                                    BARS),
    "§3 a.1 asks for intent: negligent deprivation of liberty is let through":                       ("negligent_deprivation_of_liberty",    SPOUSES,                                                       HOLDS),
    "§3 a.1(4) does not list the taking of a child's custody":                                       ("taking_custody_of_child_on_own_authority", SPOUSES,                                                  HOLDS),
    "§3 a.1(5) bars robbery of a brother":                                                           ("robbery",                             SPOUSES,                                                       BARS),
    "§3 a.1(5) bars aggravated robbery of a father":                                                 ("aggravated_robbery",                  SPOUSES,                                                       BARS),
    "§3 a.1(5) does not list extortion":                                                             ("extortion",                           SPOUSES,                                                       HOLDS),
    "§3 a.1(1) bars extortion in which violence was used":                                           ("extortion",                           SPOUSES | {"violence_used": True},                             BARS),
    "§3 a.1(2) bars rape of a spouse":                                                               ("rape",                                SPOUSES,                                                       BARS),
    "§3 a.1(2) bars sexual assault of a former spouse":                                              ("sexual_assault",                      SPOUSES,                                                       BARS),
    "§3 a.1(2) bars sexual abuse of a child in the family":                                          ("sexual_abuse_of_child",               SPOUSES | {"victim_age": 14},                                  BARS),
    "§3 a.1(2) bars coercion into a sexual act committed before 2023":                               ("coercion_into_sexual_act",            SPOUSES | {"offence_on": date(2022, 5, 1)},                    BARS),
    "§3 a.3(1) lets sexual harassment of an adult through: RL 20:24":                                ("sexual_harassment",                   SPOUSES,                                                       HOLDS),
    "§3 a.3(1) lets sexual harassment on the 18th birthday through":                                 ("sexual_harassment",                   SPOUSES | {"victim_age": 18},                                  HOLDS),
    "§3 a.1(2) bars sexual harassment of a 17-year-old sister":                                      ("sexual_harassment",                   SPOUSES | {"victim_age": 17},                                  BARS),
    "§3 a.3(1) asks the victim's age in sexual harassment":                                          ("sexual_harassment",                   SPOUSES | {"victim_age": None},                                UNKNOWN),
    "§3 a.3(1) lets the spreading of an adult's sexual image through":                               ("unlawful_spreading_of_sexual_image",  SPOUSES,                                                       HOLDS),
    "§3 a.1(2) bars the spreading of a minor's sexual image":                                        ("unlawful_spreading_of_sexual_image",  SPOUSES | {"victim_age": 16},                                  BARS),
    "§3 a.1 asks for intent: negligent bodily injury of a spouse is let through":                    ("negligent_bodily_injury",             SPOUSES,                                                       HOLDS),
    "§3 a.1 asks for intent: gross negligent bodily injury of a spouse is let through":              ("gross_negligent_bodily_injury",       SPOUSES,                                                       HOLDS),
    "§3 a.1(3) bars intentional causing of danger":                                                  ("causing_danger",                      SPOUSES | {"intentional": True},                               BARS),
    "§3 a.1 lets causing of danger by gross negligence through":                                     ("causing_danger",                      SPOUSES | {"intentional": False},                              HOLDS),
    "§3 a.1 asks whether the danger was caused intentionally":                                       ("causing_danger",                      SPOUSES,                                                       UNKNOWN),
    "§3 a.1(3) bars abandonment of a parent":                                                        ("abandonment",                         SPOUSES,                                                       BARS),
    "§3 a.1(3) bars failure to rescue a spouse":                                                     ("failure_to_rescue",                   SPOUSES,                                                       BARS),
    "§3 a.1(3) bars brawling":                                                                       ("brawling",                            SPOUSES,                                                       BARS),
    "§3 a.1(3) bars mutilation of a daughter":                                                       ("female_genital_mutilation",           SPOUSES | {"victim_age": 9},                                   BARS),
    "§3 a.1 does not list damage to a spouse's property":                                            ("damage_to_property",                  SPOUSES,                                                       HOLDS),
    "§3 a.1(1) bars damage in which violence was used":                                              ("damage_to_property",                  SPOUSES | {"violence_used": True, "only_private_property": False}, BARS),
    "§3 a.1 does not list theft from a parent":                                                      ("theft",                               SPOUSES,                                                       HOLDS),
    "§3 a.1 does not list petty theft from a parent":                                                ("petty_theft",                         SPOUSES,                                                       HOLDS),
    "§3 a.1 does not list fraud on a grandparent":                                                   ("fraud",                               SPOUSES,                                                       HOLDS),
    "§3 a.1 does not list defamation of a former spouse":                                            ("defamation",                          SPOUSES,                                                       HOLDS),
    "§3 a.1 does not list the breach of communication peace":                                        ("breach_of_communication_peace",       SPOUSES,                                                       HOLDS),
    "§3 a.1 does not list the invasion of domestic peace":                                           ("invasion_of_domestic_peace",          SPOUSES,                                                       HOLDS),
    "§3 a.3(1) lets the aggravated invasion of domestic peace through, violent or not":              ("aggravated_invasion_of_domestic_peace", SPOUSES | {"violence_used": True},                           HOLDS),
    "§3 a.1(1) asks whether unlawful self-help was violent":                                         ("unlawful_self_help",                  SPOUSES,                                                       UNKNOWN),
    "§3 a.1(1) bars violent self-help":                                                              ("unlawful_self_help",                  SPOUSES | {"violence_used": True},                             BARS),
    "§3 a.1(1) lets peaceful self-help through":                                                     ("unlawful_self_help",                  SPOUSES | {"violence_used": False},                            HOLDS),
    "§3 a.1 asks whether the victim is a close person":                                              ("assault",                             {"suspect_age": 34, "victim_age": 33},                         UNKNOWN),
    "§3 a.1 needs no relation where the offence is on no list":                                      ("theft",                               {"suspect_age": 34, "victim_age": 33},                         HOLDS),
    "§3 a.3(1) needs no relation for an unarmed threat":                                             ("illegal_threat",                      PLAIN | {"suspect_age": 34, "victim_age": 33},                 HOLDS),
    "§3 a.1 asks for the offence between close persons":                                             (None,                                  SPOUSES,                                                       UNKNOWN),
    "§3 a.1 needs no offence between strangers":                                                     (None,                                  STRANGERS,                                                     HOLDS),
    "§3 a.1 asks again when the title is in no table":                                               ("witchcraft",                          SPOUSES,                                                       UNKNOWN),
    "966/2024 lets an assault on a spouse through when the initiative was made on 31.12.2024":        ("assault",                             SPOUSES | {"initiative_on": date(2024, 12, 31), "offence_on": date(2024, 11, 1)}, HOLDS),
    "966/2024 bars the same assault when the initiative was made on 1.1.2025":                        ("assault",                             SPOUSES | {"initiative_on": date(2025, 1, 1), "offence_on": date(2024, 11, 1)}, BARS),
    "966/2024 lets an old initiative through even with an armed threat":                              ("illegal_threat",                      SPOUSES | ARMED | {"initiative_on": date(2024, 12, 31), "offence_on": date(2024, 11, 1)}, HOLDS),
    "966/2024 lets an old initiative through with nothing known at all":                              (None,                                  {"initiative_on": date(2024, 6, 3)},                           HOLDS),
}
# fmt: on


def a_crime(offence: str | None, **facts: Any) -> Facts:
    given = {"initiative_on": date(2025, 3, 3), "offence_on": date(2025, 2, 3)} | facts
    return Facts(kind=MatterKind.CRIME, offence=offence, **given)


def close_person(facts: Facts) -> Finding:
    (found,) = (f for f in assess(facts).findings if f.rule == "close_person")
    return found


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_section_3a(sentence: str) -> None:
    offence, facts, expected = SITUATIONS[sentence]
    assert close_person(a_crime(offence, **facts)).result is expected


def test_there_are_at_least_sixty_situations() -> None:
    assert len(SITUATIONS) >= 60


@pytest.mark.parametrize("sentence", [s for s, (_, _, r) in SITUATIONS.items() if r is UNKNOWN])
def test_an_unknown_names_what_to_ask(sentence: str) -> None:
    offence, facts, _ = SITUATIONS[sentence]
    found = close_person(a_crime(offence, **facts))
    assert found.missing
    assert set(found.missing) <= set(found.would_change)


@pytest.mark.parametrize("sentence", [s for s, (_, _, r) in SITUATIONS.items() if r is BARS])
def test_a_bar_names_its_section_and_what_would_change_it(sentence: str) -> None:
    offence, facts, _ = SITUATIONS[sentence]
    found = close_person(a_crime(offence, **facts))
    assert "§3 a" in found.section
    assert {"close_person", "offence"} & set(found.would_change)


def test_the_missing_facts_of_an_unarmed_threat_are_named_one_by_one() -> None:
    found = close_person(a_crime("illegal_threat", **SPOUSES))
    assert {"life_threatening_instrument", "because_of_work"} <= set(found.missing)


def test_a_contradicted_instrument_shows_in_what_was_used() -> None:
    found = close_person(a_crime("illegal_threat", **SPOUSES, **ARMED))
    assert ("life_threatening_instrument", True) in found.used
