"""The other rules of eligibility: suitability, disputes, damages, venue, dates, contradictions."""
# ruff: noqa: E501  (one situation, one line)

from datetime import date
from typing import Any

import pytest

from mediation.law.facts import Facts
from mediation.law.finland.eligibility import RULES
from mediation.law.offence import Offence
from mediation.law.rule import Result, Rule, Ruling, Verdict, loaded
from mediation.law.truth import Truth
from mediation.states.matter import MatterKind
from tests.finland import assess, belongs_elsewhere, rules_for

CRIME, DISPUTE = MatterKind.CRIME, MatterKind.DISPUTE
MAY, MAY_NOT, CANNOT, JUDGE = Verdict.MAY, Verdict.MAY_NOT, Verdict.CANNOT_TELL_YET, Verdict.NEEDS_JUDGEMENT

THEFT: dict[str, Any] = {
    "kind": CRIME, "initiative_on": date(2025, 3, 3), "offence": "theft", "offence_on": date(2025, 2, 3),
    "close_person": False, "suspect_age": 22, "victim_age": 40, "facts_confirmed": True, "victims_interest": True,
    "suitable": True, "everyone_understands": True, "party_lives_in_area": True,
}  # fmt: skip
QUARREL: dict[str, Any] = {
    "kind": DISPUTE, "initiative_on": date(2025, 3, 3), "has_natural_person": True, "minor_dispute": True,
    "claim_based_on_crime": False, "purposeful": True, "suitable": True, "everyone_understands": True,
    "party_lives_in_area": True,
}  # fmt: skip
BEATEN_SPOUSE = Facts(**THEFT | {"offence": "assault", "close_person": True})
STOLEN_BICYCLE = Facts(**THEFT)
DAMAGES: dict[str, Any] = QUARREL | {"claim_based_on_crime": True, "minor_dispute": None}

