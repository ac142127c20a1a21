"""Bearer tokens to actors; nothing about a bad token is told apart."""

from mediation.accounts.tokens import digest
from mediation.kernel.actor import Actor
from mediation.kernel.refusals import NotSignedIn
from mediation.work import App


def actor_of(app: App, header: str) -> Actor:
    """Who sends an Authorization header; NotSignedIn if it is missing, unknown, run out or revoked."""
    scheme, _, token = header.partition(" ")
    kept = digest(token.strip())
    if scheme.lower() != "bearer" or not kept:
        raise NotSignedIn("sign in with a bearer token")
    with app.open_stores() as stores:
        account = stores.accounts.by_token(kept, app.clock.now())
    if account is None:
        raise NotSignedIn("sign in with a bearer token")
    return account.actor()
