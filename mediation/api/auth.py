"""Bearer tokens to actors; nothing about a bad token is told apart."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from mediation.accounts.tokens import digest
from mediation.actions.forms import MOST_TOLD, own_name
from mediation.kernel.actor import Actor
from mediation.kernel.refusals import Invalid, NotSignedIn
from mediation.work import App

BEARER = HTTPBearer(auto_error=False, scheme_name="token", description="A token of `mediation accounts token`.")
Who = Callable[..., Actor]


def signed_in(app: App) -> Who:
    """The question every route asks first, before it reads what was sent: who is this?"""

    def actor(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]) -> Actor:
        found = actor_of(app, given.credentials if given else "")
        _refuse_unknown_query(request)
        return found

    return actor


def _refuse_unknown_query(request: Request) -> None:
    # A misspelt parameter would be passed over in silence; and what nobody asks for may be a name in an address.
    known = {parameter.alias for parameter in request.scope["route"].dependant.query_params}
    unknown = {own_name(name) for name in request.query_params if name not in known}
    if unknown:
        fields = [(name, "unknown_field") for name in sorted(unknown)[:MOST_TOLD]]
        raise Invalid("there is no such parameter", fields=fields)


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
