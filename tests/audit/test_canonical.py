"""The bytes of an entry: one form, both ways, for ever."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.canonical import entry_bytes, entry_from, json_bytes, json_value
from audit.entry import Entry, RowHash
from audit.errors import BadEntry
from tests.audit.journals import an_entry

VECTORS = json.loads((Path(__file__).parent.parent / "vectors/journal/entry_v1.json").read_text())
WHOLE = entry_bytes(an_entry(3, facts={"hits": 2, "state": "open"}))

tokens = st.from_regex(r"[a-z][a-z_.:]{0,20}", fullmatch=True)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
counters = st.integers(0, 2**31 - 1)
rows = st.builds(RowHash, tokens, tokens, counters, hashes)
facts = st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), tokens | counters, max_size=5)
entries = st.builds(
    Entry,
    at=st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)),
    actor=tokens,
    act=st.sampled_from(["case.viewed", "consent.recorded", "search.made"]),
    case=st.just("") | tokens,
    thing=st.just("") | tokens,
    case_version=counters,
    rows=st.lists(rows, max_size=4).map(tuple),
    commitment=st.just("") | hashes,
    purpose=st.just("") | tokens,
    request=st.just("") | tokens,
    facts=facts,
)

UNREADABLE: dict[str, bytes] = {
    "not JSON":                        b"nothing",
    "not UTF-8":                       b'{"act":"\xff"}',
    "nested without end":              b"[" * 100_000,
    "no object":                       b"[]",
    "a space after a comma":           WHOLE.replace(b",", b", ", 1),
    "a line break at the end":         WHOLE + b"\n",
    "keys in another order":           b'{"v":1,' + WHOLE[1:].replace(b',"v":1}', b"}"),
    "a key twice":                     WHOLE.replace(b'"v":1}', b'"v":1,"v":1}'),
    "an unknown key":                  WHOLE.replace(b'"v":1}', b'"v":1,"w":1}'),
    "an empty value spelled out":      WHOLE.replace(b'"v":1}', b'"thing":"","v":1}'),
    "a letter as an escape":           WHOLE.replace(b"note", b"\\u006eote"),
    "another version":                 WHOLE.replace(b'"v":1}', b'"v":2}'),
    "a version as a truth value":      WHOLE.replace(b'"v":1}', b'"v":true}'),
    "no version":                      WHOLE.replace(b',"v":1}', b"}"),
    "an instant with an offset":       WHOLE.replace(b".000000Z", b".00000+00:00"),
    "an instant that does not exist":  WHOLE.replace(b"2026-01-05", b"2026-02-30"),
    "an instant as a number":          WHOLE.replace(b'"2026-01-05T10:00:03.000000Z"', b"1"),
    "a fraction":                      WHOLE.replace(b'"hits":2', b'"hits":2.0'),
    "not a number":                    WHOLE.replace(b'"hits":2', b'"hits":NaN'),
    "rows that are no list":           WHOLE.replace(b'"rows":[[', b'"rows":{"":[').replace(b'"]]', b'"]}'),
    "a row of three parts":            WHOLE.replace(b'"n_3",1,', b'"n_3",'),
    "facts that are no object":        WHOLE.replace(b'{"hits":2,"state":"open"}', b"[1]"),
    "a name among the facts":          WHOLE.replace(b'"open"', b'"Aino"'),
    "no actor":                        WHOLE.replace(b'"actor":"u_tuuli",', b""),
}  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["sentence"]))
def test_the_bytes_of_version_1_are_what_they_always_were(vector: dict[str, Any]) -> None:
    told = dict(vector["entry"])
    told["at"] = datetime.fromisoformat(told["at"])
    told["rows"] = tuple(RowHash(*row) for row in told.get("rows", ()))
    assert entry_bytes(Entry(**told)).decode() == vector["bytes"]
    assert entry_from(vector["bytes"].encode()) == Entry(**told)


@given(entry=entries)
def test_every_entry_comes_back_from_its_bytes(entry: Entry) -> None:
    raw = entry_bytes(entry)
    assert entry_from(raw) == entry
    assert b"\n" not in raw


@given(one=entries, other=entries)
def test_two_entries_have_the_same_bytes_only_if_they_are_equal(one: Entry, other: Entry) -> None:
    assert (entry_bytes(one) == entry_bytes(other)) == (one == other)


@pytest.mark.parametrize("sentence", UNREADABLE)
def test_bytes_are_no_entry_with(sentence: str) -> None:
    assert UNREADABLE[sentence] != WHOLE
    with pytest.raises(BadEntry):
        entry_from(UNREADABLE[sentence])


@given(raw=st.binary(max_size=40))
def test_no_bytes_make_the_reader_stumble(raw: bytes) -> None:
    with pytest.raises(BadEntry):
        entry_from(raw)


@given(value=st.recursive(st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(), st.lists))
def test_canonical_json_comes_back_whatever_the_script(value: Any) -> None:
    try:
        raw = json_bytes(value)
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8
        return
    assert json_value(raw) == value
