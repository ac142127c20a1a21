"""Who may make an initiative (Act 1015/2005 §13), before and after 1.1.2025."""
# ruff: noqa: E501  (one situation, one line)

from datetime import date
from typing import Any

import pytest

from mediation.law.facts import Facts, Initiator
from mediation.law.rule import Verdict
from mediation.states.matter import MatterKind
from tests.finland import may_initiate

MAY, MAY_NOT, CANNOT = Verdict.MAY, Verdict.MAY_NOT, Verdict.CANNOT_TELL_YET
NOW: dict[str, Any] = {"initiative_on": date(2025, 1, 1)}
BEFORE: dict[str, Any] = {"initiative_on": date(2024, 12, 31)}
THEFT: dict[str, Any] = {"offence": "theft", "close_person": False}
SON_HITS_MOTHER: dict[str, Any] = {
    "offence": "petty_assault", "close_person": True, "suspect_age": 16, "victim_is_guardian_or_relative": True,
}  # fmt: skip
I = Initiator  # noqa: E741

# fmt: off
SITUATIONS: dict[str, tuple[Initiator | None, dict[str, Any], Verdict]] = {
    # a sentence with its section                                                    who               facts                                                     the verdict
    "§13.1: the police may":                                                         (I.POLICE,          THEFT | NOW,                                              MAY),
    "§13.1: the prosecutor may":                                                     (I.PROSECUTOR,      THEFT | NOW,                                              MAY),
    "§13.1: the suspect may":                                                        (I.SUSPECT,         THEFT | NOW,                                              MAY),
    "§13.1: the victim may":                                                         (I.VICTIM,          THEFT | NOW,                                              MAY),
    "§13.1: a school or a social office may":                                        (I.OTHER_AUTHORITY, THEFT | NOW,                                              MAY),
    "§13.1: a party of a dispute may":                                               (I.PARTY,           {"kind": MatterKind.DISPUTE} | NOW,                       MAY),
    "§13.1: a neighbour may not":                                                    (I.OTHER_PERSON,    THEFT | NOW,                                              MAY_NOT),
    "§13.1: a minor's guardian may":                                                 (I.GUARDIAN,        THEFT | NOW | {"initiator_represents_minor": True},       MAY),
    "§13.1: a grown-up's former guardian may not":                                   (I.GUARDIAN,        THEFT | NOW | {"initiator_represents_minor": False},      MAY_NOT),
    "§13.1: whether the child is a minor is asked":                                  (I.GUARDIAN,        THEFT | NOW,                                              CANNOT),
    "§13.1: the trustee of an adult declared incompetent may":                       (I.TRUSTEE,         THEFT | NOW | {"initiator_represents_incompetent": True}, MAY),
    "§13.1: the trustee of a competent adult may not":                               (I.TRUSTEE,         THEFT | NOW | {"initiator_represents_incompetent": False}, MAY_NOT),
    "§13.1: whether the adult is declared incompetent is asked":                     (I.TRUSTEE,         THEFT | NOW,                                              CANNOT),
    "§13.1: who made the initiative is asked":                                       (None,              THEFT | NOW,                                              CANNOT),
    "§13.2: the police may where a minor son hit his mother":                        (I.POLICE,          SON_HITS_MOTHER | NOW,                                    MAY),
    "§13.2: the prosecutor may where a minor son hit his mother":                    (I.PROSECUTOR,      SON_HITS_MOTHER | NOW,                                    MAY),
    "§13.2: the mother may not":                                                     (I.VICTIM,          SON_HITS_MOTHER | NOW,                                    MAY_NOT),
    "§13.2: the son may not":                                                        (I.SUSPECT,         SON_HITS_MOTHER | NOW,                                    MAY_NOT),
    "§13.2: the child welfare office may not":                                       (I.OTHER_AUTHORITY, SON_HITS_MOTHER | NOW,                                    MAY_NOT),
    "§13.2: the son's guardian may not":                                             (I.GUARDIAN,        SON_HITS_MOTHER | NOW | {"initiator_represents_minor": True}, MAY_NOT),
    "§13.2: the victim's word waits for the suspect's age":                          (I.VICTIM,          SON_HITS_MOTHER | NOW | {"suspect_age": None},             CANNOT),
    "§13.2: the police's word waits for nothing":                                    (I.POLICE,          SON_HITS_MOTHER | NOW | {"suspect_age": None},             MAY),
    "§13.2: since 2025 the victim of an unarmed threat by a spouse may":             (I.VICTIM,          {"offence": "illegal_threat", "close_person": True, "suspect_age": 40, "life_threatening_instrument": False} | NOW, MAY),
    "§13.2: since 2025 an adult's petty assault is not reserved, for §3 a bars it":  (I.VICTIM,          SON_HITS_MOTHER | NOW | {"suspect_age": 30},               MAY),
    "§13.2 until 2024: the victim of a spouse's assault may not":                    (I.VICTIM,          {"offence": "assault", "close_person": True} | BEFORE,    MAY_NOT),
    "§13.2 until 2024: the police may":                                              (I.POLICE,          {"offence": "assault", "close_person": True} | BEFORE,    MAY),
    "§13.2 until 2024: the victim of a stranger's assault may":                      (I.VICTIM,          {"offence": "assault", "close_person": False} | BEFORE,   MAY),
    "§13.2 until 2024: the victim of a spouse's threat may, for it is no violence":  (I.VICTIM,          {"offence": "illegal_threat", "close_person": True} | BEFORE, MAY),
    "§13.2 until 2024: whether coercion was violent is asked":                       (I.VICTIM,          {"offence": "coercion", "close_person": True} | BEFORE,   CANNOT),
    "§13.2 until 2024: violent coercion was reserved":                               (I.VICTIM,          {"offence": "coercion", "close_person": True, "violence_used": True} | BEFORE, MAY_NOT),
    "§26.2: before the services began no rule of §13 applied, and eligibility bars": (I.POLICE,          THEFT | {"initiative_on": date(2006, 5, 31)},             MAY),
}
# fmt: on


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_section_13(sentence: str) -> None:
    who, facts, expected = SITUATIONS[sentence]
    given = {"kind": MatterKind.CRIME} | facts
    assert may_initiate(Facts(initiated_by=who, **given)).verdict is expected


def test_the_reserved_initiative_names_the_section_of_its_day() -> None:
    now = may_initiate(Facts(kind=MatterKind.CRIME, initiated_by=I.VICTIM, **SON_HITS_MOTHER, **NOW))
    then = may_initiate(Facts(kind=MatterKind.CRIME, initiated_by=I.VICTIM, **SON_HITS_MOTHER, **BEFORE))
    assert [b.section for b in now.bars] == ["1015/2005 §13.2 (966/2024)"]
    assert [b.section for b in then.bars] == ["1015/2005 §13.2 (original)"]
