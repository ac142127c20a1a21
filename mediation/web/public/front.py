"""The front page, and the choice of a language."""

from starlette.responses import Response

from mediation.kernel.language import Language
from mediation.web.audience import Audience
from mediation.web.cookies import set_cookie
from mediation.web.language import COOKIE
from mediation.web.page import Page
from mediation.web.safe import local_path
from mediation.web.visit import Visit


def front(visit: Visit) -> Response:
    """What mediation is, and where to sign in."""
    office = visit.desk.app.office
    return visit.show("public/front.html", office=office.sender(visit.language, visit.at.date()))


def speak(visit: Visit) -> Response:
    """Choose a language and go back to where one was."""
    wanted = visit.request.path_params["language"]
    answer = visit.go(local_path(visit.request.query_params.get("to", ""), "/"))
    if wanted in set(Language):
        set_cookie(answer, COOKIE, wanted, visit.desk.secure)
    return answer


WHY = "for everybody"
PAGES = [
    Page("/", Audience.PUBLIC, None, front, why=WHY),
    Page("/language/{language}", Audience.PUBLIC, None, speak, why=WHY),
]
