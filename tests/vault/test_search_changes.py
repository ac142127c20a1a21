"""Sealed entries that come and go: noticed by every process, taken once, left out when they do not open."""

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.refusals import CannotOpen
from mediation.vault import Vault
from mediation.vault.words import Words
from tests.vault.searching import Office


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


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


@given(st.lists(st.tuples(st.integers(0, 5), st.lists(st.sampled_from(["ab", "abc", "bca", "c", "aab"]), max_size=3))))
def test_words_that_come_and_go_leave_what_a_fresh_index_would_hold(
    steps: list[tuple[int, list[str]]],
) -> None:
    words, held = Words(), dict[int, set[str]]()
    for entry, new in steps:
        words.remove(held.pop(entry, set()), entry)
        held[entry] = set(new)
        words.add(held[entry], entry)
    for part in ("a", "ab", "bc", "c", "x"):
        assert set(words.containing(part)) == {e for e, kept in held.items() if any(part in word for word in kept)}


def test_reading_the_module_needs_no_key_and_no_database() -> None:
    code = "import mediation.vault.search, sys; sys.exit('sqlalchemy' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0  # noqa: S603
