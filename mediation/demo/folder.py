"""Where the demo office lives: a folder of its own, begun anew each time, and the settings of the office in it."""

import os
import shutil
from pathlib import Path

from mediation.settings import KNOWN


def fresh(folder: Path) -> Path:
    """An empty folder for the demo; one that is not a demo's is never emptied."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / ".demo").exists():
            raise FileExistsError(f"{folder} holds something that is not a demo office")
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / ".demo").touch()
    return folder


def environment(folder: Path) -> dict[str, str]:
    """The settings of a demo office in a folder."""
    given = {n: v for n, v in os.environ.items() if n.startswith("MEDIATION_") and n != "MEDIATION_HOME"}
    host, port = (given.get(name, KNOWN[name][0]) for name in ("MEDIATION_HTTP_HOST", "MEDIATION_HTTP_PORT"))
    usual = {
        # Whoever looks around came in by a single-use link and has no password to unlock a page with.
        "MEDIATION_IDLE_MINUTES": "120",
        # Every paper of the demo is sealed while it is played, before anything is served.
        "MEDIATION_VERIFY_URL": f"http://{host}:{port}/verify/",
    }
    return usual | given | {"MEDIATION_HOME": str(folder / "home")}
