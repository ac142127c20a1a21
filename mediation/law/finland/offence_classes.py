"""The class of an offence for statistics: what stays readable of a title (national classes of 2021)."""

from typing import Final

#   section of the Criminal Code, longest match wins → class
CLASSES: Final[tuple[tuple[str, str], ...]] = (
    ("20:", "sexual"),
    ("21:", "violence"),
    ("23:", "traffic"),
    ("24:9", "defamation"),
    ("24:10", "defamation"),
    ("24:", "domestic_peace"),
    ("25:", "violence"),
    ("28:", "takings"),
    ("31:", "robbery"),
    ("35:", "damage"),
)
