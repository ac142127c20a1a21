"""The real thing: a Prefect server of the office's own, each flow run through it, the schedule served and stopped."""

import base64
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from mediation.bootstrap import House, prepare
from mediation.cli.serve import end, start_prefect
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.flows.environment import prefect_environment, prefect_home
from mediation.flows.schedule import SCHEDULE
from mediation.kernel.clock import SetClock, SystemClock, at_helsinki, helsinki_date
from mediation.settings import Settings, read_settings
from tests.conftest import page_only
from tests.notifications.post import free_port
from tests.storage.plaintext import Searcher
from tests.storage.story import secrets_in

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(280)]
PATIENCE = 120.0

RUN_EACH = """
from mediation.flows.schedule import SCHEDULE
for wakes in SCHEDULE:
    wakes.flow()
"""


@dataclass(frozen=True)
class Served:
    """An office, its Prefect server, and the environment of everything that runs beside them."""

    house: House
    server: "subprocess.Popen[bytes]"
    environment: dict[str, str]

    @property
    def settings(self) -> Settings:
        return self.house.settings


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An office in which reminders, messages and checkpoints are owed now, and its own Prefect server.

    The server is ended with everything it started.
    """
    home = tmp_path_factory.mktemp("served") / "home"
    given = {"MEDIATION_HOME": str(home), "MEDIATION_PREFECT_PORT": str(free_port())}
    settings = read_settings(given)
    house = fill(settings)
    with pytest.MonkeyPatch.context() as patched:
        for name in [n for n in os.environ if n.startswith("PREFECT_")]:
            patched.delenv(name)
        child = start_prefect(settings)
        yield Served(house, child, prefect_environment(settings) | given)
    end(child)
    house.engine.dispose()
    house.key_engine.dispose()
    assert child.poll() is not None
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", settings.prefect_port)) != 0


def fill(settings: Settings) -> House:
    """An office eight days ago by the machine's clock, with two cases in which everyone was asked."""
    clock = SetClock(at_helsinki(helsinki_date(SystemClock().now()) - timedelta(days=8), 10))
    house = prepare(settings, clock)
    house = replace(house, app=replace(house.app, print_pdf=page_only))
    stage = Stage(house, clock)
    stage.open()
    for arrival in (two_suspects(stage.today, stage.today), simple(3, "assault", stage.today)):
        case_id = stage.register("adviser", arrival)
        s.triage(stage, case_id)
        stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
    return house


def ask(settings: Settings, path: str, **question: Any) -> Any:
    """Ask the server's API, with the office's own secret."""
    secret = prefect_environment(settings)["PREFECT_API_AUTH_STRING"]
    request = urllib.request.Request(  # noqa: S310 - loopback only
        f"http://127.0.0.1:{settings.prefect_port}/api/{path}", json.dumps(question).encode(),
        {"Content-Type": "application/json", "Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"},
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def secrets() -> Searcher:
    today = helsinki_date(SystemClock().now())
    return Searcher(set(secrets_in([two_suspects(today, today), simple(3, "assault", today)])))


def waiting(house: House) -> tuple[int, int]:
    """How many deadlines are owed, and how many messages wait."""
    with house.app.open_stores() as stores:
        owed = stores.deadlines.owed_by(helsinki_date(SystemClock().now()), 500)
        return len(owed), stores.outbox.waiting()


def test_each_flow_runs_through_the_server_and_leaves_no_word_of_a_case_there(served: Served) -> None:
    owed, queued = waiting(served.house)
    assert owed > 0
    assert queued > 0
    done = subprocess.run(
        [sys.executable, "-c", RUN_EACH],
        env=served.environment,
        capture_output=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert waiting(served.house)[0] == 0
    names = {flow["id"]: flow["name"] for flow in ask(served.settings, "flows/filter")}
    every = ask(served.settings, "flow_runs/filter")
    runs = {names[run["flow_id"]]: run for run in every if run["deployment_id"] is None}
    assert {name: run["state"]["type"] for name, run in runs.items()} == {
        wakes.flow.name: "COMPLETED" for wakes in SCHEDULE
    }
    assert {json.dumps(run["parameters"]) for run in runs.values()} == {"{}"}
    files = [path for path in prefect_home(served.settings).rglob("*") if path.is_file()]
    assert any(path.name.startswith("prefect.db") for path in files)
    assert secrets().look_in_folder(prefect_home(served.settings)) == []
    assert secrets().look("what the run printed", done.stdout + done.stderr) == []


def test_the_server_answers_nobody_without_the_offices_secret(served: Served) -> None:
    bare = urllib.request.Request(  # noqa: S310 - loopback only
        f"http://127.0.0.1:{served.settings.prefect_port}/api/flow_runs/filter",
        b"{}",
        {"Content-Type": "application/json"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(bare, timeout=30)  # noqa: S310
    assert refused.value.code == 401
    others = [address for address in _addresses() if not address.startswith("127.")]
    for address in others:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, served.settings.prefect_port)) != 0


def _addresses() -> set[str]:
    """This machine's own addresses."""
    return {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}


def test_the_schedule_is_served_and_stopping_pauses_nothing(served: Served) -> None:
    log = prefect_home(served.settings) / "flows.log"
    with log.open("wb") as out:
        flows = subprocess.Popen(
            [sys.executable, "-m", "mediation.flows"], env=served.environment, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while len(deployed(served)) < len(SCHEDULE) and time.monotonic() < until and flows.poll() is None:
            time.sleep(0.5)
        assert set(deployed(served)) == {wakes.cron for wakes in SCHEDULE}, log.read_text()[-2000:]
    finally:
        end(flows)
    assert flows.poll() is not None
    after = deployed(served)
    assert set(after) == {wakes.cron for wakes in SCHEDULE}
    assert {(d["paused"], d["schedules"][0]["active"]) for d in after.values()} == {(False, True)}
    assert {d["schedules"][0]["schedule"]["timezone"] for d in after.values()} == {"Europe/Helsinki"}
    assert {json.dumps(d["parameters"]) for d in after.values()} == {"{}"}


def deployed(served: Served) -> dict[str, Any]:
    """The deployments the server knows, by their cron line."""
    return {
        d["schedules"][0]["schedule"]["cron"]: d for d in ask(served.settings, "deployments/filter") if d["schedules"]
    }
