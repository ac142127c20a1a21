"""Letters on paper: printed in batches, posted on a day, come back, sent again; each step once, by whoever is first."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from mediation.actions.forms import Day, Form, Id
from mediation.actions.letter_papers import Envelope, assembled, envelope, is_to_a_person, why_not
from mediation.cases.case import Case
from mediation.cases.events import EventCode
from mediation.kernel.ids import new_id
from mediation.kernel.refusals import Invalid, Need, NotFound, StepNotPossible
from mediation.notifications.letters import Letter
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.states.machine import Subject
from mediation.states.small import LETTER, LetterState
from mediation.work import Work

MOST = 50  # letters in one batch: what one person folds in an hour; the rest goes into the next
L = LetterState


class PrintRun(Form):
    """Everything that waits to go by letter."""


def print_batch(work: Work, form: PrintRun) -> dict[str, object]:
    """Put what waits to go by letter into one print batch; what cannot go is held, and becomes an adviser's task."""
    work.permit(May.LETTER_POST)
    del form
    batch, printed, held = new_id("b", work.now()), 0, 0
    waiting = open_to(work, [*work.stores.letters.in_state(L.WAITING), *work.stores.letters.in_state(L.HELD)])
    for letter, case in waiting:
        if printed == MOST:
            break
        found = envelope(work, case, letter) if case is not None and is_to_a_person(letter) else None
        if found is not None and found.is_superseded:
            _keep(work, letter, "drop", EventCode.LETTER_DROPPED, why="superseded")
        elif why := why_not(found):
            held += 1
            if letter.state is L.WAITING:
                _keep(work, letter, "hold", EventCode.LETTER_HELD, why=why, troubled=True)
            elif letter.why != why:
                _put(work, replace(letter, why=why))
        elif found is not None:
            printed += 1
            _print(work, found, batch)
    return {"batch": batch if printed else "", "letters": printed, "held": held}


def _print(work: Work, found: Envelope, batch: str) -> None:
    change = work.change(found.letter.case_id, May.LETTER_POST)
    letter, papers = assembled(work, change, found)
    state = _taken(letter, "print")
    _put(work, replace(letter, state=state, papers=papers, batch=batch, printed_on=work.day, why=""))
    work.note("letter_printed", case=letter.case_id, thing=letter.id, batch=batch)


def open_to(work: Work, letters: list[Letter]) -> Iterator[tuple[Letter, Case | None]]:
    """Letters with their cases, but for those of a case the actor may not touch: a colleague sees to them."""
    cases: dict[str, Case] = {}
    for letter in letters:
        if not letter.case_id:
            yield letter, None
            continue
        case = cases.get(letter.case_id) or work.stores.cases.get(letter.case_id)
        cases[letter.case_id] = case
        if is_permitted(work.actor, May.LETTER_POST, Touch(work.now(), work.office, case)):
            yield letter, case


class Posting(Form):
    """A batch that was posted, or one letter that was posted by hand; today unless a day is given."""

    batch: Id | Literal[""] = ""
    letter: Id | Literal[""] = ""
    on: Day | None = None


def posted(work: Work, form: Posting) -> dict[str, object]:
    """Confirm the day on which a batch, or one letter, was posted: service by letter counts from it (434/2003 §59)."""
    work.permit(May.LETTER_POST)
    if bool(form.batch) is bool(form.letter):
        raise Invalid("a batch or one letter", fields=[("batch", "one_of_them")])
    letters = work.stores.letters.of_batch(form.batch) if form.batch else [work.stores.letters.get(form.letter)]
    if not letters:
        raise NotFound("no such batch", code="letter_batch_not_found")
    if form.batch:
        letters = [letter for letter in letters if letter.state is L.PRINTED]
    on = form.on or work.day
    if on > work.day:
        raise Invalid("this day has not come yet", fields=[("on", "in_future")])
    if not letters:
        raise StepNotPossible("this batch was posted before", needs=[Need("letters_to_post", "office policy")])
    if any(letter.printed_on and on < letter.printed_on for letter in letters):
        raise Invalid("nothing is posted before it is printed", fields=[("on", "before_printed")])
    late = [Need("posted_on_its_date", "office policy", a.id) for a in letters if not _is_dated(work, a, on)]
    if late:
        raise StepNotPossible("a decision is posted on the day it is dated: print it again", needs=late)
    for letter in letters:
        _keep(work, letter, "post", EventCode.LETTER_POSTED, posted_on=on, why="", troubled=False)
    return {"letters": len(letters), "posted_on": on.isoformat()}


def _is_dated(work: Work, letter: Letter, on: object) -> bool:
    """Whether the days that a decision names are those that follow from its posting on a day."""
    if not is_to_a_person(letter):
        return True
    served = envelope(work, work.stores.cases.get(letter.case_id), letter).served
    return served is None or served.sent_on == on


class OneLetter(Form):
    """One letter."""

    letter: Id


def returned(work: Work, form: OneLetter) -> dict[str, object]:
    """Record that a posted letter came back: an adviser looks at the address, and sends it again or drops it."""
    work.permit(May.LETTER_POST)
    letter = work.stores.letters.get(form.letter)
    _keep(work, letter, "come_back", EventCode.LETTER_RETURNED, why="came_back", troubled=True)
    return {"letter": letter.id, "state": L.RETURNED.value}


def again(work: Work, form: OneLetter) -> dict[str, object]:
    """Let a letter that came back, or whose print was spoilt, go into the next batch with the address of that day."""
    work.permit(May.LETTER_POST)
    letter = work.stores.letters.get(form.letter)
    state = _taken(letter, "again")
    _put(work, replace(letter, state=state, batch="", papers=(), printed_on=None, posted_on=None, why=""))
    work.note("letter_again", case=letter.case_id, thing=letter.id)
    return {"letter": letter.id, "state": state.value}


def drop(work: Work, form: OneLetter) -> dict[str, object]:
    """Give a letter up that is not needed any more, as when its reader was told otherwise."""
    work.permit(May.LETTER_POST)
    letter = work.stores.letters.get(form.letter)
    _keep(work, letter, "drop", EventCode.LETTER_DROPPED, troubled=False)
    return {"letter": letter.id, "state": L.DROPPED.value}


def _keep(work: Work, letter: Letter, step: str, code: EventCode, **changed: object) -> None:
    """Take a step with a letter; the case is told where a task begins or ends by it, otherwise the journal alone."""
    kept = replace(letter, state=_taken(letter, step), **changed)  # type: ignore[arg-type]  # fields by their names
    _put(work, kept)
    if letter.case_id and (letter.troubled or kept.troubled):
        change = work.change(letter.case_id, May.LETTER_POST)
        still_open = (m for m, matter in change.case.matters.items() if matter.closed_at is None)
        concerned = next(still_open, next(iter(change.case.matters)))
        change.case.emit(code, change.at, matter=concerned, subject=letter.id)
    else:
        work.note(code.value, case=letter.case_id, thing=letter.id)


def _put(work: Work, letter: Letter) -> None:
    work.later(lambda: work.stores.letters.put(letter))


def _taken(letter: Letter, step: str) -> LetterState:
    subject = Subject(letter.state)
    LETTER.take(subject, step)
    return LetterState(subject.state)
