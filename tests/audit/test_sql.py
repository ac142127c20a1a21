"""The journal in a database: it lives and dies with the caller's transaction, without gaps or losses."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from audit.canonical import entry_from
from audit.errors import Broken
from audit.guards import guard_statements, unguard_statements
from audit.journal import Journal
from audit.sql import SqlJournal, checkpoints, head, leaves, pending
from tests.audit.journals import KEY, NOON, ORIGIN, Place, an_entry


class Failed(Exception):
    """What the caller's unit of work fails with."""


def unguarded(place: Place, statement: sa.Executable) -> None:
    """What somebody does who may alter tables: the guards are off meanwhile."""
    assert place.engine is not None
    with place.engine.begin() as connection:
        for sql in unguard_statements(place.engine.dialect.name):
            connection.exec_driver_sql(sql)
        connection.execute(statement)
        for sql in guard_statements(place.engine.dialect.name):
            connection.exec_driver_sql(sql)


def fail(place: Place, work: Callable[[sa.Connection], object]) -> None:
    """A unit of work that does this and then fails."""
    with place.unit() as unit:
        work(unit)
        raise Failed


def append(place: Place, *numbers: int) -> None:
    with place.unit() as unit:
        place.journal.append_many(unit, [an_entry(number) for number in numbers])
    place.settle()


def test_a_unit_that_is_rolled_back_leaves_no_entry(database: Place) -> None:
    append(database, 0)
    with pytest.raises(Failed):
        fail(database, lambda unit: database.journal.append(unit, an_entry(1)))
    append(database, 2)
    with database.unit() as unit:
        found = [entry_from(leaf.entry).case_version for leaf in database.journal.entries(unit)]
        assert database.journal.waiting(unit) == 0
    assert found == [0, 2]


def test_a_checkpoint_that_is_rolled_back_was_never_made(database: Place) -> None:
    append(database, 0)
    with pytest.raises(Failed):
        fail(database, lambda unit: database.journal.checkpoint(unit, KEY, NOON))
    with database.unit() as unit:
        assert list(database.journal.checkpoints(unit)) == []


def test_on_sqlite_an_entry_has_its_place_inside_its_own_transaction(sqlite: Place) -> None:
    with sqlite.unit() as unit:
        sqlite.journal.append(unit, an_entry(0))
        sqlite.journal.append_many(unit, [an_entry(1), an_entry(2)])
        assert sqlite.journal.size(unit) == 3
        assert sqlite.journal.waiting(unit) == 0


def test_on_postgresql_entries_wait_for_the_sequencer_and_writers_for_nobody(postgresql: Place) -> None:
    assert postgresql.engine is not None
    with postgresql.engine.connect() as one, postgresql.engine.connect() as other:
        postgresql.journal.append(one, an_entry(0))
        postgresql.journal.append(other, an_entry(1))
        other.commit()
        with postgresql.unit() as unit:
            assert postgresql.journal.sequence(unit) == 1
        one.commit()
        with postgresql.unit() as unit:
            assert postgresql.journal.waiting(unit) == 1
            assert postgresql.journal.sequence(unit) == 1
            assert postgresql.journal.size(unit) == 2


def test_the_sequencer_takes_no_more_than_it_is_told(postgresql: Place) -> None:
    with postgresql.unit() as unit:
        postgresql.journal.append_many(unit, [an_entry(number) for number in range(7)])
    done: list[int] = []
    while not done or done[-1]:
        with postgresql.unit() as unit:
            done.append(postgresql.journal.sequence(unit, 3))
    assert done == [3, 3, 1, 0]
    with postgresql.unit() as unit:
        found = [entry_from(leaf.entry).case_version for leaf in postgresql.journal.entries(unit)]
    assert found == list(range(7))


