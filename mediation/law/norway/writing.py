"""How letters in English from Norway write money and provisions."""

import re
from typing import Final

from mediation.docs_templates.formats import NO_BREAK
from mediation.kernel.language import Language
from mediation.kernel.money import Money

ACTS: Final = {
    "LOV-2014-06-20-49": "Mediation Service Act",
    "LOV-1981-05-22-25": "Criminal Procedure Act",
    "LOV-1967-02-10": "Public Administration Act",
}
CITATION: Final = re.compile(r"(?P<act>LOV-\d{4}-\d\d-\d\d(?:-\d+)?)\s*§\s*(?P<section>\d+(?: [a-z])?)")


def money(amount: Money, _: Language) -> str:
    """An amount in kroner: `NOK 1,250.00`."""
    kroner, oere = divmod(amount.cents, 100)
    return f"NOK{NO_BREAK}{kroner:,}.{oere:02d}"


def section(code: str, _: Language) -> str:
    """A section: `section 71 a`."""
    return f"section{NO_BREAK}{code.replace(' ', NO_BREAK)}"


def act(number: str, _: Language) -> str:
    """The name and number of an act; KeyError for one not in the table."""
    return f"{ACTS[number]} ({number})"


def link(text: str) -> str:
    """Where the act is published; empty if the section names none. Addresses follow the site's pattern."""
    found = re.match(r"LOV-\d{4}-\d\d-\d\d(?:-\d+)?", text)
    return f"https://lovdata.no/dokument/NL/lov/{found[0].removeprefix('LOV-')}" if found else ""
