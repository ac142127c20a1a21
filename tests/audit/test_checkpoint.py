"""Signed notes, checkpoints and cosignatures: the standard's own example, pairs, and what is refused."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.checkpoint import Checkpoint, open_checkpoint, parse_text, sign_checkpoint, unsigned
from audit.cosignature import cosign, cosigned_at
from audit.errors import BadNote, Broken
from audit.merkle import EMPTY
from audit.note import COSIGNATURE, VerifierKey, parse_note, sign_note, signature_line
from tests.audit.journals import KEY, NOON, ORIGIN, OTHER_KEY, PUBLIC, a_journal

VECTORS = Path(__file__).parent.parent / "vectors/journal"
EXAMPLE = json.loads((VECTORS / "c2sp_note.json").read_text())
COSIGNED = (VECTORS / "checkpoint_v1.txt").read_bytes().decode()
NOW = Checkpoint(ORIGIN, 12, bytes(32))
NOTE = sign_checkpoint(NOW, None, KEY)
WITNESS = VerifierKey.of("witness.example/w1", OTHER_KEY, COSIGNATURE)
LINE = NOTE.split("\n\n")[1]

UNREADABLE: dict[str, str] = {
    "nothing":                              "",
    "no signature":                         NOW.text(),
    "no line under the empty one":          NOW.text() + "\n",
    "no empty line":                        NOTE.replace("\n\n", "\n"),
    "no last line break":                   NOTE[:-1],
    "line breaks of another system":        NOTE.replace("\n", "\r\n"),
    "a signature line without a dash":      NOTE.replace("\u2014", "-"),
    "a signature that is no base64":        NOTE.replace(LINE, f"\u2014 {ORIGIN} ####\n"),
    "a signature that is too short":        NOTE.replace(LINE, f"\u2014 {ORIGIN} AAAA\n"),
    "a signature line without a signature": NOTE + f"\u2014 {ORIGIN}\n",
    "a key name with a plus sign":          NOTE + "\u2014 a+b AAAAAAAAAAA=\n",
    "too many signatures":                  NOTE + "\u2014 x AAAAAAAAAAA=\n" * 20_000,
    "a size that was edited":               NOTE.replace("\n12\n", "\n13\n"),
    "a root that was edited":               NOTE.replace("AAAA", "AAAB", 1),
    "an origin that was edited":            NOTE.replace("mediation", "meditation", 1),
    "a line that was added":                NOTE.replace("\n\n", "\nmore\n\n"),
}  # fmt: skip

NO_CHECKPOINT: dict[str, str] = {
    "two lines":                 f"{ORIGIN}\n12\n",
    "a size with leading zero":  f"{ORIGIN}\n012\n{b64encode(bytes(32)).decode()}\n",
    "a negative size":           f"{ORIGIN}\n-1\n{b64encode(bytes(32)).decode()}\n",
    "a size in other digits":    f"{ORIGIN}\n\u0661\n{b64encode(bytes(32)).decode()}\n",
    "a root of 31 bytes":        f"{ORIGIN}\n12\n{b64encode(bytes(31)).decode()}\n",
    "a root in loose base64":    f"{ORIGIN}\n12\n{b64encode(bytes(32)).decode().replace('A=', 'B=')}\n",
    "an empty origin":           f"\n12\n{b64encode(bytes(32)).decode()}\n",
    "an empty extension":        f"{ORIGIN}\n12\n{b64encode(bytes(32)).decode()}\n\nmore\n",
    "no last line break":        f"{ORIGIN}\n12\n{b64encode(bytes(32)).decode()}",
}  # fmt: skip

BAD_KEYS: dict[str, str] = {
    "nothing":             "",
    "only a name":         "example.com/foo",
    "a letter lost":       EXAMPLE["key"].replace("foo", "fo"),
    "a changed letter":    EXAMPLE["key"].replace("kyeR", "kyeS"),
    "an unknown type":     "example.com/foo+530d903a+" + b64encode(b"\x06" + bytes(32)).decode(),
    "a short key":         "example.com/foo+530d903a+" + b64encode(b"\x01" + bytes(31)).decode(),
    "a name with a space": EXAMPLE["key"].replace("/", " "),
}  # fmt: skip


def test_the_example_of_the_standard_verifies() -> None:
    key = VerifierKey.parse(EXAMPLE["key"])
    note = parse_note(EXAMPLE["note"])
    assert str(key) == EXAMPLE["key"]
    assert str(note) == EXAMPLE["note"]
    assert note.verified(key, lambda signature: key.verifies(signature, note.text.encode()))


def test_the_example_of_the_standard_with_another_text_does_not() -> None:
    key, note = VerifierKey.parse(EXAMPLE["key"]), parse_note(EXAMPLE["note"].replace("This", "That"))
    with pytest.raises(BadNote):
        note.verified(key, lambda signature: key.verifies(signature, note.text.encode()))


def test_a_checkpoint_of_version_1_is_what_it_always_was() -> None:
    (*_, note) = a_journal(12, checkpoints=(12,)).checkpoints(None)
    assert note + cosign(note, WITNESS.name, OTHER_KEY, NOON) == COSIGNED
    assert open_checkpoint(COSIGNED, [PUBLIC]) == unsigned(note)
    assert cosigned_at(COSIGNED, WITNESS) == NOON


@pytest.mark.parametrize("sentence", UNREADABLE)
def test_a_checkpoint_is_refused_with(sentence: str) -> None:
    with pytest.raises(BadNote):
        open_checkpoint(UNREADABLE[sentence], [PUBLIC])


@pytest.mark.parametrize("sentence", NO_CHECKPOINT)
def test_a_text_is_no_checkpoint_with(sentence: str) -> None:
    with pytest.raises(BadNote):
        parse_text(NO_CHECKPOINT[sentence])


@pytest.mark.parametrize("sentence", BAD_KEYS)
def test_a_key_is_refused_with(sentence: str) -> None:
    with pytest.raises(BadNote):
        VerifierKey.parse(BAD_KEYS[sentence])


@given(
    size=st.integers(0, 2**62),
    root=st.binary(min_size=32, max_size=32),
    more=st.lists(st.text("abc =/", min_size=1), max_size=2),
)
def test_every_checkpoint_comes_back_from_its_text(size: int, root: bytes, more: list[str]) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root, tuple(more))
    assert parse_text(checkpoint.text()) == checkpoint
    assert open_checkpoint(sign_checkpoint(checkpoint, None, KEY), [PUBLIC]) == checkpoint


@given(
    name=st.text("abc./é", min_size=1),
    public=st.binary(min_size=32, max_size=32),
    type=st.sampled_from([1, 4]),
)
def test_every_key_comes_back_from_its_line(name: str, public: bytes, type: int) -> None:
    key = VerifierKey(name, public, type)
    assert VerifierKey.parse(str(key)) == key


def test_lines_by_unknown_keys_are_ignored() -> None:
    post_quantum = signature_line("witness.example/w9", b"\x01\x02\x03\x04", bytes(2428))
    same_name_other_id = signature_line(ORIGIN, b"\x00\x00\x00\x00", bytes(64))
    assert open_checkpoint(NOTE + post_quantum + same_name_other_id, [PUBLIC]) == NOW


def test_a_false_line_in_the_name_of_a_known_key_spoils_the_whole_note() -> None:
    with pytest.raises(BadNote):
        open_checkpoint(NOTE + signature_line(ORIGIN, PUBLIC.id, bytes(64)), [PUBLIC])


def test_a_checkpoint_by_an_unknown_key_is_refused() -> None:
    with pytest.raises(BadNote):
        open_checkpoint(NOTE, [VerifierKey.of(ORIGIN, OTHER_KEY)])
    with pytest.raises(BadNote):
        open_checkpoint(NOTE, [])


def test_a_witness_does_not_stand_in_for_the_journal() -> None:
    with pytest.raises(BadNote):
        open_checkpoint(NOW.text() + "\n" + cosign(NOTE, WITNESS.name, OTHER_KEY, NOON), [WITNESS])


def test_a_cosigned_checkpoint_opens_also_for_one_who_knows_the_witness() -> None:
    line = cosign(NOTE, WITNESS.name, OTHER_KEY, NOON)
    assert open_checkpoint(NOTE + line, [WITNESS, PUBLIC]) == NOW


def test_a_text_without_its_last_line_break_is_not_signed() -> None:
    with pytest.raises(BadNote):
        sign_note("text", ORIGIN, KEY)


def test_a_journal_never_signs_a_step_back_or_a_second_root() -> None:
    with pytest.raises(Broken, match="ends at 11"):
        sign_checkpoint(Checkpoint(ORIGIN, 11, bytes(32)), NOW, KEY)
    with pytest.raises(Broken, match="first 12 entries"):
        sign_checkpoint(Checkpoint(ORIGIN, 12, EMPTY), NOW, KEY)
    assert sign_checkpoint(NOW, NOW, KEY) == NOTE


@given(
    at=st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 1, 1), timezones=st.just(UTC))
)
@example(at=datetime(9998, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))
def test_a_cosignature_carries_its_time_to_the_second(at: datetime) -> None:
    line = cosign(NOTE, WITNESS.name, OTHER_KEY, at)
    assert cosigned_at(NOTE + line, WITNESS) == at.replace(microsecond=0)


def test_a_cosignature_with_another_time_or_text_is_refused() -> None:
    line = cosign(NOTE, WITNESS.name, OTHER_KEY, NOON)
    name, key_id, raw = parse_note(NOTE + line).signatures[1]
    later = (int.from_bytes(raw[:8], "big") + 1).to_bytes(8, "big")
    for false in (
        NOTE + signature_line(name, key_id, later + raw[8:]),
        NOTE.replace("\n12\n", "\n13\n") + line,
        NOTE + signature_line(name, key_id, raw[8:]),
    ):
        with pytest.raises(BadNote):
            cosigned_at(false, WITNESS)


def test_the_last_of_several_cosignatures_of_one_witness_counts() -> None:
    lines = [cosign(NOTE, WITNESS.name, OTHER_KEY, NOON + timedelta(hours=h)) for h in (2, 1)]
    assert cosigned_at(NOTE + "".join(lines), WITNESS) == NOON + timedelta(hours=2)
    assert cosigned_at(NOTE, WITNESS) is None
