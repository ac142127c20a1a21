"""Money is whole cents: split exactly, written exactly, never a float and never below nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.kernel.money import Money

CENTS = st.integers(0, 10**12)


@given(CENTS, st.integers(1, 120))
def test_instalments_add_up_to_the_cent_and_differ_by_one_at_most(cents: int, parts: int) -> None:
    split = Money(cents).split(parts)
    assert len(split) == parts
    assert sum(part.cents for part in split) == cents
    assert split[0].cents - split[-1].cents in {0, 1}
    assert list(split) == sorted(split, reverse=True)


@given(CENTS, CENTS)
def test_a_sum_is_the_sum_of_the_cents(one: int, other: int) -> None:
    assert Money(one) + Money(other) == Money(one + other)
    assert (Money(one) < Money(other)) is (one < other)


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "0,00"), (1, "0,01"), (10, "0,10"), (99, "0,99"), (100, "1,00"), (30001, "300,01"), (123456789, "1234567,89")],
)
def test_an_amount_is_written_in_euros_and_cents(cents: int, text: str) -> None:
    assert str(Money(cents)) == text


@pytest.mark.parametrize("cents", [1.0, 0.1, "100", None, True, False])
def test_only_a_whole_number_is_cents(cents: object) -> None:
    with pytest.raises(TypeError):
        Money(cents)  # type: ignore[arg-type]


@pytest.mark.parametrize("cents", [-1, -(10**12)])
def test_no_amount_is_below_nothing(cents: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        Money(cents)


@pytest.mark.parametrize("parts", [0, -3])
def test_nothing_is_split_into_no_parts(parts: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Money(100).split(parts)
