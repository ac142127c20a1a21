"""A record opens in its own place under its own key, and nowhere else."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

import mediation.vault
from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen
from mediation.vault import Box, Label, Vault, sealed
from mediation.vault.envelope import DataKey
from mediation.vault.pae import pae
from mediation.vault.sources.development import DevelopmentKeys
from tests.vault.collision import one_ciphertext_for_two_keys
from tests.vault.memory import MemoryKeys

HERE = Label("notes", "body_sealed", "n_1", 3)
ELSEWHERE = {
    "another row of the case": dataclasses.replace(HERE, row="n_2"),
    "another column": dataclasses.replace(HERE, column="head_sealed"),
    "another table": dataclasses.replace(HERE, table="documents"),
    "another version of the row": dataclasses.replace(HERE, version=4),
    "a table and column cut elsewhere": Label("notesb", "ody_sealed", "n_1", 3),
}
PARTS = {"version": 0, "suite": 1, "kid": 2, "nonce": 18, "body": 40, "tag": -1}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def box(vault: Vault) -> Box:
    return vault.new_scope("c_1")


def refused(box: Box, blob: bytes, label: Label = HERE) -> str:
    with pytest.raises(CannotOpen) as refusal:
        box.open(blob, label)
    assert refusal.value.__cause__ is None
    return refusal.value.code


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_blob_moved_to(box: Box, place: str) -> None:
    blob = box.seal(b"a note", HERE).blob
    assert box.open(blob, HERE) == b"a note"
    assert refused(box, blob, ELSEWHERE[place]) == "cannot_open"


def test_two_swapped_notes_are_both_refused(box: Box) -> None:
    other = ELSEWHERE["another row of the case"]
    mine, theirs = box.seal(b"accused", HERE).blob, box.seal(b"victim", other).blob
    assert (refused(box, theirs, HERE), refused(box, mine, other)) == ("cannot_open",) * 2


def test_a_blob_of_another_case_is_refused(vault: Vault, box: Box) -> None:
    assert refused(vault.new_scope("c_2"), box.seal(b"a note", HERE).blob) == "cannot_open"


def test_the_same_key_in_another_office_or_scope_does_not_open() -> None:
    blob = DataKey(b"k" * 32, "helsinki", "c_1").seal(b"a note", HERE, b"s" * 32, b"n" * 12)
    for tenant, scope in (("oulu", "c_1"), ("helsinki", "c_2"), ("helsink", "ic_1")):
        with pytest.raises(CannotOpen):
            DataKey(b"k" * 32, tenant, scope).open(blob, HERE)


def test_a_record_of_another_schema_version_is_refused(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = box.seal(b"a note", HERE).blob
    monkeypatch.setattr(sealed, "SCHEMA_VERSION", 2)
    assert refused(box, blob) == "cannot_open"


@pytest.mark.parametrize("bit", [1, 128])
@pytest.mark.parametrize("part", PARTS)
def test_a_flipped_bit_is_refused_in_the(box: Box, part: str, bit: int) -> None:
    blob = bytearray(box.seal(b"a note", HERE).blob)
    blob[PARTS[part]] ^= bit
    assert refused(box, bytes(blob)) == "cannot_open"


@pytest.mark.parametrize("length", [0, 1, 2, 17, 18, 29, 30, 45, 46, 100, 301])
def test_a_blob_cut_short_is_refused(box: Box, length: int) -> None:
    assert refused(box, box.seal(b"a note", HERE).blob[:length]) == "cannot_open"


def test_a_wrong_key_is_refused_before_anything_is_decrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = DataKey(b"k" * 32, "helsinki", "c_1"), DataKey(b"j" * 32, "helsinki", "c_1")
    blob = theirs.seal(b"a note", HERE, b"s" * 32, b"n" * 12)
    asked: list[bytes] = []

    class Watched:
        def decrypt(self, _nonce: bytes, content: bytes, _aad: bytes) -> bytes:
            asked.append(content)
            return content

    monkeypatch.setattr(mine, "_aead", Watched())
    with pytest.raises(CannotOpen):
        mine.open(blob, HERE)
    assert asked == []


def test_a_ciphertext_crafted_for_two_keys_opens_under_one_only() -> None:
    # AES-GCM alone does not commit to its key: the crafted bytes decrypt under both raw keys.
    first, second = b"\x01" * 32, b"\x02" * 32
    keys = [DataKey(key, "helsinki", "c_1") for key in (first, second)]
    raw = [key._aead for key in keys]
    header = b"\x01\x01" + keys[0].kid
    aad = pae("mce1", header, "helsinki", "c_1", *HERE.parts())
    working = [mediation.vault.envelope._expand(key, b"mce1/rec") for key in (first, second)]
    nonce = b"n" * 12
    body = one_ciphertext_for_two_keys(working[0], working[1], nonce, aad, bytes(256))
    assert [len(aead.decrypt(nonce, body, aad)) for aead in raw] == [272, 272]
    with pytest.raises(CannotOpen):
        keys[1].open(header + nonce + body, HERE)


@given(JSON)
def test_whatever_is_sealed_opens_again(value: Any) -> None:
    box = Box("c_1", (DataKey(b"k" * 32, "helsinki", "c_1"),), 0, lambda n: n)
    payload = json.dumps(value).encode()
    assert json.loads(box.open(box.seal(payload, HERE).blob, HERE)) == value


@given(st.binary(max_size=2_000))
def test_any_bytes_come_back_as_they_were_and_sizes_come_in_steps(payload: bytes) -> None:
    box = Box("c_1", (DataKey(b"k" * 32, "helsinki", "c_1"),), 0, lambda n: n)
    blob = box.seal(payload, HERE).blob
    assert box.open(blob, HERE) == payload
    assert (len(blob) - 46) % 256 == 0
    assert len(blob) - 46 - 256 < len(payload) + 36 <= len(blob) - 46


PIECES = st.lists(st.binary(max_size=20) | st.text(max_size=8) | st.integers(min_value=0), max_size=5)


@given(PIECES, PIECES)
def test_two_lists_of_parts_never_encode_alike(first: list[Any], second: list[Any]) -> None:
    def as_bytes(parts: list[Any]) -> list[bytes]:
        return [p if isinstance(p, bytes) else str(p).encode() for p in parts]

    assert (pae(*first) == pae(*second)) == (as_bytes(first) == as_bytes(second))


def test_padding_that_is_not_minimal_or_not_zero_is_refused() -> None:
    key = DataKey(b"k" * 32, "helsinki", "c_1")
    aad = pae("mce1", b"\x01\x01" + key.kid, "helsinki", "c_1", *HERE.parts())
    aead: AESGCM = key._aead
    for plain in (
        bytes(32) + b"\x01\0\0\0" + b"x" + bytes(218) + b"\x01",     # a byte in the padding
        bytes(32) + b"\x01\0\0\0" + b"x" + bytes(475),               # a block too many
        bytes(32) + b"\xff\xff\0\0" + bytes(220),                    # longer than it is
        bytes(30),
    ):  # fmt: skip
        blob = b"\x01\x01" + key.kid + b"n" * 12 + aead.encrypt(b"n" * 12, plain, aad)
        with pytest.raises(CannotOpen):
            key.open(blob, HERE)


def test_a_million_seals_use_a_million_nonces_and_salts() -> None:
    key, seen = DataKey(b"k" * 32, "helsinki", "c_1"), set[bytes]()

    class Noting(Box):
        def _seal(self, _payload: bytes, _label: Label, salt: bytes, nonce: bytes) -> Any:
            seen.update((salt, nonce))

    box = Noting("c_1", (key,), 0, lambda n: n)
    for _ in range(1_000_000):
        box.seal(b"", HERE)
    assert len(seen) == 2_000_000


def test_the_only_source_of_chance_is_the_operating_system() -> None:
    folder = Path(mediation.vault.__file__).parent
    other = re.compile(r"^\s*(?:import|from) (?:random|secrets|uuid|time|numpy)\b", re.MULTILINE)
    texts = {path: path.read_text("utf-8") for path in folder.rglob("*.py")}
    assert [path.name for path, text in texts.items() if other.search(text)] == []
    assert {path.name for path, text in texts.items() if "os.urandom(" in text} >= {"box.py", "vault.py"}


def test_nothing_sealed_or_opened_shows_its_content(vault: Vault, box: Box) -> None:
    made = box.seal(b"Aino Esimerkki", HERE)
    shown = repr([made, box.reveal(made.blob, HERE), box, vault, HERE])
    assert "Aino" not in shown
    assert made.blob.hex() not in shown
    assert repr(made.blob)[2:40] not in shown


def test_a_commitment_fits_one_payload_with_one_salt_in_one_scope(box: Box) -> None:
    made = box.seal(b"a note", HERE)
    opened = box.reveal(made.blob, HERE)
    assert sealed.commitment(opened.salt, "c_1", b"a note") == made.commitment
    assert sealed.commitment(opened.salt, "c_1", b"a lie") != made.commitment
    assert sealed.commitment(opened.salt, "c_2", b"a note") != made.commitment
    assert box.seal(b"a note", HERE).commitment != made.commitment


def test_the_vaults_of_two_offices_do_not_share_a_scope(memory_keys: MemoryKeys, clock: SetClock) -> None:
    source = DevelopmentKeys("a phrase of the tests", clock.now())
    here, there = (Vault(memory_keys, source, name, clock) for name in ("helsinki", "oulu"))
    here.new_scope("c_1")
    with pytest.raises(CannotOpen) as refusal:
        there.box("c_1")
    assert refusal.value.code == "key_forgotten"
