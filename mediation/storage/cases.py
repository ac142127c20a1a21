"""Cases in SQL: a sealed head, a clear row per matter, a sealed row per record; only what changed is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.items import Item
from mediation.cases.matter import Matter
from mediation.cases.note import Note
from mediation.cases.report import Report
from mediation.cases.repository import Written
from mediation.kernel.ids import CaseId, ItemId, MatterId, OfficeId
from mediation.kernel.refusals import NotFound, Stale
from mediation.states.matter import MatterKind, MatterState, Outcome
from mediation.storage import codec
from mediation.storage.numbers import take_numbers
from mediation.storage.tables import case_items, cases, matters
from mediation.vault import Box, Label, Vault

_CASE = sa.select(cases).where(cases.c.id == sa.bindparam("id"), cases.c.office == sa.bindparam("office"))
_MATTERS = sa.select(matters).where(matters.c.case_id == sa.bindparam("id")).order_by(matters.c.position)
_ITEMS = (
    sa.select(case_items.c.position, case_items.c.id, case_items.c.kind, case_items.c.version, case_items.c.body_sealed)
    .where(case_items.c.case_id == sa.bindparam("id"), case_items.c.kind != Note.KIND)
    .order_by(case_items.c.position)
)
_NOTES = (
    sa.select(case_items.c.id, case_items.c.version, case_items.c.body_sealed)
    .where(
        case_items.c.case_id == sa.bindparam("id"),
        case_items.c.kind == Note.KIND,
        case_items.c.position < sa.bindparam("before"),
    )
    .order_by(case_items.c.position.desc())
    .limit(sa.bindparam("most"))
)
_NEVER = datetime.max.replace(tzinfo=UTC)
_END = 2**31 - 1  # beyond every position
_LAST = sa.select(sa.func.max(case_items.c.position)).where(case_items.c.case_id == sa.bindparam("id"))
_INSERT_CASE, _INSERT_MATTER, _INSERT_ITEM = sa.insert(cases), sa.insert(matters), sa.insert(case_items)
_UPDATE_ITEM = (
    sa.update(case_items)
    .where(case_items.c.id == sa.bindparam("the_id"), case_items.c.version == sa.bindparam("was"))
    .values(
        version=sa.bindparam("now"), body_sealed=sa.bindparam("body"),
        concerns=sa.bindparam("whom"), state=sa.bindparam("how"),
    )
)  # fmt: skip
_BUMP = (
    sa.update(cases)
    .where(cases.c.id == sa.bindparam("the_id"), cases.c.version == sa.bindparam("was"))
    .values(version=sa.bindparam("now"), touched_on=sa.bindparam("day"))
)


@dataclass(slots=True)
class _Loaded:
    """What the database held when the case was got."""

    head: bytes
    head_version: int
    matters: dict[MatterId, Matter]
    items: dict[ItemId, tuple[Item, int]]


class SqlCases:
    """One office's cases over one connection; it remembers what it handed out, to write only the difference."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office
        self._loaded: dict[CaseId, _Loaded] = {}

    def get(self, case_id: CaseId) -> Case:
        connection = self._connect()
        row = connection.execute(_CASE, {"id": case_id, "office": self._office}).one_or_none()
        if row is None:
            raise NotFound("no such case", code="case_not_found")
        box = self._vault.box(case_id)
        payload = box.open(row.head_sealed, Label("cases", "head", case_id, row.head_version))
        head = codec.head_of(payload)
        case = Case(case_id, row.number, OfficeId(row.office), head.initiative, version=row.version)
        case.people = {p.id: p for p in head.people}
        case.parts = head.parts
        for m in connection.execute(_MATTERS, {"id": case_id}).all():
            case.matters[MatterId(m.id)] = _matter(m, head)
        kept: dict[ItemId, tuple[Item, int]] = {}
        for _, item_id, kind, version, body in connection.execute(_ITEMS, {"id": case_id}).all():
            item = codec.item_of(kind, box.open(body, _label(item_id, version)))
            case.items[item_id] = item
            kept[item_id] = (item, version)
        self._loaded[case_id] = _Loaded(payload, row.head_version, dict(case.matters), kept)
        return case

    def notes(self, case_id: CaseId, before: int | None = None, limit: int = 50) -> list[Note]:
        asked = {"id": case_id, "before": _END if before is None else before, "most": limit}
        rows = self._connect().execute(_NOTES, asked).all()
        box = self._vault.box(case_id)
        found = [codec.item_of(Note.KIND, box.open(r.body_sealed, _label(r.id, r.version))) for r in rows]
        return [note for note in found if isinstance(note, Note)]

    def add(self, case: Case, day: date) -> list[Written]:
        connection = self._connect()
        box = self._vault.new_scope(case.id)
        if not case.number:
            case.number = self._next_number(connection, day)
        payload = codec.encode(_head(case))
        sealed = box.seal(payload, Label("cases", "head", case.id, 1))
        connection.execute(
            _INSERT_CASE,
            {
                "id": case.id, "office": self._office, "number": case.number, "version": 1,
                "head_version": 1, "touched_on": day, "sent_by": case.initiative.unit, "head_sealed": sealed.blob,
            },
        )  # fmt: skip
        written = [Written("cases", case.id, 1, sealed.digest, sealed.commitment)]
        self._loaded[case.id] = _Loaded(payload, 1, {}, {})
        self._write_matters(connection, case)
        written += self._write_items(connection, case, box)
        case.version = 1
        self._remember(case, payload, 1)
        return written

    def save(self, case: Case, day: date) -> list[Written]:
        connection, loaded = self._connect(), self._loaded[case.id]
        box = self._vault.box(case.id)
        bumped = connection.execute(
            _BUMP, {"the_id": case.id, "was": case.version, "now": case.version + 1, "day": day}
        )
        if bumped.rowcount != 1:
            raise Stale("somebody else changed this case meanwhile")
        written: list[Written] = []
        payload, head_version = codec.encode(_head(case)), loaded.head_version
        if payload != loaded.head:
            head_version += 1
            sealed = box.seal(payload, Label("cases", "head", case.id, head_version))
            connection.execute(
                sa.update(cases).where(cases.c.id == case.id)
                .values(head_sealed=sealed.blob, head_version=head_version)
            )  # fmt: skip
            written.append(Written("cases", case.id, head_version, sealed.digest, sealed.commitment))
        self._write_matters(connection, case)
        written += self._write_items(connection, case, box)
        case.version += 1
        self._remember(case, payload, head_version)
        return written

    def is_changed(self, case: Case) -> bool:
        loaded = self._loaded[case.id]
        same_items = case.items.keys() == loaded.items.keys() and all(
            item is loaded.items[item_id][0] for item_id, item in case.items.items()
        )
        return not same_items or case.matters != loaded.matters or codec.encode(_head(case)) != loaded.head

    def by_number(self, number: str) -> CaseId:
        query = sa.select(cases.c.id).where(cases.c.office == self._office, cases.c.number == number)
        found = self._connect().execute(query).scalar_one_or_none()
        if found is None:
            raise NotFound("no such case", code="case_not_found")
        return CaseId(found)

    def page(
        self, office: OfficeId, after: tuple[date, CaseId] | None = None, limit: int = 50
    ) -> list[tuple[date, CaseId, str]]:
        query = sa.select(cases.c.touched_on, cases.c.id, cases.c.number).where(cases.c.office == office)
        if after is not None:
            query = query.where(sa.tuple_(cases.c.touched_on, cases.c.id) < sa.tuple_(*after))
        query = query.order_by(cases.c.touched_on.desc(), cases.c.id.desc()).limit(limit)
        return [(r.touched_on, CaseId(r.id), r.number) for r in self._connect().execute(query).all()]

    def arrived(self, first: date, last: date) -> list[CaseId]:
        query = sa.select(matters.c.case_id).where(
            matters.c.office == self._office, matters.c.arrived_on.between(first, last)
        )
        return [CaseId(r.case_id) for r in self._connect().execute(query.distinct().order_by(matters.c.case_id)).all()]

    def unfinished(self, limit: int, after: CaseId | None = None) -> list[CaseId]:
        still = (matters.c.office == self._office) & matters.c.closed_at.is_(None)
        query = sa.select(matters.c.case_id).where(still).distinct()
        if after is not None:
            query = query.where(matters.c.case_id > after)
        rows = self._connect().execute(query.order_by(matters.c.case_id).limit(limit)).all()
        return [CaseId(r.case_id) for r in rows]

    def with_matter_in(self, state: str) -> list[CaseId]:
        query = (
            sa.select(matters.c.case_id, sa.func.min(matters.c.accepted_at).label("first"))
            .where(matters.c.office == self._office, matters.c.state == state, matters.c.held_since.is_(None))
            .group_by(matters.c.case_id)
        )
        return [
            CaseId(r.case_id)
            for r in sorted(self._connect().execute(query).all(), key=lambda r: (r.first or _NEVER, r.case_id))
        ]

    def with_record(self, kind: str, concerns: str, state: str | None = None) -> list[tuple[CaseId, ItemId, str]]:
        query = (
            sa.select(case_items.c.case_id, case_items.c.id, case_items.c.state)
            .join(cases, cases.c.id == case_items.c.case_id)
            .where(case_items.c.kind == kind, case_items.c.concerns == concerns, cases.c.office == self._office)
        )
        if state is not None:
            query = query.where(case_items.c.state == state)
        rows = self._connect().execute(query.order_by(case_items.c.id.desc())).all()
        return [(CaseId(r.case_id), ItemId(r.id), r.state) for r in rows]

    def _next_number(self, connection: sa.Connection, day: date) -> str:
        number = take_numbers(connection, self._office, f"cases:{day.year}")
        return f"{self._office.removeprefix('o_')[:3].upper()}-{day.year}-{number:04d}"

    def _write_matters(self, connection: sa.Connection, case: Case) -> None:
        before, new = self._loaded[case.id].matters, []
        for position, matter in enumerate(case.matters.values()):
            old = before.get(matter.id)
            if old is None:
                place = {"id": matter.id, "case_id": case.id, "office": self._office, "position": position}
                new.append(_clear(matter) | place)
            elif _clear(old) != _clear(matter):
                connection.execute(sa.update(matters).where(matters.c.id == matter.id).values(_clear(matter)))
        if new:
            connection.execute(_INSERT_MATTER, new)

    def _write_items(self, connection: sa.Connection, case: Case, box: Box) -> list[Written]:
        before, written, new = self._loaded[case.id].items, [], []
        for item in case.items.values():
            old, version = before.get(item.id, (None, 0))
            if item is old:
                continue
            sealed = box.seal(codec.encode(item), _label(item.id, version + 1))
            whom, how = _index(item)
            if old is None:
                new.append(
                    {
                        "case_id": case.id, "position": 0, "id": item.id, "kind": item.KIND, "version": 1,
                        "concerns": whom, "state": how, "body_sealed": sealed.blob,
                    }
                )  # fmt: skip
            else:
                connection.execute(
                    _UPDATE_ITEM,
                    {
                        "the_id": item.id, "was": version, "now": version + 1, "body": sealed.blob,
                        "whom": whom, "how": how,
                    },
                )  # fmt: skip
            written.append(Written("case_items", item.id, version + 1, sealed.digest, sealed.commitment))
        if new:
            last = (connection.execute(_LAST, {"id": case.id}).scalar() or 0) if case.version else 0
            for offset, values in enumerate(new, 1):
                values["position"] = last + offset
            connection.execute(_INSERT_ITEM, new)
        return written

    def _remember(self, case: Case, head: bytes, head_version: int) -> None:
        before = self._loaded[case.id].items
        kept: dict[ItemId, tuple[Item, int]] = {}
        for item_id, item in case.items.items():
            old, version = before.get(item_id, (None, 0))
            kept[item_id] = (item, version if item is old else version + 1)
        self._loaded[case.id] = _Loaded(head, head_version, dict(case.matters), kept)


