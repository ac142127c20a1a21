"""A guard that can explain itself: a code, and what is missing just now; each law gives the code its section."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mediation.kernel.refusals import Need


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must hold before a step; `lacking` names what still lacks, nothing when it holds."""

    code: str
    lacking: Callable[[Any], Iterable[str]]

    def __call__(self, event: Any) -> bool:
        """Whether it holds: the form in which the state machine asks."""
        return next(iter(self.lacking(event.model.facts)), None) is None

    def needs(self, facts: Any, sections: Mapping[str, str]) -> list[Need]:
        """Every missing thing, with the section the law rests it on."""
        return [Need(self.code, sections[self.code], subject) for subject in self.lacking(facts)]


def fact(code: str, holds: Callable[[Any], bool]) -> Requirement:
    """A requirement on one yes-or-no fact."""
    return Requirement(code, lambda facts: () if holds(facts) else ("",))


def each(code: str, lacking: Callable[[Any], Iterable[str]]) -> Requirement:
    """A requirement that names every person or thing for which it does not hold."""
    return Requirement(code, lacking)


def found(question: str) -> Requirement:
    """A requirement that a person of the office found a question answered with yes, and recorded the reason."""
    return Requirement(question, lambda facts: () if facts.is_found(question) else ("",))
