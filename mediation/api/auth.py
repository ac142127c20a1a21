"""Bearer tokens to actors; nothing about a bad token is told apart."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from mediation.accounts.tokens import digest
from mediation.kernel.actor import Actor
from mediation.kernel.refusals import NotSignedIn
from mediation.work import App

BEARER = HTTPBearer(auto_error=False, scheme_name="token", description="A token of `mediation accounts token`.")
Who = Callable[..., Actor]


def signed_in(app: App) -> Who:
    """The question every route asks first, before it reads what was sent: who is this?"""

    def actor(given: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]) -> Actor:
        return actor_of(app, given.credentials if given else "")

    return actor


def actor_of(app: App, token: str) -> Actor:
    """Whose a token is; NotSignedIn if it is missing, unknown, run out or revoked."""
    kept = digest(token.strip())
    if not kept:
        raise NotSignedIn("sign in with a bearer token")
    with app.open_stores() as stores:
        account = stores.accounts.by_token(kept, app.clock.now())
    if account is None:
        raise NotSignedIn("sign in with a bearer token")
    return account.actor()
