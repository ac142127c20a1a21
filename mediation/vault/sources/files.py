"""Root keys in files: one per epoch, in a folder of mode 0700 outside every database and its backup."""

import os
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import Final

from mediation.kernel.refusals import CannotOpen, Duplicate, Unsafe
from mediation.vault.ports import Epoch
from mediation.vault.sources.keyline import INDEX, KeyLine
from mediation.vault.sources.keyring import Keyring
from mediation.vault.sources.private_file import (
    check_private_folder,
    destroy_private,
    read_private,
    write_private,
)

_NAME: Final = re.compile(r"epoch-(\d{5,10})\.key|index\.key")


class FileKeys:
    """A folder of root keys; what another process adds or destroys there is noticed at the next use."""

    for_production = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._seen = -1
        self._ring = Keyring(())
        self._read()

    def __repr__(self) -> str:
        return f"<FileKeys {self._folder.name}: {self._ring!r}>"

    def epochs(self) -> tuple[Epoch, ...]:
        return self._fresh().epochs()

    @property
    def current(self) -> int:
        return self._fresh().current

    def wrap(self, key: bytes, aad: bytes, *, epoch: int | None = None) -> bytes:
        return self._fresh().wrap(key, aad, epoch)

    def unwrap(self, wrapped: bytes, aad: bytes) -> bytes:
        try:
            return self._fresh().unwrap(wrapped, aad)
        except CannotOpen as refusal:
            if refusal.code != "root_key_gone":
                raise
        return self._read().unwrap(wrapped, aad)  # created within the folder's own time stamp

    def derive(self, purpose: bytes) -> bytes:
        return self._fresh().derive(purpose)

    def create_epoch(self, now: datetime) -> Epoch:
        ring = self._read()
        if not ring.has_index_key:
            self._write(KeyLine(INDEX, now, os.urandom(32)))
        number = max((epoch.number for epoch in ring.epochs()), default=0) + 1
        line = KeyLine(number, now, os.urandom(32))
        self._write(line)
        self._read()
        return line.epoch

    def destroy_epoch(self, number: int) -> None:
        ring = self._read()
        if number not in ring:
            raise CannotOpen("the root key of this epoch is not here", code="root_key_gone")
        if number == ring.current:
            raise Unsafe("the current root key cannot be destroyed", code="root_key_in_use")
        destroy_private(self._folder / _name(number))
        self._read()

    def _write(self, line: KeyLine) -> None:
        try:
            write_private(self._folder / _name(line.number), line.text().encode() + b"\n")
        except FileExistsError:
            raise Duplicate("another process has just created this root key", code="root_key_twice") from None

    def _fresh(self) -> Keyring:
        # A key created or destroyed changes the folder's time stamp; asking for it costs two microseconds.
        try:
            if self._folder.stat().st_mtime_ns == self._seen:
                return self._ring
        except OSError:  # gone: reading it anew says so
            pass
        return self._read()

    def _read(self) -> Keyring:
        with self._lock:
            seen = check_private_folder(self._folder).st_mtime_ns
            names = sorted(name for name in os.listdir(self._folder) if _NAME.fullmatch(name))
            self._ring = Keyring([self._line(name) for name in names])
            self._seen = seen
            return self._ring

    def _line(self, name: str) -> KeyLine:
        line = KeyLine.parse(read_private(self._folder / name).decode("ascii", "replace"), where=name)
        if name != _name(line.number):
            raise Unsafe(f"{name} holds the root key of another epoch", code="root_key_unreadable")
        return line


def _name(number: int) -> str:
    return f"epoch-{number:05d}.key" if number else "index.key"
