"""A course's participant list, as a spreadsheet saves it: read row by row, each row taken or told what is wrong."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

COLUMNS: Final = ("volunteer", "email", "kind", "hours", "began_on", "completed_on", "expires_on", "certificate")
NEEDED: Final = frozenset({"kind", "hours", "completed_on"})
MOST_ROWS: Final = 20_000
LONGEST_CELL: Final = 200
LONGEST_COURSE: Final = 500  # hours


class UnreadableList(ValueError):
    """The file as a whole cannot be used; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Participant:
    """One row understood: who took which course."""

    volunteer: str
    email: str
    kind: str
    hours: int
    completed_on: date
    began_on: date | None = None
    expires_on: date | None = None
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: its number, its cells as they came, and what became of them."""

    number: int
    cells: tuple[str, ...]
    participant: Participant | None
    wrong: str = ""


def read_list(raw: bytes) -> tuple[tuple[str, ...], list[Row]]:
    """The header and every row of a list in UTF-8 with commas or semicolons; UnreadableList for the file as a whole."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableList("not_utf8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    try:
        header = tuple(cell.strip().lower() for cell in next(reader, []))
        _check_header(header)
        rows = [_row(reader.line_num, header, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise UnreadableList("not_csv") from None
    if not rows:
        raise UnreadableList("no_rows")
    if len(rows) > MOST_ROWS:
        raise UnreadableList("too_many_rows")
    return header, rows


def _check_header(header: tuple[str, ...]) -> None:
    if len(set(header)) < len(header):
        raise UnreadableList("column_twice")
    if set(header) - set(COLUMNS):
        raise UnreadableList("unknown_column")
    if not NEEDED.issubset(header) or not {"volunteer", "email"} & set(header):
        raise UnreadableList("column_missing")


def _row(number: int, header: tuple[str, ...], cells: list[str]) -> Row:
    kept = tuple(cells)
    if len(cells) != len(header):
        return Row(number, kept, None, "wrong_number_of_cells")
    given = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    wrong = next(_faults(given), "")
    return Row(number, kept, None if wrong else _participant(given), wrong)


def _faults(given: Mapping[str, str]) -> Iterator[str]:
    if any(len(cell) > LONGEST_CELL or not cell.isprintable() for cell in given.values()):
        yield "unfit_text"
    if not given.get("volunteer") and not given.get("email"):
        yield "nobody_named"
    if not _is_kind(given["kind"]):
        yield "bad_kind"
    if not _is_number(given["hours"]) or not 1 <= int(given["hours"]) <= LONGEST_COURSE:
        yield "bad_hours"
    for column in ("completed_on", "began_on", "expires_on"):
        if (given.get(column) or column == "completed_on") and _day(given.get(column, "")) is None:
            yield f"bad_{column}"


def _participant(given: Mapping[str, str]) -> Participant:
    completed_on = _day(given["completed_on"])
    if completed_on is None:
        raise ValueError("a row without faults has its day")
    return Participant(
        volunteer=given.get("volunteer", ""), email=given.get("email", "").casefold(), kind=given["kind"],
        hours=int(given["hours"]), completed_on=completed_on, began_on=_day(given.get("began_on", "")),
        expires_on=_day(given.get("expires_on", "")), certificate=given.get("certificate", ""),
    )  # fmt: skip


def _is_kind(text: str) -> bool:
    return 3 <= len(text) <= 40 and text.isascii() and text.replace("_", "").isalpha() and text.islower()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def _day(text: str) -> date | None:
    """A day as `2026-03-31` or, as Finnish spreadsheets write it, `31.3.2026`; None for anything else."""
    try:
        if text.count(".") == 2:
            day, month, year = (int(part) for part in text.split(".") if part.isascii() and part.isdigit())
            found = date(year, month, day)
        else:
            found = date.fromisoformat(text if len(text) == 10 and text[4] == text[7] == "-" else "")
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None
