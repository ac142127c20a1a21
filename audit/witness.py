"""A witness: never signs two roots for one size, never goes back. It keeps one small file per journal.

The rule is that of C2SP tlog-witness v1.0.0; this is the rule without the web server around it.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.checkpoint import Checkpoint, open_checkpoint, unsigned
from audit.cosignature import cosign
from audit.errors import BadNote, BadProof, Unwitnessed
from audit.merkle import EMPTY, check_growth
from audit.note import COSIGNATURE, VerifierKey


class Witness:
    """One witness of one journal; what it signed last is in `file`, with its own signature under it.

    `name` and `key` are the witness's, `journal` is the public key of the journal, whose name is its origin.
    The file is locked while the witness decides (POSIX), so several of its kind may share it.
    """

    def __init__(self, name: str, key: Ed25519PrivateKey, journal: VerifierKey, file: Path) -> None:
        self.public = VerifierKey.of(name, key, COSIGNATURE)
        self._key, self._journal, self._file = key, journal, file

    def size(self) -> int:
        """The size of the checkpoint cosigned last, 0 at first: the growth proof must start there."""
        return self._last().size

    def cosign(self, note: str, proof: Sequence[bytes], at: datetime) -> str:
        """The witness's signature line for a checkpoint, proven to grow from `size()`, at an aware instant.

        Unwitnessed `unknown`: another journal or key; `stale`: smaller than the last one; `fork`: the proof
        does not hold, so the journal forgot or changed something. The file is on disk before this returns.
        """
        try:
            now = open_checkpoint(note, [self._journal])
        except BadNote as error:
            raise Unwitnessed("unknown", str(error)) from None
        if now.origin != self._journal.name:
            raise Unwitnessed("unknown", f"this witness does not know {now.origin}")
        with self._alone():
            last = self._last()
            if now.size < last.size:
                raise Unwitnessed("stale", f"{now.size} entries were shown after {last.size}")
            try:
                check_growth(last.size, now.size, last.root, now.root, proof)
            except BadProof as error:
                raise Unwitnessed("fork", str(error)) from None
            if now.size == 0 and now.root != EMPTY:
                raise Unwitnessed("fork", "an empty journal has a root of its own")
            line = cosign(note, self.public.name, self._key, at)
            self._keep(note + line)
        return line

    def _last(self) -> Checkpoint:
        try:
            return unsigned(self._file.read_bytes().decode())
        except FileNotFoundError:
            return Checkpoint(self._journal.name, 0, EMPTY)
        except UnicodeDecodeError:
            raise BadNote("the file of the witness cannot be read") from None

    def _keep(self, note: str) -> None:
        new = self._file.with_name(self._file.name + ".new")
        with new.open("wb") as out:
            out.write(note.encode())
            out.flush()
            os.fsync(out.fileno())
        new.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._file.with_name(self._file.name + ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
