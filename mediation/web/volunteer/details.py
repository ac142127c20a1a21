"""What the office keeps of a mediator, as they may see it: training, languages, areas, wishes."""

from starlette.responses import Response

from mediation.queries.volunteers import own_entry
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def details(visit: Visit) -> Response:
    """One's own entry in the register, and one's courses."""
    office = visit.desk.app.office
    return visit.show("volunteer/details.html", entry=visit.read(own_entry), phone=office.phone, email=office.email)


PAGES = [Page("/me/details", Audience.VOLUNTEER, None, details, why="the query shows one's own entry alone")]
