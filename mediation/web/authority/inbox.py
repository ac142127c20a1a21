"""Where an authority begins: the reports that lie ready for its unit."""

from starlette.responses import Response

from mediation.queries import lists
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def inbox(visit: Visit) -> Response:
    """Reports to the unit: new, fetched, acknowledged."""
    return visit.show("authority/inbox.html", reports=visit.read(lists.inbox))


PAGES = [Page("/authority", Audience.AUTHORITY, None, inbox, why="the query shows the reports of one's own unit alone")]
