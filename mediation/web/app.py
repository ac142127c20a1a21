"""The pages of one office: every row of the table of pages at its address, behind the guard."""

from wsgiref.headers import Headers

from servestatic import ServeStaticASGI
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp

from mediation.web.audience import Audience
from mediation.web.desk import Desk
from mediation.web.door import endpoint, no_such_page
from mediation.web.guard import HEADERS, Guard
from mediation.web.page import Page
from mediation.web.pages import PAGES
from mediation.web.public.front import front
from mediation.web.render import STATIC, manifest

NOWHERE = Page("/", Audience.PUBLIC, None, front, why="the answer where there is no page")


def create_web(desk: Desk) -> ASGIApp:
    """The pages as one ASGI application; Unsafe says how to build their styles and scripts where that was not done."""
    manifest()
    return ServeStaticASGI(  # type: ignore[no-any-return]
        routed(desk),
        root=str(STATIC),
        prefix="static/",
        immutable_file_test=r"-[A-Z0-9]{8}\.",
        allow_all_origins=False,
        add_headers_function=_private,
    )


def routed(desk: Desk) -> Starlette:
    """The framework's own application: one route for each row of the table."""
    routes = [Route(page.path, endpoint(desk, page), methods=list(page.methods)) for page in PAGES]
    made = Starlette(
        routes=routes, middleware=[Middleware(Guard, secure=desk.secure)],
        exception_handlers={HTTPException: no_such_page(desk, NOWHERE)},
    )  # fmt: skip
    made.router.redirect_slashes = False
    return made


def _private(headers: Headers, path: str, url: str) -> None:
    """The headers of a built file: it is for our own pages alone."""
    del path, url
    for name in ("Cross-Origin-Resource-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        headers[name] = HEADERS[name]
