"""Search over sealed entries: finds what plain search finds, and never what the asker may not see."""

import random
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mediation.kernel.refusals import CannotOpen
from mediation.vault import Box, SealedSearch, Vault
from mediation.vault.entries import Entry, sounds_of
from mediation.vault.envelope import DataKey
from mediation.vault.normal import n1
from mediation.vault.words import Words
from tests.vault.memory import MemoryEntries

FIRST = (
    "Aino", "Eero", "Helmi", "Oskari", "Veikko", "Sari", "Åke", "Björn", "Söderi", "Zahra", "Иван", "Amal",
    "Kaarlo", "Eeva-Liisa", "Jean", "O'Neil", "Matti", "Minna", "Pirkko", "Yrjö",
)  # fmt: skip
START = (
    "Virta", "Mäke", "Korho", "Laak", "Järvi", "Nieme", "Heikki", "Koski", "Lind", "Berg", "Åstrand", "Ranta",
    "Sala", "Tuomi", "Wester", "Kvist",
)  # fmt: skip
END = ("nen", "lä", "so", "la", "ström", "man", "qvist", "holm", "vaara", "")


def everything(_case_id: str) -> bool:
    return True


class Office:
    """An office's sealed entries, and what they were made from."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.box = vault.ensure_scope("search:helsinki")
        self.entries = MemoryEntries()
        self.search = SealedSearch(vault, "helsinki", self.entries)
        self.plain: dict[str, str] = {}

    def put(self, entry_id: str, *texts: str, case_id: str = "c_1", born: date | None = None) -> None:
        sealed = Entry.of(*texts, born=born).seal(self.box, entry_id, case_id)
        self.entries.put(entry_id, case_id, sealed.blob)
        self.plain[entry_id] = n1(" ".join(texts))

    def remove(self, entry_id: str, case_id: str = "c_1") -> None:
        self.entries.put(entry_id, case_id, None)
        del self.plain[entry_id]

    def found(self, query: str, *, loosely: bool = False, born: date | None = None) -> set[str]:
        found = self.search.find(query, everything, limit=100_000, loosely=loosely, born=born)
        assert not found.more
        assert len({hit.entry_id for hit in found.hits}) == len(found.hits)
        return {hit.entry_id for hit in found.hits}


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def invented(number: int) -> list[str]:
    chance = random.Random(number)  # noqa: S311
    pick = chance.choice
    return [f"{pick(FIRST)} {pick(FIRST)} {pick(START)}{pick(END)}" for _ in range(number)]


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
        wanted = {
            e for e, text in office.plain.items() if all(alike(part, text) for part in n1(query).split())
        }
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
    box = _Boxed()
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


class _Boxed:
    """A vault of one box."""

    def __init__(self) -> None:
        self.inner = Box(
            "search:helsinki", (DataKey(b"k" * 32, "helsinki", "search:helsinki"),), 0, lambda n: n
        )

    def box(self, _scope: str) -> Box:
        return self.inner


# ── entries that come and go ───────────────────────────────────────────────────────────────────────────


def test_new_changed_and_removed_entries_are_noticed_at_the_next_search(office: Office) -> None:
    office.put("e_1", "Aino Aalto")
    assert office.found("aalto") == {"e_1"}
    office.put("e_2", "Eero Aalto")
    office.put("e_1", "Aino Korhonen")
    assert office.found("aalto") == {"e_2"}
    assert office.found("korhonen") == {"e_1"}
    office.remove("e_1")
    assert office.found("korhonen", loosely=True) == set()
    assert len(office.search) == 1


def test_a_removed_name_is_nowhere_in_the_memory_of_the_index(office: Office) -> None:
    office.put("e_1", "Ainutlaatuinen Nimi")
    office.put("e_2", "Eero Aalto")
    office.found("aalto")
    office.remove("e_1")
    office.search.refresh()
    held = repr([vars(office.search._words), vars(office.search._sounds), office.search._kept])
    assert "ainutlaatuinen" not in held
    assert "aalto" in held


def test_rows_are_taken_once_and_late_ones_are_not_missed(office: Office) -> None:
    for number in range(5):
        office.put(f"e_{number}", f"Nimi{number}")
    late = office.entries.rows.pop(2)
    assert office.search.refresh() == 4
    assert office.search.refresh() == 0
    office.entries.rows.append(late)
    assert office.search.refresh() == 1
    assert office.found("nimi2") == {"e_2"}


def test_a_late_row_does_not_undo_a_later_removal(office: Office) -> None:
    office.put("e_1", "Aino Aalto")
    added = office.entries.rows[0]
    office.remove("e_1")
    office.search.refresh()
    office.entries.rows.append(added)
    assert office.found("aalto") == set()


@pytest.mark.parametrize("change", ["case_id", "entry_id", "blob"])
def test_an_entry_moved_to_another_case_or_altered_is_left_out_and_named(office: Office, change: str) -> None:
    office.put("e_1", "Aino Aalto")
    office.put("e_2", "Eero Aalto")
    row = office.entries.rows[0]
    blob = row.blob or b""
    changed = {"case_id": "c_mine", "entry_id": "e_9", "blob": blob[:-1] + bytes([blob[-1] ^ 1])}[change]
    object.__setattr__(row, change, changed)
    assert office.found("aalto") == {"e_2"}
    assert office.search.unopened == {row.entry_id}


def test_without_the_offices_search_key_nothing_is_found(office: Office) -> None:
    office.put("e_1", "Aino Aalto")
    office.vault.forget("search:helsinki")
    with pytest.raises(CannotOpen) as refusal:
        office.found("aalto")
    assert refusal.value.code == "key_forgotten"


def test_the_sealed_entry_shows_no_name(office: Office) -> None:
    office.put("e_1", "Aino Aalto", born=date(1990, 1, 1))
    office.found("aalto")
    shown = repr(office.entries.rows) + repr(office.search) + repr(office.search._kept)
    assert b"aalto" not in (office.entries.rows[0].blob or b"")
    assert "aalto" not in shown
    assert "1990" not in shown


def test_threads_may_search_while_entries_arrive(office: Office) -> None:
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(30):
                office.found("nimi", loosely=True)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(100):
        office.put(f"e_{number}", f"Nimi{number} Sukunimi")
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(office.found("nimi")) == 100


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.lists(st.sampled_from(["ab", "abc", "bca", "c", "aab"]), max_size=3))
    )
)
def test_words_that_come_and_go_leave_what_a_fresh_index_would_hold(
    steps: list[tuple[int, list[str]]],
) -> None:
    words, held = Words(), dict[int, set[str]]()
    for entry, new in steps:
        words.remove(held.pop(entry, set()), entry)
        held[entry] = set(new)
        words.add(held[entry], entry)
    for part in ("a", "ab", "bc", "c", "x"):
        assert set(words.containing(part)) == {
            e for e, kept in held.items() if any(part in word for word in kept)
        }


def test_reading_the_module_needs_no_key_and_no_database() -> None:
    code = "import mediation.vault.search, sys; sys.exit('sqlalchemy' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0  # noqa: S603