def _label(item_id: str, version: int) -> Label:
    return Label("case_items", "body", item_id, version)


def _head(case: Case) -> codec.Head:
    about = {m.id: m.about for m in case.matters.values()}
    return codec.Head(case.initiative, tuple(case.people.values()), case.parts, about)


def _index(item: Item) -> tuple[str | None, str | None]:
    if isinstance(item, Report):
        return item.unit, item.state.value
    if isinstance(item, Assignment):
        return item.volunteer, item.state.value
    return None, None


def _clear(matter: Matter) -> dict[str, Any]:
    return {
        "kind": matter.kind.value, "offence_class": matter.offence_class, "state": matter.state.value,
        "outcome": matter.outcome.value if matter.outcome else None, "authority": matter.authority,
        "arrived_on": matter.arrived_on, "accepted_at": matter.accepted_at, "ended_at": matter.ended_at,
        "closed_at": matter.closed_at, "held_since": matter.held_since, "held_days": matter.held_days,
    }  # fmt: skip


def _matter(row: Any, head: codec.Head) -> Matter:
    return Matter(
        id=MatterId(row.id), kind=MatterKind(row.kind), about=head.about[MatterId(row.id)],
        state=MatterState(row.state), outcome=Outcome(row.outcome) if row.outcome else None,
        offence_class=row.offence_class, authority=row.authority, arrived_on=row.arrived_on,
        accepted_at=row.accepted_at, ended_at=row.ended_at, closed_at=row.closed_at,
        held_since=row.held_since, held_days=row.held_days,
    )  # fmt: skip
