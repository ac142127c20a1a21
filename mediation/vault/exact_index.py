"""Opt-in exact index: a keyed token for an identifier that the database must find or keep unique.

What leaks: equal tokens are equal identifiers, so the same person is linked across cases. Therefore off by
default, one field at a time, and never for names. Without the key a token says nothing; with it, every
identifier could be tried, so the key comes from the key source and from no database. It outlives epochs; a
new one, or another normal form, means building the tokens again.
"""

import hmac
import re
from collections.abc import Callable
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.fi import hetu

from mediation.kernel.refusals import Invalid
from mediation.vault.normal import VERSION, n1
from mediation.vault.pae import pae
from mediation.vault.ports import KeySource

TOKEN: Final = 16
Normal = Callable[[str], str]

_FORMATTING: Final = re.compile(r"\(0\)|[\s().\-/\u2010-\u2015]")
_E164: Final = re.compile(r"[1-9][0-9]{6,14}")  # ITU-T E.164: at most 15 digits, country code first


def phone(text: str, *, country: str = "358") -> str:
    """Digits of E.164 without the plus; a number with a trunk 0 is of `country`; Invalid if it is none."""
    compact = _FORMATTING.sub("", text)
    if compact.startswith("+"):
        digits = compact[1:]
    elif compact.startswith("00"):
        digits = compact[2:]
    else:
        digits = country + compact[1:] if compact.startswith("0") else ""
    if not _E164.fullmatch(digits):
        raise Invalid("this is not a telephone number", code="phone_shape")
    return digits


def identity_code(text: str) -> str:
    """A Finnish personal identity code after its country; Invalid if its check character is wrong."""
    try:
        return "fi" + hetu.validate(text.strip(), allow_temporary=True).casefold()
    except ValidationError:
        raise Invalid("this is not a personal identity code", code="identity_code_shape") from None


def police_number(text: str) -> str:
    """Letters and digits of a police file number, casefolded; Invalid if nothing is left."""
    kept = n1(text).replace(" ", "")
    if not kept:
        raise Invalid("this is not a police file number", code="police_number_shape")
    return kept


NORMALS: Final[dict[str, Normal]] = {
    "phone": phone,
    "identity_code": identity_code,
    "police_number": police_number,
}


class ExactIndex:
    """Tokens of one kind of identifier in one column of one office; `kind` names its normal form."""

    def __init__(self, source: KeySource, tenant: str, table: str, column: str, kind: str) -> None:
        self._normal = NORMALS[kind]
        self._kind = kind
        self._key = source.derive(pae("mce1/bidx", tenant, table, column, VERSION))

    def __repr__(self) -> str:
        return f"<ExactIndex of {self._kind}>"

    def token(self, identifier: str) -> bytes:
        """First 16 bytes of HMAC-SHA256 over the normal form; Invalid if it has none."""
        return hmac.digest(self._key, self._normal(identifier).encode(), "sha256")[:TOKEN]
