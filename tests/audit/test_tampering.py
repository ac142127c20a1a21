"""Everything that may be done to a journal behind its back, and the words in which it is found."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from audit.bundle import export, row_line
from audit.checkpoint import unsigned
from audit.errors import AuditError, BadBundle, BadNote
from audit.journal import MemoryJournal
from audit.merkle import leaf_hash
from audit.note import VerifierKey, sign_note
from audit.verify import Held, Report, verify
from tests.audit.journals import KEY, NOON, ORIGIN, OTHER_KEY, PUBLIC, a_journal, an_entry
from tests.audit.test_bundle import ROWS, VECTOR

SIZE = 60
WHOLE = b"".join(export(a_journal(SIZE, checkpoints=(20, 52)), None, [PUBLIC]))
LINES = WHOLE.splitlines(keepends=True)
HELD = list(a_journal(SIZE, checkpoints=(20, 52)).checkpoints(None))
Change = Callable[[list[bytes]], list[bytes]]


def at(number: int) -> int:
    """The line on which an entry stands."""
    return next(i for i, line in enumerate(LINES) if line.startswith(b'[%d,"' % number))


def edit(number: int, old: bytes, new: bytes) -> Change:
    i = at(number)
    assert old in LINES[i]
    return lambda lines: [*lines[:i], lines[i].replace(old, new), *lines[i + 1 :]]


def drop(number: int) -> Change:
    return lambda lines: [line for line in lines if not line.startswith(b'[%d,"' % number)]


def swap(one: int, other: int) -> Change:
    def change(lines: list[bytes]) -> list[bytes]:
        lines[at(one)], lines[at(other)] = lines[at(other)], lines[at(one)]
        return lines

    return change


def forged(change: Callable[[list[bytes]], list[bytes]]) -> Change:
    """The entries changed by somebody who writes index and hash anew, but cannot sign."""

    def rewrite(lines: list[bytes]) -> list[bytes]:
        bodies = iter(change([line[line.index(b"{") : -2] for line in lines if line.startswith(b"[")]))
        numbers = count()
        out: list[bytes] = []
        for line in lines:
            if not line.startswith(b"["):
                out.append(line)
            elif body := next(bodies, b""):
                digest = leaf_hash(body).hex().encode()
                out.append(b'[%d,"%b",%b]\n' % (next(numbers), digest, body))
        return out

    return rewrite


def change(old: bytes, new: bytes, which: int = 0) -> Change:
    assert old in LINES[which]
    return lambda lines: [
        *lines[:which],
        lines[which].replace(old, new),
        *(lines[which + 1 :] if which >= 0 else []),
    ]


def only(size: int) -> bytes:
    """A consistent bundle of the first entries, as the owner could have made it then."""
    return b"".join(
        export(a_journal(size, checkpoints=tuple(n for n in (20, 52) if n <= size)), None, [PUBLIC])
    )


CP20, CP52 = at(20) - 1, at(52) - 1

# sentence: (what is done to the lines, how the verifier's words begin)
TAMPERED: dict[str, tuple[Change, str]] = {
    "an entry is edited": (
        edit(41, b"note.added", b"note.edited"), "entry 41 was changed: its bytes do not give its hash"),
    "one letter of the first entry is edited": (
        edit(0, b"u_tuuli", b"u_tuulj"), "entry 0 was changed: its bytes do not give its hash"),
    "the stored hash of an entry grows": (
        edit(7, b'[7,"', b'[7,"0'), "entry 7 was changed: its bytes do not give its hash"),
    "the number of an entry is edited": (
        edit(41, b"[41,", b"[14,"), "entry 14 stands where entry 41 should be"),
    "the number of an entry gets a digit": (
        edit(41, b"[41,", b"[410,"), "entry 410 stands where entry 41 should be"),
    "an entry is dropped": (
        drop(41), "entry 41 is missing: entry 42 follows entry 40"),
    "the first entry is dropped": (
        drop(0), "entry 0 is missing: the journal begins with entry 1"),
    "two neighbours change places": (
        swap(41, 42), "the order was changed: entry 42 stands before entry 41"),
    "two distant entries change places": (
        swap(30, 45), "the order was changed: entry 45 stands before entry 30"),
    "an entry is repeated": (
        lambda lines: [*lines[: at(30)], lines[at(29)], *lines[at(30) :]],
        "the order was changed: entry 29 stands before entry 30"),
    "the start of an entry line is garbled": (
        edit(41, b'[41,"', b'?41,"'), "entry 41 was changed: its line cannot be read"),
    "the end of an entry line is garbled": (
        edit(41, b"}]", b"}}"), "entry 41 was changed"),
    "the tail is cut": (
        lambda lines: lines[: at(40)], "the journal ends at 40 but its last checkpoint says 52"),
    "the unsigned tail is cut": (
        lambda lines: lines[: at(55)], "the journal ends at 55 but the first line promises 60"),
    "the tail is cut and closed again": (
        lambda lines: [*lines[: at(55)], b'{"end":55}\n'],
        "the first line promises 60 entries, the last line 55"),
    "the last line is cut": (
        lambda lines: lines[:-1], "the bundle was cut: its last line is missing"),
    "a second last line follows": (
        lambda lines: [*lines, lines[-1]], "something stands after the last line"),
    "an entry follows the last line": (
        lambda lines: [*lines, lines[at(0)]], "entries stand after the end of the journal"),
    "an entry is added at the end": (
        lambda lines: [*lines[:-1], lines[at(59)].replace(b"[59", b"[60"), lines[-1]],
        "the first line promises 60 entries, but more follow"),
    "an entry is edited together with its hash": (
        forged(lambda bodies: [*bodies[:41], bodies[41].replace(b"added", b"x"), *bodies[42:]]),
        "entries 20 to 51 are not what the checkpoint of 52 entries signed"),
    "the first entries change places together with their hashes": (
        forged(lambda bodies: [bodies[1], bodies[0], *bodies[2:]]),
        "entries 0 to 19 are not what the checkpoint of 20 entries signed"),
    "an entry is dropped and all that follow are numbered anew": (
        forged(lambda bodies: [*bodies[:41], *bodies[42:]]),
        "entries 20 to 51 are not what the checkpoint of 52 entries signed"),
    "an entry is put in and all that follow are numbered anew": (
        forged(lambda bodies: [*bodies[:41], bodies[40], *bodies[41:-1]]),
        "entries 20 to 51 are not what the checkpoint of 52 entries signed"),
    "the size in a checkpoint is edited": (
        change(b"\\n20\\n", b"\\n21\\n", CP20), "the checkpoint after 20 entries is not valid"),
    "the signature of a checkpoint is edited": (
        change(b'=\\n"}', b'A\\n"}', CP20), "the checkpoint after 20 entries is not valid"),
    "a checkpoint moves": (
        lambda lines: [*lines[:CP20], lines[CP20 + 1], lines[CP20], *lines[CP20 + 2 :]],
        "a checkpoint of 20 entries stands after 21"),
    "the last checkpoint is dropped": (
        lambda lines: [*lines[:CP52], *lines[CP52 + 1 :]],
        "the last checkpoint is not the one that the first line names"),
    "the promised size is edited": (
        change(b'"size":60', b'"size":61'), "the first line promises 61 entries, the last line 60"),
    "the last checkpoint in the first line is edited": (
        change(b"\\n52\\n", b"\\n53\\n"), "the last checkpoint is not valid"),
    "rows follow that nobody promised": (
        lambda lines: [*lines[:-1], row_line(ROWS[1]) + b"\n", lines[-1]],
        "rows follow that the first line does not promise"),
}  # fmt: skip


def check(bundle: bytes, **more: object) -> Report:
    return verify([bundle], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("sentence", TAMPERED)
def test_it_is_found_that(sentence: str) -> None:
    change, words = TAMPERED[sentence]
    tampered = b"".join(change(list(LINES)))
    assert tampered != WHOLE
    assert check(tampered).broken.startswith(words)
    assert check(tampered, keys=[PUBLIC]).broken.startswith(words)


def test_the_untouched_journal_is_whole() -> None:
    report = check(WHOLE, keys=[PUBLIC], held=[Held("one.txt", HELD[0]), Held("two.txt", HELD[1])])
    assert (report.broken, report.size, report.signed, report.checkpoints, report.held) == ("", 60, 52, 2, 2)


@pytest.mark.timeout(120)
def test_no_byte_of_a_bundle_can_be_flipped_unnoticed() -> None:
    whole = VECTOR.read_bytes()
    unnoticed = []
    for place in range(len(whole) - 1):  # but for the line break after the last line, which says nothing
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place % 8)
        try:
            found = verify([bytes(flipped)]).broken
        except AuditError as error:
            found = str(error)
        if not found:
            unnoticed.append(place)
    assert unnoticed == []


# An earlier checkpoint may be left out: whatever it signed lies under the later one as well.
@pytest.mark.parametrize("line", [line for line in range(len(LINES)) if line not in (0, CP20)])
def test_no_line_can_be_dropped_unnoticed(line: int) -> None:
    assert check(b"".join([*LINES[:line], *LINES[line + 1 :]])).broken


@pytest.mark.parametrize("size", [20, 40, 51])
def test_a_journal_cut_by_its_owner_looks_whole_unless_a_checkpoint_is_held_elsewhere(size: int) -> None:
    assert check(only(size), keys=[PUBLIC]).broken == ""
    report = check(only(size), keys=[PUBLIC], held=[Held("yearly.txt", HELD[1])])
    assert report.broken == f"the journal ends at {size} but the checkpoint in yearly.txt says 52"


def test_a_journal_rewritten_by_its_owner_looks_whole_unless_a_checkpoint_is_held_elsewhere() -> None:
    rewritten = MemoryJournal(ORIGIN)
    rewritten.append_many(None, [an_entry(number, actor="u_matti") for number in range(SIZE)])
    rewritten.checkpoint(None, KEY, NOON)
    bundle = b"".join(export(rewritten, None, [PUBLIC]))
    assert check(bundle, keys=[PUBLIC]).broken == ""
    report = check(bundle, keys=[PUBLIC], held=[Held("early.txt", HELD[0]), Held("late.txt", HELD[1])])
    assert (
        report.broken
        == "the journal was rewritten: entries 0 to 19 are not those of the checkpoint in early.txt"
    )


def test_a_rewrite_after_a_held_checkpoint_is_narrowed_down_by_it() -> None:
    rewritten = MemoryJournal(ORIGIN)
    rewritten.append_many(None, [an_entry(number + number // 30) for number in range(SIZE)])
    bundle = b"".join(export(rewritten, None, [PUBLIC]))
    report = check(bundle, held=[Held("early.txt", HELD[0]), Held("late.txt", HELD[1])])
    assert (
        report.broken
        == "the journal was rewritten: entries 20 to 51 are not those of the checkpoint in late.txt"
    )


def test_a_rewrite_under_a_new_key_is_found_by_the_key_or_by_the_held_checkpoint() -> None:
    rewritten = MemoryJournal(ORIGIN)
    rewritten.append_many(None, [an_entry(number) for number in range(SIZE)])
    rewritten.checkpoint(None, OTHER_KEY, NOON)
    bundle = b"".join(export(rewritten, None, [VerifierKey.of(ORIGIN, OTHER_KEY)]))
    assert check(bundle).broken == ""
    assert check(bundle, keys=[PUBLIC]).broken.startswith("the last checkpoint is not valid")
    assert check(bundle, held=[Held("kept.txt", HELD[1])]).broken.startswith(
        "the checkpoint in kept.txt is not valid"
    )


def test_a_journal_whose_checkpoints_were_all_taken_out_is_not_called_whole() -> None:
    bare = b"".join(export(a_journal(SIZE), None, [PUBLIC]))
    assert check(bare, keys=[PUBLIC]).broken == "no checkpoint is in the bundle: nothing in it is signed"
    assert check(bare, keys=[PUBLIC], held=[Held("kept.txt", HELD[1])]).broken == ""
    report = check(bare)
    assert (report.broken, report.signed) == ("", 0)


def test_a_held_checkpoint_that_does_not_fit_the_given_key_is_no_finding_about_the_journal() -> None:
    edited = HELD[1].replace("\n52\n", "\n51\n")
    with pytest.raises(BadNote, match="kept.txt"):
        check(WHOLE, keys=[PUBLIC], held=[Held("kept.txt", edited)])


def test_a_key_or_checkpoint_of_another_journal_is_refused() -> None:
    with pytest.raises(BadNote, match="other.example"):
        check(WHOLE, keys=[VerifierKey.of("other.example/journal", KEY)])
    other = replace(unsigned(HELD[1]), origin="other.example/journal")
    kept = Held("kept.txt", sign_note(other.text(), ORIGIN, KEY))
    assert (
        check(WHOLE, held=[kept]).broken
        == "the checkpoint in kept.txt is of another journal, other.example/journal"
    )
    with pytest.raises(BadNote, match="another journal"):
        check(WHOLE, keys=[PUBLIC], held=[kept])


@pytest.mark.parametrize(
    "bundle", [b"", b"\n", b"\x00" * 1000, b"PK\x03\x04", b'{"bundle":9}\n', b"[0]\n", b"hello"]
)
def test_what_is_no_bundle_is_called_unreadable(bundle: bytes) -> None:
    with pytest.raises(BadBundle):
        check(bundle)


def test_a_changed_row_is_found_by_its_hash() -> None:
    lines = VECTOR.read_bytes().splitlines(keepends=True)
    i = next(i for i, line in enumerate(lines) if line.startswith(b'{"row":["notes","n_7"'))
    value = json.loads(lines[i])
    value["row"][3] = "f" * 64
    changed = json.dumps(value, separators=(",", ":")).encode() + b"\n"
    report = check(b"".join([*lines[:i], changed, *lines[i + 1 :]]))
    assert report.broken == "row n_7 of notes has other bytes than version 1 in the journal"


def test_every_row_that_differs_is_listed() -> None:
    have = [row for row in ROWS if row.key not in ("n_2", "n_5")]
    report = check(b"".join(export(a_journal(12), None, [PUBLIC], have)))
    assert [one.key for one in report.differences] == ["n_2", "n_5"]
    assert report.broken == str(report.differences[0])


def test_an_entry_of_a_form_not_known_is_named_when_its_rows_are_asked_for() -> None:
    lines = b"".join(export(a_journal(3), None, [PUBLIC], [])).splitlines(keepends=True)
    body = b'{"act":"note.added"}'
    lines[2] = b'[1,"%b",%b]\n' % (leaf_hash(body).hex().encode(), body)
    assert check(b"".join(lines)).broken.startswith("entry 1 cannot be read: an entry")
