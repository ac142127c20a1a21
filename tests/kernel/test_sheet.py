"""No cell of a table we write is ever computed by who opens it."""

import csv
import io

import pytest

from mediation.kernel.sheet import inert, sheet

FORMULAS = [
    "=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "|calc", "＝1+1", "＋1", "－1", "＠x",
    '=HYPERLINK("http://x.example")', "=cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_could_begin_a_formula_is_written_as_text(cell: str) -> None:
    [read] = list(csv.reader(io.StringIO(sheet(["a"], [[cell]]), newline=""), delimiter=";"))[1:]
    assert read == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["Åke Öhman", "", "30,00", "a=b", "v_1", 'he said "no"; twice'])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert inert(cell) == cell
    [read] = list(csv.reader(io.StringIO(sheet(["a"], [[cell]]), newline=""), delimiter=";"))[1:]
    assert read == [cell]


def test_whole_numbers_are_numbers() -> None:
    assert sheet(["a", "b"], [["x", -3]]) == '"a";"b"\r\n"x";-3\r\n'
