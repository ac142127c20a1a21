"""Text from outside, made safe to keep: one normal form, no control characters, bounded length."""

import unicodedata

from mediation.kernel.refusals import Invalid

LINE = 200
PARAGRAPHS = 20_000
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str, *, at: str, limit: int = LINE, many_lines: bool = False) -> str:
    """Text in NFC without control or direction-override characters, stripped; Invalid names the field.

    `limit` counts characters, as they come and in NFC. Line breaks stay only where `many_lines`.
    """
    normal = unicodedata.normalize("NFC", text[: limit + 1]).strip()
    if max(len(text), len(normal)) > limit:
        raise Invalid(f"{at} is longer than {limit} characters", fields=[(at, "too_long")])
    if many_lines:
        normal = normal.replace("\r\n", "\n").replace("\r", "\n")
    allowed = "\n\t" if many_lines else ""
    for character in normal:
        bad = unicodedata.category(character) in {"Cc", "Cs"} and character not in allowed
        if bad or character in _BIDI or character in "\u2028\u2029":
            raise Invalid(f"{at} has characters that cannot be kept", fields=[(at, "bad_character")])
    return normal
