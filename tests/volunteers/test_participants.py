"""A participant list read row by row: what is good is understood, what is bad is told, each by a code."""

from datetime import date

import pytest

from volunteers.participants import MOST_ROWS, Participant, UnreadableList, read_list

HEAD = "email;kind;hours;completed_on;expires_on"
GOOD = "Veikko@vapaaehtoinen.example;close_relation;16;31.3.2026;2028-03-31"


def test_a_row_is_understood_as_a_finnish_spreadsheet_writes_it() -> None:
    header, rows = read_list(f"\ufeff{HEAD}\r\n{GOOD}\r\n".encode())
    assert header == tuple(HEAD.split(";"))
    assert [row.participant for row in rows] == [
        Participant("", "veikko@vapaaehtoinen.example", "close_relation", 16, date(2026, 3, 31),
                    expires_on=date(2028, 3, 31))
    ]  # fmt: skip
    assert [row.wrong for row in rows] == [""]


def test_commas_and_quotes_are_read_as_well() -> None:
    _, rows = read_list(b'email,kind,hours,completed_on\n"a@b.example","basic","54","2026-01-15"\n\n')
    assert rows[0].participant == Participant("", "a@b.example", "basic", 54, date(2026, 1, 15))
    assert len(rows) == 1


# fmt: off
BAD_ROWS = {
    "a cell too many":                  (GOOD + ";x",                                    "wrong_number_of_cells"),
    "a cell too few":                   ("a@b.example;basic;54",                         "wrong_number_of_cells"),
    "nobody named":                     (";basic;54;2026-01-15;",                        "nobody_named"),
    "a kind in capitals":               ("a@b.example;Basic;54;2026-01-15;",             "bad_kind"),
    "no hours":                         ("a@b.example;basic;;2026-01-15;",               "bad_hours"),
    "hours in words":                   ("a@b.example;basic;paljon;2026-01-15;",         "bad_hours"),
    "hours in other digits":            ("a@b.example;basic;٥٤;2026-01-15;",             "bad_hours"),
    "hours beyond any course":          ("a@b.example;basic;501;2026-01-15;",            "bad_hours"),
    "a formula for hours":              ("a@b.example;basic;=1+1;2026-01-15;",           "bad_hours"),
    "no day":                           ("a@b.example;basic;54;;",                       "bad_completed_on"),
    "a day that is none":               ("a@b.example;basic;54;31.2.2026;",              "bad_completed_on"),
    "a day of two numbers":             ("a@b.example;basic;54;31..2026;",               "bad_completed_on"),
    "an American day":                  ("a@b.example;basic;54;3/31/2026;",              "bad_completed_on"),
    "a year of another age":            ("a@b.example;basic;54;1.1.1026;",               "bad_completed_on"),
    "a last day that is none":          ("a@b.example;basic;54;2026-01-15;pian",         "bad_expires_on"),
    "an unprintable address":           ("a\u202e@b.example;basic;54;2026-01-15;",       "unfit_text"),
    "an endless address":               ("a" * 201 + ";basic;54;2026-01-15;",            "unfit_text"),
}
BAD_FILES = {
    "no text":                          (b"\xff\xfe\x00",                                "not_utf8"),
    "nothing":                          (b"",                                            "column_missing"),
    "a header alone":                   (HEAD.encode(),                                  "no_rows"),
    "a column nobody knows":            (f"{HEAD};salary\n{GOOD};1".encode(),            "unknown_column"),
    "a column twice":                   (f"{HEAD};hours\n{GOOD};1".encode(),             "column_twice"),
    "no column for the day":            (b"email;kind;hours\na@b.example;basic;54",      "column_missing"),
    "no column for the person":         (b"kind;hours;completed_on\nbasic;54;2026-01-15", "column_missing"),
    "a quote that never ends":          (f'{HEAD}\n"a@b'.encode(),                       "not_csv"),
    "too many rows":                    ((HEAD + f"\n{GOOD}" * (MOST_ROWS + 1)).encode(), "too_many_rows"),
}
# fmt: on


@pytest.mark.parametrize("sentence", BAD_ROWS)
def test_a_row_is_told_apart_that_has(sentence: str) -> None:
    row, why = BAD_ROWS[sentence]
    _, rows = read_list(f"{HEAD}\n{GOOD}\n{row}\n{GOOD}\n".encode())
    assert [r.wrong for r in rows] == ["", why, ""]
    assert rows[1].number == 3
    assert rows[1].participant is None


@pytest.mark.parametrize("sentence", BAD_FILES)
def test_a_file_is_refused_that_has(sentence: str) -> None:
    raw, why = BAD_FILES[sentence]
    with pytest.raises(UnreadableList) as refused:
        read_list(raw)
    assert refused.value.code == why
