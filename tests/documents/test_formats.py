"""How dates, times, money and sections are written, by table."""

from datetime import UTC, date, datetime

import pytest

from mediation.docs_templates import formats as f
from mediation.kernel.language import Language
from mediation.kernel.money import Money

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
WINTER = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 7, 1, 21, 5, tzinfo=UTC)

WRITTEN = {
    "a date in Finnish":                      (f.written_date, date(2026, 11, 4), FI, "4.11.2026"),
    "a date in Swedish":                      (f.written_date, date(2026, 11, 4), SV, "4.11.2026"),
    "a date in English":                      (f.written_date, date(2026, 11, 4), EN, "4 November 2026"),
    "a weekday in Finnish":                   (f.written_day, WINTER, FI, "tiistai 24.11.2026"),
    "a weekday in Swedish":                   (f.written_day, WINTER, SV, "tisdag 24.11.2026"),
    "a summer night is the next day here":    (f.written_day, NIGHT, EN, "Thursday 2 July 2026"),
    "winter time in Finnish":                 (f.written_time, WINTER, FI, "klo 14.00"),
    "summer time in Swedish":                 (f.written_time, NIGHT, SV, "kl. 0.05"),
    "a time in English":                      (f.written_time, WINTER, EN, "14:00"),
    "money in Finnish":                       (f.written_money, Money(125_000), FI, "1 250,00 €"),
    "much money in Swedish":                  (f.written_money, Money(123_456_789), SV, "1 234 567,89 €"),
    "money in English":                       (f.written_money, Money(125_005), EN, "€1,250.05"),
    "no money at all":                        (f.written_money, Money(0), FI, "0,00 €"),
    "a section in Finnish":                   (f.written_section, "15", FI, "15 §"),
    "a subsection in Finnish":                (f.written_section, "3.1", FI, "3 §:n 1 momentti"),
    "a lettered section in Finnish":          (f.written_section, "3 a", FI, "3 a §"),
    "a point of a subsection in Finnish": (f.written_section, "3 a.3(2)", FI, "3 a §:n 3 momentin 2 kohta"),
    "a point without subsection in Finnish":  (f.written_section, "16(4)", FI, "16 §:n 4 kohta"),
    "a point of a subsection in Swedish":     (f.written_section, "3 a.3(2)", SV, "3 a § 3 mom. 2 punkten"),
    "a point without subsection in Swedish":  (f.written_section, "16(4)", SV, "16 § 4 punkten"),
    "a section in Swedish":                   (f.written_section, "24", SV, "24 §"),
    "a point of a subsection in English":     (f.written_section, "3 a.3(2)", EN,
                                               "section 3a, subsection 3, paragraph 2"),
    "an act in Finnish":                      (f.written_act, "434/2003", FI, "hallintolaki (434/2003)"),
    "the Mediation Act in Swedish":           (f.written_act, "1015/2005", SV,
                                               "lagen om medling vid brott och i vissa tvister (1015/2005)"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRITTEN)
def test_it_is_written_so(sentence):
    write, value, language, expected = WRITTEN[sentence]
    assert write(value, language).replace(f.NO_BREAK, " ") == expected


@pytest.mark.parametrize("code", ["", "§ 3", "3.1.1", "3a", "3 a.", "16()", "3 aa", "kolme", "3.1(2)x"])
def test_what_is_not_a_section_code_is_refused(code):
    with pytest.raises(ValueError, match="not a section code"):
        f.written_section(code, FI)


def test_an_act_without_a_name_is_refused():
    with pytest.raises(ValueError, match="without a name"):
        f.written_act("1/1734", FI)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        f.written_time(datetime(2026, 11, 24, 12, 0), FI)  # noqa: DTZ001


def test_a_number_never_parts_from_its_unit():
    assert " " not in f.written_money(Money(125_000), FI) + f.written_time(WINTER, FI) + f.written_section(
        "3.1", FI
    )
