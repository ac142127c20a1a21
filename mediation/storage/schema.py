"""Bringing a database's schema up to date, and telling whether it is."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from mediation.storage.engine import translate_errors

LOCK: Final = 715_517_001  # one migration at a time on PostgreSQL


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest revision of the history."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def revision_of(engine: sa.Engine) -> str:
    """The revision a database is at; empty for a new one."""
    with translate_errors(), engine.connect().execution_options(read_only=True) as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def migrate(engine: sa.Engine) -> tuple[str, str]:
    """Bring the schema to the newest revision, in one transaction; from which revision, to which."""
    before = revision_of(engine)
    with translate_errors(), engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A table rebuilt under live foreign keys would take its child rows with it.
            connection.connection.driver_connection.execute("pragma foreign_keys = off")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(sa.text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                command.upgrade(_config(connection), "head")
                if connection.dialect.name == "sqlite":
                    broken = connection.exec_driver_sql("pragma foreign_key_check").all()
                    if broken:
                        raise RuntimeError(f"{len(broken)} rows lost what they belong to")
        finally:
            if connection.dialect.name == "sqlite":
                connection.connection.driver_connection.execute("pragma foreign_keys = on")  # type: ignore[union-attr]
    return before, head()
