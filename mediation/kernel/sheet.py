"""Tables for spreadsheets: CSV in which no cell can be taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def inert(cell: str) -> str:
    """A cell that a spreadsheet shows and never computes: what could begin a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell


def sheet(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """CSV with semicolons, every text quoted and inert, whole numbers bare; UTF-8 is the caller's to write."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else inert(cell) for cell in row])
    return text.getvalue()
