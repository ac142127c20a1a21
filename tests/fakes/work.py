"""What is owed and what is done, in memory: deadlines, messages, effects, answered requests."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from mediation.deadlines.deadline import Deadline, DeadlineState, next_on
from mediation.effects import AlreadyDone, Answered
from mediation.kernel.ids import CaseId, DeadlineId, OfficeId
from mediation.kernel.refusals import NotFound, Stale
from mediation.notifications.letters import Letter
from mediation.notifications.outbox import Message
from mediation.states.small import LetterState, MessageState
from tests.fakes.tables import OfOffice, OfTables, Queued, Tables


class MemoryDeadlines(OfOffice):
    """The DeadlineStore port."""

    def __init__(self, tables: Callable[[], Tables], office: OfficeId) -> None:
        super().__init__(tables, office)
        self._seen: dict[DeadlineId, Deadline] = {}

    def add(self, deadline: Deadline) -> None:
        self.tables().deadlines[deadline.id] = (self.office, deadline)

    def save(self, deadline: Deadline) -> None:
        _, now = self.tables().deadlines[deadline.id]
        if now != self._seen[deadline.id] or now.state is not DeadlineState.OPEN:
            raise Stale("somebody else changed this deadline meanwhile")
        self.tables().deadlines[deadline.id] = (self.office, deadline)
        self._seen[deadline.id] = deadline

    def open_for(self, case_id: CaseId) -> Sequence[Deadline]:
        return self._shown(d for d in self._mine() if d.case_id == case_id and d.state is DeadlineState.OPEN)

    def owed_by(self, today: date, limit: int, after: DeadlineId | None = None) -> Sequence[Deadline]:
        owed = (d for d in self._mine() if (on := next_on(d)) is not None and on <= today)
        return self._shown(d for d in owed if after is None or d.id > after)[:limit]

    def _mine(self) -> Iterator[Deadline]:
        return (d for office, d in self.tables().deadlines.values() if office == self.office)

    def _shown(self, found: Iterator[Deadline]) -> list[Deadline]:
        shown = sorted(found, key=lambda d: d.id)
        self._seen = {d.id: d for d in shown} | self._seen
        return shown


class MemoryOutbox(OfOffice):
    """The Outbox port."""

    def add(self, message: Message) -> None:
        self.tables().messages[message.id] = (self.office, Queued(replace(message, attempts=0)))

    def claim(self, now: datetime, until: datetime, limit: int, kinds: Collection[str]) -> list[Message]:
        found = (q for q in self._mine() if q.message.kind in kinds and _is_due(q, now))
        due = sorted(found, key=lambda q: (q.message.not_before, q.message.id))
        mine = [replace(q.message, state=MessageState.SENDING, attempts=q.message.attempts + 1) for q in due[:limit]]
        self.tables().messages.update({m.id: (self.office, Queued(m, until)) for m in mine})
        return sorted(mine, key=lambda m: m.id)

    def settle(self, message: Message, not_before: datetime) -> bool:
        now = self.tables().messages[message.id][1].message
        if (now.state, now.attempts) != (MessageState.SENDING, message.attempts):
            return False
        self.tables().messages[message.id] = (self.office, Queued(replace(message, not_before=not_before)))
        return True

    def of_case(self, case_id: CaseId) -> list[Message]:
        return sorted((q.message for q in self._mine() if q.message.case_id == case_id), key=lambda m: m.id)

    def waiting(self) -> int:
        waits = {MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED}
        return sum(q.message.state in waits for q in self._mine())

    def _mine(self) -> Iterator[Queued]:
        return (q for office, q in self.tables().messages.values() if office == self.office)


class MemoryLetters(OfOffice):
    """The Letters port."""

    def put(self, letter: Letter) -> None:
        _, before = self.tables().letters.get(letter.id, (self.office, None))
        if letter.version != (before.version if before else 0):
            raise Stale("somebody else has this letter in hand")
        self.tables().letters[letter.id] = (self.office, replace(letter, version=letter.version + 1))

    def get(self, letter_id: str) -> Letter:
        for letter in self._mine():
            if letter.id == letter_id:
                return letter
        raise NotFound("no such letter", code="letter_not_found")

    def in_state(self, *states: LetterState, newest: int = 0) -> list[Letter]:
        return [letter for letter in self._mine() if letter.state in states][-newest:]

    def of_batch(self, batch: str) -> list[Letter]:
        return [letter for letter in self._mine() if letter.batch == batch]

    def _mine(self) -> list[Letter]:
        mine = (letter for office, letter in self.tables().letters.values() if office == self.office)
        return sorted(mine, key=lambda letter: letter.id)


class MemoryEffects(OfTables):
    """The Effects port."""

    def done(self, key: str) -> bool:
        return key in self.tables().effects

    def claim(self, key: str, at: datetime) -> None:
        if key in self.tables().effects:
            raise AlreadyDone("this was done before")
        self.tables().effects[key] = at


class MemoryRequests(OfTables):
    """The Requests port."""

    def find(self, key: str) -> Answered | None:
        return self.tables().requests.get(key)

    def keep(self, key: str, answered: Answered, at: datetime) -> None:
        del at
        if key in self.tables().requests:
            raise AlreadyDone("this request was answered before")
        self.tables().requests[key] = answered


def _is_due(queued: Queued, now: datetime) -> bool:
    message = queued.message
    if message.state is MessageState.SENDING:
        return queued.claimed_until is not None and queued.claimed_until < now
    return message.state in {MessageState.QUEUED, MessageState.FAILED} and message.not_before <= now
