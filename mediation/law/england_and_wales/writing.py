"""How letters in England and Wales write money and provisions."""

import re
from typing import Final

from mediation.kernel.language import Language
from mediation.kernel.money import Money

ACTS: Final = (
    "Children Act 1989",
    "Powers of Criminal Courts (Sentencing) Act 2000",
    "Pre-sentence RJ guidance (2014)",
    "Sentencing Act 2020",
    "Victims' Code (2015)",
    "Victims' Code (2020)",
)
CITATION: Final = re.compile(
    rf"(?P<act>{'|'.join(map(re.escape, ACTS))})\s+(?P<section>(?:s\.|p\.)?\d+[A-Z]*(?:\.\d+)?(?:\(\d+[A-Z]?\))*)"
)
WORDS: Final = {"s.": "section ", "p.": "page "}
PLACES: Final = {
    "Children Act 1989": "https://www.legislation.gov.uk/ukpga/1989/41",
    "Powers of Criminal Courts (Sentencing) Act 2000": "https://www.legislation.gov.uk/ukpga/2000/6",
    "Sentencing Act 2020": "https://www.legislation.gov.uk/ukpga/2020/17",
}


def money(amount: Money, _: Language) -> str:
    """An amount in pounds: `£1,250.00`."""
    pounds, pence = divmod(amount.cents, 100)
    return f"£{pounds:,}.{pence:02d}"


def section(code: str, _: Language) -> str:
    """A provision: `section 7(2)`, `page 9`, `paragraph 3.4`."""
    return WORDS[code[:2]] + code[2:] if code[:2] in WORDS else f"paragraph {code}"


def act(name: str, _: Language) -> str:
    """The name of an act or code, as it is cited; ValueError for one not in the table."""
    if name not in ACTS:
        raise ValueError("an act without a name in the table")
    return name


def link(text: str) -> str:
    """Where the act is published; empty for a code or for policy."""
    return next((place for name, place in PLACES.items() if text.startswith(name)), "")
