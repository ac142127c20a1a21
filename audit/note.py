"""Signed notes, C2SP signed-note v1.0.0: a text, an empty line, and one line per signature.

    <the text, ending in a line break>
    <an empty line>
    — <key name> <base64 of: 4 bytes key id, then the signature>

A verifier key is one line: `<key name>+<key id, 8 hex digits>+<base64 of: 1 byte type, then the public key>`.
Types: 0x01 Ed25519 over the text; 0x04 Ed25519 cosignature over the text and a time (audit/cosignature.py).
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from audit.errors import BadNote

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
LONGEST: Final = 200_000  # characters: room for 16 post-quantum signatures of 5 kB and more
_DASH: Final = "\u2014 "


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a signing key, with the name and the type under which it signs."""

    name: str
    public: bytes
    type: int = ED25519

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(c.isspace() or not c.isprintable() for c in self.name):
            raise BadNote("a key name has no spaces and no plus sign")
        if self.type not in (ED25519, COSIGNATURE) or len(self.public) != 32:
            raise BadNote("only Ed25519 keys of type 1 or 4 are known here")

    @classmethod
    def of(cls, name: str, key: Ed25519PrivateKey, type: int = ED25519) -> "VerifierKey":
        """The verifier key that belongs to a private key."""
        return cls(name, key.public_key().public_bytes_raw(), type)

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """A verifier key from its one-line form; BadNote if it is not one."""
        name, plus, rest = text.partition("+")
        key_id, second, body = rest.partition("+")
        raw = base64_bytes(body)
        if not plus or not second or not raw:
            raise BadNote("a public key is written as name+id+base64")
        key = cls(name, raw[1:], raw[0])
        if key.id.hex() != key_id:
            raise BadNote("a public key does not belong to its name and id: was a letter lost?")
        return key

    @property
    def id(self) -> bytes:
        """The 4 bytes that, with the name, say which key signed."""
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.type]) + self.public).decode()}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made this Ed25519 signature over these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Note:
    """A note as read: the text with its last line break, and (key name, key id, signature) per line."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature_line(*signature) for signature in self.signatures)

    def signed_by(self, key: VerifierKey) -> tuple[bytes, ...]:
        """The signatures on this note that carry the name and id of a key; not yet verified."""
        return tuple(raw for name, key_id, raw in self.signatures if (name, key_id) == (key.name, key.id))

    def verified(self, key: VerifierKey, check: Callable[[bytes], bool]) -> bool:
        """Whether a key signed this note; BadNote if a line in its name does not verify."""
        found = self.signed_by(key)
        if not all(check(raw) for raw in found):
            raise BadNote(
                f"a signature in the name of {key.name} is not from its key, or the text was changed"
            )
        return bool(found)


def parse_note(note: str) -> Note:
    """A note in its parts, signatures not yet verified; BadNote if the form is not exactly the standard's."""
    if len(note) > LONGEST or any(ord(c) < 0x20 and c != "\n" for c in note):
        raise BadNote("a signed note is too long or has control characters")
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or not text:
        raise BadNote("a signed note needs a text, an empty line and a signature")
    return Note(text + "\n", tuple(_signature(line) for line in lines.removesuffix("\n").split("\n")))


def signature_line(name: str, key_id: bytes, signature: bytes) -> str:
    """One signature line, with its line break."""
    return f"{_DASH}{name} {b64encode(key_id + signature).decode()}\n"


def sign_note(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """A text, which must end in a line break, signed as type 0x01."""
    if not text.endswith("\n"):
        raise BadNote("the text of a note ends in a line break")
    verifier = VerifierKey.of(name, key)
    return text + "\n" + signature_line(name, verifier.id, key.sign(text.encode()))


def base64_bytes(text: str) -> bytes:
    """The bytes of standard base64 in its one canonical spelling; BadNote otherwise."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        raise BadNote("a base64 value cannot be read") from None
    if b64encode(raw).decode() != text:
        raise BadNote("a base64 value is not in its canonical spelling")
    return raw


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, space, body = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not name or "+" in name or not space:
        raise BadNote("a signature line is: dash, key name, base64")
    raw = base64_bytes(body)
    if len(raw) < 5:
        raise BadNote("a signature is too short")
    return name, raw[:4], raw[4:]
