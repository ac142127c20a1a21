"""Readings of letters on paper: what waits and why, the batches to be posted, what was posted, a batch as one PDF."""

from typing import Any

from mediation.actions.letters import open_to
from mediation.cases.case import Case
from mediation.documents.batch import bound, counted, sheets
from mediation.documents.catalogue import DocumentKind
from mediation.documents.letter_contexts import BatchList, Counted
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.notifications.letters import Letter
from mediation.notifications.outbox import RecipientKind
from mediation.permissions.may import May
from mediation.states.small import LetterState as L
from mediation.work import Work

SHOWN = 100  # of what was posted, the newest


def waiting(work: Work) -> dict[str, Any]:
    """What is to be printed, looked at, posted; and what was posted last, in case it comes back."""
    work.permit(May.LETTER_POST)
    store = work.stores.letters
    printed = store.in_state(L.PRINTED)
    work.note("letters_listed")
    return {
        "waiting": _shown(work, store.in_state(L.WAITING)),
        "to_look_at": _shown(work, store.in_state(L.HELD, L.RETURNED)),
        "batches": _batches(printed),
        "printed": _shown(work, printed),
        "posted": _shown(work, store.in_state(L.POSTED, newest=SHOWN))[::-1],
    }


def _batches(printed: list[Letter]) -> list[dict[str, Any]]:
    days = {letter.batch: letter.printed_on for letter in printed}
    return [
        {"batch": batch, "printed_on": str(day), "letters": sum(letter.batch == batch for letter in printed)}
        for batch, day in sorted(days.items())
    ]


def _shown(work: Work, letters: list[Letter]) -> list[dict[str, Any]]:
    return [
        {
            "id": letter.id, "case": letter.case_id, "number": case.number if case else "", "kind": letter.kind,
            "to": _name(case, letter), "state": letter.state.value, "why": letter.why, "batch": letter.batch,
            "queued_at": letter.queued_at.isoformat(),
            "posted_on": letter.posted_on.isoformat() if letter.posted_on else None,
        }
        for letter, case in open_to(work, letters)
    ]  # fmt: skip


def _name(case: Case | None, letter: Letter) -> str:
    if case is None or letter.to.kind is not RecipientKind.PERSON:
        return ""
    return case.person(PersonId(letter.to.id)).name


def batch_pdf(work: Work, batch: str) -> bytes:
    """A print batch as one PDF: its list first, each letter on sheets of its own; that it was read is journalled.

    Nothing of it is kept but its papers, each under the key of its case: what is forgotten there is gone here too.
    """
    work.permit(May.LETTER_POST)
    found = work.stores.letters.of_batch(batch)
    if not found:
        raise NotFound("no such batch", code="letter_batch_not_found")
    letters = [letter for letter, _ in open_to(work, found)]
    if len(letters) < len(found):
        raise NotPermitted("a colleague prints this batch: it has a letter of a case of yours")
    contents = [[work.stores.documents.get(paper).pdf for paper in letter.papers] for letter in letters]
    listed = tuple(Counted(number, sum(pages), sheets(pages)) for number, pages in enumerate(counted(contents), 1))
    language = work.app.law.languages[0]
    told = BatchList(
        office=work.app.office.sender(language, work.day), case_number=batch,
        dated_on=letters[0].printed_on or work.day, count=len(listed), pages=sum(c.pages for c in listed),
        sheets=sum(c.sheets for c in listed), letters=listed,
    )  # fmt: skip
    cover = work.app.print_pdf(
        DocumentKind.BATCH_LIST, language, told, made_at=work.now(), templates=work.app.law.templates
    )
    for letter in letters:
        work.note("letter_read", case=letter.case_id, thing=letter.id, batch=batch)
    return bound(cover, contents)
