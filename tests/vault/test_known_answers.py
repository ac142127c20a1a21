"""Every byte format against frozen answers computed elsewhere: what is sealed today opens in ten years."""

import hashlib
from datetime import datetime
from typing import Any

import pytest

from mediation.vault.entries import sounds_of
from mediation.vault.envelope import DataKey
from mediation.vault.exact_index import NORMALS, ExactIndex
from mediation.vault.normal import n1
from mediation.vault.pae import pae
from mediation.vault.sealed import Label, commitment, digest
from mediation.vault.sources.keyline import KeyLine
from mediation.vault.sources.keyring import Keyring
from mediation.vault.wrapped import XAES, Wrapped, key_aad, with_epoch
from mediation.vault.xaes import Xaes
from tests.vault.conftest import NOW
from tests.vault.vectors import known

of = bytes.fromhex


@pytest.mark.parametrize("case", known("xaes")["cases"])
def test_xaes_gives_the_published_ciphertexts(case: dict[str, str]) -> None:
    cipher = Xaes(of(case["key"]))
    sealed = cipher.seal(of(case["plaintext"]), of(case["aad"]), of(case["nonce"]))
    assert sealed.hex() == case["sealed"]
    assert cipher.open(sealed, of(case["aad"]), of(case["nonce"])) == of(case["plaintext"])


def test_xaes_gives_the_published_digest_over_ten_thousand_random_messages() -> None:
    # C2SP XAES-256-GCM, "accumulated" vector: inputs from SHAKE128 of nothing, outputs into SHAKE128.
    stream, at, sealed_all = hashlib.shake_128(b"").digest(6_000_000), 0, hashlib.shake_128()

    def take(length: int) -> bytes:
        nonlocal at
        at += length
        return stream[at - length : at]

    for _ in range(10_000):
        key, nonce = take(32), take(24)
        plaintext = take(take(1)[0])
        aad = take(take(1)[0])
        sealed_all.update(Xaes(key).seal(plaintext, aad, nonce))
    assert sealed_all.hexdigest(32) == "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"


@pytest.mark.parametrize("case", known("pae"))
def test_parts_encode_as_known(case: dict[str, Any]) -> None:
    parts = [of(part["hex"]) if isinstance(part, dict) else part for part in case["parts"]]
    assert pae(*parts).hex() == case["encoded"]


@pytest.mark.parametrize("case", known("record"))
def test_a_record_has_exactly_the_known_bytes_and_opens(case: dict[str, Any]) -> None:
    key, label = DataKey(of(case["key"]), case["tenant"], case["scope"]), Label(*case["label"])
    blob = key.seal(of(case["payload"]), label, of(case["salt"]), of(case["nonce"]))
    assert blob.hex() == case["blob"]
    opened = key.open(of(case["blob"]), label)
    assert (opened.payload, opened.salt) == (of(case["payload"]), of(case["salt"]))
    assert digest(blob) == case["digest"]
    assert commitment(opened.salt, case["scope"], opened.payload) == case["commitment"]


@pytest.mark.parametrize("case", known("wrapped_key"))
def test_a_wrapped_key_has_exactly_the_known_bytes_and_opens(case: dict[str, Any]) -> None:
    ring = Keyring([KeyLine(case["epoch"], NOW, of(case["root_key"]))])
    aad = key_aad(case["tenant"], case["scope"])
    assert ring.unwrap(of(case["wrapped"]), aad) == of(case["data_key"])
    parts = Wrapped.parse(of(case["wrapped"]), XAES)
    nonce = parts.body[:24]
    body = Xaes(of(case["root_key"])).seal(of(case["data_key"]), with_epoch(aad, case["epoch"]), nonce)
    assert bytes(Wrapped(XAES, case["epoch"], nonce + body)).hex() == case["wrapped"]


@pytest.mark.parametrize("case", known("key_line"))
def test_a_root_key_line_reads_and_writes_as_known(case: dict[str, Any]) -> None:
    line = KeyLine(case["number"], datetime.fromisoformat(case["created_at"]), of(case["key"]))
    assert line.text() == case["line"]
    assert KeyLine.parse(case["line"], where="a file") == line


@pytest.mark.parametrize("case", known("exact_token"))
def test_an_exact_token_is_as_known(case: dict[str, Any]) -> None:
    ring = Keyring([KeyLine(0, NOW, of(case["index_key"]))])
    index = ExactIndex(ring, case["tenant"], case["table"], case["column"], case["kind"])  # type: ignore[arg-type]
    assert NORMALS[case["kind"]](case["given"]) == case["normal"]
    assert index.token(case["given"]).hex() == case["token"]


@pytest.mark.parametrize(("written", "searched"), known("n1"))
def test_a_name_has_the_known_searchable_form(written: str, searched: str) -> None:
    assert n1(written) == searched


@pytest.mark.parametrize(("word", "sound"), known("sounds"))
def test_a_word_has_the_known_sound(word: str, sound: str) -> None:
    assert sounds_of(word) == {sound}
