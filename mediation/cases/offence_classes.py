"""The class of an offence for statistics: what stays readable of a title (national classes of 2021)."""

from typing import Final

from mediation.cases.offences import OFFENCES
from mediation.kernel.refusals import Invalid

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
OTHER: Final = "other"


def offence_class(code: str | None, field: str = "offence") -> str:
    """The class of an offence code; `other` where none is given, Invalid for a code nobody knows."""
    if code is None:
        return OTHER
    rows = OFFENCES.get(code)
    if rows is None:
        raise Invalid("this offence code is not known", fields=[(field, "unknown_code")])
    section = rows[-1].section
    fitting = [
        (start, name)
        for start, name in CLASSES
        if section == start or section.startswith(start if start.endswith(":") else start + ".")
    ]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else OTHER
