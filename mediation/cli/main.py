"""The command line begun and ended: quiet when it is stopped, when its reader leaves, when a letter has no sign."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

STOPPED = 130  # as a shell reports Ctrl-C
UNHEARD = 141  # as a shell reports a closed pipe


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without ä still gets its answer
    try:
        from mediation.cli.tree import app  # takes a second or two, in which Ctrl-C should be as quiet as later

        app()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        _leave()
    except SystemExit:
        with suppress(BrokenPipeError):
            sys.stdout.flush()
            raise
        _leave()


def _leave() -> None:
    # The interpreter's own flush at exit would complain about the closed pipe once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(UNHEARD)
