"""Signals of a conflict, one sentence each: what bars, what an adviser looks at, what is no link at all."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from typing import Any

import pytest

from mediation.actions.conflicts import marks
from mediation.cases.conflicts import BARS, FROM_CASES, LOOK, PROTECTED_LINK, SIGNALS, hits, marks_of
from mediation.cases.party import Contact, Person, PersonKind
from mediation.kernel.ids import PersonId, VolunteerId
from volunteers import Address, Tie, Volunteer

COMPANY = {"kind": PersonKind.LEGAL}
# fmt: off
#   sentence                                          the volunteer                                                          the person                                                                        finds
SENTENCES: list[tuple[str, dict[str, Any], dict[str, Any], list[str]]] = [
    ("strangers",                                     {"name": "Kaija Keksijälä"},                                           {"name": "Urpo Uhri"},                                                            []),
    ("nothing is known of either",                    {"name": ""},                                                          {"name": ""},                                                                     []),
    ("the same surname",                              {"name": "Kaija Uhri"},                                                {"name": "Urpo Uhri"},                                                            ["same_surname"]),
    ("the same surname, written otherwise",           {"name": "Kaija Åkerlund-Mäki"},                                       {"name": "Urpo akerlund maeki"},                                                  ["same_surname"]),
    ("the first name of one is the surname of the other", {"name": "Uhri Urpola"},                                           {"name": "Urpo Uhri"},                                                            []),
    ("the same name",                                 {"name": "Urpo Uhri"},                                                 {"name": "Urpo Uhri"},                                                            ["same_name"]),
    ("the same name with a second first name",        {"name": "Urpo Olavi Uhri"},                                           {"name": "Uhri Urpo"},                                                            ["same_name"]),
    ("the same name and phone: it is they",           {"name": "Urpo Uhri", "phone": "+358 40 123 4567"},                    {"name": "Urpo Uhri", "contact": {"phone": "040-1234567"}},                       ["is_the_person", "same_phone"]),
    ("a phone that somebody else answers",            {"name": "Kaija Keksijälä", "phone": "040 1234567"},                   {"name": "Urpo Uhri", "contact": {"phone": "00358401234567"}},                    ["same_phone"]),
    ("two who gave no phone",                         {"name": "Kaija Keksijälä", "phone": "-"},                             {"name": "Urpo Uhri", "contact": {"phone": "-"}},                                 []),
    ("one mailbox",                                   {"name": "Kaija Keksijälä", "email": "Koti@keksitty.example"},         {"name": "Urpo Uhri", "contact": {"email": "koti@keksitty.example "}},            ["same_email"]),
    ("one home",                                      {"name": "Kaija Keksijälä", "at": ("Keksitie 3 B 12", "00999")},       {"name": "Urpo Uhri", "contact": {"street": "keksitie 3 b 12", "postcode": "00999"}}, ["same_home"]),
    ("one building, another door",                    {"name": "Kaija Keksijälä", "at": ("Keksitie 3 B 12", "00999")},       {"name": "Urpo Uhri", "contact": {"street": "Keksitie 3 A 1", "postcode": "00999"}},  ["same_building"]),
    ("one street, another number",                    {"name": "Kaija Keksijälä", "at": ("Keksitie 3", "00999")},            {"name": "Urpo Uhri", "contact": {"street": "Keksitie 33", "postcode": "00999"}},     []),
    ("one street name in two towns",                  {"name": "Kaija Keksijälä", "at": ("Keksitie 3", "00999")},            {"name": "Urpo Uhri", "contact": {"street": "Keksitie 3", "postcode": "00998"}},      []),
    ("a street without a number",                     {"name": "Kaija Keksijälä", "at": ("Keksitie", "00999")},              {"name": "Urpo Uhri", "contact": {"street": "Keksitie", "postcode": "00999"}},        []),
    ("a declared tie",                                {"name": "Kaija Keksijälä", "ties": ["Urpo Uhri"]},                    {"name": "Urpo Olavi Uhri"},                                                      ["tie_declared"]),
    ("a tie to an association that is a party",       {"name": "Kaija Keksijälä", "ties": ["Keksittyjen Yhdistys ry"]},      {"name": "Keksittyjen Yhdistys ry"} | COMPANY,                                    ["tie_declared"]),
    ("a tie to somebody of the same first name",      {"name": "Kaija Keksijälä", "ties": ["Urpo Toinen"]},                  {"name": "Urpo Uhri"},                                                            []),
    ("a tie of one word is nobody's first name",      {"name": "Kaija Keksijälä", "ties": ["Urpo"]},                         {"name": "Urpo Uhri"},                                                            []),
    ("the employer is a party",                       {"name": "Kaija Keksijälä", "employer": "Keksitty Oy"},                {"name": "KEKSITTY OY"} | COMPANY,                                                ["employed_by_party"]),
    ("a person called like the employer",             {"name": "Kaija Keksijälä", "employer": "Urpo Uhri"},                  {"name": "Urpo Uhri"},                                                            []),
    ("a company called like the volunteer",           {"name": "Urpo Uhri"},                                                 {"name": "Urpo Uhri"} | COMPANY,                                                  []),
    ("one home, and the address is protected",        {"name": "Kaija Uhri", "at": ("Salatie 3", "00999")},                  {"name": "Urpo Uhri", "contact": {"street": "Salatie 3", "postcode": "00999", "is_protected": True}},     ["protected_link", "same_surname"]),
    ("one building, and the address is protected",    {"name": "Kaija Keksijälä", "at": ("Salatie 3 A 1", "00999")},         {"name": "Urpo Uhri", "contact": {"street": "Salatie 3 B 2", "postcode": "00999", "is_protected": True}}, ["protected_link"]),
    ("it is they, and the address is protected",      {"name": "Urpo Uhri", "phone": "040 1234567"},                         {"name": "Urpo Uhri", "contact": {"phone": "040 1234567", "is_protected": True}},                         ["protected_link"]),
]
# fmt: on


def volunteer(name: str, *, at: tuple[str, str] = ("", ""), ties: list[str] = [], **more: str) -> Volunteer:  # noqa: B006
    return Volunteer(
        id="v_one", office="o_one", name=name, address=Address(*at), ties=tuple(Tie("other", t) for t in ties), **more
    )  # type: ignore[arg-type]


def person(name: str, *, contact: dict[str, Any] | None = None, **more: Any) -> Person:
    return Person(id=PersonId("p_one"), name=name, contact=Contact(**(contact or {})), **more)


@pytest.mark.parametrize(("who", "whom", "finds"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_signals(who: dict[str, Any], whom: dict[str, Any], finds: list[str]) -> None:
    them, found = person(**whom), []
    for hit in hits(VolunteerId("v_one"), marks(volunteer(**who)), [(them, marks_of(them))]):
        assert (hit.volunteer, hit.person) == ("v_one", "p_one")
        found.append(hit.signal)
    assert found == finds


def test_a_protected_address_is_told_by_no_signal_and_bars() -> None:
    them = person("Urpo Uhri", contact={"street": "Salatie 3", "postcode": "00999", "is_protected": True})
    [hit] = hits(
        VolunteerId("v_one"), marks(volunteer("Kaija Koe", at=("Salatie 3", "00999"))), [(them, marks_of(them))]
    )
    assert (hit.signal, hit.strength) == (PROTECTED_LINK, BARS)


def test_every_signal_has_a_sentence() -> None:
    assert {s.code for s in SIGNALS} | {PROTECTED_LINK} == {code for *_, codes in SENTENCES for code in codes}
    assert set(FROM_CASES.values()) == {LOOK}


def test_marks_tell_nothing_of_anybody_when_they_are_printed() -> None:
    assert "Urpo" not in repr(marks_of(person("Urpo Uhri", contact={"phone": "040 1234567"})))
