"""The environment Prefect runs in: its home inside ours, loopback only, a secret of its own, no telemetry."""

import os
import secrets
from pathlib import Path

from mediation.bootstrap import private_folder
from mediation.settings import Settings
from mediation.vault.sources.private_file import read_private, write_private


def prefect_home(settings: Settings) -> Path:
    """Where Prefect keeps its database."""
    return settings.home / "prefect"


def prefect_environment(settings: Settings) -> dict[str, str]:
    """This process's environment with Prefect's settings laid under it: what is set outside wins."""
    private_folder(settings.home)
    home = private_folder(prefect_home(settings))
    secret = home / "auth.secret"
    if not secret.exists():
        write_private(secret, f"mediation:{secrets.token_urlsafe(32)}".encode())
    auth = read_private(secret).decode()
    ours = {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{settings.prefect_port}/api",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_API_AUTH_STRING": auth,
        "PREFECT_API_AUTH_STRING": auth,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_LOGGING_TO_API_BATCH_INTERVAL": "0.2",  # a run waits for its last batch: seconds of nothing
    }
    given = {name: value for name, value in os.environ.items() if name.startswith(("PREFECT_", "DO_NOT_TRACK"))}
    return {**os.environ, **ours, **given}
