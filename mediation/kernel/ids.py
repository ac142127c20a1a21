"""Identifiers: typed by prefix, sortable by time inside the office, not guessable."""

import os
import re
from datetime import datetime
from typing import Final, NewType

CaseId = NewType("CaseId", str)
MatterId = NewType("MatterId", str)
PersonId = NewType("PersonId", str)
ItemId = NewType("ItemId", str)
OfficeId = NewType("OfficeId", str)
UnitId = NewType("UnitId", str)
AccountId = NewType("AccountId", str)
VolunteerId = NewType("VolunteerId", str)
DeadlineId = NewType("DeadlineId", str)
MessageId = NewType("MessageId", str)
DocumentId = NewType("DocumentId", str)

_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32
_SHAPE: Final = re.compile(r"[a-z]{1,3}_[0-9a-hjkmnp-tv-z]{26}")


def new_id(prefix: str, now: datetime) -> str:
    """A fresh identifier: `prefix_`, 32 bits of seconds (UTC) for order, 98 random bits."""
    number = (int(now.timestamp()) & 0xFFFFFFFF) << 98 | int.from_bytes(os.urandom(13), "big") >> 6
    return f"{prefix}_" + "".join(_DIGITS[number >> shift & 31] for shift in range(125, -1, -5))


def random_id(prefix: str) -> str:
    """A fresh identifier that tells no time: for anything handed outside the office."""
    number = int.from_bytes(os.urandom(17), "big") >> 6
    return f"{prefix}_" + "".join(_DIGITS[number >> shift & 31] for shift in range(125, -1, -5))


def looks_like_id(text: str, prefix: str) -> bool:
    """Whether a text from outside has the shape of an identifier of this kind."""
    return text.startswith(prefix + "_") and _SHAPE.fullmatch(text) is not None
