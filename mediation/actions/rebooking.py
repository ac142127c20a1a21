"""Meetings arranged before there were bookings are booked: once after an upgrade, and any number of times."""

from dataclasses import dataclass

from mediation.kernel.actor import Actor
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import StepNotPossible
from mediation.permissions.may import May
from mediation.work import App, unit

PAGE = 200


@dataclass(frozen=True, slots=True)
class Rebooked:
    """How many cases were looked at, and those with a mediator who is in two meetings at once."""

    cases: int
    clashes: tuple[CaseId, ...]


def rebook(app: App, actor: Actor) -> Rebooked:
    """Book the mediators of every case, a unit of work each; a case that clashes is named and left as it was."""
    clashes: list[CaseId] = []
    seen, after = 0, None
    while True:
        with app.open_stores() as stores:
            page = stores.cases.page(app.office.id, after, PAGE)
        for _, case_id, _ in page:
            try:
                with unit(app, actor) as work:
                    work.permit(May.DEADLINE_RUN)
                    case = work.stores.cases.get(case_id)
                    work.later(lambda kept=case: work.stores.bookings.keep(kept))  # type: ignore[misc]
            except StepNotPossible:
                clashes.append(case_id)
        seen += len(page)
        if len(page) < PAGE:
            return Rebooked(seen, tuple(clashes))
        after = page[-1][:2]
