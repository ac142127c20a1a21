"""The three languages on screen: catalogues read as they lie, and which one a visitor gets."""

import gettext
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mediation.kernel.language import Language

LOCALES: Final = Path(__file__).parent / "locale"
COOKIE: Final = "language"


def N_(text: str) -> str:  # noqa: N802  gettext's own name for a text that is translated later
    """Mark a text for translation; it is translated where it is shown."""
    return text


class Tongue:
    """One language: its sentences, its words for codes, its way to write dates and numbers."""

    def __init__(self, language: Language) -> None:
        self.language, self.locale = language, Locale.parse(language.value)
        self._sentences = {key: text for path in catalogues(language) for key, text in read_catalogue(path)}

    def say(self, text: str, **values: object) -> str:
        """A sentence of the pages, `{names}` filled in."""
        said = self._sentences.get(text) or text
        return said.format(**values) if values else said

    def word(self, group: str, code: object) -> str:
        """What a code is called on screen: a state, a role, a requirement; the code itself if it has no word yet."""
        return self._sentences.get(f"{group}.{code}") or str(code).replace("_", " ")

    def has_word(self, group: str, code: object) -> bool:
        """Whether a code has a word of its own."""
        return f"{group}.{code}" in self._sentences


def catalogues(language: Language) -> list[Path]:
    """The catalogues of a language, one for each part of the pages."""
    return sorted((LOCALES / language.value).glob("*.po"))


def read_catalogue(path: Path) -> Iterator[tuple[str, str]]:
    """The translated entries of one catalogue."""
    with path.open("rb") as lines:
        catalogue = read_po(lines, locale=path.parent.name)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    made = gettext.GNUTranslations(compiled)
    for message in catalogue:
        if isinstance(message.id, str) and message.id and message.string:
            yield message.id, made.gettext(message.id)


@cache
def tongue(language: Language) -> Tongue:
    """A language, read once."""
    return Tongue(language)


def chosen(cookie: str, accepted: str) -> Language:
    """The language of a visit: as chosen before, else as the browser asks for it, else Finnish."""
    if cookie in set(Language):
        return Language(cookie)
    wanted = [part.partition(";")[0].strip() for part in accepted[:200].split(",")]
    found = negotiate_locale(wanted, [language.value for language in Language], sep="-")
    return Language(found) if found else Language.FINNISH
