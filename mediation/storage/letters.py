"""Letters in SQL: whom they are for and what is wrong with them, sealed under the case's key or the office's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from mediation.kernel.ids import CaseId, DocumentId, MessageId, OfficeId
from mediation.kernel.refusals import NotFound, Stale
from mediation.notifications.letters import Letter
from mediation.notifications.outbox import Recipient
from mediation.states.small import LetterState
from mediation.storage import codec
from mediation.storage.boxes import box_if_there, box_of
from mediation.storage.tables import letters
from mediation.vault import Label, Vault


@dataclass(frozen=True, slots=True)
class _Body:
    to: Recipient
    facts: dict[str, str]
    enclosed: tuple[DocumentId, ...]
    papers: tuple[DocumentId, ...]
    why: str
    troubled: bool


class SqlLetters:
    """One office's letters over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def put(self, letter: Letter) -> None:
        version = letter.version + 1
        body = _Body(letter.to, letter.facts, letter.enclosed, letter.papers, letter.why, letter.troubled)
        sealed = box_of(self._vault, self._office, letter.case_id).seal(codec.encode(body), _label(letter.id, version))
        values = {
            "state": letter.state.value, "batch": letter.batch or None, "printed_on": letter.printed_on,
            "posted_on": letter.posted_on, "version": version, "body_sealed": sealed.blob,
        }  # fmt: skip
        if letter.version == 0:
            place = {
                "id": letter.id, "office": self._office, "case_id": letter.case_id or None, "kind": letter.kind,
                "queued_at": letter.queued_at,
            }  # fmt: skip
            self._connect().execute(sa.insert(letters), values | place)
            return
        changed = self._connect().execute(
            sa.update(letters)
            .where(letters.c.id == letter.id, letters.c.version == letter.version, letters.c.office == self._office)
            .values(values)
        )
        if changed.rowcount != 1:
            raise Stale("somebody else has this letter in hand")

    def get(self, letter_id: str) -> Letter:
        for letter in self._found(letters.c.id == letter_id):
            return letter
        raise NotFound("no such letter", code="letter_not_found")

    def in_state(self, *states: LetterState, newest: int = 0) -> list[Letter]:
        return self._found(letters.c.state.in_([s.value for s in states]), newest)

    def of_batch(self, batch: str) -> list[Letter]:
        return self._found(letters.c.batch == batch)

    def _found(self, holds: sa.ColumnElement[bool], newest: int = 0) -> list[Letter]:
        query = sa.select(letters).where(letters.c.office == self._office, holds)
        query = query.order_by(letters.c.id.desc()).limit(newest) if newest else query.order_by(letters.c.id)
        found = [self._letter(row) for row in self._connect().execute(query).all()]
        return sorted((letter for letter in found if letter is not None), key=lambda letter: letter.id)

    def _letter(self, row: Any) -> Letter | None:
        box = box_if_there(self._vault, self._office, row.case_id)
        if box is None:
            return None
        body = codec.decode(_Body, box.open(row.body_sealed, _label(row.id, row.version)))
        return Letter(
            id=MessageId(row.id), case_id=CaseId(row.case_id or ""), kind=row.kind, to=body.to, facts=body.facts,
            enclosed=body.enclosed, queued_at=row.queued_at, state=LetterState(row.state), papers=body.papers,
            batch=row.batch or "", printed_on=row.printed_on, posted_on=row.posted_on, why=body.why,
            troubled=body.troubled, version=row.version,
        )  # fmt: skip


def _label(letter_id: str, version: int) -> Label:
    return Label("letters", "body", letter_id, version)