# fmt: off
SITUATIONS: dict[str, tuple[dict[str, Any], Verdict]] = {
    # a sentence with its section                                                           facts                                                                       the verdict
    "§3.1: a confirmed theft in the victim's interest may be mediated":                     (THEFT,                                                                      MAY),
    "§3.1: a denied theft may not":                                                         (THEFT | {"facts_confirmed": False},                                         MAY_NOT),
    "§3.1: whether the facts are confirmed is asked":                                       (THEFT | {"facts_confirmed": None},                                          CANNOT),
    "§3.1: against the victim's interest it may not":                                       (THEFT | {"victims_interest": False},                                        MAY_NOT),
    "§3.1: the victim's interest is a matter of judgement":                                 (THEFT | {"victims_interest": None},                                         JUDGE),
    "§15: suitability is a matter of judgement":                                            (THEFT | {"suitable": None},                                                 JUDGE),
    "§15: an unsuitable crime may not be mediated":                                         (THEFT | {"suitable": False},                                                MAY_NOT),
    "§2.1: understanding is a matter of judgement":                                         (THEFT | {"everyone_understands": None},                                     JUDGE),
    "§2.1: who cannot understand cannot take part":                                         (THEFT | {"everyone_understands": False},                                    MAY_NOT),
    "§3.1: a minor victim's need of protection is a matter of judgement":                   (THEFT | {"victim_age": 15},                                                 JUDGE),
    "§3.1: a minor victim in special need of protection bars":                              (THEFT | {"victim_age": 15, "special_need_of_protection": True},             MAY_NOT),
    "§3.1: a minor victim without such need may take part":                                 (THEFT | {"victim_age": 15, "special_need_of_protection": False},            MAY),
    "§3.1: the need of protection of an adult does not bar by itself":                      (THEFT | {"victim_age": 18, "special_need_of_protection": True},             MAY),
    "§3.1: the victim's age is asked":                                                      (THEFT | {"victim_age": None},                                               CANNOT),
    "§3.1: a company that was robbed has no age":                                           (THEFT | {"victim_age": None, "victim_is_natural": False},                   MAY),
    "§3.1: before 1.3.2016 confirmed facts were not required":                              (THEFT | {"facts_confirmed": False, "victims_interest": False, "initiative_on": date(2016, 2, 29), "offence_on": date(2016, 1, 4)}, MAY),
    "§3.1: from 1.3.2016 they are":                                                         (THEFT | {"facts_confirmed": False, "initiative_on": date(2016, 3, 1), "offence_on": date(2016, 1, 4)}, MAY_NOT),
    "§26.2: an initiative of 31.5.2006 was before the services began":                      (THEFT | {"initiative_on": date(2006, 5, 31), "offence_on": date(2006, 4, 3)}, MAY_NOT),
    "§26.2: an initiative of 1.6.2006 may be taken":                                        (THEFT | {"initiative_on": date(2006, 6, 1), "offence_on": date(2006, 4, 3)}, MAY),
    "§14.1: neither home nor crime in the area":                                            (THEFT | {"party_lives_in_area": False, "crime_happened_in_area": False},    MAY_NOT),
    "§14.1: the place of the crime is enough":                                              (THEFT | {"party_lives_in_area": False, "crime_happened_in_area": True},     MAY),
    "§14.1: the place of the crime is asked when nobody lives here":                        (THEFT | {"party_lives_in_area": False},                                     CANNOT),
    "§14.1: a dispute of no crime has no place of crime":                                   (QUARREL | {"party_lives_in_area": False, "crime_happened_in_area": True},   MAY_NOT),
    "§14.1: the place of the crime counts for its damages":                                (DAMAGES | {"linked_crime": STOLEN_BICYCLE, "party_lives_in_area": False, "crime_happened_in_area": True}, MAY),
    "§14.1: whether there was a crime at all is asked before its place counts":             (QUARREL | {"claim_based_on_crime": None, "party_lives_in_area": False, "crime_happened_in_area": True}, CANNOT),
    "§1.2: a minor dispute between neighbours may be mediated":                             (QUARREL,                                                                    MAY),
    "§1.2: company against company may not":                                                (QUARREL | {"has_natural_person": False},                                    MAY_NOT),
    "§1.2: whether a human being is a party is asked":                                      (QUARREL | {"has_natural_person": None},                                     CANNOT),
    "§1.2: a large dispute may not":                                                        (QUARREL | {"minor_dispute": False},                                         MAY_NOT),
    "§1.2: whether a dispute is minor is a matter of judgement":                            (QUARREL | {"minor_dispute": None},                                          JUDGE),
    "§3.2: purposefulness is a matter of judgement":                                        (QUARREL | {"purposeful": None},                                             JUDGE),
    "§3.2: what is not purposeful may not be mediated":                                     (QUARREL | {"purposeful": False},                                            MAY_NOT),
    "§1.2: the damages of a theft may be mediated however large":                           (DAMAGES | {"minor_dispute": False, "linked_crime": STOLEN_BICYCLE},         MAY),
    "§3.1: the damages of an assault on a spouse may not: no side door":                    (DAMAGES | {"linked_crime": BEATEN_SPOUSE},                                  MAY_NOT),
    "§3.1: nor as a minor dispute":                                                         (DAMAGES | {"minor_dispute": True, "linked_crime": BEATEN_SPOUSE},           MAY_NOT),
    "§3.1: the damages of a crime nobody has told of cannot be judged":                     (DAMAGES,                                                                    CANNOT),
    "§3.1: whether the claim comes from a crime is asked":                                  (QUARREL | {"claim_based_on_crime": None},                                   CANNOT),
    "§3.1: the damages of a denied crime may not":                                          (DAMAGES | {"linked_crime": Facts(**THEFT | {"facts_confirmed": False})},    MAY_NOT),
    "§3.1: the damages of a crime against a protected minor may not":                       (DAMAGES | {"linked_crime": Facts(**THEFT | {"victim_age": 9, "special_need_of_protection": True})}, MAY_NOT),
    "§3.1: the crime's own venue does not bind the damages":                                (DAMAGES | {"linked_crime": Facts(**THEFT | {"party_lives_in_area": False, "crime_happened_in_area": False})}, MAY),
    "966/2024: the damages of an old initiative follow the old crime":                      (DAMAGES | {"linked_crime": Facts(**THEFT | {"offence": "assault", "close_person": True, "initiative_on": date(2024, 12, 31), "offence_on": date(2024, 10, 1)})}, MAY),
    "966/2024: a crime without initiative of its own takes the date of the claim":          (DAMAGES | {"linked_crime": Facts(**THEFT | {"offence": "assault", "close_person": True, "initiative_on": None})}, MAY_NOT),
    "§1: nothing can be said without kind":                                                 (THEFT | {"kind": None},                                                     CANNOT),
    "966/2024: nothing can be said without the date of the initiative":                     (THEFT | {"initiative_on": None},                                            CANNOT),
}
CONTRADICTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "a parent who is no close person":                       ({"victim_is_guardian_or_relative": True},                                    "relative_but_not_close"),
    "an initiative before the act":                          ({"offence_on": date(2025, 3, 4)},                                           "initiative_before_the_act"),
    "an age below nothing":                                  ({"suspect_age": -1},                                                        "impossible_age"),
    "an age of 131":                                         ({"victim_age": 131},                                                        "impossible_age"),
    "an attempt that is no offence":                         ({"offence": "petty_assault", "attempt": True},                              "attempt_is_not_punishable"),
    "a peaceful assault":                                    ({"offence": "assault", "violence_used": False},                             "offence_is_violent"),
    "an unintended theft":                                   ({"intentional": False},                                                     "offence_is_intentional"),
    "an intended negligent injury":                          ({"offence": "negligent_bodily_injury", "intentional": True},                "offence_is_negligent"),
    "an offence that did not exist on that day":             ({"offence": "sexual_assault", "offence_on": date(2022, 12, 31)},            "no_such_offence_on_that_day"),
    "a company as close person":                             ({"victim_is_natural": False, "close_person": True, "victim_age": None},     "victim_is_no_human_being"),
    "a company of forty years":                              ({"victim_is_natural": False},                                               "victim_is_no_human_being"),
    "a theft called a complainant offence":                  ({"stated_complainant_offence": True},                                       "not_what_the_authority_states"),
    "a petty fraud called none":                             ({"offence": "petty_fraud", "stated_complainant_offence": False},            "not_what_the_authority_states"),
}
# fmt: on


