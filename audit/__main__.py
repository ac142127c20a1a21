"""The stand-alone verifier: `python -m audit verify BUNDLE [--key KEY]... [--checkpoint FILE]...`.

Ends with 0 if the journal is whole, 1 if something was changed, dropped, moved or rewritten, 2 if the files
or the arguments cannot be read.
"""

import argparse
import os
import sys
import time
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

from audit.breaks import stretch
from audit.errors import AuditError
from audit.note import VerifierKey
from audit.reading import pieces_of
from audit.verify import Held, Report, verify

WHOLE, BROKEN, UNREADABLE = 0, 1, 2
QUIET_SECONDS = 2.0
MOST_DIFFERENCES = 20


def main(arguments: list[str] | None = None) -> int:
    """Run the verifier; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        keys = [_key(text) for text in options.key]
        held = [Held(str(path), _note(path)) for path in options.checkpoint]
        with options.bundle.open("rb") as stream:
            report = verify(pieces_of(stream), keys, held, _Progress())
    except OSError as error:
        return _unreadable(f"{error.filename}: {error.strerror}")
    except AuditError as error:
        return _unreadable(str(error))
    with suppress(BrokenPipeError):  # whoever reads may stop after the first line: the exit code still tells
        print("\n".join(_lines(report, trusted=bool(keys))), flush=True)
    return BROKEN if report.broken else WHOLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m audit", description="Check a journal without its owner.")
    verify_ = parser.add_subparsers(required=True, metavar="verify").add_parser(
        "verify", help="walk a bundle and name the first break"
    )
    verify_.add_argument("bundle", type=Path, metavar="BUNDLE", help="the file the owner handed out")
    verify_.add_argument(
        "--key",
        action="append",
        default=[],
        help="the journal's public key (name+id+base64), or a file with it",
    )
    verify_.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a checkpoint kept elsewhere",
    )
    return parser


def _lines(report: Report, *, trusted: bool) -> list[str]:
    if report.broken:
        more = [str(one) for one in report.differences[1:MOST_DIFFERENCES]]
        hidden = len(report.differences) - MOST_DIFFERENCES
        return [f"BROKEN: {report.broken}", *more, *([f"and {hidden} more"] if hidden > 0 else [])]
    root = b64encode(report.root).decode()
    lines = [f"WHOLE: {report.size} entries of {report.origin}, root {root}"]
    lines.append(f"checkpoints that agree: {report.checkpoints} in the bundle, {report.held} kept elsewhere")
    if report.signed < report.size:
        lines.append(f"not yet under a checkpoint: {stretch(report.signed, report.size)}")
    if not trusted:
        lines.append("the key came with the bundle: compare it with one you got by another way (--key)")
    if not report.held:
        lines.append("no checkpoint kept elsewhere was given: a cut or rewritten journal would look the same")
    return lines


def _key(text: str) -> VerifierKey:
    return VerifierKey.parse(text if "+" in text else _text(Path(text)).strip())


def _note(path: Path) -> str:
    # Mail and printers change line breaks; the signature is over the standard's own.
    return _text(path).replace("\r\n", "\n").strip("\n") + "\n"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise AuditError(f"{path}: this is not a text file") from None


def _unreadable(words: str) -> int:
    print(f"cannot check: {words}", file=sys.stderr)
    return UNREADABLE


class _Progress:
    """A line on the error stream every two seconds, none for what is quicker."""

    def __init__(self) -> None:
        self._next = time.monotonic() + QUIET_SECONDS

    def __call__(self, done: int, promised: int) -> None:
        if time.monotonic() >= self._next:
            print(f"{done} of {promised} entries checked", file=sys.stderr)
            self._next = time.monotonic() + QUIET_SECONDS


if __name__ == "__main__":
    code = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    # The interpreter's own flush at exit would complain about a closed pipe once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
