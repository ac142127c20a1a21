"""Web, one long-lived Prefect server and the flows, started together and ended together."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from dataclasses import replace

import typer
import uvicorn

from mediation.bootstrap import House, build
from mediation.cli.doors import doors
from mediation.cli.session import command
from mediation.flows.environment import prefect_environment, prefect_home
from mediation.kernel.refusals import Unavailable, Unsafe
from mediation.safety import examine
from mediation.settings import Settings, read_settings

PATIENCE = 90.0  # seconds for the Prefect server's first start, which makes its database


@command
def serve(
    flows: bool = typer.Option(True, help="Start the Prefect server and the flows too."),
) -> None:
    """Serve the office: its pages and API, the Prefect server on SQLite, and the flows on their schedule."""
    serve_office(read_settings(os.environ), flows)


def serve_office(settings: Settings, flows: bool, demo: bool = False) -> None:
    """Serve one office until it is stopped; everything it started ends with it."""
    settings = with_page_for_seals(settings)
    place = build(settings)
    _refuse_unsafe(place)
    children: list[subprocess.Popen[bytes]] = []
    for ending in (signal.SIGTERM, signal.SIGHUP):  # by itself a signal would end us and leave the children running
        signal.signal(ending, _leave)
    try:
        if flows:
            children.append(start_prefect(settings))
            children.append(_start([sys.executable, "-m", "mediation.flows"], settings, "flows.log"))
        open_doors = doors(place, demo)
        print(f"the office is open at {address_of(settings)}, its API at /api/v1/openapi.json", flush=True)
        _place_entries(place)
        uvicorn.run(open_doors, host=settings.http_host, port=settings.http_port, log_level="warning",
                    server_header=False, date_header=True, access_log=False)  # fmt: skip
    finally:
        for child in reversed(children):
            end(child)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def with_page_for_seals(settings: Settings) -> Settings:
    """The settings, and where none is named and nobody but this machine is served, our own page that checks seals."""
    if settings.verify_url or settings.production:
        return settings
    return replace(settings, verify_url=f"{address_of(settings)}/verify/")


def address_of(settings: Settings) -> str:
    """Where the pages are on this machine."""
    return f"http://{settings.http_host}:{settings.http_port}"


def _place_entries(place: House) -> None:
    """On PostgreSQL, give the journal's waiting entries their place every second, beside the requests."""
    if place.engine.dialect.name != "postgresql":
        return

    def run() -> None:
        while True:
            with suppress(Unavailable):  # the next second tries again; what waits is not lost
                place.journal.sequence()
            time.sleep(1)

    threading.Thread(target=run, name="journal", daemon=True).start()


def _refuse_unsafe(place: House) -> None:
    findings = examine(place)
    if findings:
        raise Unsafe("; ".join(f"{f.code}: {f.advice}" for f in findings), code="unsafe_setup")


def start_prefect(settings: Settings) -> "subprocess.Popen[bytes]":
    """Start the Prefect server and wait until it answers; Unavailable if it does not."""
    command_line = [sys.executable, "-m", "prefect", "server", "start", "--no-ui"]
    child = _start(command_line, settings, "server.log")
    url = f"http://127.0.0.1:{settings.prefect_port}/api/health"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  loopback only
            if answer.status == 200:
                return child
        time.sleep(0.25)
    end(child)
    raise Unavailable("the Prefect server does not start: see server.log in its home", code="prefect_down")


def _start(command_line: list[str], settings: Settings, log: str) -> "subprocess.Popen[bytes]":
    environment = prefect_environment(settings) | {"MEDIATION_VERIFY_URL": settings.verify_url}
    with (prefect_home(settings) / log).open("ab") as out:
        return subprocess.Popen(  # noqa: S603  our own interpreter and module names
            command_line, env=environment, stdout=out, stderr=out, start_new_session=True
        )


def end(child: "subprocess.Popen[bytes]") -> None:
    """End a child and what it started, by its own process group."""
    if child.poll() is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait(5)
