"""The text form of a root key: one line that a file holds, a variable carries and an officer can print.

`mce1-root-key <epoch or "index"> <created, ISO 8601 UTC> <32 bytes in base64> <check>`, where the check is
the first eight hex digits of the key's SHA-256: a mistyped or torn line is refused and never used.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Self

from mediation.kernel.refusals import Unsafe
from mediation.vault.ports import Epoch

WORD: Final = "mce1-root-key"
INDEX: Final = 0  # the number that stands for the derivation key
_LARGEST: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One root key with its number and date."""

    number: int
    created_at: datetime
    key: bytes = field(repr=False)

    @property
    def epoch(self) -> Epoch:
        """The number and date alone."""
        return Epoch(self.number, self.created_at)

    def text(self) -> str:
        """The line, secret and all, without a line end."""
        name = str(self.number) if self.number else "index"
        body = base64.b64encode(self.key).decode()
        return f"{WORD} {name} {self.created_at.astimezone(UTC).isoformat()} {body} {_check(self.key)}"

    @classmethod
    def parse(cls, line: str, *, where: str) -> Self:
        """The line read back; Unsafe names the place and never the content."""
        wrong = Unsafe(f"{where} does not hold a root key line", code="root_key_unreadable")
        words = line.split()
        if len(words) != 5 or words[0] != WORD:
            raise wrong
        _, name, created, body, check = words
        try:
            number = INDEX if name == "index" else int(name)
            created_at = datetime.fromisoformat(created)
            key = base64.b64decode(body, validate=True)
        except (ValueError, binascii.Error):
            raise wrong from None
        dated = created_at.tzinfo is not None and (name == "index" or 0 < number <= _LARGEST)
        if not dated or len(key) != 32 or _check(key) != check:
            raise wrong
        return cls(number, created_at.astimezone(UTC), key)


def _check(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:8]
