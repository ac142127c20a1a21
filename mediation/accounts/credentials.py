"""What people prove themselves by, and how guessing is slowed down."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from mediation.kernel.ids import AccountId

# Office policy: what stands behind a name is closed after five wrong tries, an address after thirty.
TRIES_OF_A_NAME: Final = 5
TRIES_OF_AN_ADDRESS: Final = 30
COUNTED: Final = timedelta(minutes=15)


class Kind(StrEnum):
    """What a credential is."""

    PASSWORD = "password"  # noqa: S105  a kind, not a password
    TOTP = "totp"
    RECOVERY = "recovery"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One credential; `body` is sealed where it is kept, `lookup` finds it without opening any other."""

    id: str
    account: AccountId
    kind: Kind
    body: str
    made_at: datetime
    lookup: bytes | None = None
    counter: int = 0
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tries:
    """Failed tries of one name or one address since an instant."""

    failed: int
    since: datetime
    closed_until: datetime | None = None

    def is_closed(self, now: datetime) -> bool:
        """Whether no further try is taken now."""
        return self.closed_until is not None and now < self.closed_until

    def after_failure(self, now: datetime, most: int) -> "Tries":
        """What is kept after one more failure; closed for a quarter of an hour when there were too many."""
        if now - self.since > COUNTED:
            return Tries(1, now)
        failed = self.failed + 1
        return replace(self, failed=failed, closed_until=now + COUNTED if failed >= most else None)


class Credentials(Protocol):
    """Credentials and failed tries."""

    def of_account(self, account: AccountId, kind: Kind) -> list[Credential]: ...

    def by_lookup(self, lookup: bytes) -> Credential | None: ...

    def add(self, credential: Credential) -> None: ...

    def use(self, credential: Credential, counter: int, at: datetime) -> bool:
        """Note a use; False if another use came in between."""
        ...

    def drop(self, account: AccountId, kind: Kind) -> None: ...

    def tries(self, whose: bytes, *, counting: bool = False) -> Tries | None:
        """What is kept; `counting`, in a transaction, others that would count too wait until it ends."""
        ...

    def keep_tries(self, whose: bytes, tries: Tries | None) -> None: ...
