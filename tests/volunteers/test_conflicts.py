"""What a volunteer and a person of a case have in common; names, numbers and addresses as people write them."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import replace

import pytest

from volunteers import Address, Tie, Volunteer
from volunteers.conflicts import BARS, Somebody, hits

MAIJA = Volunteer(
    id="v_1", office="o_1", name="Maija Åkerblom", email="Maija@keksitty.example", phone="+358 40 000 0001",
    address=Address("Keksittykatu 9 A 3", "00999", "Keksitty"), employer="Keksitty Oy",
    ties=(Tie("close_person", "Åkerblom, Uuno"),),
)  # fmt: skip

# fmt: off
HITS = {
    "nobody they know":                             (Somebody("Olli Osapuoli", "olli@keksitty.example", "040 000 0009"), []),
    "the same name and nothing else":               (Somebody("Maija Åkerblom"),                                  ["same_surname"]),
    "themselves by the telephone":                  (Somebody("Åkerblom Maija", phone="040-000 0001"),            ["same_person", "same_phone"]),
    "themselves by the address, a letter decomposed": (Somebody("maija A\u030akerblom", street="keksittykatu 9  a 3", postcode="00999"), ["same_person", "same_address"]),
    "themselves by e-mail":                         (Somebody("Maija Åkerblom", "maija@keksitty.example"),        ["same_person", "same_email"]),
    "a neighbour behind the same door":             (Somebody("Olli Osapuoli", street="Keksittykatu 9 A 3", postcode="00999"), ["same_address"]),
    "the same street in another place":             (Somebody("Olli Osapuoli", street="Keksittykatu 9 A 3", postcode="90999"), []),
    "somebody of the family":                       (Somebody("Pekka Åkerblom"),                                  ["same_surname"]),
    "a declared relation":                          (Somebody("Uuno Åkerblom"),                                   ["same_surname", "declared_relation"]),
    "the employer":                                 (Somebody("KEKSITTY OY"),                                     ["employed_by_them"]),
    "a telephone shared at home":                   (Somebody("Olli Osapuoli", phone="0035840 0000001"),          ["same_phone"]),
    "somebody without a name":                      (Somebody(""),                                                []),
}
# fmt: on


@pytest.mark.parametrize("sentence", HITS)
def test_in_common_with(sentence: str) -> None:
    other, codes = HITS[sentence]
    assert list(hits(MAIJA, other)) == codes


def test_what_is_not_known_is_in_common_with_nobody() -> None:
    unknown = replace(MAIJA, name="", email="", phone="", address=Address(), employer="", ties=())
    assert [list(hits(unknown, other)) for other, _ in HITS.values()] == [[] for _ in HITS]


def test_only_being_a_party_their_service_and_a_declared_relation_bar() -> None:
    assert {"same_person", "employed_by_them", "declared_relation"} == BARS
