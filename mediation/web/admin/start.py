"""Where an administrator or an auditor begins."""

from starlette.responses import Response

from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit


def start(visit: Visit) -> Response:
    """The state of the office: how much is in it, and whether anything waits."""
    with visit.desk.app.open_stores() as stores:
        waiting = stores.outbox.waiting()
    return visit.show("admin/start.html", waiting=waiting)


PAGES = [Page("/admin", Audience.ADMIN, None, start, why="a number without content")]
