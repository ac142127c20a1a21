"""The Letters port: each letter in exactly one batch, whoever is first, and nobody else's office sees it."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.kernel.ids import DocumentId
from mediation.kernel.refusals import NotFound, Stale
from mediation.notifications.letters import Letter, letter_of
from mediation.notifications.outbox import Recipient, RecipientKind
from mediation.states.small import LetterState as L
from tests.contracts.conftest import Place
from tests.contracts.made import a_message
from tests.contracts.threads import together

DAY = date(2026, 11, 24)


def waiting(place: Place, count: int = 1) -> list[Letter]:
    made = [
        letter_of(a_message(place.new_case(), enclosed=(DocumentId("f_1"),), facts={"due_on": "2026-12-01"}))
        for _ in range(count)
    ]
    with place.writing() as stores:
        for letter in made:
            stores.letters.put(letter)
    return [replace(letter, version=1) for letter in made]


def found(place: Place, *states: L, newest: int = 0) -> list[Letter]:
    with place.another_process() as stores:
        return stores.letters.in_state(*states, newest=newest)


def test_a_letter_comes_back_as_it_was_kept(place: Place) -> None:
    (made,) = waiting(place)
    assert found(place, L.WAITING) == [made]
    printed = replace(
        made, state=L.PRINTED, batch="b_1", papers=(DocumentId("f_2"), DocumentId("f_1")), printed_on=DAY,
        posted_on=DAY, why="came_back", troubled=True,
    )  # fmt: skip
    with place.writing() as stores:
        stores.letters.put(printed)
    assert found(place, L.WAITING) == []
    with place.another_process() as stores:
        assert stores.letters.get(made.id) == replace(printed, version=2)
        assert stores.letters.of_batch("b_1") == [replace(printed, version=2)]
        assert stores.letters.of_batch("b_2") == []


def test_of_two_advisers_who_print_at_once_one_has_every_letter_and_the_other_is_told(place: Place) -> None:
    made = waiting(place, 5)

    def press(batch: str) -> str:
        with place.another_process() as stores:
            mine = stores.letters.in_state(L.WAITING)
            try:
                with stores.transaction():
                    for letter in mine:
                        stores.letters.put(replace(letter, state=L.PRINTED, batch=batch))
            except Stale:
                return ""
        return batch if mine else ""

    pressed = together(*(lambda name=f"b_{n}": press(name) for n in range(4)))  # type: ignore[misc]
    (won,) = [batch for batch in pressed if batch]
    assert [(letter.id, letter.batch) for letter in found(place, L.PRINTED)] == [(m.id, won) for m in made]


def test_a_letter_changed_by_somebody_else_is_not_changed_again(place: Place) -> None:
    (made,) = waiting(place)
    with place.writing() as stores:
        stores.letters.put(replace(made, state=L.DROPPED))
    with pytest.raises(Stale), place.writing() as stores:
        stores.letters.put(replace(made, state=L.PRINTED, batch="b_1"))
    assert [letter.state for letter in found(place, *L)] == [L.DROPPED]


def test_the_newest_are_found_oldest_first(place: Place) -> None:
    made = sorted(waiting(place, 4), key=lambda letter: letter.id)
    assert found(place, L.WAITING, newest=2) == made[2:]
    assert found(place, L.WAITING, L.HELD) == made


def test_a_letter_of_the_office_s_own_is_of_no_case(place: Place) -> None:
    letter = letter_of(a_message("", to=Recipient(RecipientKind.VOLUNTEER, "v_1")))  # type: ignore[arg-type]
    with place.writing() as stores:
        stores.letters.put(letter)
    assert found(place, L.WAITING) == [replace(letter, version=1)]


def test_another_office_finds_none_of_them(place: Place) -> None:
    (made,) = waiting(place)
    with place.another_office() as stores:
        assert stores.letters.in_state(*L) == []
        assert stores.letters.of_batch("") == []
        with pytest.raises(NotFound) as refusal:
            stores.letters.get(made.id)
    assert refusal.value.code == "letter_not_found"
