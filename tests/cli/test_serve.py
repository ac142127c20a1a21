"""What `mediation serve` starts ends with it, however it is asked to end."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from tests.cli.conftest import Line
from tests.cli.test_terminal import mediation

SCRIPT = """
import os, sys
from mediation.cli import serve
from mediation.settings import read_settings
asleep = [sys.executable, "-c", "import time; time.sleep(300)"]
def sleeping(settings):
    child = serve._start(asleep, settings, "server.log")
    print(child.pid, flush=True)
    return child
serve.start_prefect = sleeping
serve.serve_office(read_settings(os.environ), flows=True)
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda s: s.name)
def test_a_signal_ends_the_office_with_everything_it_started(line: Line, ending: signal.Signals) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _, environment = mediation(line, "cases", "list")
    environment |= {"MEDIATION_HTTP_PORT": str(port)}
    office = subprocess.Popen([sys.executable, "-c", SCRIPT], env=environment, stdout=subprocess.PIPE, text=True)
    assert office.stdout is not None
    child = int(office.stdout.readline())
    assert "the office is open" in office.stdout.readline()
    office.send_signal(ending)
    office.communicate(timeout=60)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
