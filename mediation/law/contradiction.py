"""Where what is known of a matter contradicts itself, named so that a person can correct it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true; a person has to correct one of them."""

    code: str
    facts: tuple[str, ...]
