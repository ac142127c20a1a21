"""Credentials and failed tries in SQL; what a credential is made of is sealed under the office's own key."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mediation.accounts.credentials import Credential, Kind, Tries
from mediation.kernel.ids import AccountId, OfficeId
from mediation.storage.putting import put
from mediation.storage.tables import accounts, attempts, credentials
from mediation.vault import Label, Vault


class SqlCredentials:
    """One office's credentials over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office
        self._mine = (
            sa.select(credentials)
            .join(accounts, accounts.c.id == credentials.c.account)
            .where(accounts.c.office == office)
        )

    def of_account(self, account: AccountId, kind: Kind) -> list[Credential]:
        query = self._mine.where(credentials.c.account == account, credentials.c.kind == kind.value)
        return [self._credential(row) for row in self._connect().execute(query.order_by(credentials.c.id)).all()]

    def by_lookup(self, lookup: bytes) -> Credential | None:
        row = self._connect().execute(self._mine.where(credentials.c.lookup == lookup)).one_or_none()
        return None if row is None else self._credential(row)

    def add(self, credential: Credential) -> None:
        sealed = self._box().seal(credential.body.encode(), _label(credential.id))
        self._connect().execute(
            sa.insert(credentials),
            {
                "id": credential.id, "account": credential.account, "kind": credential.kind.value,
                "lookup": credential.lookup, "counter": credential.counter, "made_at": credential.made_at,
                "used_at": credential.used_at, "body_sealed": sealed.blob,
            },
        )  # fmt: skip

    def use(self, credential: Credential, counter: int, at: datetime) -> bool:
        seen = (
            credentials.c.used_at.is_(None)
            if credential.used_at is None
            else credentials.c.used_at == credential.used_at
        )
        changed = self._connect().execute(
            sa.update(credentials)
            .where(credentials.c.id == credential.id, credentials.c.counter == credential.counter, seen)
            .values(counter=counter, used_at=at)
        )
        return changed.rowcount == 1

    def drop(self, account: AccountId, kind: Kind) -> None:
        self._connect().execute(
            sa.delete(credentials).where(credentials.c.account == account, credentials.c.kind == kind.value)
        )

    def tries(self, whose: bytes, *, counting: bool = False) -> Tries | None:
        query = sa.select(attempts).where(attempts.c.whose == whose)
        row = self._connect().execute(query.with_for_update() if counting else query).one_or_none()
        return None if row is None else Tries(row.failed, row.since, row.closed_until)

    def keep_tries(self, whose: bytes, tries: Tries | None) -> None:
        connection = self._connect()
        if tries is None:
            connection.execute(sa.delete(attempts).where(attempts.c.whose == whose))
            return
        values = {"failed": tries.failed, "since": tries.since, "closed_until": tries.closed_until}
        put(connection, attempts, {"whose": whose}, values)

    def _box(self) -> Any:
        return self._vault.ensure_scope(f"office:{self._office}")

    def _credential(self, row: Any) -> Credential:
        return Credential(
            id=row.id, account=AccountId(row.account), kind=Kind(row.kind), lookup=row.lookup, counter=row.counter,
            made_at=row.made_at, used_at=row.used_at, body=self._box().open(row.body_sealed, _label(row.id)).decode(),
        )  # fmt: skip


def _label(credential_id: str) -> Label:
    return Label("credentials", "body", credential_id, 1)
