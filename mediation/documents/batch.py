"""A print batch: letters bound into one PDF for a printer that prints both sides, each on sheets of its own."""

import io
from collections.abc import Sequence

import pikepdf

from mediation.documents.bounded import OutOfBounds, bounded
from mediation.kernel.refusals import Unavailable

A4 = (595.276, 841.89)  # points
Papers = Sequence[Sequence[bytes]]  # of each letter, in the order of its envelope


def counted(letters: Papers) -> list[list[int]]:
    """How many pages each paper of each letter has; Unavailable if they cannot be read in time."""
    try:
        made: list[list[int]] = bounded(_counted, letters)
    except OutOfBounds as error:
        raise Unavailable("the letters could not be counted", code="binding_failed") from error
    return made


def sheets(pages: Sequence[int]) -> int:
    """How many sheets the papers of one letter take, printed on both sides, each paper beginning on a new sheet."""
    return sum((number + 1) // 2 for number in pages)


def bound(cover: bytes, letters: Papers) -> bytes:
    """One PDF: the list of the batch, then each letter's papers in order; every one begins on a right-hand page.

    What was attached to a paper, and its seal, stay behind: the batch is for the printer, the papers are kept.
    Unavailable if it cannot be bound in time.
    """
    try:
        made: bytes = bounded(_bound, [cover, *(paper for papers in letters for paper in papers)])
    except OutOfBounds as error:
        raise Unavailable("the letters could not be bound", code="binding_failed") from error
    return made


def _counted(letters: Papers) -> list[list[int]]:
    return [[_pages(paper) for paper in papers] for papers in letters]


def _pages(paper: bytes) -> int:
    with pikepdf.open(io.BytesIO(paper)) as opened:
        return len(opened.pages)


def _bound(papers: Sequence[bytes]) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as batch:
        for paper in papers:
            with pikepdf.open(io.BytesIO(paper)) as opened:
                batch.pages.extend(opened.pages)
            if len(batch.pages) % 2:
                batch.add_blank_page(page_size=A4)
        batch.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()
