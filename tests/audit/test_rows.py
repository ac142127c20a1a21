"""Rows without a leaf, leaves without a row: each difference is named once, agreement is silent."""

import pytest

from audit.entry import Entry, RowHash
from audit.rows import check_rows
from tests.audit.journals import an_entry


def row(key: str, version: int, letter: str = "a") -> RowHash:
    return RowHash("notes", key, version, letter * 64)


def told(*rows: RowHash, **facts: str) -> Entry:
    return an_entry(rows=rows, facts=facts)


def deleted(*rows: RowHash) -> Entry:
    return told(*rows, rows="deleted")


A1, A2, A3 = row("n_1", 1), row("n_1", 2), row("n_1", 3)
B1, B2 = row("n_1", 1, "b"), row("n_1", 2, "b")
OTHER, OTHER_B = row("n_2", 1), row("n_2", 1, "b")

# sentence: (entries, rows that are there, what is said of row n_1 of notes)
CASES: dict[str, tuple[list[Entry], list[RowHash], str]] = {
    "nothing at all":                            ([], [], ""),
    "the last version counts":                   ([told(A1), told(B2)], [B2], ""),
    "the highest version counts in any order":   ([told(B2), told(A1)], [B2], ""),
    "of two states of one version the later":    ([told(A1), told(B1)], [B1], ""),
    "one entry may tell of several rows":        ([told(A1, OTHER)], [OTHER, A1], ""),
    "a deleted row is not missed":               ([told(A1), deleted(A1)], [], ""),
    "a row written again after its deletion":    ([deleted(A1), told(A2)], [A2], ""),
    "a row put in behind the journal":           ([], [A1], "is in the database, but no entry tells of it"),
    "a row removed behind the journal":          ([told(A3)], [], "is not in the database; "
                                                                  "the journal knows it at version 3"),
    "a row set back to an old version":          ([told(A1), told(A2)], [A1], "stands at version 1; "
                                                                              "the journal is at version 2"),
    "a version the journal never saw":           ([told(A1)], [A2], "stands at version 2; "
                                                                    "the journal ends at version 1"),
    "other bytes":                               ([told(A1)], [B1],
                                                  "has other bytes than version 1 in the journal"),
    "old bytes under the new version":           ([told(B1), told(B2)], [A2],
                                                  "has other bytes than version 2 in the journal"),
    "a deleted row that came back":              ([told(A1), deleted(A1)], [A1],
                                                  "is in the database at version 1; "
                                                  "the journal says it was deleted"),
    "a row that is there twice":                 ([told(A1)], [A1, A1], "is in the database twice"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_rows_and_journal_are_compared(sentence: str) -> None:
    entries, have, said = CASES[sentence]
    expected = [f"row n_1 of notes {said}"] if said else []
    assert [str(one) for one in check_rows(entries, iter(have))] == expected


def test_bytes_swapped_between_two_rows_are_two_differences() -> None:
    found = check_rows([told(A1, OTHER_B)], [B1, OTHER])
    assert [(one.key, one.kind) for one in found] == [("n_1", "altered"), ("n_2", "altered")]


def test_rows_of_two_tables_with_one_key_are_two_rows() -> None:
    other = RowHash("consents", "n_1", 1, "b" * 64)
    assert check_rows([told(row("n_1", 1), other)], [other, row("n_1", 1)]) == []
    (found,) = check_rows([told(row("n_1", 1), other)], [row("n_1", 1)])
    assert (found.table, found.key, found.kind) == ("consents", "n_1", "missing")
