"""The pages that only tell: how mediation goes, how the office is reached, accessibility, privacy."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from starlette.responses import Response

from mediation.web.audience import Audience
from mediation.web.page import Page
from mediation.web.visit import Visit

STATED_ON: Final = date(2026, 11, 24)  # when the accessibility of the pages was last looked into and put into words


def telling(template: str, **more: Any) -> Callable[[Visit], Response]:
    """A page made of its template, the office and its controller of the day."""

    def tell(visit: Visit) -> Response:
        office = visit.desk.app.office.sender(visit.language, visit.today)
        return visit.show(f"public/{template}.html", office=office, **more)

    return tell


WHY = "for everybody"
PAGES = [
    Page("/mediation", Audience.PUBLIC, None, telling("mediation"), why=WHY),
    Page("/contact", Audience.PUBLIC, None, telling("contact"), why=WHY),
    Page("/accessibility", Audience.PUBLIC, None, telling("accessibility", stated_on=STATED_ON), why=WHY),
    Page("/privacy", Audience.PUBLIC, None, telling("privacy"), why=WHY),
]
