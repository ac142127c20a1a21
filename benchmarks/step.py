"""One whole step of a case beside its plaintext twin, and beside the bare commit of the rows it leaves.

`python -m benchmarks.step`. The step is the product's own: a mediator is offered a case. It asks for the answered
request, loads case and volunteer, asks permission and guards, seals a record, journals, puts a message into the
outbox, sets two deadlines, and commits once. The twin does the same on plain rows without a journal.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from audit.sql import JOURNAL, head, leaves, pending
from benchmarks.measure import Row, Work, at_most, beside, in_turns, run
from benchmarks.offices import ENGINES, deadlines_of, office, planted
from benchmarks.plain import PlainCases
from benchmarks.sample import a_case
from mediation.actions.catalogue import BY_NAME
from mediation.actions.forms import read_form
from mediation.cases import assigning
from mediation.cases.assignment import Assignment
from mediation.cases.changes import Change
from mediation.demo.stage import Stage
from mediation.effects import Answered
from mediation.kernel.ids import CaseId, MessageId, VolunteerId, new_id
from mediation.notifications.hours import goes_out
from mediation.notifications.policy import messages_for
from mediation.permissions.may import May
from mediation.permissions.permit import permit
from mediation.permissions.predicates import Touch
from mediation.reactions import react
from mediation.repeats import once
from mediation.storage import codec
from mediation.storage.deadlines import SqlDeadlines
from mediation.storage.effects import SqlRequests
from mediation.storage.engine import open_engine
from mediation.storage.tables import METADATA, case_items, cases, deadlines, messages, requests
from mediation.storage.tables.base import ID, WORD, Instant
from mediation.work import unit
from tests.engines import postgresql_url
from volunteers import Volunteer, may_be_offered

ROUNDS, CALLS, WARM = 40, 2, 2
OFFER = BY_NAME[("assignments", "offer")]
TOKEN = bytes(32)


class Step:
    """The product's step; every call takes a case that nobody has been offered anew."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._number = stage, count(1)
        self._volunteer = stage.volunteers["runar"]
        self._waiting: list[tuple[CaseId, Any]] = []

    def plant(self, many: int) -> None:
        """Cases to be offered, their keys in use already."""
        for _ in range(many):
            case = self._stage.case(planted(self._stage, next(self._number)))
            form = {"matters": list(case.matters), "volunteer": self._volunteer}
            self._waiting.append((case.id, read_form(OFFER.form, form)))

    def __call__(self) -> None:
        case_id, form = self._waiting.pop()
        with unit(self._stage.app, self._stage.actors["adviser"]) as work:
            once(work, f"adviser:{case_id}", TOKEN, lambda: OFFER.run(work, case_id, form))


class Twin:
    """The same step in plaintext: the same reads, guards and rows, no seal and no journal."""

    def __init__(self, stage: Stage, engine: sa.Engine) -> None:
        self._stage, self._engine, self._plain, self._number = stage, engine, PlainCases(), count(1)
        for table in (deadlines, requests):
            table.to_metadata(self._plain.tables)
        self._messages = sa.Table(
            "messages", self._plain.tables, sa.Column("id", ID, primary_key=True), sa.Column("office", ID),
            sa.Column("case_id", ID, sa.ForeignKey("cases.id"), nullable=False, index=True), sa.Column("kind", WORD),
            sa.Column("state", WORD), sa.Column("queued_at", Instant), sa.Column("not_before", Instant),
            sa.Column("attempts", sa.Integer), sa.Column("to_kind", WORD), sa.Column("to_id", ID),
            sa.Column("facts", sa.JSON),
        )  # fmt: skip
        sa.Index("ix_messages_waiting", self._messages.c.office, self._messages.c.state, self._messages.c.not_before)
        self._volunteers = sa.Table(
            "volunteers", self._plain.tables, sa.Column("id", ID, primary_key=True), sa.Column("body", sa.Text)
        )
        self._volunteer = stage.volunteers["runar"]
        with engine.begin() as connection, stage.app.open_stores() as stores:
            self._plain.tables.create_all(connection)
            body = codec.encode(stores.volunteers.get(self._volunteer)).decode()
            connection.execute(sa.insert(self._volunteers), {"id": self._volunteer, "body": body})
        self._find = sa.select(self._volunteers.c.body).where(self._volunteers.c.id == sa.bindparam("id"))
        self._send = sa.insert(self._messages)
        self._waiting: list[CaseId] = []

    def plant(self, many: int) -> None:
        """Cases to be offered, with the same deadlines."""
        for _ in range(many):
            case = a_case(next(self._number), office=self._stage.app.office.id, notes=0)
            owed = deadlines_of(self._stage, case)
            case.events.clear()
            with self._engine.begin() as connection:
                self._plain.add(connection, case, self._stage.today)
                kept = SqlDeadlines(lambda c=connection: c, case.office)  # type: ignore[misc]
                for deadline in owed:
                    kept.add(deadline)
            self._waiting.append(case.id)

    def __call__(self) -> None:
        case_id, actor, app = self._waiting.pop(), self._stage.actors["adviser"], self._stage.app
        at, key = app.clock.now(), f"adviser:{case_id}"
        with self._engine.connect().execution_options(read_only=True) as connection:
            now = connection
            kept, answered = SqlDeadlines(lambda: now, app.office.id), SqlRequests(lambda: now)
            assert answered.find(key) is None
            case = self._plain.get(connection, case_id)
            permit(actor, May.ASSIGNMENT_OFFER, Touch(at, app.office.id, case))
            body = connection.execute(self._find, {"id": self._volunteer}).scalar_one()
            change = Change(case, at, actor.id, app.policy.mediators_per_matter)
            assert not list(may_be_offered(codec.decode(Volunteer, body.encode()), change.day))
            answer_by = change.day + timedelta(days=app.policy.timings["answer_to_assignment"].length)
            made = assigning.offer(change, VolunteerId(self._volunteer), tuple(case.matters), answer_by)
            changed, added = react(case, case.events, kept.open_for(case_id), app.policy, at)
        sent = [
            {
                "id": MessageId(new_id("w", at)), "office": app.office.id, "case_id": case_id, "kind": kind,
                "state": "queued", "queued_at": at, "not_before": goes_out(kind, at), "attempts": 0,
                "to_kind": to.kind.value, "to_id": to.id, "facts": facts,
            }
            for event in case.events for kind, to, facts in messages_for(case, event)
        ]  # fmt: skip
        with self._engine.begin() as now:
            self._plain.assign(now, case, case.item(Assignment, made), change.day)
            for deadline in added:
                kept.add(deadline)
            for deadline in changed:
                kept.save(deadline)
            now.execute(self._send, sent)
            answer = {"assignment": made, "answer_by": answer_by.isoformat()}
            answered.keep(key, Answered(TOKEN, answer), at)


