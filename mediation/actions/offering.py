"""What is asked before a case is offered or taken: gates of the register, and links to its people (434/2003 §27-29)."""

from collections.abc import Sequence
from datetime import date

from mediation.actions.conflicts import conflicts
from mediation.actions.training import has_experience, task
from mediation.actions.volunteers import found
from mediation.cases.assigning import LIVE
from mediation.cases.assignment import Assignment
from mediation.cases.changes import Change
from mediation.cases.conflicts import Hit, Strength
from mediation.cases.events import EventCode
from mediation.kernel.ids import MatterId, VolunteerId
from mediation.kernel.refusals import Refusal, StepNotPossible
from mediation.reactions import due_after
from mediation.work import Work
from volunteers import Task, Volunteer


def asked_of(
    work: Work, change: Change, matters: Sequence[MatterId], volunteer: Volunteer, beside: Sequence[Volunteer] = ()
) -> Task:
    """What the case asks of a volunteer, beside those who have it and those who are asked with them."""
    experienced = any(has_experience(work, other) for other in beside)
    return task(
        work, volunteer, close_relation=any(change.case.matter(m).about.close_person is True for m in matters),
        beside_experienced=experienced or _others_are_experienced(work, change, matters, volunteer.id),
    )  # fmt: skip


def _others_are_experienced(work: Work, change: Change, matters: Sequence[MatterId], volunteer: str) -> bool:
    """Whether each matter is offered to, or taken by, somebody else who has the first cases behind them."""
    live = [a for a in change.case.all(Assignment) if a.state in LIVE and a.volunteer != volunteer]
    experienced = {v for v in {a.volunteer for a in live} if has_experience(work, found(work, v))}
    return all(any(m in a.matters for a in live if a.volunteer in experienced) for m in matters)


def answer_by(work: Work, change: Change, matters: Sequence[MatterId]) -> date:
    """The last day for an answer to an offer made now."""
    return due_after(
        change.case, EventCode.ASSIGNMENT_OFFERED, matters, "answer_to_assignment", work.app.policy, change.at
    )


def refuse_conflicts(work: Work, change: Change, volunteers: Sequence[Volunteer], considered: str) -> None:
    """Nothing if no link bars anybody, and the adviser has said what they made of links that are looked at."""
    links, law = conflicts(work, change.case, volunteers), change.case.law
    barred = sorted(v for v, found in links.items() if any(h.strength is Strength.BARS for h in found))
    if barred:
        raise StepNotPossible(
            f"a link to a person of the case keeps a volunteer from it: {_signals(links, Strength.BARS)}",
            needs=[law.need("no_conflict", v) for v in barred],
        )
    if links and not considered:
        raise StepNotPossible(
            "a volunteer seems to have a link to a person of the case: look at it, and say what you made of it: "
            f"{_signals(links, Strength.LOOK)}",
            needs=[law.need("conflict_is_considered", v) for v in sorted(links)],
        )


def _signals(links: dict[VolunteerId, list[Hit]], strength: Strength) -> str:
    """What the links are, for the adviser who has to judge them."""
    told = {h.signal.replace("_", " ") for hits in links.values() for h in hits if h.strength is strength}
    return ", ".join(sorted(told))


def refuse_to_take(work: Work, change: Change, volunteer: VolunteerId) -> None:
    """The same question when a volunteer takes a case: all they learn is that they cannot."""
    links = conflicts(work, change.case, [found(work, volunteer)])
    if any(h.strength is Strength.BARS for found_links in links.values() for h in found_links):
        raise Refusal("you cannot take this one", code="cannot_take")
