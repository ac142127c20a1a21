"""The three languages of the office, and the order in which one stands in for another."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the product, by its ISO 639-1 code (Language Act 423/2003; English as a service)."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


OFFICIAL = (Language.FINNISH, Language.SWEDISH)

FALLBACK: dict[Language, tuple[Language, ...]] = {
    Language.FINNISH: (Language.FINNISH, Language.SWEDISH),
    Language.SWEDISH: (Language.SWEDISH, Language.FINNISH),
    Language.ENGLISH: (Language.ENGLISH, Language.FINNISH),
}


def best_of(wanted: Language, available: frozenset[Language]) -> Language:
    """The language to use for a reader when only some are available; an error if none fits."""
    for language in FALLBACK[wanted]:
        if language in available:
            return language
    raise ValueError(f"nothing available for a reader of {wanted}")
