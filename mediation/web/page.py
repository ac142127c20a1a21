"""One row of the table of pages: address, audience, permission, and the function that answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import Response

from mediation.permissions.may import May
from mediation.web.audience import Audience
from mediation.web.visit import Visit

Answer = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `may` is the permission of the query or action behind it, `why` says why a page needs none.

    A page that changes something names POST among its methods. `fresh` asks for a proof of identity of the last ten
    minutes; `while_locked` is open to a session that has been idle too long. `upload` is how many bytes a
    file sent with the form may have; such a page shows itself what could not be read (`visit.unread`).
    """

    path: str
    audience: Audience
    may: May | None
    answer: Answer
    methods: tuple[str, ...] = ("GET",)
    why: str = ""
    fresh: bool = False
    while_locked: bool = field(default=False, kw_only=True)
    upload: int = field(default=0, kw_only=True)
