"""An account: who may sign in, in which roles; disabled, never deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mediation.kernel.actor import Actor, Role
from mediation.kernel.ids import AccountId, OfficeId, PersonId, UnitId, VolunteerId
from mediation.kernel.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account; name, address and phone are sealed where it is kept. `version` is 0 until it is kept."""

    id: AccountId
    office: OfficeId
    roles: tuple[Role, ...]
    name: str
    email: str = ""
    phone: str = ""
    language: Language = Language.FINNISH
    unit: UnitId | None = None
    volunteer: VolunteerId | None = None
    person: PersonId | None = None
    disabled_at: datetime | None = None
    version: int = 0

    def actor(self) -> Actor:
        """This account as who acts."""
        return Actor(self.id, frozenset(self.roles), self.office, self.unit, self.volunteer, self.person)


class Accounts(Protocol):
    """Accounts and their tokens; only the SHA-256 of a token is kept. Putting a stale account is refused with Stale."""

    def get(self, account_id: AccountId) -> Account: ...

    def all(self) -> list[Account]: ...

    def put(self, account: Account) -> None: ...

    def by_token(self, digest: bytes, now: datetime) -> Account | None: ...

    def add_token(self, digest: bytes, account_id: AccountId, made_at: datetime, expires_at: datetime) -> None: ...

    def revoke_tokens(self, account_id: AccountId, at: datetime) -> int: ...
