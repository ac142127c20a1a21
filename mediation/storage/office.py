"""The office's accounts, units and volunteers in SQL; people's details sealed under the office's own key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mediation.accounts.account import Account
from mediation.accounts.unit import Unit
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, OfficeId, PersonId, UnitId, VolunteerId
from mediation.kernel.language import Language
from mediation.kernel.refusals import NotFound, Stale
from mediation.storage import codec
from mediation.storage.tables import accounts, tokens, units
from mediation.vault import Label, Vault


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str
    email: str
    phone: str
    language: Language
    person: PersonId | None


class SqlAccounts:
    """One office's accounts over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def get(self, account_id: AccountId) -> Account:
        row = self._connect().execute(
            sa.select(accounts).where(accounts.c.id == account_id, accounts.c.office == self._office)
        ).one_or_none()  # fmt: skip
        if row is None:
            raise NotFound("no such account", code="account_not_found")
        return self._account(row)

    def all(self) -> list[Account]:
        query = sa.select(accounts).where(accounts.c.office == self._office).order_by(accounts.c.id)
        return [self._account(row) for row in self._connect().execute(query).all()]

    def put(self, account: Account) -> None:
        connection, version = self._connect(), account.version
        holder = _Holder(account.name, account.email, account.phone, account.language, account.person)
        sealed = self._box().seal(codec.encode(holder), _label(account.id, version + 1))
        values = {
            "roles": [r.value for r in account.roles], "unit": account.unit, "volunteer": account.volunteer,
            "version": version + 1, "disabled_at": account.disabled_at, "body_sealed": sealed.blob,
        }  # fmt: skip
        if version == 0:
            connection.execute(sa.insert(accounts), values | {"id": account.id, "office": self._office})
            return
        mine = (accounts.c.id == account.id) & (accounts.c.version == version)
        if connection.execute(sa.update(accounts).where(mine).values(values)).rowcount != 1:
            raise Stale("somebody else changed this account meanwhile")

    def by_token(self, digest: bytes, now: datetime) -> Account | None:
        row = self._connect().execute(
            sa.select(accounts).join(tokens, tokens.c.account == accounts.c.id)
            .where(
                tokens.c.digest == digest, tokens.c.expires_at > now, tokens.c.revoked_at.is_(None),
                accounts.c.disabled_at.is_(None), accounts.c.office == self._office,
            )
        ).one_or_none()  # fmt: skip
        return None if row is None else self._account(row)

    def add_token(self, digest: bytes, account_id: AccountId, made_at: datetime, expires_at: datetime) -> None:
        self._connect().execute(
            sa.insert(tokens),
            {"digest": digest, "account": account_id, "made_at": made_at, "expires_at": expires_at},
        )

    def revoke_tokens(self, account_id: AccountId, at: datetime) -> int:
        return self._connect().execute(
            sa.update(tokens).where(tokens.c.account == account_id, tokens.c.revoked_at.is_(None))
            .values(revoked_at=at)
        ).rowcount  # fmt: skip

    def _box(self) -> Any:
        return self._vault.ensure_scope(f"office:{self._office}")

    def _account(self, row: Any) -> Account:
        holder = codec.decode(_Holder, self._box().open(row.body_sealed, _label(row.id, row.version)))
        return Account(
            id=AccountId(row.id), office=OfficeId(row.office), roles=tuple(Role(r) for r in row.roles),
            unit=row.unit and UnitId(row.unit), volunteer=row.volunteer and VolunteerId(row.volunteer),
            disabled_at=row.disabled_at, name=holder.name, email=holder.email, phone=holder.phone,
            language=holder.language, person=holder.person, version=row.version,
        )  # fmt: skip


class SqlUnits:
    """The register of units over one connection; public bodies, nothing to seal."""

    def __init__(self, connect: Callable[[], sa.Connection], office: OfficeId) -> None:
        self._connect, self._office = connect, office

    def get(self, unit_id: UnitId) -> Unit:
        row = self._connect().execute(
            sa.select(units).where(units.c.id == unit_id, units.c.office == self._office)
        ).one_or_none()  # fmt: skip
        if row is None:
            raise NotFound("no such unit in the register", code="unit_not_found")
        return _unit(row)

    def all(self) -> list[Unit]:
        query = sa.select(units).where(units.c.office == self._office).order_by(units.c.id)
        return [_unit(row) for row in self._connect().execute(query).all()]

    def put(self, unit: Unit) -> None:
        connection = self._connect()
        values = {
            "kind": unit.kind.value, "name": unit.name, "language": unit.language.value, "email": unit.email,
        }  # fmt: skip
        changed = connection.execute(
            sa.update(units).where(units.c.id == unit.id, units.c.office == self._office).values(values)
        )
        if changed.rowcount == 0:
            connection.execute(sa.insert(units), values | {"id": unit.id, "office": self._office})


def _unit(row: Any) -> Unit:
    return Unit(id=UnitId(row.id), kind=Role(row.kind), name=row.name, language=Language(row.language), email=row.email)


def _label(account_id: str, version: int) -> Label:
    return Label("accounts", "body", account_id, version)
