"""How dates, times, money and sections of law are written in Finnish, Swedish and English."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from mediation.docs_templates.templates import COMMON, Templates, Writing
from mediation.kernel.language import Language
from mediation.kernel.money import Money

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
NO_BREAK: Final = "\u00a0"  # a number and its unit never part at the end of a line

WEEKDAYS: Final = {
    FI: ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    SV: ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

#    act          Finnish · Swedish · English
ACTS: Final = {
    "1015/2005": (
        "laki rikosasioiden ja eräiden riita-asioiden sovittelusta",
        "lagen om medling vid brott och i vissa tvister",
        "Act on Mediation in Criminal and Certain Civil Cases",
    ),
    "434/2003": ("hallintolaki", "förvaltningslagen", "Administrative Procedure Act"),
    "808/2019": (
        "laki oikeudenkäynnistä hallintoasioissa",
        "lagen om rättegång i förvaltningsärenden",
        "Administrative Judicial Procedure Act",
    ),
    "621/1999": (
        "laki viranomaisten toiminnan julkisuudesta",
        "lagen om offentlighet i myndigheternas verksamhet",
        "Act on the Openness of Government Activities",
    ),
    "13/2003": (
        "laki sähköisestä asioinnista viranomaistoiminnassa",
        "lagen om elektronisk kommunikation i myndigheternas verksamhet",
        "Act on Electronic Services and Communication in the Public Sector",
    ),
    "423/2003": ("kielilaki", "språklagen", "Language Act"),
    "728/2003": (
        "laki velan vanhentumisesta",
        "lagen om preskription av skulder",
        "Act on Limitation of Debts",
    ),
}
_COLUMN: Final = {FI: 0, SV: 1, EN: 2}
_SECTION: Final = re.compile(r"(\d+)(?: ([a-z]))?(?:\.(\d+))?(?:\((\d+)\))?")


def written_date(day: date, language: Language) -> str:
    """A legal day: 24.11.2026 in Finnish and Swedish, 24 November 2026 in English."""
    if language is EN:
        return f"{day.day}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def written_day(at: datetime, language: Language, templates: Templates = COMMON) -> str:
    """The weekday and date of an instant, in Helsinki or where the office is: `tiistai 24.11.2026`."""
    local = _local(at, templates)
    written = templates.writing.get("date", written_date)
    return f"{WEEKDAYS[language][local.weekday()]} {written(local.date(), language)}"


def written_time(at: datetime, language: Language, templates: Templates = COMMON) -> str:
    """The clock of an instant, in Helsinki or where the office is: `klo 14.00`, `kl. 14.00`, `14:00`."""
    local = _local(at, templates)
    if language is EN:
        return f"{local:%H:%M}"
    return f"{'klo' if language is FI else 'kl.'}{NO_BREAK}{local.hour}.{local.minute:02d}"


def written_money(amount: Money, language: Language) -> str:
    """An amount in euros: `1 250,00 €` in Finnish and Swedish, `€1,250.00` in English."""
    euros, cents = divmod(amount.cents, 100)
    if language is EN:
        return f"€{euros:,}.{cents:02d}"
    return f"{euros:,}".replace(",", NO_BREAK) + f",{cents:02d}{NO_BREAK}€"


def written_section(code: str, language: Language) -> str:
    """A section code such as `3 a.3(2)` in words; ValueError for anything that is not one."""
    match = _SECTION.fullmatch(code)
    if match is None:
        raise ValueError("not a section code")
    number, letter, subsection, point = match.groups()
    if language is EN:
        parts = [f"section{NO_BREAK}{number}{letter or ''}"]
        parts += [f"subsection{NO_BREAK}{subsection}"] if subsection else []
        parts += [f"paragraph{NO_BREAK}{point}"] if point else []
        return ", ".join(parts)
    section = f"{number}{NO_BREAK}{letter + NO_BREAK if letter else ''}§"
    if language is SV:
        section += f"{NO_BREAK}{subsection}{NO_BREAK}mom." if subsection else ""
        return section + (f" {point}{NO_BREAK}punkten" if point else "")
    if subsection:
        section += f":n{NO_BREAK}{subsection}{NO_BREAK}moment{'in' if point else 'ti'}"
    elif point:
        section += ":n"
    return section + (f" {point}{NO_BREAK}kohta" if point else "")


def written_act(act: str, language: Language) -> str:
    """The name and number of an act: `hallintolaki (434/2003)`; ValueError for an act not in the table."""
    if act not in ACTS:
        raise ValueError("an act without a name in the table")
    return f"{ACTS[act][_COLUMN[language]]} ({act})"


def _local(at: datetime, templates: Templates) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(templates.zone)


def filters(language: Language, templates: Templates = COMMON) -> dict[str, Callable[..., str]]:
    """The filters every template of one language has: day, date, time, money, section, act, capital."""
    common: dict[str, Callable[..., str]] = {
        "day": lambda at: written_day(at, language, templates),
        "date": lambda day: written_date(day, language),
        "time": lambda at: written_time(at, language, templates),
        "money": lambda amount: written_money(amount, language),
        "section": lambda code: written_section(code, language),
        "act": lambda act: written_act(act, language),
        "capital": lambda text: str(text)[:1].upper() + str(text)[1:],
    }
    if unknown := templates.writing.keys() - common.keys():
        raise ValueError(f"no filter is called {sorted(unknown)}")
    return common | {name: partial(_written, write, language) for name, write in templates.writing.items()}


def _written(write: Writing, language: Language, value: Any) -> str:
    return write(value, language)
