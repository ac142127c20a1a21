"""Bearer tokens: recognisable by prefix, 256 random bits, kept only as their SHA-256."""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Final

PREFIX: Final = "med_"
LIFETIME: Final = timedelta(days=90)  # office policy
_SHAPE: Final = re.compile(r"med_[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A fresh token, shown once to its holder."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """What is kept of a token; empty for a text that cannot be one."""
    return hashlib.sha256(token.encode()).digest() if _SHAPE.fullmatch(token) else b""
