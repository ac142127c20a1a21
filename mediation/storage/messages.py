"""The outbox in SQL; a claim marks exactly one sender's rows, on both engines with one statement."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mediation.kernel.ids import CaseId, DocumentId, MessageId, OfficeId
from mediation.notifications.outbox import Message, Recipient
from mediation.states.small import MessageState as M
from mediation.storage import codec
from mediation.storage.boxes import box_if_there, box_of
from mediation.storage.tables import messages
from mediation.vault import Label, Vault


@dataclass(frozen=True, slots=True)
class _Body:
    to: Recipient
    facts: dict[str, str]
    enclosed: tuple[DocumentId, ...] = ()


class SqlOutbox:
    """One office's messages over one connection; whom they are for is sealed under the case's key, or the office's."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def add(self, message: Message) -> None:
        body = codec.encode(_Body(message.to, message.facts, message.enclosed))
        sealed = box_of(self._vault, self._office, message.case_id).seal(body, _label(message.id))
        self._connect().execute(
            sa.insert(messages),
            {
                "id": message.id, "office": self._office, "case_id": message.case_id or None, "kind": message.kind,
                "state": message.state.value, "queued_at": message.queued_at,
                "not_before": message.not_before, "attempts": 0, "body_sealed": sealed.blob,
            },
        )  # fmt: skip

    def claim(self, now: datetime, until: datetime, limit: int, kinds: Collection[str]) -> list[Message]:
        mine = (messages.c.office == self._office) & messages.c.kind.in_(sorted(kinds))
        fresh = messages.c.state.in_([M.QUEUED.value, M.FAILED.value]) & (messages.c.not_before <= now)
        crashed = (messages.c.state == M.SENDING.value) & (messages.c.claimed_until < now)
        ids = (
            sa.select(messages.c.id).where(mine, fresh | crashed)
            .order_by(messages.c.not_before, messages.c.id).limit(limit).with_for_update(skip_locked=True)
        )  # fmt: skip
        rows = self._connect().execute(
            sa.update(messages).where(messages.c.id.in_(ids))
            .values(state=M.SENDING.value, claimed_until=until, attempts=messages.c.attempts + 1)
            .returning(messages)
        ).all()  # fmt: skip
        mine_now = {r.id: self._message(r) for r in sorted(rows, key=lambda r: r.id)}
        erased = [message_id for message_id, message in mine_now.items() if message is None]
        if erased:  # nobody is left to write to: given up for good, or every lease would bring it back
            self._connect().execute(
                sa.update(messages).where(messages.c.id.in_(erased))
                .values(state=M.GIVEN_UP.value, claimed_until=None)
            )  # fmt: skip
        return [m for m in mine_now.values() if m is not None]

    def settle(self, message: Message, not_before: datetime) -> bool:
        # Whoever's lease ran out finds another's try under way, or over, and leaves it alone.
        settled = self._connect().execute(
            sa.update(messages)
            .where(
                messages.c.id == message.id, messages.c.state == M.SENDING.value,
                messages.c.attempts == message.attempts,
            )
            .values(
                state=message.state.value, sent_at=message.sent_at, channel=message.channel,
                not_before=not_before, claimed_until=None,
            )
        )  # fmt: skip
        return settled.rowcount == 1

    def of_case(self, case_id: CaseId) -> list[Message]:
        query = sa.select(messages).where(messages.c.case_id == case_id).order_by(messages.c.id)
        return [m for r in self._connect().execute(query).all() if (m := self._message(r)) is not None]

    def waiting(self) -> int:
        open_states = [M.QUEUED.value, M.SENDING.value, M.FAILED.value]
        query = sa.select(sa.func.count()).where(messages.c.office == self._office, messages.c.state.in_(open_states))
        return self._connect().execute(query).scalar_one()

    def _message(self, row: Any) -> Message | None:
        box = box_if_there(self._vault, self._office, row.case_id)
        if box is None:
            return None
        body = codec.decode(_Body, box.open(row.body_sealed, _label(row.id)))
        return Message(
            id=MessageId(row.id), case_id=CaseId(row.case_id or ""), kind=row.kind, to=body.to, facts=body.facts,
            enclosed=body.enclosed, queued_at=row.queued_at, not_before=row.not_before, state=M(row.state),
            attempts=row.attempts, sent_at=row.sent_at, channel=row.channel or "",
        )  # fmt: skip


def _label(message_id: str) -> Label:
    return Label("messages", "body", message_id, 1)
