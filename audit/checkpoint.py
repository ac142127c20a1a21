"""Checkpoints, C2SP tlog-checkpoint v1.0.0: size and root of the journal at one moment, signed.

    mediation.example/journal                      line 1: the origin, the name of this journal for ever
    52                                             line 2: how many entries, in decimal, no leading zero
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=   line 3: the root over them (RFC 9162), base64
                                                   line 4: empty
    — mediation.example/journal Az3grl…            the signature: key name (= origin), base64 (audit/note.py)

Further signature lines are those of witnesses; a line by an unknown key is ignored. Lines between 3 and 4
("extensions") are read and kept, never written: nobody can audit them. The text carries no time of its own:
a witness's cosignature or an RFC 3161 token over the text says when it existed.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.errors import BadNote, Broken
from audit.note import ED25519, Note, VerifierKey, base64_bytes, parse_note, sign_note

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says; true only if `open_checkpoint` gave it."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """The text that is signed, with its last line break."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(line + "\n" for line in lines)


def parse_text(text: str) -> Checkpoint:
    """The parts of a checkpoint's text, without signatures; BadNote if it is not one."""
    origin, *rest = text.split("\n")
    if len(rest) < 3 or rest.pop() or not origin or not all(rest) or not _SIZE.fullmatch(rest[0]):
        raise BadNote("a checkpoint is three lines: origin, size and root")
    root = base64_bytes(rest[1])
    if len(root) != 32:
        raise BadNote("the root of a checkpoint is not 32 bytes")
    return Checkpoint(origin, int(rest[0]), root, tuple(rest[2:]))


def open_checkpoint(note: str, keys: Iterable[VerifierKey]) -> Checkpoint:
    """The checkpoint in a signed note; BadNote unless a known key signed it and no such line is false."""
    read = parse_note(note)
    signers = [key for key in keys if key.type == ED25519 and _signed(read, key)]
    if not signers:
        raise BadNote("the checkpoint is not signed by a known key")
    return parse_text(read.text)


def unsigned(note: str) -> Checkpoint:
    """What a note says, signature unchecked: for a journal's look at its own last checkpoint."""
    return parse_text(parse_note(note).text)


def sign_checkpoint(now: Checkpoint, before: Checkpoint | None, key: Ed25519PrivateKey) -> str:
    """The signed text of a checkpoint; Broken if it would take back what the one before it said."""
    if before is not None and before.size > now.size:
        raise Broken(f"the journal ends at {now.size} but its last checkpoint says {before.size}")
    if before is not None and before.size == now.size and before.root != now.root:
        raise Broken(f"the first {now.size} entries are not those of the last checkpoint")
    return sign_note(now.text(), now.origin, key)


def _signed(note: Note, key: VerifierKey) -> bool:
    message = note.text.encode()
    return note.verified(key, lambda signature: key.verifies(signature, message))
