"""Passwords: Argon2id (RFC 9106, the library's own current parameters), and what makes one too weak."""

from collections.abc import Iterable
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mediation.kernel.refusals import Invalid

SHORTEST: Final = 12  # office policy, after NIST SP 800-63B: length, and nothing about kinds of characters
LONGEST: Final = 200
_HASHER: Final = PasswordHasher()
# Verified when nobody has the name that was typed, so that an unknown name takes as long as a wrong password.
_NOBODYS: Final = _HASHER.hash("nobody's password")


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with its salt and parameters."""
    return _HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one whose hash was kept; takes as long when there is none."""
    try:
        _HASHER.verify(kept or _NOBODYS, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def checked(password: str, own_words: Iterable[str], field: str) -> str:
    """The password, if it is long enough and not made of its holder's own name or address; Invalid otherwise."""
    if len(password) < SHORTEST:
        raise Invalid("the password is too short", fields=[(field, "password_too_short")])
    if len(password) > LONGEST:
        raise Invalid("the password is too long", fields=[(field, "too_long")])
    plain = password.casefold()
    if len(set(plain)) < 5:
        raise Invalid("the password repeats itself", fields=[(field, "password_too_plain")])
    left = plain
    for word in own_words:
        for part in word.casefold().replace("@", " ").replace(".", " ").split():
            if len(part) > 3:
                left = left.replace(part, "")
    if len(left) < SHORTEST // 2:
        raise Invalid("the password is its holder's own name", fields=[(field, "password_is_own_name")])
    return password
