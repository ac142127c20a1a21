"""One unit of work: fetch, permit, do; then everything that happened is kept in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from audit import Entry, RowHash
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.events import Event, EventCode
from mediation.cases.repository import Written
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.policy import OfficePolicy
from mediation.documents.office import OfficeProfile
from mediation.documents.seal import Seal
from mediation.documents.store import Made
from mediation.kernel.actor import Actor
from mediation.kernel.clock import Clock, helsinki_date
from mediation.kernel.ids import CaseId, DocumentId, ItemId, MessageId, OfficeId, new_id
from mediation.kernel.refusals import Refusal, Stale, Unavailable
from mediation.law.pack import RulePack
from mediation.notifications.catalogue import MessageKind, variables_of
from mediation.notifications.channels import Channels
from mediation.notifications.hours import goes_out
from mediation.notifications.outbox import Message, Recipient, RecipientKind
from mediation.notifications.policy import messages_for
from mediation.permissions.may import May
from mediation.permissions.permit import permit
from mediation.permissions.predicates import Touch
from mediation.reactions import react
from mediation.stores import Stores

__all__ = ["App", "Stores", "Work", "unit"]

MEETINGS_CHANGED = {
    EventCode.MEETING_ARRANGED, EventCode.MEETING_MOVED, EventCode.MEETING_CANCELLED, EventCode.MEETING_NARROWED,
    EventCode.MEETING_HELD, EventCode.ASSIGNMENT_RELEASED,
}  # fmt: skip
NAMES_CHANGED = {EventCode.INITIATIVE_REGISTERED, EventCode.PERSON_ADDED, EventCode.PERSON_CORRECTED}


@dataclass(frozen=True)
class App:
    """The product put together for one office: what every unit of work is made from."""

    clock: Clock
    office: OfficeProfile
    law: RulePack
    policy: OfficePolicy
    open_stores: Callable[[], AbstractContextManager[Stores]]
    print_pdf: Callable[..., bytes]
    channels: Channels
    request_key: bytes
    seal: Seal | None = None
    seal_root: bytes = b""
    verify_at: str = ""


class Work:
    """What an action works with: the actor, the time, the office's stores, and what is to be kept at the end."""

    def __init__(self, app: App, actor: Actor, stores: Stores, request: str = "") -> None:
        self.app, self.actor, self.stores, self.request = app, actor, stores, request
        self._at = app.clock.now()
        self._cases: dict[CaseId, Case] = {}
        self._new: set[CaseId] = set()
        self._claims: list[str] = []
        self._messages: dict[tuple[str, Recipient, str], Message] = {}
        self._documents: list[Made] = []
        self._added: dict[str, Deadline] = {}
        self._changed: dict[str, Deadline] = {}
        self._entries: list[Entry] = []
        self._chores: list[Callable[[], None]] = []
        self.touched: CaseId | None = None

    def now(self) -> datetime:
        """The instant of this unit of work, in UTC: the same all through."""
        return self._at

    @property
    def day(self) -> date:
        """The date in Helsinki."""
        return helsinki_date(self._at)

    @property
    def office(self) -> OfficeId:
        """The office whose work this is."""
        return self.app.office.id

    def permit(self, may: May, case: Case | None = None, item: ItemId | None = None) -> None:
        """Nothing if the actor may; a refusal otherwise."""
        permit(self.actor, may, Touch(self._at, self.office, case, item))

    def change(self, case_id: CaseId, may: May, *, item: ItemId | None = None, expect: int | None = None) -> Change:
        """Fetch a case to change it, if the actor may and `expect` is still its version."""
        self.touched = case_id
        case = self._cases.get(case_id) or self.stores.cases.get(case_id)
        self.permit(may, case, item)
        if expect is not None and case.version != expect:
            raise Stale("somebody else changed this case meanwhile")
        self._cases[case_id] = case
        return Change(case, self._at, self.actor.id, self.app.policy.mediators_per_matter)

    def view(self, case_id: CaseId, may: May, purpose: str, item: ItemId | None = None) -> Case:
        """Fetch a case to read it for a purpose; the reading itself is journalled."""
        self.touched = case_id
        case = self.stores.cases.get(case_id)
        self.permit(may, case, item)
        self.note(EventCode.CASE_VIEWED.value, case=case_id, thing=item or "", purpose=purpose)
        return case

    def open(self, case: Case) -> Change:
        """Keep a new case at the end."""
        self.touched = case.id
        self._cases[case.id] = case
        self._new.add(case.id)
        return Change(case, self._at, self.actor.id, self.app.policy.mediators_per_matter)

    def claim(self, key: str) -> None:
        """Do what follows once: AlreadyDone at the end if somebody has done it, and then nothing is kept."""
        self._claims.append(key)

    def send(self, case_id: CaseId, kind: str, to: Recipient, facts: dict[str, str], about: str = "") -> None:
        """Put one message into the outbox, of a case or (empty) of the office; not the same one twice in one unit."""
        message = Message(
            id=MessageId(new_id("w", self._at)), case_id=case_id, kind=kind, to=to, queued_at=self._at,
            not_before=goes_out(kind, self._at),
            facts={name: value for name, value in facts.items() if name in variables_of(MessageKind(kind))},
            enclosed=self._enclosed(case_id, to, about),
        )  # fmt: skip
        self._messages.setdefault((kind, to, about or case_id), message)

    def _enclosed(self, case_id: CaseId, to: Recipient, about: str) -> tuple[DocumentId, ...]:
        """The documents just made that a message to a person tells of: theirs, or everybody's, on the same record."""
        if to.kind is not RecipientKind.PERSON:
            return ()
        of_case = (d for d in self._documents if d.case_id == case_id and d.subject == about)
        return tuple(d.id for d in of_case if d.reader in {to.id, ""})

    def keep(self, document: Made) -> None:
        """Keep a document."""
        self._documents.append(document)

    def keep_deadline(self, deadline: Deadline) -> None:
        """Keep a changed deadline."""
        self._changed[deadline.id] = deadline

    def later(self, chore: Callable[[], None]) -> None:
        """Do something inside the transaction at the end: for records of the office beside its cases."""
        self._chores.append(chore)

    def note(self, act: str, *, case: str = "", thing: str = "", purpose: str = "", **facts: str | int) -> None:
        """A journal entry of its own: a reading, an export, a matter of the office."""
        self._entries.append(
            Entry(
                at=self._at, actor=self.actor.id, act=f"office.{act}" if not case else f"case.{act}",
                case=case, thing=thing, purpose=purpose, request=self.request, facts=facts,
            )
        )  # fmt: skip

    def commit(self) -> None:
        """Keep everything in one transaction, or nothing."""
        for case in self._cases.values():
            self._react(case)
            for event in case.events:
                for kind, to, facts in messages_for(case, event):
                    self.send(case.id, kind, to, facts, event.subject or "")
        with self.stores.transaction():
            for key in self._claims:
                self.stores.effects.claim(key, self._at)
            for case in self._cases.values():
                self._keep_case(case)
            for document in self._documents:
                written = self.stores.documents.add(document)
                self._entries += _lines(
                    self.actor, self.request, document.case_id, 0,
                    [Event(EventCode.DOCUMENT_MADE, document.case_id, self._at, None, document.id,
                           facts={"kind": document.kind, "language": document.language.value})], written,
                )  # fmt: skip
            for deadline in self._added.values():
                self.stores.deadlines.add(deadline)
            for deadline in self._changed.values():
                self.stores.deadlines.save(deadline)
            for message in self._messages.values():
                self.stores.outbox.add(message)
            for chore in self._chores:
                chore()
            self.stores.journal(self._entries)
        for case in self._cases.values():
            case.events.clear()

    def _react(self, case: Case) -> None:
        if not case.events:
            return
        stored = () if case.id in self._new else self.stores.deadlines.open_for(case.id)
        known = [self._changed.get(d.id, d) for d in stored]
        changed, added = react(case, case.events, known, self.app.policy, self._at)
        self._changed |= {d.id: d for d in changed}
        self._added |= {d.id: d for d in added}

    def _keep_case(self, case: Case) -> None:
        if case.id in self._new:
            written = self.stores.cases.add(case, self.day)
        elif case.events:
            written = self.stores.cases.save(case, self.day)
        elif self.stores.cases.is_changed(case):
            raise RuntimeError("a case was changed without an event: nobody would ever know")
        else:
            return
        if NAMES_CHANGED & {event.code for event in case.events}:
            self.stores.names.keep(case)
        if MEETINGS_CHANGED & {event.code for event in case.events}:
            self.stores.bookings.keep(case)
        self._entries += _lines(self.actor, self.request, case.id, case.version, case.events, written)


