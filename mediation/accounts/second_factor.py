"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for the day it is lost."""

import secrets
from datetime import datetime
from typing import Final

import pyotp

RECOVERY_CODES: Final = 10
_DRIFT: Final = 1  # steps of thirty seconds to either side
_LETTERS: Final = "abcdefghjkmnpqrstvwxyz23456789"


def new_secret() -> str:
    """A fresh TOTP secret, 160 bits in base 32."""
    return pyotp.random_base32()


def address(secret: str, name: str, issuer: str) -> str:
    """What the QR code says to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, code: str, at: datetime, last: int) -> int | None:
    """The time step a code is right for; None if it is wrong, too old, or of a step that was used already."""
    totp, now = pyotp.TOTP(secret), int(at.timestamp()) // 30
    digits = "".join(code.split())
    for step in range(now - _DRIFT, now + _DRIFT + 1):
        if step > last and secrets.compare_digest(totp.at(step * 30), digits):
            return step
    return None


def recovery_codes() -> list[str]:
    """Fresh recovery codes, 49 bits each, shown once."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)
    ]


def plain_code(typed: str) -> str:
    """A recovery code as it was made, however it was typed."""
    kept = "".join(c for c in typed.casefold() if c in _LETTERS)
    return f"{kept[:5]}-{kept[5:]}"
