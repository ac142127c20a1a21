"""Text from outside: one normal form, no control or direction characters, and a bound that holds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.refusals import Invalid
from mediation.kernel.text import LINE, PARAGRAPHS, clean

# Every character with the Unicode property Bidi_Control (PropList.txt).
BIDI_CONTROL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# fmt: off
KEPT = [
    ("an ordinary name",                          "Äijö Öhman",                 "Äijö Öhman"),
    ("letters put together from two",             "A\u0308ijo\u0308",           "Äijö"),
    ("space around it goes",                      "  Aino \t",                  "Aino"),
    ("a name in another script",                  "Юлия 小林 عمر",               "Юлия 小林 عمر"),
    ("an emoji and its joiner",                   "👩\u200d👧",                  "👩\u200d👧"),
    ("nothing",                                   "",                           ""),
    ("only space",                                " \u00a0 ",                   ""),
]
REFUSED = [
    ("a line break in a line",                    "Aino\nOhjaaja"),
    ("a tab in a line",                           "Aino\tOhjaaja"),
    ("a NUL",                                     "Aino\0"),
    ("an escape sequence",                        "Aino \x1b[31mred"),
    ("a C1 control",                              "Aino\x9bx"),
    ("a next-line character inside",              "Aino\x85Ohjaaja"),
    ("half a surrogate pair",                     "Aino\ud800"),
    ("a line separator",                          "Aino\u2028Ohjaaja"),
    ("a paragraph separator",                     "Aino\u2029Ohjaaja"),
]
# fmt: on


@pytest.mark.parametrize(("text", "kept"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_text_is_kept_in_one_normal_form(text: str, kept: str) -> None:
    assert clean(text, at="name") == kept


@pytest.mark.parametrize("text", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_character_that_cannot_be_kept_is_refused_by_the_name_of_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean(text, at="people.0.name")
    assert refusal.value.fields == (("people.0.name", "bad_character"),)
    assert text not in str(refusal.value)


@pytest.mark.parametrize("character", BIDI_CONTROL, ids=[f"U+{ord(c):04X}" for c in BIDI_CONTROL])
@pytest.mark.parametrize("many_lines", [False, True])
def test_no_character_turns_the_direction_of_the_text(character: str, many_lines: bool) -> None:
    with pytest.raises(Invalid):
        clean(f"Aino {character}Ohjaaja", at="name", many_lines=many_lines)


def test_line_breaks_stay_only_where_there_are_many_lines_and_in_one_form() -> None:
    assert clean("yksi\r\nkaksi\rkolme\n\tneljä", at="text", many_lines=True) == "yksi\nkaksi\nkolme\n\tneljä"


@pytest.mark.parametrize("limit", [1, LINE, PARAGRAPHS])
def test_the_bound_counts_characters(limit: int) -> None:
    assert clean("ä" * limit, at="name", limit=limit) == "ä" * limit
    with pytest.raises(Invalid) as refusal:
        clean("ä" * (limit + 1), at="name", limit=limit)
    assert refusal.value.fields == (("name", "too_long"),)


def test_text_that_grows_in_its_normal_form_does_not_pass_the_bound() -> None:
    with pytest.raises(Invalid) as refusal:
        clean("\u0958" * LINE, at="name")  # each becomes two characters
    assert refusal.value.fields == (("name", "too_long"),)


@given(st.text(max_size=60), st.booleans())
def test_what_is_kept_is_kept_again_unchanged(text: str, many_lines: bool) -> None:
    try:
        kept = clean(text, at="text", limit=60, many_lines=many_lines)
    except Invalid:
        return
    assert clean(kept, at="text", limit=60, many_lines=many_lines) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert len(kept) <= 60
