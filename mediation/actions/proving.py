"""Who is this? A name, a password and a second factor, with guessing slowed down by name and by address."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from mediation.accounts import passwords, second_factor
from mediation.accounts.account import Account
from mediation.accounts.credentials import TRIES_OF_A_NAME, TRIES_OF_AN_ADDRESS, Credential, Kind, Tries
from mediation.accounts.sessions import Way
from mediation.actions.sign_in import lookup_of
from mediation.kernel.ids import AccountId
from mediation.kernel.refusals import Refusal
from mediation.work import App, Stores


@dataclass(frozen=True)
class Proof:
    """What was proved: whose account, in which way, and which credential is used up by it."""

    account: Account
    way: Way
    used: Credential
    counter: int


def prove(app: App, name: str, password: str, code: str, address: str) -> Proof:
    """The account behind a name, a password and a code of an app or a recovery code.

    Every wrong answer is the same refusal (`sign_in_refused`), so that nothing tells which of the three was wrong;
    `sign_in_closed` once there were too many of a name or an address.
    """
    now = app.clock.now()
    doors = [(_whose(app, "name", name), TRIES_OF_A_NAME), (_whose(app, "address", address), TRIES_OF_AN_ADDRESS)]
    with app.open_stores() as stores:
        _refuse_closed(stores, [whose for whose, _ in doors], now)
        proof = _proof(app, stores, name, password, code, now)
        with stores.transaction():
            kept = [
                (whose, most, stores.credentials.tries(whose, counting=True) or Tries(0, now)) for whose, most in doors
            ]
            # Many guesses at once have all passed the door before it closed: who comes out after that stays out.
            closed = any(tries.is_closed(now) for _, _, tries in kept)
            for whose, most, tries in kept:
                if proof is None and not closed:
                    stores.credentials.keep_tries(whose, tries.after_failure(now, most))
                elif most == TRIES_OF_A_NAME and not closed:
                    stores.credentials.keep_tries(whose, None)
    if closed:
        raise _too_many()
    if proof is None:
        raise Refusal("name, password or code is wrong", code="sign_in_refused")
    return proof


def prove_again(app: App, account_id: AccountId, password: str) -> None:
    """Nothing if a password is the account's own; the same refusals as `prove`."""
    now, whose = app.clock.now(), _whose(app, "again", account_id)
    with app.open_stores() as stores:
        _refuse_closed(stores, [whose], now)
        kept = stores.credentials.of_account(account_id, Kind.PASSWORD)
        right = passwords.matches(kept[0].body if kept else None, password)
        with stores.transaction():
            before = stores.credentials.tries(whose, counting=True) or Tries(0, now)
            closed = before.is_closed(now)
            if not closed:
                stores.credentials.keep_tries(whose, None if right else before.after_failure(now, TRIES_OF_A_NAME))
    if closed:
        raise _too_many()
    if not right:
        raise Refusal("the password is wrong", code="sign_in_refused")


def _proof(app: App, stores: Stores, name: str, password: str, code: str, now: datetime) -> Proof | None:
    found = stores.credentials.by_lookup(lookup_of(app, Kind.PASSWORD, name))
    if not passwords.matches(found.body if found else None, password) or found is None:
        return None
    account = stores.accounts.get(found.account)
    if account.disabled_at is not None:
        return None
    for totp in stores.credentials.of_account(account.id, Kind.TOTP):
        step = second_factor.step_of(totp.body, code, now, totp.counter)
        if step is not None:
            return Proof(account, Way.PASSWORD, totp, step)
    plain = second_factor.plain_code(code)
    spare = stores.credentials.by_lookup(lookup_of(app, Kind.RECOVERY, f"{account.id}\0{plain}"))
    if spare is not None and spare.used_at is None:
        return Proof(account, Way.RECOVERY, spare, 1)
    return None


def _refuse_closed(stores: Stores, doors: list[bytes], now: datetime) -> None:
    for whose in doors:
        tries = stores.credentials.tries(whose)
        if tries is not None and tries.is_closed(now):
            raise _too_many()


def _too_many() -> Refusal:
    return Refusal("too many tries; wait a quarter of an hour", code="sign_in_closed")


def _whose(app: App, what: str, who: str) -> bytes:
    return hmac.digest(app.request_key, f"tries\0{what}\0{who.strip().casefold()}".encode(), "sha256")
