"""Sessions and single-use links, kept by the hash of what the browser holds, so that both can be ended."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from mediation.kernel.ids import AccountId

# Office policy.
LIFETIME: Final = timedelta(hours=12)
FRESH: Final = timedelta(minutes=10)
TO_THE_MINUTE: Final = timedelta(minutes=1)
LINK_LIFETIME: Final = timedelta(days=3)


class Way(StrEnum):
    """How somebody signed in."""

    PASSWORD = "password"  # noqa: S105  a way, not a password
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    LINK = "link"


class Purpose(StrEnum):
    """What a single-use link opens."""

    ENROL = "enrol"
    DEMO = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session of one account with one part of the pages; all instants are UTC."""

    id: str
    digest: bytes
    account: AccountId
    audience: str
    way: Way
    begun_at: datetime
    seen_at: datetime
    proved_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether it has run out or was ended."""
        return self.ended_at is not None or now >= self.ends_at

    def is_locked(self, now: datetime, idle: timedelta) -> bool:
        """Whether nobody was at it for so long that its holder has to prove themselves again."""
        return now - self.seen_at > idle

    def is_fresh(self, now: datetime) -> bool:
        """Whether its holder has proved themselves lately enough for a sensitive act."""
        return now - self.proved_at <= FRESH


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One single-use link."""

    digest: bytes
    account: AccountId
    purpose: Purpose
    ends_at: datetime
    used_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and now < self.ends_at


class Sessions(Protocol):
    """Sessions, links, and unsent text."""

    def find(self, digest: bytes) -> Session | None: ...

    def of_account(self, account: AccountId) -> list[Session]: ...

    def add(self, session: Session) -> None: ...

    def save(self, session: Session) -> None: ...

    def link(self, digest: bytes) -> Link | None: ...

    def add_link(self, link: Link) -> None: ...

    def use_link(self, digest: bytes, at: datetime) -> bool:
        """Use a link up; False if somebody was quicker."""
        ...

    def draft(self, place: bytes) -> tuple[datetime, bytes] | None: ...

    def keep_draft(self, place: bytes, account: AccountId, at: datetime, body: bytes) -> None: ...

    def drop_draft(self, place: bytes) -> None: ...


def new_secret() -> str:
    """What a browser holds of a session, or a link carries: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> bytes:
    """What is kept of it."""
    return hashlib.sha256(secret.encode()).digest()
