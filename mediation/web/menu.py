"""THE table of menus: what each audience finds at its side, in this order."""

from mediation.web.audience import Audience
from mediation.web.language import N_

# fmt: off
MENUS: dict[Audience, list[tuple[str, str]]] = {
    Audience.PUBLIC: [
        ("/",           N_("About mediation")),
        ("/mediation",  N_("How mediation goes")),
        ("/contact",    N_("Contact")),
        ("/verify",     N_("Check a sealed document")),
        ("/sign-in",    N_("Sign in")),
    ],
    Audience.STAFF: [
        ("/today",      N_("Today")),
        ("/cases",      N_("Cases")),
        ("/intake/new", N_("New initiative")),
        ("/letters",    N_("Letters")),
    ],
    Audience.VOLUNTEER: [
        ("/me",              N_("Next")),
        ("/me/offers",       N_("Offers")),
        ("/me/cases",        N_("Cases")),
        ("/me/availability", N_("My times")),
        ("/me/expenses",     N_("Expenses")),
    ],
    Audience.AUTHORITY: [
        ("/authority",  N_("Inbox")),
        ("/authority/initiatives", N_("Initiatives")),
        ("/authority/initiatives/new", N_("New initiative")),
        ("/authority/members", N_("Members of your unit")),
    ],
    Audience.ADMIN: [
        ("/admin",      N_("Start")),
    ],
    Audience.PARTY: [],
}
# fmt: on


def here(path: str, menu: list[tuple[str, str]]) -> str:
    """Which entry of a menu a page lies under: the longest that its address begins with."""
    under = [at for at, _ in menu if path == at or (at != "/" and path.startswith(f"{at}/"))]
    return max(under, key=len, default="")
