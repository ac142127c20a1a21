"""Search over sealed entries: finds what plain search finds, and never what the asker may not see."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mediation.vault import SealedSearch, Vault
from mediation.vault.entries import Entry, sounds_of
from mediation.vault.normal import n1
from tests.vault.memory import MemoryEntries
from tests.vault.searching import Boxed, Office, everything, invented


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_ten_thousand_names_are_found_as_a_plain_search_finds_them(office: Office) -> None:
    for number, name in enumerate(invented(10_000)):
        office.put(f"e_{number}", name)
    chance = random.Random(7)  # noqa: S311
    queries = [
        "virtanen",
        "Åke",
        "nen",
        "ström k",
        "lind Qvist",
        "aino mäkelä",
        "e",
        "иван",
        "o'neil",
        "xyzzy",
        "",
    ]
    queries += [chance.choice(list(office.plain.values()))[2:9] for _ in range(40)]
    for query in queries:
        parts = n1(query).split()
        wanted = {e for e, text in office.plain.items() if parts and all(part in text for part in parts)}
        assert office.found(query) == wanted, query


def test_slips_and_sounds_are_found_as_a_plain_comparison_finds_them(office: Office) -> None:
    for number, name in enumerate(invented(800)):
        office.put(f"e_{number}", name)

    def alike(part: str, text: str) -> bool:
        slips = 0 if len(part) < 4 else 1 if len(part) < 8 else 2
        close = any(slips and OSA.distance(part, word) <= slips for word in text.split())
        return part in text or close or bool(sounds_of(part) & sounds_of(text))

    for query in (
        "virtannen",
        "Makela",
        "lindkvist",
        "ahno",
        "yrjo heikinen",
        "Björn",
        "xyzzy",
        "wirta",
        "Иванн",
    ):
        wanted = {e for e, text in office.plain.items() if all(alike(part, text) for part in n1(query).split())}
        assert office.found(query, loosely=True) == wanted, query


WRITTEN_AND_ASKED = {
    "a letter missing": ("Matti Virtanen", "virtane"),
    "a letter too many": ("Matti Virtanen", "virttanen"),
    "two letters swapped": ("Matti Virtanen", "Vitranen"),
    "another spelling of the same sound": ("Anna Lindqvist", "lindkvist"),
    "dots left out": ("Minna Mäkelä", "makela"),
    "w for v": ("Minna Westerholm", "vesterholm"),
    "names the other way round": ("Minna Mäkelä", "mäkelä minna"),
    "a former name": ("Minna Mäkelä ent. Korhonen", "korhonen"),
    "a part in the middle": ("Minna Järvenpää", "venp"),
}


@pytest.mark.parametrize("how", WRITTEN_AND_ASKED)
def test_a_name_is_found_with(office: Office, how: str) -> None:
    written, asked = WRITTEN_AND_ASKED[how]
    office.put("e_1", written)
    office.put("e_2", "Amal Toinen")
    assert office.found(asked, loosely=True) == {"e_1"}


def test_what_is_written_so_comes_before_what_is_alike(office: Office) -> None:
    for entry_id, name in (
        ("alike", "Lindkvist"),
        ("middle", "Alindqvist"),
        ("start", "Lindqvister"),
        ("whole", "Lindqvist"),
    ):
        office.put(entry_id, name)
    hits = office.search.find("lindqvist", everything).hits
    assert [hit.entry_id for hit in hits] == ["whole", "start", "middle", "alike"]
    assert [hit.score == 100 for hit in hits] == [True, True, True, False]


def test_a_birth_date_narrows_and_may_stand_alone(office: Office) -> None:
    office.put("e_1", "Aino Aalto", born=date(1990, 1, 1))
    office.put("e_2", "Aino Aalto", born=date(1991, 1, 1))
    office.put("e_3", "Aino Aalto")
    assert office.found("aalto", born=date(1990, 1, 1), loosely=True) == {"e_1"}
    assert office.found("alato", born=date(1991, 1, 1), loosely=True) == {"e_2"}
    assert office.found("", born=date(1991, 1, 1)) == {"e_2"}
    assert office.found("") == set()


# ── who may see what ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", ["virtanen", "virtannen", "wirtanen", "virta", "aino virtanen"])
def test_hits_in_other_peoples_cases_answer_like_no_hits_at_all(office: Office, query: str) -> None:
    for number in range(80):
        office.put(f"e_{number}", "Aino Virtanen", case_id="c_theirs")
    office.put("mine", "Oskari Laakso", case_id="c_mine")
    mine = {"c_mine"}.__contains__
    assert office.search.find(query, mine) == office.search.find("zzzzzzzz", mine)


def test_hits_of_others_neither_fill_the_limit_nor_count(office: Office) -> None:
    for number in range(200):
        office.put(f"e_{number}", "Aino Virtanen", case_id="c_mine" if number % 4 == 0 else "c_theirs")
    found = office.search.find("virtanen", {"c_mine"}.__contains__)
    assert (len(found.hits), found.more) == (50, False)
    found = office.search.find("virtanen", {"c_mine"}.__contains__, limit=49)
    assert (len(found.hits), found.more) == (49, True)
    assert {hit.case_id for hit in found.hits} == {"c_mine"}


@given(st.sets(st.integers(0, 9)), st.sampled_from(["virtanen", "aino", "vitranen", "nen", "wirtanen lakso"]))
def test_whatever_may_be_seen_the_rest_makes_no_difference(seen: set[int], query: str) -> None:
    box = Boxed()
    everyone, only_seen = MemoryEntries(), MemoryEntries()
    for number, name in enumerate(invented(10)):
        blob = Entry.of(name, "Virtanen").seal(box.inner, f"e_{number}", f"c_{number}").blob
        everyone.put(f"e_{number}", f"c_{number}", blob)
        if number in seen:
            only_seen.put(f"e_{number}", f"c_{number}", blob)
    allowed = {f"c_{number}" for number in seen}.__contains__
    answers = [SealedSearch(box, "helsinki", rows).find(query, allowed) for rows in (everyone, only_seen)]  # type: ignore[arg-type]
    assert {(hit.entry_id, hit.score) for hit in answers[0].hits} == {
        (hit.entry_id, hit.score) for hit in answers[1].hits
    }
