"""Files a command reads and writes: bounded on the way in; whole, and closed to others, on the way out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mediation.actions.forms import LARGEST
from mediation.kernel.refusals import Invalid

BOM: Final = b"\xef\xbb\xbf"  # some editors put it before a text; JSON has none


def read_input(path: str, most: int = LARGEST) -> bytes:
    """The bytes of a file, or of standard input for `-`; Invalid if they cannot be read or are too many."""
    if path == "-" and sys.stdin.isatty():
        print("type the JSON, then Ctrl-D on a line of its own", file=sys.stderr)
    try:
        raw = sys.stdin.buffer.read(most + 1) if path == "-" else _bounded(Path(path), most)
    except OSError as error:
        why = error.strerror or "it does not open"
        raise Invalid(f"this file cannot be read: {why}", code="unreadable_file", fields=[("", "unreadable")]) from None
    if len(raw) > most:
        size = "one megabyte" if most == LARGEST else f"{most // 1_000_000} megabytes"
        raise Invalid(f"this is larger than {size}", code="too_large", fields=[("", "too_large")])
    return raw.removeprefix(BOM)


def _bounded(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most + 1)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write: a draft beside the file, put in its place at the end, mode 0600; OSError if it cannot be."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder, name a file in it", str(path))
        yield target  # a pipe or a terminal takes what comes
        return
    draft = target.with_name(f".{target.name}.{os.urandom(6).hex()}.new")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
