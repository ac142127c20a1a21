"""Opening databases: durable, closed to others, and silent about values when something fails."""

import logging
import traceback
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from mediation.kernel.refusals import Unavailable
from mediation.storage.engine import Hidden, open_engine, translate_errors
from tests.engines import postgresql_url


@pytest.fixture
def lite(tmp_path: Path) -> sa.Engine:
    return open_engine(f"sqlite:///{tmp_path / 'main.db'}")


MARKER = "Aino-Esimerkki-010190-900P"


# ── errors without values ──────────────────────────────────────────────────────────────────────────────

METADATA = sa.MetaData()
PEOPLE = sa.Table(
    "people",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("age", sa.Integer, sa.CheckConstraint("age >= 0", name="age_is_not_negative"), nullable=False),
)

BROKEN = {
    "a name twice": ({"name": MARKER, "age": 1}, sa.exc.IntegrityError),
    "a broken check": ({"name": MARKER + "x", "age": -1}, sa.exc.IntegrityError),
    "a missing value": ({"name": MARKER + "x", "age": None}, sa.exc.IntegrityError),
}


def told(engine: sa.Engine, statement: Any, values: Any = None) -> BaseException:
    """What reaches the caller when a statement fails."""
    try:
        with translate_errors(), engine.begin() as connection:
            connection.execute(statement, values)
    except Exception as error:
        return error
    pytest.fail("nothing failed")


def everything_reachable(error: BaseException) -> str:
    """All an error reporter could print, locals of its frames beyond this test file excepted."""
    seen, texts, waiting = set(), [], [error]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        texts += [str(one), repr(one), repr(one.args), repr(vars(one))]
        texts += traceback.format_exception(one)
        frames = traceback.walk_tb(one.__traceback__)
        texts += [repr(frame.f_locals) for frame, _ in frames if frame.f_code.co_filename != __file__]
        waiting += [e for e in (one.__cause__, one.__context__, getattr(one, "orig", None)) if e is not None]
    return "\n".join(texts)


@pytest.mark.parametrize("how", BROKEN)
def test_no_value_is_in_the_error_log_or_traceback_of(
    engine: sa.Engine, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    values, kind = BROKEN[how]
    error = told(engine, sa.insert(PEOPLE), values)
    assert isinstance(error, kind)
    assert isinstance(error.orig, Hidden)
    assert error.__context__ is None
    assert MARKER not in everything_reachable(error)
    assert MARKER not in caplog.text


def test_a_value_of_the_wrong_type_is_not_quoted() -> None:
    engine = open_engine(postgresql_url())
    METADATA.create_all(engine)
    error = told(engine, sa.text("select cast(:x as integer)"), {"x": MARKER})
    assert isinstance(error, sa.exc.DataError)
    assert MARKER not in everything_reachable(error)


def test_a_broken_constraint_is_still_named(engine: sa.Engine) -> None:
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    error = told(engine, sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    assert "people" in str(error)


def test_a_missing_table_is_a_fault_and_not_an_outage(engine: sa.Engine) -> None:
    error = told(engine, sa.text("select * from nowhere"))
    assert isinstance(error, sa.exc.DBAPIError)


def test_a_full_disk_is_unavailable(lite: sa.Engine) -> None:
    METADATA.create_all(lite)

    def fill() -> None:
        with translate_errors(), lite.begin() as connection:
            connection.exec_driver_sql("pragma max_page_count = 10")
            for number in range(1000):
                connection.execute(sa.insert(PEOPLE), {"name": MARKER + str(number) * 50, "age": 1})

    with pytest.raises(Unavailable) as refusal:
        fill()
    assert refusal.value.code == "disk_full"
    assert MARKER not in everything_reachable(refusal.value)
    with lite.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(PEOPLE)).scalar_one() == 0


def test_a_locked_database_is_unavailable(lite: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    METADATA.create_all(lite)
    with lite.begin():
        monkeypatch.setattr("mediation.storage.engine.PRAGMAS", (("journal_mode", "wal"), ("busy_timeout", "1")))
        error = told(lite, sa.insert(PEOPLE), {"name": MARKER, "age": 1})
    assert isinstance(error, Unavailable)
    assert error.code == "database_busy"


def test_a_lost_connection_is_unavailable_and_the_next_one_works() -> None:
    engine = open_engine(postgresql_url())

    def lose_it() -> None:
        with translate_errors(), engine.connect() as connection:
            mine = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
            with engine.connect() as other:
                other.execute(sa.text("select pg_terminate_backend(:pid)"), {"pid": mine})
            connection.exec_driver_sql("select 1")

    with pytest.raises(Unavailable) as refusal:
        lose_it()
    assert refusal.value.code == "database_down"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select 1").scalar_one() == 1


def test_a_server_that_is_not_there_is_unavailable_and_not_named(tmp_path: Path) -> None:
    for url in ("postgresql+psycopg://somebody:secret@127.0.0.1:1/x", f"sqlite:///{tmp_path}/no/folder/x.db"):
        error = told(open_engine(url), sa.text("select 1"))
        assert isinstance(error, Unavailable)
        assert "secret" not in everything_reachable(error)


def test_a_drivers_own_error_is_translated_too() -> None:
    def fail(kind: type[Exception], text: str) -> None:
        with translate_errors():
            raise kind(text)

    with pytest.raises(Unavailable):
        fail(sqlite.OperationalError, "database is locked")
    with pytest.raises(Unavailable):
        fail(psycopg.OperationalError, "the connection is lost")
    with pytest.raises(sa.exc.DBAPIError) as error:
        fail(sqlite.OperationalError, f'near "{MARKER}": syntax error')
    assert MARKER not in str(error.value)


def test_other_exceptions_pass_through_unchanged() -> None:
    mine = RuntimeError("as it was")

    def fail() -> None:
        with translate_errors():
            raise mine

    with pytest.raises(RuntimeError) as error:
        fail()
    assert error.value is mine
