"""Where a mediator begins: the next meeting, offers that wait, own cases while the grant lasts, and what is owed."""

from starlette.responses import Response

from mediation.queries import own_desk
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def home(visit: Visit) -> Response:
    """What comes next, the nearest first."""
    return visit.show("volunteer/home.html", **visit.read(own_desk.home), phone=visit.desk.app.office.phone)


PAGES = [Page("/me", Audience.VOLUNTEER, None, home, why="the query shows a mediator's own alone")]
