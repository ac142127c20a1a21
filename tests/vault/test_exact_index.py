"""Exact tokens: equal for one identifier however it is written, and worth nothing without the key."""

import pytest

from mediation.kernel.refusals import Invalid, Unsafe
from mediation.vault.exact_index import ExactIndex, identity_code, phone, police_number
from mediation.vault.sources.development import DevelopmentKeys
from mediation.vault.sources.keyring import Keyring
from tests.vault.conftest import NOW

PHONES = {
    "+358 40 123 4567": "358401234567",
    "040-1234567": "358401234567",
    "(040) 123 4567": "358401234567",
    "+358 (0)40 123 4567": "358401234567",
    "00358 40 1234567": "358401234567",
    "+46 70 123 45 67": "46701234567",
    "040\u2011123\u00a04567": "358401234567",
}


@pytest.mark.parametrize("written", PHONES)
def test_a_telephone_number_has_one_form(written: str) -> None:
    assert phone(written) == PHONES[written]


@pytest.mark.parametrize(
    "wrong", ["", "40 123 4567", "+358", "+0401234567", "call me", "+3584012345678901", "112"]
)
def test_what_is_no_telephone_number_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid) as refusal:
        phone(wrong)
    assert wrong == "" or wrong not in str(refusal.value)


def with_check(start: str) -> str:
    """An invented identity code of the test range, completed."""
    digits = start[:6] + start[7:]
    return start + "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31]


@pytest.mark.parametrize("start", ["010190-900", "010190Y901", "311299-999", "010105A950", "010105F951"])
def test_an_identity_code_of_any_century_sign_has_one_form(start: str) -> None:
    code = with_check(start)
    assert identity_code(code) == identity_code(f" {code.lower()} ") == "fi" + code.lower()


@pytest.mark.parametrize("wrong", ["", "010190-900", "310290-9000", "010190-900?", "nobody"])
def test_what_is_no_identity_code_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        identity_code(wrong)


def test_a_police_number_is_its_letters_and_digits() -> None:
    assert police_number("5650/R/0012345/26") == police_number("5650 r 0012345-26") == "5650r001234526"
    with pytest.raises(Invalid):
        police_number("/ - /")


def test_tokens_differ_by_office_column_and_source(source: DevelopmentKeys) -> None:
    here = ExactIndex(source, "helsinki", "persons", "phone_token", "phone")
    others = (
        ExactIndex(source, "oulu", "persons", "phone_token", "phone"),
        ExactIndex(source, "helsinki", "units", "phone_token", "phone"),
        ExactIndex(source, "helsinki", "persons", "work_phone_token", "phone"),
        ExactIndex(DevelopmentKeys("another phrase", NOW), "helsinki", "persons", "phone_token", "phone"),
    )
    tokens = {index.token("040 123 4567") for index in (here, *others)}
    assert len(tokens) == 5
    assert {len(token) for token in tokens} == {16}
    assert here.token("+358401234567") in tokens
    assert "358" not in repr(here)


def test_a_token_stays_the_same_through_a_rotation(source: DevelopmentKeys) -> None:
    before = ExactIndex(source, "helsinki", "persons", "phone_token", "phone").token("040 123 4567")
    source.create_epoch(NOW)
    source.destroy_epoch(1)
    assert ExactIndex(source, "helsinki", "persons", "phone_token", "phone").token("040 123 4567") == before


def test_without_a_derivation_key_there_is_no_index() -> None:
    with pytest.raises(Unsafe):
        ExactIndex(Keyring([]), "helsinki", "persons", "phone_token", "phone")  # type: ignore[arg-type]
