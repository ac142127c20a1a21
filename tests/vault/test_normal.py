"""The searchable form of names, over every character there is."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.vault.normal import n1

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]


def test_the_form_of_every_character_is_its_own_form() -> None:
    assert [c for c in EVERY_CHARACTER if n1(n1(c)) != n1(c)] == []


def test_no_letter_of_any_script_vanishes() -> None:
    letters = [c for c in EVERY_CHARACTER if unicodedata.category(c).startswith("L")]
    assert len(letters) > 100_000
    assert [c for c in letters if not n1(c)] == []


@given(st.text())
def test_a_form_is_its_own_form(text: str) -> None:
    form = n1(text)
    assert n1(form) == form
    assert form == " ".join(form.split())


ALIKE = [
    ("Mäkelä", "MÄKELÄ"),
    ("Mäkelä", "Ma\u0308kela\u0308"),
    ("Müller", "Mueller"),
    ("af Brinkman", "Af   Brinkman"),
    ("O'Brien", "O’Brien"),
    ("Virtanen-Korhonen", "virtanen korhonen"),
    ("Ναυσικά", "ναυσικα"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_name_written_two_ways_has_one_form(one: str, other: str) -> None:
    assert n1(one) == n1(other)


@pytest.mark.parametrize(("one", "other"), [("Mäki", "Maki"), ("Aho", "Ahola"), ("Иван", "Ивана")])
def test_different_names_keep_different_forms(one: str, other: str) -> None:
    assert n1(one) != n1(other)
