"""Where a mediator begins: what is offered to them, and their own cases while the grant lasts."""

from starlette.responses import Response

from mediation.queries import lists
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def home(visit: Visit) -> Response:
    """Offers waiting for an answer, and accepted cases."""
    return visit.show("volunteer/home.html", assignments=visit.read(lists.own_assignments))


PAGES = [Page("/me", Audience.VOLUNTEER, None, home, why="the query shows a mediator's own assignments alone")]
