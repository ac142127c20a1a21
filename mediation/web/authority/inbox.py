"""Where an authority begins: the reports that lie ready for its unit; and who else is of it."""

from starlette.responses import Response

from mediation.queries import authority
from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def inbox(visit: Visit) -> Response:
    """Reports to the unit: those that wait, then those that were read."""
    found = visit.read(authority.inbox)
    return visit.show("authority/inbox.html", waiting=found["waiting"], read=found["read"])


def members(visit: Visit) -> Response:
    """Who can open what is sent to the unit."""
    return visit.show("authority/members.html", members=visit.read(authority.members))


A = Audience.AUTHORITY
OWN = "the query shows what belongs to one's own unit alone"
PAGES = [
    Page("/authority", A, None, inbox, why=OWN),
    Page("/authority/members", A, None, members, why=OWN),
]
