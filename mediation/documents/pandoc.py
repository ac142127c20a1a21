"""Pandoc, a program of its own: what it may do, how long and with how much memory, is said here and nowhere else."""

import subprocess
from typing import Final

from mediation.kernel.refusals import Unavailable

SECONDS: Final = 20
HEAP: Final = "512m"


def converted(page: str, to: str) -> bytes:
    """An HTML page in another format of pandoc's; Unavailable if it does not finish in its time and memory."""
    import pypandoc  # type: ignore[import-untyped]  # late: finding the program costs a reader of HTML nothing then

    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{HEAP}", "-RTS", "--sandbox", "--wrap=none"]
    command += ["--from=html-auto_identifiers", f"--to={to}", "--output=-"]
    try:
        # A fixed program and fixed options; the page goes through the standard input.
        done = subprocess.run(command, input=page.encode(), capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise Unavailable("the document could not be typeset", code="typesetting_failed") from error
    return done.stdout
