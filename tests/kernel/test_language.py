"""One language stands in for another in a fixed order, and English never silences the official two."""

import pytest

from mediation.kernel.language import FALLBACK, OFFICIAL, Language, best_of

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH

# fmt: off
BEST = [
    ("a Swede gets Swedish",                                     SV, {FI, SV, EN}, SV),
    ("a Swede gets Finnish where there is no Swedish",           SV, {FI, EN},     FI),
    ("a Finn gets Swedish where there is no Finnish",            FI, {SV, EN},     SV),
    ("a reader of English gets Finnish of the official two",     EN, {FI, SV},     FI),
    ("a reader of English gets English where it is written",     EN, {FI, SV, EN}, EN),
]
# fmt: on


@pytest.mark.parametrize(("wanted", "there", "best"), [row[1:] for row in BEST], ids=[row[0] for row in BEST])
def test_the_language_a_reader_gets(wanted: Language, there: set[Language], best: Language) -> None:
    assert best_of(wanted, frozenset(there)) is best


@pytest.mark.parametrize(("wanted", "there"), [(FI, {EN}), (SV, {EN}), (EN, {SV}), (FI, set())])
def test_where_nothing_fits_nothing_is_guessed(wanted: Language, there: set[Language]) -> None:
    with pytest.raises(ValueError, match="nothing available"):
        best_of(wanted, frozenset(there))


def test_every_language_has_its_order_and_begins_with_itself() -> None:
    assert all(FALLBACK[language][0] is language for language in Language)
    assert set(OFFICIAL) == {FI, SV}
