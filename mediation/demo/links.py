"""Single-use sign-in links for the people of the demo office: a newcomer gets in with one click."""

from collections.abc import Iterable

from mediation.accounts.sessions import Purpose
from mediation.accounts.tokens import digest
from mediation.actions.sign_in import make_link
from mediation.bootstrap import House
from mediation.kernel.refusals import NotSignedIn, Unsafe
from mediation.work import unit


def sign_in_links(place: House, tokens: Iterable[str], address: str) -> list[tuple[str, str]]:
    """Who, and a link for them that opens once; refused in production. `tokens` are lines such as `adviser=…`."""
    if place.settings.production:
        raise Unsafe("links of the demo are refused in production", code="demo_in_production")
    made = []
    for line in tokens:
        who, _, token = line.partition("=")
        with place.app.open_stores() as stores:
            account = stores.accounts.by_token(digest(token.strip()), place.clock.now())
        if account is None:
            raise NotSignedIn("the demo's sign-ins have run out; play it again")
        with unit(place.app, account.actor()) as work:
            made.append((who, f"{address}/demo/{make_link(work, account.id, Purpose.DEMO)}"))
    return made
