"""Where the demo office lives: a folder of its own, begun anew each time, and the settings of the office in it."""

import os
import shutil
from pathlib import Path


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
    # Whoever looks around came in by a single-use link and has no password to unlock a page with.
    return {"MEDIATION_IDLE_MINUTES": "120"} | given | {"MEDIATION_HOME": str(folder / "home")}
