"""A guard that can explain itself: a code, the section it rests on, and what is missing just now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mediation.kernel.refusals import Need


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must hold before a step; `lacking` names what still lacks, nothing when it holds."""

    code: str
    section: str
    lacking: Callable[[Any], Iterable[str]]

    def __call__(self, event: Any) -> bool:
        """Whether it holds: the form in which the state machine asks."""
        return next(iter(self.lacking(event.model.facts)), None) is None

    def needs(self, facts: Any) -> list[Need]:
        """Every missing thing, with its section."""
        return [Need(self.code, self.section, subject) for subject in self.lacking(facts)]


def fact(code: str, section: str, holds: Callable[[Any], bool]) -> Requirement:
    """A requirement on one yes-or-no fact."""
    return Requirement(code, section, lambda facts: () if holds(facts) else ("",))


def each(code: str, section: str, lacking: Callable[[Any], Iterable[str]]) -> Requirement:
    """A requirement that names every person or thing for which it does not hold."""
    return Requirement(code, section, lacking)
