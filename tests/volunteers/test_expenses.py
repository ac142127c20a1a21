"""Rates of §12 c: the base of the day, a supplement of at most a half of it, or items; each row with its source."""

from datetime import date

import pytest

from volunteers.expenses import RATES, Claim, ClaimRefused, Item, base_claim, checked_items, rate_on

DAY = date(2026, 9, 1)


def test_the_base_is_thirty_euros_since_the_decree() -> None:
    assert rate_on(date(2019, 1, 21)).base_cents == 3000
    assert all(rate.source for rate in RATES)
    assert [rate.since for rate in RATES] == sorted({rate.since for rate in RATES})
    with pytest.raises(ClaimRefused, match="no_rate_then"):
        rate_on(date(2019, 1, 20))


@pytest.mark.parametrize(("supplement", "fits"), [(0, True), (1, True), (1500, True), (1501, False), (-1, False)])
def test_the_supplement_is_at_most_half_of_the_base(supplement: int, fits: bool) -> None:
    if fits:
        assert base_claim(DAY, supplement) == (3000, supplement)
        return
    with pytest.raises(ClaimRefused, match="supplement_too_large"):
        base_claim(DAY, supplement)


WRONG_ITEMS = {
    "no item":                   ((),                                   "required"),
    "an amount of nothing":      ((Item("ticket", 0),),                 "out_of_range"),
    "a negative amount":         ((Item("ticket", -1),),                "out_of_range"),
    "a thousand euros and one":  ((Item("ticket", 100_001),),           "out_of_range"),
    "a kind nobody knows":       ((Item("dinner", 1),),                 "unknown_kind"),
    "twenty-one items":          (tuple(Item("ticket", 1) for _ in range(21)), "too_long"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG_ITEMS)
def test_an_itemised_claim_is_refused_with(sentence: str) -> None:
    items, why = WRONG_ITEMS[sentence]
    with pytest.raises(ClaimRefused) as refused:
        checked_items(items)
    assert refused.value.code == why


def test_what_was_paid_to_somebody_else_needs_a_receipt_and_ones_own_car_does_not() -> None:
    claim = Claim(id="e_1", volunteer="v_1", meeting="i_1", meeting_on=DAY, submitted_on=DAY, base_cents=3000,
                  supplement_cents=200)  # fmt: skip
    assert (claim.cents, claim.lacks_receipt) == (3200, False)
    for kind, lacks in (("ticket", True), ("own_car", False)):
        itemised = Claim(id="e_1", volunteer="v_1", meeting="i_1", meeting_on=DAY, submitted_on=DAY,
                         items=(Item(kind, 560), Item("own_car", 40)))  # fmt: skip
        assert (itemised.cents, itemised.lacks_receipt) == (600, lacks)
