"""A consent matrix loads only when it has one row for every age and every kind of party, each with its section."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)
from typing import Any

import pytest

from mediation.law.consents import ANY_AGE, ConsentRow, Speaking, consent_row, loaded_consents
from mediation.law.finland.consents import CONSENTS

CHILD = ConsentRow(True, 0, 18, True, Speaking.EVERYBODY, "§2.1", "§2.2")
GROWN = ConsentRow(True, 18, ANY_AGE, True, Speaking.NOBODY, "§2.1")
COMPANY = ConsentRow(False, 0, ANY_AGE, False, Speaking.ONE, "§2.1", "§2.1")


def row(**more: Any) -> ConsentRow:
    return ConsentRow(**{"natural": True, "since": 18, "below": ANY_AGE, "personally": True,
                         "speaking": Speaking.NOBODY, "section": "§2.1"} | more)  # fmt: skip


# fmt: off
BAD: dict[str, tuple[list[ConsentRow], str]] = {
    "an age between two rows":             ([CHILD, row(since=19), COMPANY],                                      "age 18 has 0 rows"),
    "an age in two rows":                  ([CHILD, row(since=17), COMPANY],                                      "age 17 has 2 rows"),
    "the newborn left out":                ([row(since=1)], "age 0 has 0 rows"),
    "the oldest left out":                 ([CHILD, row(below=130), COMPANY],                                     "age 130 has 0 rows"),
    "no company":                          ([CHILD, GROWN],                                                       "a company has 0 rows"),
    "two for a company":                   ([CHILD, GROWN, COMPANY, COMPANY],                                     "a company has 2 rows"),
    "a row without its section":           ([CHILD, row(section=" "), COMPANY],                                   "has no section"),
    "speaking without its section":        ([row(speaking=Speaking.ONE), CHILD, COMPANY],                         "has no section"),
    "a row in which nobody consents":      ([CHILD, row(personally=False), COMPANY],                              "nobody consents"),
}
# fmt: on


@pytest.mark.parametrize("sentence", BAD)
def test_it_does_not_load(sentence: str) -> None:
    rows, complaint = BAD[sentence]
    with pytest.raises(ValueError, match=complaint):
        loaded_consents(rows)


def test_a_whole_matrix_loads_as_it_is() -> None:
    assert loaded_consents([CHILD, GROWN, COMPANY]) == (CHILD, GROWN, COMPANY)
    assert loaded_consents(CONSENTS) == CONSENTS


@pytest.mark.parametrize(
    ("natural", "age", "section_of_speaking", "speaking"),
    [
        (True, 0, "1015/2005 §2.2", Speaking.EVERYBODY), (True, 14, "1015/2005 §2.2", Speaking.EVERYBODY),
        (True, 15, "1015/2005 §2.2", Speaking.EVERYBODY), (True, 17, "1015/2005 §2.2", Speaking.EVERYBODY),
        (True, 18, "", Speaking.NOBODY), (True, 130, "", Speaking.NOBODY), (True, None, "", Speaking.NOBODY),
        (True, -1, "1015/2005 §2.2", Speaking.EVERYBODY), (False, None, "1015/2005 §2.1", Speaking.ONE),
        (False, 40, "1015/2005 §2.1", Speaking.ONE),
    ],
)  # fmt: skip
def test_each_age_finds_its_row(natural: bool, age: int | None, section_of_speaking: str, speaking: Speaking) -> None:
    found = consent_row(CONSENTS, natural, age)
    assert (found.section_of_speaking, found.speaking, found.personally) == (section_of_speaking, speaking, natural)


def test_the_rows_of_children_meet_at_the_fifteenth_birthday() -> None:
    """§18.1: from 15 on a custodian may be kept out of a meeting; who consents is the same (§2.2)."""
    assert [(r.since, r.below) for r in CONSENTS] == [(0, 15), (15, 18), (18, ANY_AGE), (0, ANY_AGE)]


def test_a_row_is_found_by_what_the_party_is_and_not_by_its_place() -> None:
    rows = [COMPANY, GROWN, CHILD]
    assert consent_row(rows, natural=True, age=40) == GROWN
    assert consent_row(rows, natural=True, age=3) == CHILD
    assert consent_row(rows, natural=False, age=None) == COMPANY
