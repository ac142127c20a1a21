"""Where Chromium is; `python -m tests.web.browser.chromium` installs it where it is not, or says how in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = "install Chromium for the browser tests: `apt-get install chromium`, or `.venv/bin/playwright install chromium`"


def find() -> str:
    """The browser's path; empty if there is none."""
    of_the_system = next((path for name in NAMES if (path := shutil.which(name))), "")
    if of_the_system:
        return of_the_system
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else ""


def install() -> bool:
    """Install it: as a system package where we may, else as Playwright's own download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands = [
            ["apt-get", "-qq", "update"],
            ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"],
        ]
    else:
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    return all(subprocess.run(c, stdout=subprocess.DEVNULL, check=False).returncode == 0 for c in commands)


def main() -> int:
    """Nothing if there is a browser, or if one could be installed; else the one line that says how."""
    if find() or (install() and find()):
        return 0
    print(HOW)
    return 1


if __name__ == "__main__":
    sys.exit(main())
