"""The office's own records: accounts and tokens, units."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from mediation.accounts.account import Account
from mediation.accounts.tokens import LIFETIME, digest, new_token
from mediation.accounts.unit import Unit
from mediation.actions.forms import FilledLine, Form, Id, Line
from mediation.actions.volunteers import found
from mediation.kernel.actor import AUTHORITIES, Role
from mediation.kernel.ids import AccountId, UnitId, VolunteerId, new_id
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.permissions.may import May
from mediation.work import Work


class NewAccount(Form):
    """Somebody who will sign in; an authority's people belong to a unit, a mediator to the register."""

    name: FilledLine
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=4)]
    email: Line = ""
    phone: Line = ""
    language: Language | None = None
    unit: Line = ""
    volunteer: Line = ""


def open_account(work: Work, form: NewAccount) -> dict[str, object]:
    """Open an account with its roles."""
    work.permit(May.ACCOUNT_MANAGE)
    return {"account": _keep_account(work, form)}


def first_account(work: Work, form: NewAccount) -> dict[str, object]:
    """Open the very first account of an empty office, and its token; refused as soon as there is one."""
    if work.stores.accounts.all():
        raise Invalid("this office has accounts already", code="not_empty")
    work.claim(f"first_account:{work.office}")
    account = _keep_account(work, form)
    return {"account": account, "token": _new_token(work, account)}


def _keep_account(work: Work, form: NewAccount) -> AccountId:
    if set(form.roles) & AUTHORITIES and not form.unit:
        raise Invalid("an authority's account belongs to a unit", fields=[("unit", "required")])
    if Role.MEDIATOR in form.roles and not form.volunteer:
        raise Invalid("a mediator's account belongs to the register", fields=[("volunteer", "required")])
    if Role.SERVICE in form.roles or Role.PARTY in form.roles:
        raise Invalid("this role has no account", fields=[("roles", "not_allowed")])
    if form.unit:
        unit = work.stores.units.get(UnitId(form.unit))
        if unit.kind not in form.roles:
            raise Invalid("the unit is of another kind", fields=[("unit", "kind_differs")])
    if form.volunteer:
        found(work, form.volunteer)
    account = Account(
        id=AccountId(new_id("u", work.now())), office=work.office, roles=form.roles, name=form.name,
        email=form.email, phone=form.phone, language=_language(work, form.language), unit=UnitId(form.unit) or None,
        volunteer=VolunteerId(form.volunteer) or None,
    )  # fmt: skip
    work.later(lambda: work.stores.accounts.put(account))
    work.note("account_opened", thing=account.id, roles="-".join(sorted(account.roles)))
    return account.id


class OneAccount(Form):
    """One account."""

    account: Id


def make_token(work: Work, form: OneAccount) -> dict[str, object]:
    """Make a bearer token for an account; it is shown once and runs out after 90 days (office policy)."""
    work.permit(May.ACCOUNT_MANAGE)
    work.stores.accounts.get(AccountId(form.account))
    return {"token": _new_token(work, AccountId(form.account))}


def _new_token(work: Work, account: AccountId) -> str:
    token = new_token()
    work.later(lambda: work.stores.accounts.add_token(digest(token), account, work.now(), work.now() + LIFETIME))
    work.note("token_made", thing=account)
    return token


def disable_account(work: Work, form: OneAccount) -> dict[str, object]:
    """Disable an account and revoke its tokens at once; it is never deleted."""
    work.permit(May.ACCOUNT_MANAGE)
    if form.account == work.actor.id:
        raise Invalid("nobody disables their own account", fields=[("account", "own")])
    account = work.stores.accounts.get(AccountId(form.account))

    def keep() -> None:
        work.stores.accounts.put(replace(account, disabled_at=work.now()))
        work.stores.accounts.revoke_tokens(account.id, work.now())

    work.later(keep)
    work.note("account_disabled", thing=account.id)
    return {"account": account.id}


class NewUnit(Form):
    """A unit of an authority, with the address of its registry."""

    id: Annotated[str, Field(pattern=r"^n_[a-z0-9_]{3,29}$")]
    kind: Role
    name: FilledLine
    language: Language | None = None
    email: Line = ""


def register_unit(work: Work, form: NewUnit) -> dict[str, object]:
    """Put a verified unit into the register, or correct it."""
    work.permit(May.UNIT_MANAGE)
    language = _language(work, form.language)
    unit = Unit(id=UnitId(form.id), kind=form.kind, name=form.name, language=language, email=form.email)
    work.later(lambda: work.stores.units.put(unit))
    work.note("unit_registered", thing=unit.id)
    return {"unit": unit.id}


def _language(work: Work, wanted: Language | None) -> Language:
    return wanted or work.app.law.languages[0]
