"""Where what is known of a matter contradicts itself, named so that a person can correct it."""

from dataclasses import dataclass

from mediation.law.facts import Facts
from mediation.law.offence import Offence


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true; a person has to correct one of them."""

    code: str
    facts: tuple[str, ...]


def of_dates_and_people(f: Facts, row: Offence | None) -> tuple[Contradiction, ...]:  # noqa: ARG001
    """The contradictions no law is needed to see: an initiative before the act, an age nobody has, an aged company."""
    before_act = f.initiative_on is not None and f.offence_on is not None and f.initiative_on < f.offence_on
    impossible = any(age is not None and not 0 <= age <= 130 for age in (f.suspect_age, f.victim_age))
    no_human = f.victim_is_natural is False and f.victim_age is not None
    found = [
        (before_act, "initiative_before_the_act", ("initiative_on", "offence_on")),
        (impossible, "impossible_age", ("suspect_age", "victim_age")),
        (no_human, "victim_is_no_human_being", ("victim_is_natural", "victim_age")),
    ]
    return tuple(Contradiction(code, facts) for so, code, facts in found if so)
