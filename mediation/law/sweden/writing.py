"""How letters in Sweden write days, money and provisions."""

import re
from datetime import date
from typing import Final

from mediation.docs_templates.formats import NO_BREAK
from mediation.kernel.language import Language
from mediation.kernel.money import Money

ACTS: Final = {
    "2002:445": "lagen ({}) om medling med anledning av brott",
    "2017:900": "förvaltningslagen ({})",
}
CITATION: Final = re.compile(r"(?P<act>\d{4}:\d+)\s*§\s*(?P<section>\d+(?: [a-z])?)")
MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def day_of_the_month(day: date, _: Language) -> str:
    """A legal day: `24 november 2026`."""
    return f"{day.day}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


def money(amount: Money, _: Language) -> str:
    """An amount in kronor: `1 250,00 kr`."""
    kronor, oere = divmod(amount.cents, 100)
    return f"{kronor:,}".replace(",", NO_BREAK) + f",{oere:02d}{NO_BREAK}kr"


def section(code: str, _: Language) -> str:
    """A section: `5 §`."""
    return f"{code.replace(' ', NO_BREAK)}{NO_BREAK}§"


def act(number: str, _: Language) -> str:
    """The name and number of an act; KeyError for one not in the table."""
    return ACTS[number].format(number)


def link(text: str) -> str:
    """Where the act is published; empty if the section names none. Addresses follow the site's pattern."""
    found = re.match(r"\d{4}:\d+", text)
    return f"https://lagen.nu/{found[0]}" if found else ""
