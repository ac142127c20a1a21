"""Where the office goes after a step: on to the next page that has something to fill in, else to the case."""

from starlette.responses import Response

from mediation.queries.case_desk import case_desk
from mediation.web.staff.next_step import next_steps
from mediation.web.visit import Visit

STRAIGHT_ON = {"consents", "conditions", "decision"}


def onward(visit: Visit, done: str = "saved") -> Response:
    """The next page of the case, saying there what was done here."""
    ahead = next_steps(visit.read(lambda work: case_desk(work, visit.case_id)))
    if ahead and ahead[0].code in STRAIGHT_ON:
        return visit.go(ahead[0].href, done)
    return visit.go(f"/cases/{visit.case_id}", done)
