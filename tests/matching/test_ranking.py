"""What speaks for and against a pair: one sentence a reason, and the order they come in."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from typing import Any

import pytest

from tests.matching.people import EVEN, alone, need, somebody
from volunteers.matching import SOFT, SOFT_PAIR, WEIGHTED, Candidate, rank

VIOLENCE = frozenset({"violence"})
# fmt: off
#   sentence                                           reason          the better one                              the worse one                              the case
BETTER: list[tuple[str, str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("a mother tongue before a learnt language",       "language",     {},                                         {"languages": {"fi": 5}},                  {}),
    ("who has mediated such cases before",             "experience",   {"mediated": {"violence": 3}},              {"mediated": {"damage": 30}},              {}),
    ("who made them their speciality",                 "speciality",   {"specialities": VIOLENCE},                 {"specialities": frozenset({"damage"})},   {}),
    ("who wishes for such cases",                      "wished_kind",  {"wished_kinds": VIOLENCE},                 {},                                        {}),
    ("who wishes for others comes after who has not said", "wished_kind", {},                                      {"wished_kinds": frozenset({"damage"})},   {}),
    ("who lives near",                                 "distance",     {},                                         {},                                        {"km": {"v_better": 2, "v_worse": 19}}),
    ("who has had less of what they wished for",       "load",         {"taken": 3, "wish": 6},                    {"taken": 3, "wish": 4},                   {}),
    ("who has fewer open cases",                       "on_hand",      {},                                         {"open_cases": 2},                         {}),
    ("who has waited longer",                          "idle",         {"idle_days": 100},                         {"idle_days": 20},                         {}),
    ("who was asked already",                          "agreed",       {},                                         {},                                        {"agreed": frozenset({"v_better"})}),
    ("whom nobody in the case seems to know",          "doubtful",     {},                                         {},                                        {"doubtful": frozenset({"v_worse"})}),
    ("with whom more times suit everybody",            "times",        {"free": 0b011},                            {"free": 0b001},                           {}),
    ("who has worked with the other before",           "together",     {"together": {"v_partner": 2}},             {},                                        {}),
    ("who has not always worked with the other",       "together",     {},                                         {"together": {"v_partner": 9}},            {}),
    ("a woman and a man where a party asked",          "genders",      {"gender": "m"},                            {"gender": "f"},                           {"mixed_genders": True}),
    ("who has not said comes between the two",         "genders",      {"gender": ""},                             {"gender": "f"},                           {"mixed_genders": True}),
    ("a beginner learns beside an experienced one",    "learning",     {"experienced": False},                     {},                                        {}),
    ("who speaks both languages of the case",          "both_speak",   {"languages": {"fi": 7, "sv": 7}},          {},                                        {"languages": frozenset({"fi", "sv"})}),
]
# fmt: on


@pytest.mark.parametrize(
    ("reason", "better", "worse", "case"), [row[1:] for row in BETTER], ids=[row[0] for row in BETTER]
)
def test_better(reason: str, better: dict[str, Any], worse: dict[str, Any], case: dict[str, Any]) -> None:
    partner = somebody("v_partner", languages={"fi": 7, "sv": 7} if "languages" in case else {"fi": 7})
    people = [somebody("v_worse", **worse), somebody("v_better", **better), partner]
    pairs = [p for p in rank(need(**case), people, alone(reason)).pairs if "v_partner" in p.members]
    assert ["v_better" in p.members for p in pairs] == [True, False]
    assert pairs[0].points > pairs[1].points
    told = {r.code for pair in pairs for r in pair.reasons}
    assert told == {reason}


def test_the_points_of_a_pair_are_the_sum_of_its_reasons_and_every_reason_says_whose_it_is() -> None:
    people = [somebody("v_a", idle_days=90), somebody("v_b", experienced=False, open_cases=1), somebody("v_c")]
    for pair in rank(need(), people, EVEN).pairs:
        assert pair.points == sum(r.points for r in pair.reasons)
        assert {r.whose for r in pair.reasons} <= {*pair.members, ""}
        assert [r.points for r in pair.reasons] == sorted((r.points for r in pair.reasons), reverse=True)
        assert all(r.points for r in pair.reasons)


def test_the_experienced_one_stands_first() -> None:
    [pair] = rank(need(), [somebody("v_a", experienced=False), somebody("v_b")], EVEN).pairs
    assert pair.members == ("v_b", "v_a")


def test_equal_pairs_come_in_the_order_of_their_ids_however_the_register_is_read() -> None:
    people = [somebody(f"v_{n}") for n in range(6)]
    forwards, backwards = rank(need(), people, EVEN, most=4), rank(need(), people[::-1], EVEN, most=4)
    assert forwards == backwards
    assert [p.members for p in forwards.pairs] == [("v_0", f"v_{n}") for n in range(1, 5)]
    assert forwards.fitting == 15


def test_whoever_has_accepted_stays_in_every_pair() -> None:
    people = [somebody(f"v_{n}") for n in range(6)]
    pairs = rank(need(accepted=frozenset({"v_3"})), people, EVEN).pairs
    assert len(pairs) == 5
    assert all("v_3" in p.members for p in pairs)
    [both] = rank(need(accepted=frozenset({"v_3", "v_5"})), people, EVEN).pairs
    assert both.members == ("v_3", "v_5")


@pytest.mark.parametrize("people", [[], [somebody()]], ids=["nobody", "one"])
def test_there_is_no_pair_of_fewer_than_two(people: list[Candidate]) -> None:
    assert rank(need(), people, EVEN).pairs == ()


def test_every_row_of_the_tables_has_a_sentence_and_a_weight_of_its_own() -> None:
    rows = [row.code for row in SOFT] + [row.code for row in SOFT_PAIR]
    assert set(rows) == {row[1] for row in BETTER} == set(WEIGHTED)
    assert len(rows) == len(set(rows))
