"""Today: where the office's day begins."""

from starlette.responses import Response

from mediation.permissions.may import May
from mediation.queries import desk
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def today(visit: Visit) -> Response:
    """The day's meetings, what to act on now, who waits for whom."""
    return visit.show("staff/today.html", **visit.read(desk.today))


PAGES = [Page("/today", Audience.STAFF, May.CASE_LIST, today)]
