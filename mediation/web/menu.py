"""THE table of menus: what each audience finds at its side, in this order."""

from mediation.web.audience import Audience
from mediation.web.language import N_

# fmt: off
MENUS: dict[Audience, list[tuple[str, str]]] = {
    Audience.PUBLIC: [
        ("/",           N_("About mediation")),
        ("/sign-in",    N_("Sign in")),
    ],
    Audience.STAFF: [
        ("/today",      N_("Today")),
        ("/cases",      N_("Cases")),
        ("/intake/new", N_("New initiative")),
        ("/letters",    N_("Letters")),
    ],
    Audience.VOLUNTEER: [
        ("/me",         N_("Next")),
    ],
    Audience.AUTHORITY: [
        ("/authority",  N_("Inbox")),
    ],
    Audience.ADMIN: [
        ("/admin",      N_("Start")),
    ],
    Audience.PARTY: [],
}
# fmt: on


def here(path: str, menu: list[tuple[str, str]]) -> str:
    """Which entry of a menu a page lies under: the longest that its address begins with."""
    under = [at for at, _ in menu if path == at or path.startswith(at.rstrip("/") + "/")]
    return max(under, key=len, default="")
