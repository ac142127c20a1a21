"""How letters in the United States write dates, times, money and rules."""

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from mediation.docs_templates.formats import MONTHS, NO_BREAK
from mediation.kernel.language import Language
from mediation.kernel.money import Money

ZONE: Final = ZoneInfo("America/New_York")  # a centre elsewhere changes this line
ACTS: Final = ("Centre Rules", "Uniform Mediation Act")
CITATION: Final = re.compile(rf"(?P<act>{'|'.join(ACTS)})\s+(?P<section>[rs]\.\d+)")


def day_of_the_month(day: date, _: Language) -> str:
    """A day: `November 24, 2026`."""
    return f"{MONTHS[day.month - 1]}{NO_BREAK}{day.day}, {day.year}"


def time(at: datetime, _: Language) -> str:
    """The clock of an instant: `2:00 p.m.`"""
    local = at.astimezone(ZONE)
    return f"{local.hour % 12 or 12}:{local.minute:02d}{NO_BREAK}{'a.m.' if local.hour < 12 else 'p.m.'}"


def money(amount: Money, _: Language) -> str:
    """An amount in dollars: `$1,250.00`."""
    dollars, cents = divmod(amount.cents, 100)
    return f"${dollars:,}.{cents:02d}"


def section(code: str, _: Language) -> str:
    """A rule or a section: `rule 4`, `section 7`."""
    return ("rule" if code.startswith("r.") else "section") + NO_BREAK + code[2:]


def act(name: str, _: Language) -> str:
    """The name of the rules or the act, as cited; ValueError for one not in the table."""
    if name not in ACTS:
        raise ValueError("an act without a name in the table")
    return name


def link(_: str) -> str:
    """Nothing is published: the centre's rules lie beside this file in `rules.md`."""
    return ""
