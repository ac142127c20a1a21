"""A request that comes twice is answered alike and done once: the idempotency of every door that changes something."""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from mediation.effects import Answered
from mediation.kernel.actor import Actor
from mediation.kernel.refusals import Refusal
from mediation.work import App, Work, unit


def once(work: Work, key: str, token: bytes, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer to a request: made now, or the same as before; Stale in code if the key meant something else."""
    known = work.stores.requests.find(key)
    if known is not None:
        if known.token != token:
            raise Refusal("this idempotency key was used for another request", code="key_reused")
        return known.answer
    answer = act()
    work.later(lambda: work.stores.requests.keep(key, Answered(token, answer), work.now()))
    return answer


def answered(
    app: App, actor: Actor, key: str, what: str, raw: bytes, act: Callable[[Work], dict[str, Any]]
) -> dict[str, Any]:
    """Do one thing in one unit of work, or answer as the same request was answered before.

    `key` is the sender's own for this one request; `what` and `raw` say what is asked, so that a key taken again
    for something else is refused.
    """
    kept = f"{actor.id}:{key}"
    token = hmac.digest(app.request_key, what.encode() + b"\0" + raw, hashlib.sha256)
    try:
        with unit(app, actor) as work:
            return once(work, kept, token, lambda: act(work))
    except Refusal:
        # The same request sent twice at once: the one that came second is refused for what the first has done.
        with app.open_stores() as stores:
            known = stores.requests.find(kept)
        if known is None or known.token != token:
            raise
        return known.answer
