"""Templates to pages: one environment for each language, strict about what is missing, escaping everything."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import dates, numbers
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from mediation.kernel.clock import HELSINKI
from mediation.kernel.language import Language
from mediation.kernel.refusals import Unsafe
from mediation.web.language import Tongue, tongue

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
NOT_BUILT: Final = (
    "the pages' styles and scripts are not built yet: run `make setup`, "
    "or `npm ci && node mediation/web/assets/build.mjs` where Node 22 or newer is installed"
)

MACROS: Final = {"ui": "components/ui.html", "ui_rows": "staff/rows.html"}
"""Templates whose parts every other may use, under these names; each may use those before it."""


@cache
def manifest() -> dict[str, str]:
    """What each built file is called today; Unsafe says how to build them."""
    try:
        found: dict[str, str] = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise Unsafe(NOT_BUILT, code="pages_not_built") from None
    return found


def asset(name: str) -> str:
    """The address of a built file."""
    return f"/static/{manifest()[name]}"


def render(language: Language, template: str, block: str, context: dict[str, Any]) -> str:
    """A page, or one block of it when only that is wanted."""
    made = _environment(language)
    if block:
        return render_block(made, template, block, context)
    return made.get_template(template).render(context)


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    speaking = tongue(language)
    made.globals |= {"_": speaking.say, "word": speaking.word, "asset": asset, "language": language.value}
    made.filters |= filters_of(speaking)
    for name, template in MACROS.items():
        made.globals[name] = made.get_template(template).module
    return made


def filters_of(speaking: Tongue) -> dict[str, Any]:
    """How a language writes days, times and amounts."""
    locale = speaking.locale

    def day(value: date | str) -> str:
        at = date.fromisoformat(value[:10]) if isinstance(value, str) else value
        return dates.format_date(at, "d.M.y" if speaking.language != "en" else "d MMM y", locale=locale)

    def moment(value: datetime | str) -> str:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
        local = at.astimezone(HELSINKI)
        return f"{day(local.date())} {clock(local)}"

    def clock(value: datetime | str) -> str:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
        return dates.format_time(
            at.astimezone(HELSINKI), "HH.mm" if speaking.language != "en" else "HH:mm", locale=locale
        )

    def weekday(value: date) -> str:
        return dates.format_date(value, "EEEE d. MMMM" if speaking.language == "fi" else "EEEE d MMMM", locale=locale)

    def euros(cents: int) -> str:
        return str(numbers.format_currency(cents / 100, "EUR", locale=locale))

    return {"day": day, "moment": moment, "clock": clock, "weekday": weekday, "euros": euros}
