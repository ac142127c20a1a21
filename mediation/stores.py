"""The bundle of stores a unit of work is given: every port behind which something is kept."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from audit import Entry
from mediation.accounts.account import Accounts
from mediation.accounts.credentials import Credentials
from mediation.accounts.sessions import Sessions
from mediation.accounts.unit import Units
from mediation.cases.booking import Bookings
from mediation.cases.engagement import Engagements
from mediation.cases.experience import Experiences
from mediation.cases.names import Names
from mediation.cases.repository import Cases
from mediation.deadlines.deadline import DeadlineStore
from mediation.deadlines.queue import Queue
from mediation.documents.store import Documents
from mediation.effects import Effects, Requests
from mediation.kernel.ids import CaseId
from mediation.notifications.letters import Letters
from mediation.notifications.outbox import Outbox
from volunteers import Records, Register


class Stores(Protocol):
    """Everything one unit of work keeps things in; reads come first, writes inside `transaction`."""

    @property
    def cases(self) -> Cases: ...

    @property
    def deadlines(self) -> DeadlineStore: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def letters(self) -> Letters: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def effects(self) -> Effects: ...

    @property
    def requests(self) -> Requests: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def credentials(self) -> Credentials: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def queue(self) -> Queue: ...

    @property
    def units(self) -> Units: ...

    @property
    def volunteers(self) -> Register: ...

    @property
    def bookings(self) -> Bookings: ...

    @property
    def engagements(self) -> Engagements: ...

    @property
    def records(self) -> Records: ...

    @property
    def experiences(self) -> Experiences: ...

    @property
    def names(self) -> Names: ...

    def transaction(self) -> AbstractContextManager[None]: ...

    def journal(self, entries: Sequence[Entry]) -> None: ...

    def journal_of(self, case_id: CaseId) -> Iterator[Entry]:
        """What the journal has of a case, oldest first; reads all of it."""
        ...

    def note_refusal(self, actor: str, code: str, case: str, at: datetime) -> None: ...
