"""The searchable form of a name, `n1`: one spelling for all the ways one name is written."""

import re
import unicodedata
from typing import Final

VERSION: Final = "n1"  # part of every key's purpose: another form means a rebuild, never a mix

_SPELLED: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
)
_BETWEEN: Final = re.compile(r"[\W_]+")  # whatever is neither letter nor digit in any script


def n1(text: str) -> str:
    """NFC, casefold, ä to ae and the like, NFKD without marks, single spaces; again until nothing changes.

    Idempotent, and never empty for text with a letter of any script. The second pass concerns the few
    characters whose decomposition is itself spelled out, such as ǿ.
    """
    form = _pass(text)
    while (again := _pass(form)) != form:
        form = again
    return form or "".join(character for character in text.casefold() if character.isalnum())


def _pass(text: str) -> str:
    spelled = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED)
    letters = (c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", "".join(letters)).strip()
