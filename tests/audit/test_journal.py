"""One contract for the journal in memory, on SQLite and on PostgreSQL."""

from datetime import timedelta
from typing import Any

import pytest

from audit.canonical import entry_bytes
from audit.checkpoint import open_checkpoint
from audit.errors import BadNote, BadProof
from audit.merkle import EMPTY, check_entry, check_growth, leaf_hash, root
from tests.audit.journals import KEY, NOON, OTHER_KEY, PUBLIC, Place, an_entry


def filled(place: Place, size: int) -> list[Any]:
    entries = [an_entry(number) for number in range(size)]
    with place.unit() as unit:
        place.journal.append_many(unit, entries)
    place.settle()
    return entries


def test_what_was_appended_is_read_in_order_with_its_hash(place: Place) -> None:
    entries = [an_entry(number) for number in range(25)]
    for entry in entries:
        with place.unit() as unit:
            place.journal.append(unit, entry)
    place.settle()
    with place.unit() as unit:
        leaves = list(place.journal.entries(unit))
        assert place.journal.size(unit) == 25
    bodies = [entry_bytes(entry) for entry in entries]
    assert leaves == [(i, body, leaf_hash(body)) for i, body in enumerate(bodies)]


def test_a_new_journal_is_empty_and_can_say_so(place: Place) -> None:
    with place.unit() as unit:
        assert place.journal.size(unit) == 0
        assert list(place.journal.entries(unit)) == []
        assert list(place.journal.checkpoints(unit)) == []
        note = place.journal.checkpoint(unit, KEY, NOON)
    checkpoint = open_checkpoint(note, [PUBLIC])
    assert (checkpoint.size, checkpoint.root) == (0, EMPTY)


def test_an_empty_unit_of_work_leaves_nothing(place: Place) -> None:
    assert filled(place, 0) == []
    with place.unit() as unit:
        assert place.journal.size(unit) == 0


def test_the_entries_of_one_unit_stand_together_in_their_order(place: Place) -> None:
    entries = filled(place, 2500)
    with place.unit() as unit:
        assert [leaf.entry for leaf in place.journal.entries(unit)] == list(map(entry_bytes, entries))


@pytest.mark.parametrize(
    ("start", "stop", "found"),
    [(0, 3, [0, 1, 2]), (3, None, [3, 4]), (4, 99, [4]), (5, None, []), (2, 2, []), (3, 1, [])],
)
def test_a_part_of_the_journal_can_be_read(
    place: Place, start: int, stop: int | None, found: list[int]
) -> None:
    filled(place, 5)
    with place.unit() as unit:
        assert [leaf.position for leaf in place.journal.entries(unit, start, stop)] == found


def test_an_entry_that_cannot_be_written_takes_the_others_of_its_unit_with_it(place: Place) -> None:
    with pytest.raises(AttributeError), place.unit() as unit:
        place.journal.append_many(unit, [an_entry(0), "no entry"])
    place.settle()
    with place.unit() as unit:
        assert place.journal.size(unit) == 0


def test_a_checkpoint_states_the_root_of_what_is_there(place: Place) -> None:
    entries = filled(place, 11)
    with place.unit() as unit:
        checkpoint = open_checkpoint(place.journal.checkpoint(unit, KEY, NOON), [PUBLIC])
    assert checkpoint.origin == place.journal.origin
    assert (checkpoint.size, checkpoint.root) == (11, root([leaf_hash(entry_bytes(e)) for e in entries]))


def test_checkpoints_are_kept_in_order_and_each_statement_once(place: Place) -> None:
    notes: list[str] = []
    for size in (0, 3, 3, 6):
        with place.unit() as unit:
            have = place.journal.size(unit)
            place.journal.append_many(unit, [an_entry(number) for number in range(have, size)])
        place.settle()
        with place.unit() as unit:
            notes.append(place.journal.checkpoint(unit, KEY, NOON + timedelta(hours=len(notes))))
    assert notes[1] == notes[2]
    with place.unit() as unit:
        assert list(place.journal.checkpoints(unit)) == [notes[0], notes[1], notes[3]]


def test_a_new_signing_key_signs_the_same_entries_anew_and_the_old_one_may_again(place: Place) -> None:
    filled(place, 4)
    for key in (KEY, OTHER_KEY, KEY):
        with place.unit() as unit:
            place.journal.checkpoint(unit, key, NOON)
    with place.unit() as unit:
        old, new = place.journal.checkpoints(unit)
    assert open_checkpoint(old, [PUBLIC]).size == 4
    with pytest.raises(BadNote):
        open_checkpoint(new, [PUBLIC])


def test_every_entry_is_proven_under_every_later_root(place: Place) -> None:
    leaves = [leaf_hash(entry_bytes(entry)) for entry in filled(place, 13)]
    with place.unit() as unit:
        for size in (1, 2, 7, 8, 13):
            for index in range(size):
                proof = place.journal.prove_entry(unit, index, size)
                check_entry(index, size, leaves[index], proof, root(leaves[:size]))


def test_growth_is_proven_between_all_sizes(place: Place) -> None:
    leaves = [leaf_hash(entry_bytes(entry)) for entry in filled(place, 13)]
    with place.unit() as unit:
        for new in (1, 5, 8, 13):
            for old in range(new + 1):
                proof = place.journal.prove_growth(unit, old, new)
                check_growth(old, new, root(leaves[:old]), root(leaves[:new]), proof)


def test_nothing_is_proven_about_entries_that_are_not_there(place: Place) -> None:
    filled(place, 3)
    with place.unit() as unit:
        for ask, first, second in (
            (place.journal.prove_entry, 0, 4),
            (place.journal.prove_entry, 3, 3),
            (place.journal.prove_growth, 3, 4),
            (place.journal.prove_growth, 3, 2),
        ):
            with pytest.raises(BadProof):
                ask(unit, first, second)