def _lines(
    actor: Actor, request: str, case: CaseId, version: int, events: list[Event], written: list[Written]
) -> Iterator[Entry]:
    """One entry per event, each with the row it is about; rows that no event names follow on their own."""
    left = list(written)
    for event in events:
        row = next((w for w in left if w.key == event.subject), left[0] if left and not event.subject else None)
        if row is not None:
            left.remove(row)
        matter = {"matter": event.matter} if event.matter else {}
        yield _line(actor, request, case, version, event.at, event.code.value, event.subject or "",
                    dict(event.facts) | matter, row)  # fmt: skip
    at = events[0].at
    for row in left:
        yield _line(actor, request, case, version, at, "row_kept", "", {}, row)


def _line(
    actor: Actor, request: str, case: str, version: int, at: datetime, act: str, thing: str,
    facts: dict[str, str | int], row: Written | None,
) -> Entry:  # fmt: skip
    rows = () if row is None else (RowHash(row.table, row.key, row.version, row.digest),)
    return Entry(
        at=at, actor=actor.id, act=f"case.{act}", case=case, thing=thing, case_version=version, rows=rows,
        commitment=row.commitment if row else "", request=request, facts=facts,
    )  # fmt: skip


@contextmanager
def unit(app: App, actor: Actor, request: str = "") -> Iterator[Work]:
    """One unit of work: kept at the end, or on any refusal nothing but a line in the log of refusals."""
    with app.open_stores() as stores:
        work = Work(app, actor, stores, request)
        try:
            yield work
            work.commit()
        except Unavailable:
            raise
        except Refusal as refusal:
            stores.note_refusal(actor.id, refusal.code, work.touched or "", work.now())
            raise
