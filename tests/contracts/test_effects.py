"""The Effects and Requests ports: a key is claimed once, whoever asks; a repeated request is answered as before."""

import pytest

from mediation.effects import AlreadyDone, Answered
from mediation.kernel.ids import random_id
from tests.conftest import BEGINNING as NOW
from tests.contracts.conftest import Place
from tests.contracts.threads import together

ANSWER = Answered(b"t" * 32, {"case": "c_1", "matters": ["m_1", "m_2"], "version": 3, "none": None, "yes": True})


def claimed(place: Place, *keys: str) -> bool:
    try:
        with place.another_process() as stores, stores.transaction():
            for key in keys:
                stores.effects.claim(key, NOW)
    except AlreadyDone:
        return False
    return True


def is_done(place: Place, key: str) -> bool:
    with place.open() as stores:
        return stores.effects.done(key)


def test_an_effect_is_claimed_once(place: Place) -> None:
    key = random_id("e")
    assert not is_done(place, key)
    assert claimed(place, key)
    assert is_done(place, key)
    assert not claimed(place, key)


def test_an_effect_is_claimed_once_within_one_unit_too(place: Place) -> None:
    key = random_id("e")
    assert not claimed(place, key, key)
    assert not is_done(place, key)


def test_of_four_who_claim_at_once_one_gets_each_effect(place: Place) -> None:
    keys = [random_id("e") for _ in range(25)]
    won = together(*[lambda: [key for key in keys if claimed(place, key)]] * 4)
    assert sorted(key for mine in won for key in mine) == sorted(keys)


def test_a_claim_of_a_unit_that_fails_is_free_again(place: Place) -> None:
    key, taken = random_id("e"), random_id("e")
    assert claimed(place, taken)
    assert not claimed(place, key, taken)
    assert not is_done(place, key)
    assert claimed(place, key)


def test_the_longest_key_there_is_can_be_claimed(place: Place) -> None:
    assert claimed(place, f"{random_id('e')}{'x' * 160}"[:160])


def test_an_answer_is_found_again_by_its_key_alone(place: Place) -> None:
    key = random_id("q")
    with place.writing() as stores:
        assert stores.requests.find(key) is None
        stores.requests.keep(key, ANSWER, NOW)
    with place.another_process() as stores:
        assert stores.requests.find(key) == ANSWER
        assert stores.requests.find(key + "x") is None


def test_of_four_who_answer_one_request_at_once_one_is_kept(place: Place) -> None:
    key = random_id("q")

    def answer(number: int) -> bool:
        try:
            with place.another_process() as stores, stores.transaction():
                stores.requests.keep(key, Answered(b"t" * 32, {"by": number}), NOW)
        except AlreadyDone:
            return False
        return True

    won = together(*[lambda n=n: answer(n) for n in range(4)])
    assert sum(won) == 1
    with place.open() as stores:
        assert stores.requests.find(key) == Answered(b"t" * 32, {"by": won.index(True)})


def test_an_answer_is_never_replaced(place: Place) -> None:
    key = random_id("q")
    with place.writing() as stores:
        stores.requests.keep(key, ANSWER, NOW)
    with place.open() as stores, pytest.raises(AlreadyDone), stores.transaction():
        stores.requests.keep(key, Answered(b"u" * 32, {}), NOW)
    with place.open() as stores:
        assert stores.requests.find(key) == ANSWER
