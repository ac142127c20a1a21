"""What a sealed value is, and the label that says where it belongs."""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from mediation.vault.pae import Part, pae

SCHEMA_VERSION: Final = 1  # of the payloads' meaning; part of what every record is bound to


@dataclass(frozen=True, slots=True)
class Label:
    """The place of a sealed value: table, column, row key, row version; elsewhere it does not open."""

    table: str
    column: str
    row: str
    version: int

    def parts(self) -> tuple[Part, ...]:
        """The label as the tail of what a record is bound to."""
        return (self.table, self.column, self.row, self.version, SCHEMA_VERSION)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A record: its bytes, their SHA-256 and the commitment to its content, the last two in hex."""

    blob: bytes = field(repr=False)
    digest: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened record with the salt that proves its commitment; shown in no repr."""

    payload: bytes = field(repr=False)
    salt: bytes = field(repr=False)


def commitment(salt: bytes, scope: str, payload: bytes) -> str:
    """HMAC-SHA256(salt, PAE("mce1/commit", scope, payload)) in hex.

    The journal keeps it; handing the salt and the payload to a court proves one entry and no other.
    """
    return hmac.digest(salt, pae("mce1/commit", scope, payload), "sha256").hex()


def digest(blob: bytes) -> str:
    """SHA-256 of a record's bytes, in hex: what the journal keeps to notice a row put back or removed."""
    return hashlib.sha256(blob).hexdigest()
