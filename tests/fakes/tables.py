"""What the stores in memory keep: rows that are never changed in place, and stores that look at them."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from mediation.accounts.account import Account
from mediation.accounts.unit import Unit
from mediation.cases.booking import Booking
from mediation.cases.case import Case
from mediation.cases.party import Person
from mediation.deadlines.deadline import Deadline
from mediation.documents.store import Made
from mediation.effects import Answered
from mediation.kernel.ids import (
    AccountId,
    CaseId,
    DeadlineId,
    DocumentId,
    ItemId,
    MessageId,
    OfficeId,
    UnitId,
    VolunteerId,
)
from mediation.notifications.letters import Letter
from mediation.notifications.outbox import Message
from volunteers import Record, Volunteer


@dataclass(frozen=True)
class KeptCase:
    """A case as it was kept, and the version of each of its rows."""

    case: Case
    day: date
    rows: dict[str, int]


@dataclass(frozen=True)
class Queued:
    """A message and until when a sender has it."""

    message: Message
    claimed_until: datetime | None = None


@dataclass(frozen=True)
class Token:
    """Whose token it is and how long."""

    account: AccountId
    expires_at: datetime
    revoked_at: datetime | None = None


@dataclass
class Tables:
    """Everything kept, by office where it is one office's; values are never changed in place."""

    cases: dict[CaseId, KeptCase] = field(default_factory=dict)
    numbers: dict[tuple[OfficeId, int], int] = field(default_factory=dict)
    deadlines: dict[DeadlineId, tuple[OfficeId, Deadline]] = field(default_factory=dict)
    messages: dict[MessageId, tuple[OfficeId, Queued]] = field(default_factory=dict)
    letters: dict[MessageId, tuple[OfficeId, Letter]] = field(default_factory=dict)
    documents: dict[DocumentId, Made] = field(default_factory=dict)
    effects: dict[str, datetime] = field(default_factory=dict)
    requests: dict[str, Answered] = field(default_factory=dict)
    accounts: dict[AccountId, Account] = field(default_factory=dict)
    tokens: dict[bytes, Token] = field(default_factory=dict)
    units: dict[tuple[OfficeId, UnitId], Unit] = field(default_factory=dict)
    volunteers: dict[str, Volunteer] = field(default_factory=dict)
    bookings: dict[tuple[ItemId, VolunteerId], tuple[OfficeId, Booking]] = field(default_factory=dict)
    records: dict[str, tuple[OfficeId, Record]] = field(default_factory=dict)
    names: dict[tuple[OfficeId, CaseId], tuple[Person, ...]] = field(default_factory=dict)
    journal: list[bytes] = field(default_factory=list)
    refusals: list[tuple[str, str, str, datetime]] = field(default_factory=list)

    def copied(self) -> "Tables":
        """The same rows in containers of their own."""
        return Tables(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})


@dataclass
class OfTables:
    """A store over the tables of its unit of work."""

    tables: Callable[[], Tables]


@dataclass
class OfOffice(OfTables):
    """A store that shows one office's rows."""

    office: OfficeId
