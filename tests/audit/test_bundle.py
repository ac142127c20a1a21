"""The file for the outside auditor: written and read as a pair, line by line and whole."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.bundle import (
    Head,
    checkpoint_line,
    end_line,
    export,
    head_line,
    parse_head,
    parse_other,
    row_line,
    write,
)
from audit.entry import RowHash
from audit.errors import BadBundle
from audit.journal import MemoryJournal
from audit.merkle import Frontier
from audit.reading import pieces_of, runs
from audit.verify import verify
from tests.audit.journals import KEY, NOON, ORIGIN, PUBLIC, Place, a_journal, an_entry

VECTOR = Path(__file__).parent.parent / "vectors/journal/bundle_v1.jsonl"
ROWS = [RowHash("notes", f"n_{number}", 1, f"{number:064x}") for number in range(12)]
HEAD = Head(ORIGIN, (PUBLIC,), 52, "a note\n", True)

NO_HEAD: dict[str, bytes] = {
    "nothing":                         b"",
    "no JSON":                         b"{",
    "a list":                          b"[1]",
    "a number":                        b"1",
    "another format":                  head_line(HEAD).replace(b'"bundle":1', b'"bundle":2'),
    "a format that is only nearly 1":  head_line(HEAD).replace(b'"bundle":1', b'"bundle":true'),
    "a part missing":                  head_line(HEAD).replace(b',"size":52', b""),
    "a part too many":                 head_line(HEAD).replace(b"\"size\":52", b"\"size\":52,\"then\":1"),
    "a negative size":                 head_line(HEAD).replace(b"52", b"-5"),
    "a size as text":                  head_line(HEAD).replace(b"52", b'"52"'),
    "a key with a letter lost":        head_line(HEAD).replace(b"+AQOhB", b"+AQOhC"),
    "a key of another journal":        head_line(HEAD).replace(b'"origin":"m', b'"origin":"n'),
    "a checkpoint that is no text":    head_line(HEAD).replace(b'"a note\\n"', b"[]"),
    "rows that are no yes or no":      head_line(HEAD).replace(b"true", b"1"),
}  # fmt: skip
NO_LINE = [
    b"", b"{}", b"[]", b'{"end":"52"}', b'{"end":true}', b'{"end":1,"row":[]}', b'{"checkpoint":1}',
    b'{"row":[1]}',
    b'{"row":["notes","Aino",1,"' + b"0" * 64 + b'"]}', b'{"end": 52}', b'{"more":1}', b"\xff",
]  # fmt: skip


@pytest.mark.parametrize("sentence", NO_HEAD)
def test_a_first_line_is_refused_with(sentence: str) -> None:
    assert NO_HEAD[sentence] != head_line(HEAD)
    with pytest.raises(BadBundle):
        parse_head(NO_HEAD[sentence])


@given(size=st.integers(0, 2**62), latest=st.text(st.characters(codec="utf-8")), rows=st.booleans())
def test_every_first_line_comes_back(size: int, latest: str, rows: bool) -> None:
    head = Head(ORIGIN, (PUBLIC,), size, latest, rows)
    assert parse_head(head_line(head)) == head


@pytest.mark.parametrize("line", NO_LINE)
def test_a_line_that_is_none_of_a_bundle_is_refused(line: bytes) -> None:
    with pytest.raises(BadBundle):
        parse_other(line)


@given(note=st.text(st.characters(codec="utf-8")), size=st.integers(0, 2**62))
def test_every_other_line_comes_back(note: str, size: int) -> None:
    assert parse_other(checkpoint_line(note)) == note
    assert parse_other(end_line(size)) == size
    assert [parse_other(row_line(row)) for row in ROWS] == ROWS


def test_a_bundle_of_format_1_is_what_it_always_was() -> None:
    pieces = export(a_journal(12, checkpoints=(0, 5, 12)), None, [PUBLIC], ROWS)
    assert b"".join(pieces) == VECTOR.read_bytes()


def test_the_bundle_of_format_1_verifies_for_ever() -> None:
    with VECTOR.open("rb") as stream:
        report = verify(pieces_of(stream), [PUBLIC])
    assert (report.broken, report.size, report.signed, report.checkpoints) == ("", 12, 12, 3)


def test_a_bundle_verifies_wherever_its_journal_lived(place: Place) -> None:
    with place.unit() as unit:
        place.journal.append_many(unit, [an_entry(number) for number in range(1200)])
    place.settle()
    with place.unit() as unit:
        place.journal.checkpoint(unit, KEY, NOON)
        place.journal.append(unit, an_entry(1200))
    place.settle()
    with place.unit() as unit:
        report = verify(export(place.journal, unit, [PUBLIC]))
        hashes = [leaf.hash for leaf in place.journal.entries(unit)]
    assert (report.broken, report.size, report.signed) == ("", 1201, 1200)
    assert report.root == Frontier.over(hashes).root()


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 99, 100, 101, 1001])
def test_a_journal_of_any_size_verifies(size: int) -> None:
    out = io.BytesIO()
    write(out, export(a_journal(size, checkpoints=(size // 2, size)), None, [PUBLIC]))
    report = verify([out.getvalue()], [PUBLIC])
    assert (report.broken, report.size, report.signed) == ("", size, size)


@given(cut=st.integers(1, 700))
def test_it_does_not_matter_in_which_pieces_a_bundle_is_read(cut: int) -> None:
    whole = VECTOR.read_bytes()
    report = verify([whole[at : at + cut] for at in range(0, len(whole), cut)])
    assert (report.broken, report.size, report.checkpoints) == ("", 12, 3)


def test_lines_of_one_kind_come_in_runs() -> None:
    found = list(runs([b"{a\n{b\n[1\n", b"[2\n[3", b"4\n{c\n"]))
    assert found == [
        ([b"{a", b"{b"], False),
        ([b"[1"], True),
        ([b"[2"], True),
        ([b"[34"], True),
        ([b"{c"], False),
    ]


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * (1 << 18)

    with pytest.raises(BadBundle):
        verify(endless())
    assert taken < 10


def test_the_reader_holds_a_few_pieces_however_long_the_journal() -> None:
    journal = MemoryJournal(ORIGIN)
    journal.append_many(None, [an_entry(number) for number in range(6000)])
    given, behind = 0, list[int]()

    def watched() -> Iterator[bytes]:
        nonlocal given
        for piece in export(journal, None, [PUBLIC]):
            given += piece.count(b'"v":1}]\n')
            yield piece

    def progress(done: int, promised: int) -> None:
        assert promised == 6000
        behind.append(given - done)

    verify(watched(), progress=progress)
    assert given == 6000
    assert len(behind) > 5
    assert max(behind) <= 1, "what was given is checked before more is asked for"
