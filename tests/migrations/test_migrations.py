"""The history of the schema: it ends where the tables are, whole or not at all, and takes nothing away by the way."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from audit.sql import JOURNAL
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import UnitId
from mediation.kernel.refusals import Unavailable
from mediation.storage import keys, schema
from mediation.storage.engine import open_engine
from mediation.storage.tables import METADATA
from tests.engines import postgresql_url
from tests.migrations.revisions import add_revision
from tests.storage.state import changed, state_of
from tests.storage.story import a_case


@pytest.fixture
def engine(tmp_path: Path, engine_name: str) -> Iterator[sa.Engine]:
    """An empty database."""
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}" if engine_name == "sqlite" else postgresql_url())
    yield engine
    engine.dispose()


def differences(engine: sa.Engine, *metadata: sa.MetaData) -> list[Any]:
    """What autogenerate would still change."""
    with engine.connect().execution_options(read_only=True) as connection:
        defaults = connection.dialect.name == "postgresql"  # SQLite keeps nothing of an identity column
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": defaults}
        )
        return list(compare_metadata(context, metadata))  # type: ignore[arg-type]


def tables_of(engine: sa.Engine) -> set[str]:
    with engine.connect().execution_options(read_only=True) as connection:
        return set(sa.inspect(connection).get_table_names())


def test_the_history_ends_exactly_where_the_tables_are(engine: sa.Engine) -> None:
    assert schema.revision_of(engine) == ""
    assert schema.migrate(engine) == ("", schema.head())
    assert schema.revision_of(engine) == schema.head()
    assert differences(engine, METADATA, JOURNAL) == []


DRIFT = {
    "a column that is missing":   "alter table cases drop column touched_on",
    "a column too many":          "alter table cases add column nickname text",
    "a table too many":           "create table sideline (x integer)",
    "an index that is missing":   "drop index ix_deadlines_owed",
    "a table that is missing":    "drop table requests",
}  # fmt: skip


@pytest.mark.parametrize("sentence", DRIFT)
def test_the_comparison_notices(engine: sa.Engine, sentence: str) -> None:
    schema.migrate(engine)
    with engine.begin() as connection:
        if "touched_on" in DRIFT[sentence]:
            connection.exec_driver_sql("drop index ix_cases_page")
        connection.exec_driver_sql(DRIFT[sentence])
    assert differences(engine, METADATA, JOURNAL) != []


def test_the_key_database_has_exactly_its_table(engine: sa.Engine) -> None:
    keys.create_key_tables(engine)
    assert tables_of(engine) == {"data_keys"}
    assert differences(engine, keys.metadata) == []


def test_migrating_again_changes_nothing(stage: Stage) -> None:
    a_case(stage)
    before = state_of(stage.house.engine)
    assert schema.migrate(stage.house.engine) == (schema.head(), schema.head())
    assert changed(before, state_of(stage.house.engine)) == set()


MIGRATE = """
import sys
from mediation.storage import schema
from mediation.storage.engine import open_engine
schema.migrate(open_engine(sys.argv[1]))
"""


def test_two_processes_that_migrate_at_once_leave_one_schema(engine: sa.Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, url], stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [(child.communicate(timeout=120)[1], child.returncode) for child in started]
    assert [code for _, code in told] == [0, 0], told
    assert differences(engine, METADATA, JOURNAL) == []


FAILS = {
    "raises after a table was made": """
        op.create_table("half", sa.Column("x", sa.Integer))
        op.execute("insert into half values (1)")
        raise RuntimeError("the migration is wrong")""",
    "asks for what is not there": """
        op.add_column("matters", sa.Column("half", sa.Integer))
        op.execute("update matters set half = 1")
        op.execute("update nowhere set x = 1")""",
    "leaves records without their case": """
        op.execute("delete from cases")""",
}


@pytest.mark.parametrize("sentence", FAILS)
def test_of_a_migration_nothing_stays_that(
    stage: Stage, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_case(stage)
    engine = stage.house.engine
    before, tables, revision = state_of(engine), tables_of(engine), schema.revision_of(engine)
    add_revision(tmp_path, monkeypatch, FAILS[sentence])
    with pytest.raises((RuntimeError, sa.exc.DBAPIError)):
        schema.migrate(engine)
    assert (tables_of(engine), schema.revision_of(engine)) == (tables, revision)
    assert changed(before, state_of(engine)) == set()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("pragma foreign_keys").scalar_one() == 1
    stage.register("adviser", simple(5, "dispute", stage.today))


def test_a_table_rebuilt_keeps_its_rows_its_children_and_every_guard(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite a batch migration makes the table anew: under live foreign keys its children would go with it."""
    case_id = a_case(stage)
    stage.house.journal.checkpoint(stage.clock.now())
    engine = stage.house.engine
    before = {table: len(rows) for table, rows in state_of(engine).items()}
    add_revision(
        tmp_path, monkeypatch, """
        with op.batch_alter_table("cases", recreate="auto") as batch:
            batch.alter_column("number", existing_type=sa.String(64), type_=sa.String(80))
            batch.add_column(sa.Column("colour", sa.String(10)))""",
    )  # fmt: skip
    schema.migrate(engine)
    assert schema.revision_of(engine) == "made_up"
    assert {table: len(rows) for table, rows in state_of(engine).items()} == before
    assert stage.case(case_id).number
    for statement in FORBIDDEN.values():
        refuses(engine, statement)


