"""Volunteers' own records in SQL: sealed under the office's key but for the few columns its queues need."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from mediation.kernel.ids import OfficeId
from mediation.kernel.refusals import Duplicate, Stale
from mediation.storage import codec
from mediation.storage.tables import volunteer_records as records
from mediation.vault import Box, Label, Vault
from volunteers import Record

R = TypeVar("R", bound=Record)


class SqlVolunteerRecords:
    """One office's records over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def find(self, kind: type[R], record_id: str) -> R | None:
        return next(iter(self._found(kind, records.c.id == record_id)), None)

    def about(self, kind: type[R], volunteer_id: str, concerns: str) -> R | None:
        mine = (records.c.volunteer == volunteer_id) & (records.c.concerns == concerns)
        return next(iter(self._found(kind, mine)), None)

    def of(self, kind: type[R], volunteer_id: str) -> list[R]:
        return self._found(kind, records.c.volunteer == volunteer_id)

    def all(self, kind: type[R]) -> list[R]:
        return self._found(kind, sa.true())

    def in_state(self, kind: type[R], *states: str) -> list[R]:
        return self._found(kind, records.c.state.in_(states))

    def put(self, record: Record) -> None:
        version = record.version + 1
        kept = replace(record, version=version)  # type: ignore[type-var]  # every record is a dataclass
        sealed = self._box().seal(codec.encode(kept), _label(record.id, version))
        values = {"state": record.state, "version": version, "body_sealed": sealed.blob}
        if record.version == 0:
            place = {
                "id": record.id, "office": self._office, "volunteer": record.volunteer, "kind": record.KIND,
                "concerns": record.concerns,
            }  # fmt: skip
            try:
                self._connect().execute(sa.insert(records), values | place)
            except IntegrityError:
                raise Duplicate("there is one for this already", code="already_there") from None
            return
        changed = self._connect().execute(
            sa.update(records)
            .where(records.c.id == record.id, records.c.version == record.version, records.c.office == self._office)
            .values(values)
        )
        if changed.rowcount != 1:
            raise Stale("somebody else changed this meanwhile")

    def _found(self, kind: type[R], holds: sa.ColumnElement[bool]) -> list[R]:
        query = sa.select(records).where(records.c.office == self._office, records.c.kind == kind.KIND, holds)
        rows = self._connect().execute(query.order_by(records.c.id)).all()
        box = self._box() if rows else None
        return [codec.decode(kind, box.open(row.body_sealed, _label(row.id, row.version))) for row in rows if box]

    def _box(self) -> Box:
        return self._vault.ensure_scope(f"office:{self._office}")


def _label(record_id: str, version: int) -> Label:
    return Label("volunteer_records", "body", record_id, version)
