"""A print batch: letters bound into one PDF for a printer that prints both sides, each on sheets of its own."""

import io
from collections.abc import Sequence

import pikepdf

A4 = (595.276, 841.89)  # points


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def sheets_of(papers: Sequence[bytes]) -> int:
    """How many sheets the papers of one letter take, printed on both sides, each paper beginning on a new sheet."""
    return sum((pages_of(paper) + 1) // 2 for paper in papers)


def bound(cover: bytes, letters: Sequence[Sequence[bytes]]) -> bytes:
    """One PDF: the list of the batch, then each letter's papers in order; every one begins on a right-hand page.

    What was attached to a paper, and its seal, stay behind: the batch is for the printer, the papers are kept.
    """
    with pikepdf.new() as batch:
        for paper in (cover, *(paper for letter in letters for paper in letter)):
            with pikepdf.open(io.BytesIO(paper)) as opened:
                batch.pages.extend(opened.pages)
            if len(batch.pages) % 2:
                batch.add_blank_page(page_size=A4)
        made = io.BytesIO()
        batch.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()
