"""The offences: the table is whole, and the rows that decide are as the statute has them."""
# ruff: noqa: E501  (one row, one line)

from datetime import date

import pytest

from mediation.law.finland.offences import (
    CHARGES_OPEN_UNTIL_VICTIM_IS,
    OFFENCES,
    Complainant,
    Intent,
    Offence,
    Violence,
    charges_open_until_age,
)
from mediation.law.finland.offences_table import ROWS
from mediation.law.finland.offences_titles import TITLES
from mediation.law.offence_table import loaded_offences
from tests.finland import offence_on

TODAY = date(2025, 3, 3)

# fmt: off
AS_THE_STATUTE_HAS_IT = [
    # code                                   section   max   complainant offence
    ("assault",                              "21:5",   24,   Complainant.NEVER),
    ("aggravated_assault",                   "21:6",   120,  Complainant.NEVER),
    ("petty_assault",                        "21:7",   0,    Complainant.UNLESS_VICTIM_MINOR_OR_CLOSE_OR_WORK),
    ("negligent_bodily_injury",              "21:10",  6,    Complainant.ALWAYS),
    ("illegal_threat",                       "25:7",   24,   Complainant.UNLESS_INSTRUMENT_OR_WORK),
    ("stalking",                             "25:7 a", 24,   Complainant.NEVER),
    ("coercion",                             "25:8",   24,   Complainant.UNLESS_LIFE_THREATENING_INSTRUMENT),
    ("robbery",                              "31:1",   72,   Complainant.NEVER),
    ("aggravated_robbery",                   "31:2",   120,  Complainant.NEVER),
    ("theft",                                "28:1",   18,   Complainant.NEVER),
    ("petty_theft",                          "28:3",   0,    Complainant.UNLESS_PUBLIC_INTEREST),
    ("unauthorised_use_of_vehicle",          "28:9 a", 18,   Complainant.NEVER),
    ("damage_to_property",                   "35:1",   12,   Complainant.ONLY_PRIVATE_PROPERTY),
    ("aggravated_damage_to_property",        "35:2",   48,   Complainant.NEVER),
    ("mischief",                             "17:13",  0,    Complainant.UNLESS_PUBLIC_ORDER_DISTURBED),
    ("invasion_of_domestic_peace",           "24:1",   6,    Complainant.UNLESS_PUBLIC_INTEREST),
    ("defamation",                           "24:9",   0,    Complainant.UNLESS_PUBLIC_INTEREST),
    ("sexual_harassment",                    "20:6",   6,    Complainant.VICTIM_ADULT),
    ("unlawful_spreading_of_sexual_image",   "20:7",   24,   Complainant.VICTIM_ADULT),
    ("rape",                                 "20:1",   72,   Complainant.NEVER),
    ("fraud",                                "36:1",   24,   Complainant.NEVER),
    ("petty_fraud",                          "36:3",   0,    Complainant.ALWAYS),
    ("identity_theft",                       "38:9 a", 0,    Complainant.ALWAYS),
    ("trafficking_in_human_beings",          "25:3",   72,   Complainant.NEVER),
]
# fmt: on


@pytest.mark.parametrize(("code", "section", "months", "complainant"), AS_THE_STATUTE_HAS_IT)
def test_a_row_is_as_the_statute_has_it(code: str, section: str, months: int, complainant: Complainant) -> None:
    row = offence_on(code, TODAY)
    assert row is not None
    assert (row.section, row.max_months, row.complainant) == (section, months, complainant)


def test_there_are_more_than_fifty_offences_each_with_two_titles() -> None:
    assert len(OFFENCES) > 50
    assert set(OFFENCES) == set(TITLES)
    assert all(fi and sv and fi != sv for fi, sv in TITLES.values())


def test_no_title_stands_for_two_offences() -> None:
    for language in (0, 1):
        titles = [t[language] for t in TITLES.values()]
        assert len(titles) == len(set(titles))


def test_no_two_offences_share_a_section_on_one_day() -> None:
    sections = [row.section for code in OFFENCES if (row := offence_on(code, TODAY))]
    assert len(sections) == len(set(sections))


def test_a_row_nobody_could_read_is_never_a_complainant_offence() -> None:
    unread = [row for rows in OFFENCES.values() for row in rows if not row.verified]
    assert unread
    assert {row.complainant for row in unread} == {Complainant.NEVER}


def test_the_threat_got_its_work_exception_on_1_october_2021() -> None:
    before, after = (
        offence_on("illegal_threat", date(2021, 9, 30)),
        offence_on("illegal_threat", date(2021, 10, 1)),
    )
    assert before is not None
    assert after is not None
    assert before.complainant is Complainant.UNLESS_LIFE_THREATENING_INSTRUMENT
    assert after.complainant is Complainant.UNLESS_INSTRUMENT_OR_WORK


def test_the_sexual_offences_of_2023_do_not_reach_back() -> None:
    assert offence_on("sexual_assault", date(2022, 12, 31)) is None
    assert offence_on("coercion_into_sexual_act", date(2023, 1, 1)) is None


def test_an_unknown_code_has_no_row() -> None:
    assert offence_on("witchcraft", TODAY) is None


def test_charges_stay_open_only_for_a_minor_victim() -> None:
    assert set(CHARGES_OPEN_UNTIL_VICTIM_IS) <= set(OFFENCES)
    assert charges_open_until_age("rape", 17) == 28
    assert charges_open_until_age("solicitation_of_child", 15) == 23
    assert charges_open_until_age("rape", 18) is None
    assert charges_open_until_age("rape", None) is None
    assert charges_open_until_age("theft", 10) is None


def a_row(since: date, until: date | None = None, section: str = "1:1") -> Offence:
    return Offence(
        "x", "X", "Y", section, 6, Complainant.NEVER, Violence.NEVER, Intent.INTENTIONAL, False, since, until
    )


def test_two_rows_in_force_on_one_day_do_not_load() -> None:
    with pytest.raises(ValueError, match="in force twice"):
        loaded_offences([a_row(date(2020, 1, 1), date(2021, 1, 1)), a_row(date(2021, 1, 1))])
    with pytest.raises(ValueError, match="in force twice"):
        loaded_offences([a_row(date(2020, 1, 1)), a_row(date(2021, 1, 1))])


def test_a_row_without_section_does_not_load() -> None:
    with pytest.raises(ValueError, match="no section"):
        loaded_offences([a_row(date(2020, 1, 1), section="21")])


def test_the_rows_are_dated() -> None:
    assert all(isinstance(row[7], date) for row in ROWS)