class Bare:
    """The rows a step left, copied under new keys and committed, with nothing read or thought about."""

    def __init__(self, stage: Stage, engine: sa.Engine, step: Step) -> None:
        self._engine, self._number = engine, count(1)
        journal = pending if engine.dialect.name == "postgresql" else leaves
        tables = (case_items, deadlines, messages, requests, journal)
        with stage.house.engine.connect().execution_options(read_only=True) as connection:
            before = {t.name: _rows(connection, t) for t in tables}
        step()
        with stage.house.engine.connect().execution_options(read_only=True) as connection:
            after = {t.name: _rows(connection, t) for t in tables}
            self._new = {t: [r for k, r in after[t.name].items() if k not in before[t.name]] for t in tables}
            self._case = self._new[case_items][0]["case_id"]
            owner = dict(connection.execute(sa.select(cases).where(cases.c.id == self._case)).one()._mapping)
            tree = connection.execute(sa.select(head)).one_or_none()
        with engine.begin() as connection:
            METADATA.create_all(connection)
            JOURNAL.create_all(connection)
            connection.execute(sa.insert(cases), owner)
            connection.execute(sa.insert(head), dict(tree._mapping) if tree else {"id": 1, "size": 0, "frontier": b""})
        self._head = tree is not None
        self._inserts = {t: sa.insert(t) for t in tables}
        self._bump = sa.update(cases).where(cases.c.id == self._case).values(version=cases.c.version + 1)
        self._move = sa.update(head).where(head.c.id == 1).values(size=head.c.size + 1)

    def __call__(self) -> None:
        number = next(self._number)
        with self._engine.begin() as connection:
            connection.execute(self._bump)
            for table, rows in self._new.items():
                connection.execute(self._inserts[table], [r | _key(table, number, n) for n, r in enumerate(rows)])
            if self._head:
                connection.execute(self._move)

    @property
    def counted(self) -> str:
        """How many rows of each kind."""
        return ", ".join(f"{len(rows)} {table.name}" for table, rows in self._new.items())


def _rows(connection: sa.Connection, table: sa.Table) -> dict[Any, dict[str, Any]]:
    key = list(table.primary_key.columns)
    return {tuple(r._mapping[c.name] for c in key): dict(r._mapping) for r in connection.execute(sa.select(table))}


def _key(table: sa.Table, number: int, index: int) -> dict[str, Any]:
    place = number * 100 + index
    match table.name:
        case "case_items":
            return {"position": place, "id": f"i_{place:026d}"}
        case "requests":
            return {"key": f"bare:{place}"}
        case "journal_leaves":
            return {"position": 1_000_000 + place}
        case "journal_pending":
            return {"id": 1_000_000 + place}
        case _:
            return {"id": f"x_{place:026d}"}


def rows() -> list[Row]:
    """Both databases."""
    return [row for name, engine in ENGINES.items() for row in measured(name, engine)]


def measured(name: str, engine: str) -> Iterator[Row]:
    """The step, its twin, and the bare commit, in turns."""
    with office(engine) as stage:
        many = (ROUNDS + WARM) * CALLS
        step = Step(stage)
        folder = stage.house.settings.home
        urls = [f"sqlite:///{folder / n}.db" if engine == "sqlite" else postgresql_url() for n in ("twin", "bare")]
        engines = [open_engine(url) for url in urls]
        step.plant(many + 1)
        twin = Twin(stage, engines[0])
        twin.plant(many)
        bare = Bare(stage, engines[1], step)
        works: dict[str, Work] = {"step": step, "twin": twin, "bare": bare}
        turns = in_turns(works, rounds=ROUNDS, calls=CALLS, warm=WARM)
        absolute = " : ".join(f"{turns.micro(n):,.0f}" for n in works)
        yield at_most(f"{name}: one step, sealed and journalled ÷ plaintext twin",
                      turns.ratio("step", "twin"), 1.35, "x", f"step : twin : bare {absolute} µs")  # fmt: skip
        yield beside(f"{name}: one step ÷ bare commit of its rows", turns.ratio("step", "bare"), "x", bare.counted)
        yield beside(f"{name}: plaintext twin ÷ bare commit of the rows", turns.ratio("twin", "bare"), "x")
        for opened in engines:
            opened.dispose()


if __name__ == "__main__":
    run("one whole step", rows)
