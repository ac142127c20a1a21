"""Hard rules, one sentence each: who may not be proposed, and which two may not be proposed together."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import timedelta
from typing import Any

import pytest

from tests.matching.people import DAY, EVEN, need, somebody
from volunteers.matching import HARD, HARD_PAIR, broken, broken_by_pair, rank

EIGHT_O_CLOCK, NINE_O_CLOCK = 0b100, 0b010
# fmt: off
#   sentence                                               the candidate                                    the case                                        breaks
ALONE: list[tuple[str, dict[str, Any], dict[str, Any], list[str]]] = [
    ("nothing stands in the way",                          {},                                              {},                                             []),
    ("somebody who is not active",                         {"active": False},                               {},                                             ["not_active"]),
    ("somebody nobody has admitted",                       {"admitted": False},                             {},                                             ["not_admitted"]),
    ("somebody without the basic course",                  {"trained": False},                              {},                                             ["not_trained"]),
    ("everything at once is told at once",                 {"active": False, "trained": False, "most": 0},  {},                                             ["not_active", "not_trained", "at_their_most"]),
    ("a close relation needs its course",                  {"courses": frozenset()},                        {"courses": frozenset({"close_relation"})},     ["course_missing"]),
    ("a close relation with its course",                   {},                                              {"courses": frozenset({"close_relation"})},     []),
    ("somebody with a tie to a party",                     {},                                              {"barred": frozenset({"v_one"})},               ["in_conflict"]),
    ("a link an adviser looks at bars nobody",             {},                                              {"doubtful": frozenset({"v_one"})},             []),
    ("somebody who said no",                               {},                                              {"declined": frozenset({"v_one"})},             ["declined"]),
    ("resting until today",                                {"rests_until": DAY},                            {},                                             ["resting"]),
    ("rested until yesterday",                             {"rests_until": DAY - timedelta(days=1)},        {},                                             []),
    ("as many open cases as they take",                    {"open_cases": 3},                               {},                                             ["at_their_most"]),
    ("one fewer than they take",                           {"open_cases": 2},                               {},                                             []),
    ("their last place is this very case",                 {"open_cases": 3},                               {"accepted": frozenset({"v_one"})},             []),
    ("their last place is an offer of this case",          {"open_cases": 3},                               {"agreed": frozenset({"v_one"})},               []),
    ("no language of the case",                            {"languages": {"sv": 7}},                        {},                                             ["no_language"]),
    ("their language is not enough",                       {"languages": {"fi": 3}},                        {},                                             ["no_language"]),
    ("b2 is enough",                                       {"languages": {"fi": 4}},                        {},                                             []),
    ("one of two languages",                               {},                                              {"languages": frozenset({"fi", "sv"})},         []),
    ("a part of town they do not go to",                   {},                                              {"area": "islands"},                            ["outside_their_area"]),
    ("they go everywhere",                                 {"areas": frozenset()},                          {"area": "islands"},                            []),
    ("a case without a place",                             {},                                              {"area": ""},                                   []),
    ("further than they travel",                           {},                                              {"km": {"v_one": 21}},                          ["too_far"]),
    ("as far as they travel",                              {},                                              {"km": {"v_one": 20}},                          []),
    ("far, and they do not mind",                          {"travel_km": None},                             {"km": {"v_one": 90}},                          []),
    ("no time that suits the parties",                     {"free": EIGHT_O_CLOCK},                         {},                                             ["no_time"]),
    ("never free",                                         {"free": 0},                                     {},                                             ["no_time"]),
    ("nobody knows their times",                           {"free": None},                                  {},                                             []),
    ("nobody knows the parties' times",                    {"free": EIGHT_O_CLOCK},                         {"times": None},                                []),
]
#   sentence                                               the one                                          the other                                       the case                                       breaks
TOGETHER: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], list[str]]] = [
    ("two experienced ones",                               {},                                              {},                                             {},                                            []),
    ("a beginner beside an experienced one",               {},                                              {"experienced": False},                         {},                                            []),
    ("two beginners",                                      {"experienced": False},                          {"experienced": False},                         {},                                            ["nobody_experienced"]),
    ("two beginners where the office allows it",           {"experienced": False},                          {"experienced": False},                         {"beginners_beside_experienced": False},       []),
    ("two languages, one each",                            {},                                              {"languages": {"sv": 6}},                       {"languages": frozenset({"fi", "sv"})},        []),
    ("two languages, the same one twice",                  {},                                              {},                                             {"languages": frozenset({"fi", "sv"})},        ["language_uncovered"]),
    ("each has a time with the parties, not the same",     {"free": 0b001},                                 {"free": NINE_O_CLOCK},                         {},                                            ["no_time_together"]),
    ("their common time does not suit the parties",        {"free": 0b101},                                 {"free": 0b110},                                {"times": 0b011},                              ["no_time_together"]),
    ("the times of one are not known",                     {"free": None},                                  {},                                             {},                                            []),
    ("one of them will not work with the other",           {"apart": frozenset({"v_two"})},                 {},                                             {},                                            ["stay_apart"]),
    ("nor the other with the one",                         {},                                              {"apart": frozenset({"v_one"})},                {},                                            ["stay_apart"]),
]
# fmt: on


@pytest.mark.parametrize(("who", "case", "breaks"), [row[1:] for row in ALONE], ids=[row[0] for row in ALONE])
def test_alone(who: dict[str, Any], case: dict[str, Any], breaks: list[str]) -> None:
    one, two = somebody(**who), somebody("v_two", languages={"fi": 7, "sv": 7}, areas=frozenset())
    assert [b.code for b in broken(one, need(**case))] == breaks
    ranking = rank(need(**case), [one, two], EVEN)
    proposed = {v for pair in ranking.pairs for v in pair.members}
    assert ("v_one" in proposed) is (not breaks)
    assert [b.code for b in ranking.passed_over.get("v_one", ())] == breaks


@pytest.mark.parametrize(
    ("who", "other", "case", "breaks"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER]
)
def test_together(who: dict[str, Any], other: dict[str, Any], case: dict[str, Any], breaks: list[str]) -> None:
    one, two = somebody(**who), somebody("v_two", **other)
    assert [b.code for b in broken_by_pair(one, two, need(**case))] == breaks
    assert rank(need(**case), [one, two], EVEN).fitting == (0 if breaks else 1)


def test_every_row_of_the_tables_is_broken_in_some_sentence_and_says_what_it_rests_on() -> None:
    assert {row.code for row in HARD} == {code for *_, codes in ALONE for code in codes}
    assert {row.code for row in HARD_PAIR} == {code for *_, codes in TOGETHER for code in codes}
    for row in (*HARD, *HARD_PAIR):
        assert row.basis == "office policy" or "§" in row.basis