def rule_results(found: Ruling) -> dict[str, Result]:
    return {f.rule: f.result for f in found.findings}


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_verdict(sentence: str) -> None:
    facts, expected = SITUATIONS[sentence]
    assert assess(Facts(**facts)).verdict is expected


@pytest.mark.parametrize("sentence", CONTRADICTIONS)
def test_a_contradiction_is_named_and_nothing_is_decided_on_it(sentence: str) -> None:
    facts, code = CONTRADICTIONS[sentence]
    found = assess(Facts(**THEFT | facts))
    assert code in {c.code for c in found.contradictions}
    assert found.verdict is CANNOT


def test_the_authoritys_word_gives_way_to_the_fact_and_the_difference_is_named() -> None:
    threat = THEFT | {"offence": "illegal_threat", "close_person": True, "stated_complainant_offence": True}
    assert assess(Facts(**threat)).verdict is MAY
    armed = assess(Facts(**threat | {"life_threatening_instrument": True}))
    assert armed.verdict is CANNOT
    assert [c.code for c in armed.contradictions] == ["not_what_the_authority_states"]
    assert rule_results(armed)["close_person"] is Result.BARS


def test_what_rests_on_the_title_says_so() -> None:
    danger = THEFT | {"offence": "causing_danger", "close_person": True, "intentional": False}
    (found,) = (f for f in assess(Facts(**danger)).findings if f.rule == "close_person")
    assert "offence" in found.would_change


def test_facts_without_contradiction_show_none() -> None:
    assert assess(Facts(**THEFT)).contradictions == ()
    assert assess(Facts(**QUARREL)).contradictions == ()


def test_a_bar_that_rests_on_other_facts_stands_beside_a_contradiction() -> None:
    found = assess(Facts(**THEFT | {"victim_is_guardian_or_relative": True, "facts_confirmed": False}))
    assert found.contradictions
    assert found.verdict is MAY_NOT


