"""Identifiers: one shape, in order of time inside the office, telling nothing outside it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.ids import looks_like_id, new_id, random_id

NOW = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(2005, 1, 1), datetime(2105, 1, 1), timezones=st.just(UTC))

# fmt: off
FOREIGN = [
    ("another kind",                  "p_" + "0" * 26),
    ("too short",                     "c_" + "0" * 25),
    ("too long",                      "c_" + "0" * 27),
    ("a letter that is never used",   "c_" + "u" + "0" * 25),
    ("capitals",                      "c_" + "A" * 26),
    ("a line break behind",           "c_" + "0" * 26 + "\n"),
    ("no underscore",                 "c" + "0" * 27),
    ("a path",                        "c_../../../../../../etc/pass"),
    ("Arabic digits",                 "c_" + "٠" * 26),
    ("nothing",                       ""),
]
# fmt: on


@pytest.mark.parametrize("make", [lambda: new_id("c", NOW), lambda: random_id("c")], ids=["in time", "random"])
def test_every_identifier_has_the_shape_of_its_kind(make: object) -> None:
    made = {make() for _ in range(500)}  # type: ignore[operator]
    assert len(made) == 500
    assert all(looks_like_id(one, "c") and not looks_like_id(one, "m") for one in made)


@pytest.mark.parametrize("text", [row[1] for row in FOREIGN], ids=[row[0] for row in FOREIGN])
def test_what_only_resembles_an_identifier_is_none(text: str) -> None:
    assert not looks_like_id(text, "c")


@given(INSTANTS, st.integers(1, 10**9))
def test_a_later_identifier_sorts_later(at: datetime, seconds: int) -> None:
    later = min(at + timedelta(seconds=seconds), datetime(2106, 1, 1, tzinfo=UTC))
    assert new_id("c", at) < new_id("c", later)


def test_identifiers_of_one_second_share_no_guessable_part() -> None:
    tails = {new_id("c", NOW)[-19:] for _ in range(500)}
    assert len(tails) == 500
    assert len({tail[:4] for tail in tails}) > 400


def test_an_identifier_for_outside_tells_no_time() -> None:
    assert len({random_id("f")[:8] for _ in range(100)}) == 100  # an ordered one would begin with the same second
