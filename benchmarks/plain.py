"""The same case in plain normalised rows over SQLAlchemy Core: what sealed storage is compared with.

A table per kind of record, a column per field, a row per value of a list; read back into the same aggregate.
`words` is the type of every column that holds somebody's words, so that the same tables serve a peer that seals
field by field.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from mediation.cases.assessment import Assessment
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent import Consent
from mediation.cases.decision import Decision
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About, Matter
from mediation.cases.meeting import Meeting
from mediation.cases.note import Note
from mediation.cases.party import Contact, Part, Person
from mediation.kernel.ids import CaseId, OfficeId
from mediation.storage.tables.base import ID, WORD, Instant

RECORDS: tuple[type[Any], ...] = (Consent, Assessment, Decision, Assignment, Meeting, Note)
LISTS = (tuple, list)
Record = Any


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """How a dataclass lies in columns: scalar fields with what reads them back, and the names of its lists."""

    kind: type[Any]
    scalars: dict[str, Callable[[Any], Any] | None]
    lists: tuple[str, ...]
    columns: dict[str, Any]

    def values(self, thing: Any) -> dict[str, Any]:
        """The scalar fields as a row; enumerations are strings already."""
        return {name: getattr(thing, name) for name in self.scalars}

    def read(self, row: Any) -> dict[str, Any]:
        """The scalar fields from a row."""
        given = row._mapping
        return {
            name: given[name] if reader is None or given[name] is None else reader(given[name])
            for name, reader in self.scalars.items()
        }


def shape(kind: type[Any], words: Callable[[Any], Any], leave: Iterable[str] = ()) -> Shape:
    """The shape of a dataclass; fields in `leave` are kept in another table."""
    hints, scalars, lists, columns = typing.get_type_hints(kind), {}, [], {}
    for field in dataclasses.fields(kind):
        if field.name in set(leave):
            continue
        hint = hints[field.name]
        if isinstance(hint, types.UnionType):
            hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
        if typing.get_origin(hint) in LISTS:
            lists.append(field.name)
            continue
        scalars[field.name], columns[field.name] = _column(hint, words)
    return Shape(kind, scalars, tuple(lists), columns)


def _column(hint: Any, words: Callable[[Any], Any]) -> tuple[Callable[[Any], Any] | None, Any]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint, WORD
    if hint is bool or hint is int:
        return None, sa.Boolean() if hint is bool else sa.Integer()
    if hint is datetime:
        return None, Instant()
    if hint is date:
        return None, sa.Date()
    return None, words(sa.Text()) if hint is str else ID


class PlainCases:
    """The twin of the sealed storage: the same aggregate in, the same aggregate out."""

    def __init__(self, words: Callable[[Any], Any] = lambda kind: kind) -> None:
        self.tables = sa.MetaData()
        self.initiative, self.person = shape(Initiative, words), shape(Person, words, ["contact"])
        self.contact, self.about = shape(Contact, words), shape(About, words)
        self.part, self.matter = shape(Part, words), shape(Matter, words, ["about"])
        self.person.columns["born_on"] = words(sa.Date())
        self.records = {kind: shape(kind, words) for kind in RECORDS}
        self.cases = self._table(
            "cases", self.initiative, sa.Column("id", ID, primary_key=True), sa.Column("office", ID, nullable=False),
            sa.Column("number", WORD, nullable=False), sa.Column("version", sa.Integer, nullable=False),
            sa.Column("touched_on", sa.Date, nullable=False), sa.UniqueConstraint("office", "number"),
        )  # fmt: skip
        sa.Index("ix_cases_touched", self.cases.c.office, self.cases.c.touched_on, self.cases.c.id)
        people = Shape(Person, {}, (), self.person.columns | self.contact.columns)
        self.people, self.parts = self._of_case("people", people), self._of_case("parts", self.part)
        matters = Shape(Matter, {}, (), self.matter.columns | self.about.columns)
        self.matters = self._of_case("matters", matters)
        self.items = {kind: self._of_case(f"{kind.KIND}s", found) for kind, found in self.records.items()}
        self.lists = sa.Table(
            "lists", self.tables, sa.Column("case_id", ID, sa.ForeignKey("cases.id"), primary_key=True),
            sa.Column("owner", ID, primary_key=True), sa.Column("name", WORD, primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True), sa.Column("value", sa.String(200), nullable=False),
        )  # fmt: skip
        self.counters = sa.Table(
            "counters", self.tables, sa.Column("name", WORD, primary_key=True), sa.Column("last", sa.Integer)
        )
        of_case = sa.bindparam("id")
        self._case = sa.select(self.cases).where(self.cases.c.id == of_case)
        self._lists = sa.select(self.lists).where(self.lists.c.case_id == of_case).order_by(self.lists.c.position)
        self._rows = {
            table: sa.select(table).where(table.c.case_id == of_case).order_by(table.c.position)
            for table in (self.people, self.parts, self.matters, *self.items.values())
        }
        notes = self.items[Note]
        self._notes = sa.select(notes).where(notes.c.case_id == of_case).order_by(notes.c.position.desc()).limit(50)
        self._last = sa.select(sa.func.max(notes.c.position)).where(notes.c.case_id == of_case)
        self._bump = (
            sa.update(self.cases)
            .where(self.cases.c.id == sa.bindparam("the_id"), self.cases.c.version == sa.bindparam("was"))
            .values(version=sa.bindparam("was") + 1, touched_on=sa.bindparam("day"))
        )

    def add(self, connection: sa.Connection, case: Case, day: date) -> None:
        """Insert a new case: a statement per table."""
        counted = sa.update(self.counters).values(last=self.counters.c.last + 1).returning(self.counters.c.last)
        if connection.execute(counted).scalar_one_or_none() is None:
            connection.execute(sa.insert(self.counters), {"name": "cases", "last": 1})
        head = {"id": case.id, "office": case.office, "number": case.number, "version": 1, "touched_on": day}
        connection.execute(sa.insert(self.cases), head | self.initiative.values(case.initiative))
        people = [self.person.values(p) | self.contact.values(p.contact) for p in case.people.values()]
        self._insert(connection, self.people, case, people)
        self._insert(connection, self.parts, case, [self.part.values(p) for p in case.parts])
        about = [self.matter.values(m) | self.about.values(m.about) for m in case.matters.values()]
        self._insert(connection, self.matters, case, about)
        listed = [v for m in case.matters.values() for v in _listed(case, m.id, self.about, m.about)]
        for kind, found in self.records.items():
            records = [i for i in case.items.values() if type(i) is kind]
            self._insert(connection, self.items[kind], case, [found.values(r) for r in records])
            listed += [v for r in records for v in _listed(case, r.id, found, r)]
        connection.execute(sa.insert(self.lists), listed)
        case.version = 1

    def get(self, connection: sa.Connection, case_id: CaseId) -> Case:
        """The aggregate with everything but its notes."""
        head = connection.execute(self._case, {"id": case_id}).one()
        lists: dict[tuple[str, str], list[str]] = {}
        for row in connection.execute(self._lists, {"id": case_id}):
            lists.setdefault((row.owner, row.name), []).append(row.value)
        case = Case(
            case_id, head.number, OfficeId(head.office), Initiative(**self.initiative.read(head)), version=head.version
        )
        for row in self._of(connection, self.people, case_id):
            person = Person(**self.person.read(row), contact=Contact(**self.contact.read(row)))
            case.people[person.id] = person
        case.parts = tuple(Part(**self.part.read(row)) for row in self._of(connection, self.parts, case_id))
        for row in self._of(connection, self.matters, case_id):
            about = About(**self.about.read(row), **_of_owner(lists, row.id, self.about))
            case.matters[row.id] = Matter(**self.matter.read(row), about=about)
        for kind, found in self.records.items():
            if kind is Note:
                continue
            for row in self._of(connection, self.items[kind], case_id):
                case.items[row.id] = kind(**found.read(row), **_of_owner(lists, row.id, found))
        return case

    def notes(self, connection: sa.Connection, case_id: CaseId) -> list[Note]:
        """The newest fifty notes."""
        return [Note(**self.records[Note].read(row)) for row in connection.execute(self._notes, {"id": case_id})]

    def fetch(self, connection: sa.Connection, case_id: CaseId) -> int:
        """The rows of a case and its newest notes, and nothing made of them; how many."""
        rows = connection.execute(self._case, {"id": case_id}).all()
        rows += connection.execute(self._lists, {"id": case_id}).all()
        for table, query in self._rows.items():
            if table is not self.items[Note]:
                rows += connection.execute(query, {"id": case_id}).all()
        return len(rows + connection.execute(self._notes, {"id": case_id}).all())

    def append(self, connection: sa.Connection, case_id: CaseId, version: int, note: Note, day: date) -> None:
        """One more note; the case's version grows."""
        assert connection.execute(self._bump, {"the_id": case_id, "was": version, "day": day}).rowcount == 1
        last = connection.execute(self._last, {"id": case_id}).scalar() or 0
        values = self.records[Note].values(note) | {"case_id": case_id, "position": last + 1}
        connection.execute(sa.insert(self.items[Note]), values)

    def assign(self, connection: sa.Connection, case: Case, made: Assignment, day: date) -> None:
        """One more assignment; the case's version grows."""
        assert connection.execute(self._bump, {"the_id": case.id, "was": case.version, "day": day}).rowcount == 1
        table, found = self.items[Assignment], self.records[Assignment]
        last = connection.execute(sa.select(sa.func.max(table.c.position)).where(table.c.case_id == case.id)).scalar()
        values = found.values(made) | {"case_id": case.id, "position": (last or 0) + 1}
        connection.execute(sa.insert(table), values)
        connection.execute(sa.insert(self.lists), _listed(case, made.id, found, made))

    def _of(self, connection: sa.Connection, table: sa.Table, case_id: CaseId) -> Any:
        return connection.execute(self._rows[table], {"id": case_id})

    def _insert(self, connection: sa.Connection, table: sa.Table, case: Case, rows: list[dict[str, Any]]) -> None:
        for position, values in enumerate(rows, 1):
            values |= {"case_id": case.id, "position": position}
        if rows:
            connection.execute(sa.insert(table), rows)

    def _of_case(self, name: str, found: Shape) -> sa.Table:
        key = (sa.Column("case_id", ID, sa.ForeignKey("cases.id"), primary_key=True),
               sa.Column("position", sa.Integer, primary_key=True))  # fmt: skip
        if "id" not in found.columns:
            return self._table(name, found, *key)
        rest = Shape(found.kind, {}, (), {n: kind for n, kind in found.columns.items() if n != "id"})
        return self._table(name, rest, *key, sa.Column("id", ID, nullable=False, unique=True))

    def _table(self, name: str, found: Shape, *more: Any) -> sa.Table:
        return sa.Table(name, self.tables, *more, *(sa.Column(n, kind) for n, kind in found.columns.items()))


def _listed(case: Case, owner: str, found: Shape, thing: Any) -> list[dict[str, Any]]:
    return [
        {"case_id": case.id, "owner": owner, "name": name, "position": position, "value": value}
        for name in found.lists
        for position, value in enumerate(getattr(thing, name))
    ]


def _of_owner(lists: dict[tuple[str, str], list[str]], owner: str, found: Shape) -> dict[str, tuple[str, ...]]:
    return {name: tuple(lists.get((owner, name), ())) for name in found.lists}