def test_nothing_is_placed_while_another_holds_the_head(postgresql: Place) -> None:
    assert postgresql.engine is not None
    append(postgresql, 0)
    with postgresql.unit() as unit:
        postgresql.journal.append(unit, an_entry(1))
    with postgresql.engine.connect() as signer, postgresql.engine.connect() as sequencer:
        postgresql.journal.checkpoint(signer, KEY, NOON)
        sequencer.exec_driver_sql("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(sa.exc.DBAPIError, match="lock timeout"):
            postgresql.journal.sequence(sequencer)
        sequencer.rollback()
        signer.commit()
        assert postgresql.journal.sequence(sequencer) == 1


CHANGES = {
    "a changed leaf":           sa.update(leaves).values(entry=b"{}"),
    "a removed leaf":           sa.delete(leaves),
    "a changed checkpoint":     sa.update(checkpoints).values(note="x"),
    "a removed checkpoint":     sa.delete(checkpoints),
}  # fmt: skip
ONLY_HERE = {
    "sqlite": (
        "INSERT OR REPLACE INTO journal_leaves SELECT position, x'7b7d', leaf_hash FROM journal_leaves",
        "INSERT OR REPLACE INTO journal_checkpoints SELECT id, size, at, 'x' FROM journal_checkpoints",
        "REPLACE INTO journal_checkpoints SELECT id + 1, size, at, note FROM journal_checkpoints",
    ),
    "postgresql": (
        "TRUNCATE journal_leaves",
        "TRUNCATE journal_checkpoints",
        "INSERT INTO journal_leaves SELECT * FROM journal_leaves "
        "ON CONFLICT (position) DO UPDATE SET entry = ''::bytea",
    ),
}


@pytest.mark.parametrize("sentence", CHANGES)
def test_the_database_refuses(database: Place, sentence: str) -> None:
    refused(database, CHANGES[sentence])


@pytest.mark.parametrize("kind", ONLY_HERE)
def test_the_database_refuses_its_own_ways_around(request: pytest.FixtureRequest, kind: str) -> None:
    place = request.getfixturevalue(kind)
    for sql in ONLY_HERE[kind]:
        refused(place, sa.text(sql))


def refused(place: Place, statement: sa.Executable) -> None:
    with place.unit() as unit:
        if place.journal.size(unit) == 0:
            place.journal.append(unit, an_entry(0))
            place.journal.sequence(unit)
            place.journal.checkpoint(unit, KEY, NOON)
        before = (list(place.journal.entries(unit)), list(place.journal.checkpoints(unit)))
    with pytest.raises(sa.exc.DBAPIError, match="the journal is append-only"), place.unit() as unit:
        unit.execute(statement)
    with place.unit() as unit:
        assert (list(place.journal.entries(unit)), list(place.journal.checkpoints(unit))) == before
    append(place, 1)


def test_guards_are_known_for_two_engines_and_no_other() -> None:
    for statements in (guard_statements, unguard_statements):
        with pytest.raises(ValueError, match="oracle"):
            statements("oracle")


def test_no_checkpoint_is_signed_over_a_head_that_was_rolled_back(database: Place) -> None:
    append(database, 0, 1, 2)
    with database.unit() as unit:
        database.journal.checkpoint(unit, KEY, NOON)
        unit.execute(sa.update(head).values(size=2, frontier=bytes(32)))
        with pytest.raises(Broken, match="ends at 2 but its last checkpoint says 3"):
            database.journal.checkpoint(unit, KEY, NOON)


def test_no_checkpoint_is_signed_over_another_past_of_the_same_size(database: Place) -> None:
    append(database, 0, 1)
    with database.unit() as unit:
        database.journal.checkpoint(unit, KEY, NOON)
        unit.execute(sa.update(head).values(frontier=bytes(32)))
        with pytest.raises(Broken, match="not those of the last checkpoint"):
            database.journal.checkpoint(unit, KEY, NOON)


def test_nothing_is_appended_to_a_head_that_cannot_be_right(sqlite: Place) -> None:
    append(sqlite, 0)
    with sqlite.unit() as unit:
        unit.execute(sa.update(head).values(size=3))
    with pytest.raises(Broken, match="frontier does not fit"):
        append(sqlite, 1)


def test_no_proof_is_made_over_a_missing_leaf(database: Place) -> None:
    append(database, 0, 1, 2, 3)
    unguarded(database, sa.delete(leaves).where(leaves.c.position == 2))
    with database.unit() as unit, pytest.raises(Broken, match="between 2 and 3"):
        database.journal.prove_entry(unit, 0, 4)


def test_what_the_driver_refuses_is_raised_as_sqlalchemy_would_and_without_the_entry(database: Place) -> None:
    with database.unit() as unit:
        for table in (head, pending):
            table.drop(unit)
    with pytest.raises(sa.exc.DBAPIError) as refusal:
        append(database, 0)
    assert "u_tuuli" not in str(refusal.value)


def test_an_append_begins_a_transaction_where_none_is_open(database: Place) -> None:
    assert database.engine is not None
    journal: Journal[sa.Connection] = SqlJournal(ORIGIN)
    with database.engine.connect() as connection:
        journal.append(connection, an_entry(0))
        assert connection.in_transaction()
        connection.rollback()
        journal.append_many(connection, [an_entry(1), an_entry(2)])
        connection.commit()
    database.settle()
    with database.unit() as unit:
        found = [entry_from(leaf.entry).case_version for leaf in database.journal.entries(unit)]
    assert found == [1, 2]


def test_two_journals_of_the_same_tables_are_one(sqlite: Place) -> None:
    append(sqlite, 0)
    with sqlite.unit() as unit:
        assert SqlJournal(sqlite.journal.origin).size(unit) == 1


def test_every_constraint_has_a_name(database: Place) -> None:
    assert database.engine is not None
    inspector = sa.inspect(database.engine)
    for table in (leaves, head, pending, checkpoints):
        assert inspector.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
        assert all(check["name"] for check in inspector.get_check_constraints(table.name))