def test_a_case_kept_before_its_sender_was_is_still_found_by_its_unit(stage: Stage) -> None:
    engine, case_id = stage.house.engine, stage.register("police", simple(1, "assault", stage.today))
    with engine.begin() as connection:
        connection.exec_driver_sql("drop index ix_deadlines_of_case")
        connection.exec_driver_sql("create index ix_deadlines_case_id on deadlines (case_id)")
        connection.exec_driver_sql("drop index ix_cases_sent")
        connection.exec_driver_sql("alter table cases drop column sent_by")
        connection.exec_driver_sql("update alembic_version set version_num = '2026_11_24_1300'")
    schema.migrate(engine)
    assert differences(engine, METADATA, JOURNAL) == []
    with stage.app.open_stores() as stores:
        assert stores.queue.sent_by(UnitId("n_poliisi_keksitty")) == [case_id]


FORBIDDEN = {
    "a changed entry":              "update journal_leaves set entry = entry",
    "a removed entry":              "delete from journal_leaves",
    "a removed checkpoint":         "delete from journal_checkpoints",
    "a changed checkpoint":         "update journal_checkpoints set size = 0",
}  # fmt: skip


def refuses(engine: sa.Engine, statement: str) -> None:
    before = state_of(engine)
    with pytest.raises(sa.exc.DBAPIError) as refused, engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert "append-only" in str(refused.value.orig)
    assert changed(before, state_of(engine)) == set()


@pytest.mark.parametrize("sentence", FORBIDDEN)
def test_a_migrated_journal_refuses(stage: Stage, sentence: str) -> None:
    a_case(stage)
    stage.house.journal.checkpoint(stage.clock.now())
    refuses(stage.house.engine, FORBIDDEN[sentence])


def test_a_migration_waits_for_a_writer_and_then_says_the_database_is_busy(
    sqlite_stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = sqlite_stage.house.engine
    add_revision(tmp_path, monkeypatch, 'op.create_table("later", sa.Column("x", sa.Integer))')
    monkeypatch.setattr("mediation.storage.engine.PRAGMAS", (("journal_mode", "wal"), ("busy_timeout", "10")))
    other = open_engine(str(engine.url))
    with other.begin(), pytest.raises(Unavailable) as refused:
        schema.migrate(open_engine(str(engine.url)))
    assert refused.value.code == "database_busy"
    assert "later" not in tables_of(engine)
