"""Signing in and out: links made, credentials enrolled, sessions begun, proved anew and ended."""

import hmac
from dataclasses import replace
from typing import Annotated

from pydantic import Field, StringConstraints

from mediation.accounts import passwords, second_factor
from mediation.accounts.credentials import Credential, Kind
from mediation.accounts.sessions import LIFETIME, LINK_LIFETIME, Link, Purpose, Session, Way, digest_of, new_secret
from mediation.actions.forms import Form
from mediation.actions.office import OneAccount
from mediation.kernel.ids import AccountId, new_id, random_id
from mediation.kernel.refusals import Invalid, NotFound, Refusal
from mediation.permissions.may import May
from mediation.work import App, Work

SignInName = Annotated[str, StringConstraints(min_length=3, max_length=200)]
Secret = Annotated[str, Field(max_length=passwords.LONGEST + 1, repr=False)]


class Enrolment(Form):
    """What somebody will sign in with: a name, a password, and the code of the app that was just set up."""

    name: SignInName
    password: Secret
    secret: Annotated[str, StringConstraints(pattern=r"^[A-Z2-7]{32}$"), Field(repr=False)]
    code: Annotated[str, StringConstraints(max_length=20)]


def lookup_of(app: App, kind: Kind, what: str) -> bytes:
    """The keyed hash by which a credential is found: without the key, no name can be tried against it."""
    return hmac.digest(app.request_key, f"{kind}\0{app.office.id}\0{what.strip().casefold()}".encode(), "sha256")


def invite(work: Work, form: OneAccount) -> dict[str, object]:
    """Make a single-use link by which an account's holder sets up how they sign in; it runs out after three days."""
    work.permit(May.ACCOUNT_MANAGE)
    return {"secret": make_link(work, AccountId(form.account), Purpose.ENROL)}


def make_link(work: Work, account_id: AccountId, purpose: Purpose) -> str:
    """Make a single-use link for an account; its secret is told once."""
    account = work.stores.accounts.get(account_id)
    secret = new_secret()
    link = Link(digest=digest_of(secret), account=account.id, purpose=purpose, ends_at=work.now() + LINK_LIFETIME)
    work.later(lambda: work.stores.sessions.add_link(link))
    work.note("sign_in_link_made", thing=account.id, purpose=purpose.value)
    return secret


def use_link(work: Work, secret: str, purpose: Purpose) -> None:
    """Use a link up, as the account it was made for; the same answer for one that never was."""
    found = work.stores.sessions.link(digest_of(secret))
    if found is None or found.purpose is not purpose or not found.is_open(work.now()) or found.account != work.actor.id:
        raise NotFound("this link is used up or has run out", code="link_not_open")

    def keep() -> None:
        if not work.stores.sessions.use_link(found.digest, work.now()):
            raise NotFound("this link is used up or has run out", code="link_not_open")

    work.later(keep)


def enrol(work: Work, form: Enrolment) -> list[str]:
    """Set up password and second factor anew; everything before it stops working. The recovery codes, told once."""
    account = work.stores.accounts.get(work.actor.id)
    name = form.name.strip().casefold()
    passwords.checked(form.password, (account.name, name), "password")
    lookup = lookup_of(work.app, Kind.PASSWORD, name)
    taken = work.stores.credentials.by_lookup(lookup)
    if taken is not None and taken.account != account.id:
        raise Invalid("this name is somebody else's", fields=[("name", "name_taken")])
    step = second_factor.step_of(form.secret, form.code, work.now(), 0)
    if step is None:
        raise Invalid("the code is not right", fields=[("code", "code_wrong")])
    made = [
        _credential(work, Kind.PASSWORD, passwords.hashed(form.password), lookup),
        replace(_credential(work, Kind.TOTP, form.secret), counter=step),
    ]

    def keep() -> None:
        for kind in (Kind.PASSWORD, Kind.TOTP):
            work.stores.credentials.drop(account.id, kind)
        for credential in made:
            work.stores.credentials.add(credential)

    work.later(keep)
    work.note("sign_in_enrolled", thing=account.id)
    return new_recovery_codes(work)


def new_recovery_codes(work: Work) -> list[str]:
    """Make ten recovery codes, told once; those before them stop working."""
    codes = second_factor.recovery_codes()
    made = [
        _credential(work, Kind.RECOVERY, "", lookup_of(work.app, Kind.RECOVERY, f"{work.actor.id}\0{code}"))
        for code in codes
    ]

    def keep() -> None:
        work.stores.credentials.drop(work.actor.id, Kind.RECOVERY)
        for credential in made:
            work.stores.credentials.add(credential)

    work.later(keep)
    work.note("recovery_codes_made", thing=work.actor.id, count=len(codes))
    return codes


def begin_session(work: Work, audience: str, way: Way) -> str:
    """Begin a session of the account that acts; what its browser is to hold, told once."""
    secret, now = new_secret(), work.now()
    session = Session(
        id=random_id("s"), digest=digest_of(secret), account=work.actor.id, audience=audience, way=way,
        begun_at=now, seen_at=now, proved_at=now, ends_at=now + LIFETIME,
    )  # fmt: skip
    work.later(lambda: work.stores.sessions.add(session))
    work.note("signed_in", thing=work.actor.id, way=way.value, audience=audience)
    return secret


def prove_session(work: Work, session: Session) -> None:
    """Note that a session's holder has just proved themselves again: it is unlocked, and fresh."""
    work.later(lambda: work.stores.sessions.save(replace(session, seen_at=work.now(), proved_at=work.now())))
    work.note("identity_proved", thing=work.actor.id)


def end_session(work: Work, session_id: str) -> None:
    """End a session of one's own; NotFound for anybody else's."""
    mine = [s for s in work.stores.sessions.of_account(work.actor.id) if s.id == session_id]
    if not mine:
        raise NotFound("no such session", code="session_not_found")
    work.later(lambda: work.stores.sessions.save(replace(mine[0], ended_at=work.now())))
    work.note("signed_out", thing=work.actor.id)


def take(work: Work, credential: Credential, counter: int) -> None:
    """Use a credential; refused if another request has used it in between."""

    def keep() -> None:
        if not work.stores.credentials.use(credential, counter, work.now()):
            raise Refusal("this was used a moment ago", code="sign_in_refused")

    work.later(keep)


def _credential(work: Work, kind: Kind, body: str, lookup: bytes | None = None) -> Credential:
    return Credential(
        id=new_id("k", work.now()), account=work.actor.id, kind=kind, body=body, made_at=work.now(), lookup=lookup
    )