def test_a_contradiction_in_the_linked_crime_stops_the_claim() -> None:
    crime = Facts(**THEFT | {"intentional": False})
    found = assess(Facts(**DAMAGES | {"linked_crime": crime}))
    assert [(c.code, c.facts) for c in found.contradictions] == [("offence_is_intentional", ("linked_crime",))]


@pytest.mark.parametrize(
    "claim",
    [{"claim_based_on_crime": False, "linked_crime": STOLEN_BICYCLE}, {"linked_crime": Facts(**QUARREL)}],
)
def test_a_linked_crime_needs_a_claim_and_is_a_crime(claim: dict[str, Any]) -> None:
    found = assess(Facts(**DAMAGES | claim))
    assert "linked_crime_without_a_claim" in {c.code for c in found.contradictions}


def test_a_wrong_venue_alone_is_transferred_and_not_refused() -> None:
    away = {"party_lives_in_area": False, "crime_happened_in_area": False}
    assert belongs_elsewhere(assess(Facts(**THEFT | away)))
    assert not belongs_elsewhere(assess(Facts(**THEFT | away | {"facts_confirmed": False})))
    assert not belongs_elsewhere(assess(Facts(**THEFT)))


def test_the_ruling_lists_what_to_ask_once() -> None:
    found = assess(Facts(kind=CRIME, initiative_on=date(2025, 3, 3)))
    assert {"close_person", "offence", "victim_age", "facts_confirmed", "party_lives_in_area"} <= set(found.missing)
    assert "suitable" not in found.missing
    assert len(found.missing) == len(set(found.missing))


def test_every_finding_names_its_section() -> None:
    for facts in (THEFT, QUARREL, DAMAGES):
        assert all("§" in f.section for f in assess(Facts(**facts)).findings)


def test_a_crime_and_a_dispute_are_asked_their_own_rules() -> None:
    assert "purposeful" not in rule_results(assess(Facts(**THEFT)))
    assert "close_person" not in rule_results(assess(Facts(**QUARREL)))


def test_the_date_of_the_initiative_picks_one_row_of_each_code() -> None:
    for day in (date(2006, 6, 1), date(2016, 3, 1), date(2024, 12, 31), date(2025, 1, 1), date(2030, 1, 1)):
        codes = [r.code for r in rules_for(day, CRIME)]
        assert len(codes) == len(set(codes))
        assert "close_person" in codes


def test_before_the_services_began_only_that_is_said() -> None:
    assert [r.code for r in rules_for(date(2006, 5, 31), CRIME)] == ["services_have_begun"]


def _judge(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return Truth(True)


def a_rule(**changes: Any) -> Rule:
    given = {
        "code": "r",
        "section": "§1",
        "since": date(2020, 1, 1),
        "until": None,
        "kinds": frozenset({CRIME}),
    }
    return Rule(**{"judge": _judge, **given, **changes})


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ([a_rule(section="")], "no section"),
        ([a_rule(section="  ")], "no section"),
        ([a_rule(since=None)], "no since"),
        ([a_rule(until=date(2019, 12, 31))], "ends before"),
        ([a_rule(kinds=frozenset())], "no kind"),
        ([a_rule(), a_rule(since=date(2024, 1, 1))], "in force twice on 2024-01-01"),
        ([a_rule(until=date(2024, 1, 1)), a_rule(since=date(2024, 1, 1))], "in force twice on 2024-01-01"),
        ([a_rule(), a_rule(kinds=frozenset({CRIME, DISPUTE}))], "in force twice"),
    ],
)
def test_a_table_with_a_bad_row_does_not_load(rules: list[Rule], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        loaded(rules)


@pytest.mark.parametrize(
    "rules",
    [
        [a_rule(until=date(2023, 12, 31)), a_rule(since=date(2024, 1, 1))],
        [a_rule(), a_rule(code="other")],
        [a_rule(), a_rule(kinds=frozenset({DISPUTE}))],
    ],
)
def test_rows_that_follow_each_other_load(rules: list[Rule]) -> None:
    assert loaded(rules) == tuple(rules)


def test_the_table_itself_has_passed_its_check() -> None:
    assert loaded(RULES) == RULES
