"""Reading and writing files that only this process's owner may read."""

import os
import stat
from pathlib import Path
from typing import Final

from mediation.kernel.refusals import Unavailable, Unsafe

_FILE_MODES: Final = (0o400, 0o600)
_LONGEST: Final = 4096


def read_private(path: Path) -> bytes:
    """The bytes of a small private file, checked on the opened file itself.

    Unsafe (`key_file_unsafe`) unless it is a regular file, not a link, of this process's owner, mode 0400
    or 0600; Unavailable if it cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise Unavailable(f"{path.name} cannot be read: {error.strerror}", code="key_file_missing") from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise _unsafe(path, "is not a regular file")
        if stat.S_IMODE(found.st_mode) not in _FILE_MODES:
            raise _unsafe(path, "may be read by others; give it mode 0400 or 0600")
        _owned(path, found)
        return os.read(handle, _LONGEST)
    finally:
        os.close(handle)


def check_private_folder(folder: Path) -> os.stat_result:
    """Unsafe unless the folder belongs to this process's owner and is closed to everybody else (0700)."""
    try:
        found = folder.lstat()
    except OSError as error:
        raise Unsafe(
            f"the key folder {folder.name} is not there: {error.strerror}", code="key_folder_unsafe"
        ) from None
    if not stat.S_ISDIR(found.st_mode):
        raise _unsafe(folder, "is not a folder", "key_folder_unsafe")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise _unsafe(folder, "is open to others; give it mode 0700", "key_folder_unsafe")
    _owned(folder, found)
    return found


def write_private(path: Path, content: bytes) -> None:
    """A new file of mode 0400, whole and on the disk or not there at all; FileExistsError if it exists."""
    draft = path.with_name(f".{path.name}.{os.urandom(6).hex()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # fails where a rename would overwrite
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def destroy_private(path: Path) -> None:
    """Overwrite a small file, then remove it; a disk that keeps old blocks may still hold it.

    A draft that a crash left beside it goes too.
    """
    for copy in (*path.parent.glob(f".{path.name}.*.new"), path):
        os.chmod(copy, 0o600)
        with copy.open("r+b") as file:
            file.write(bytes(copy.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        copy.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a folder's new or removed names durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _owned(path: Path, found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise _unsafe(path, "belongs to another user")


def _unsafe(path: Path, why: str, code: str = "key_file_unsafe") -> Unsafe:
    return Unsafe(f"{path.name} {why}", code=code)
