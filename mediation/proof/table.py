"""A lifecycle's table as it is, asked row by row; and which facts matter from which state on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mediation.states.machine import Lifecycle
from mediation.states.matter import CONDITIONS_PHASE, IN_MEDIATION_PHASE, MatterState
from mediation.states.requirement import Requirement

UNDER_WAY = frozenset(
    {"bars", "consents_missing", "is_held", "mediators_short", "interpreters_missing", "signatures_missing",
     "agreement_is_certified", "a_meeting_was_held"}
)  # fmt: skip
"""What the verbs of `cases` and the invariants ask for while mediation is under way, whatever the table requires."""

BEFORE = frozenset({"bars", "consents_missing", "is_held", "initiator_is_entitled", "unheard"})
"""What they ask for while the conditions are examined."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, with its place in it."""

    number: int
    step: str
    source: MatterState
    target: MatterState
    requires: tuple[Requirement, ...]

    def __str__(self) -> str:
        return f"{self.step} from {self.source}"


class Table:
    """The rows of a lifecycle by state; the requirements are the lifecycle's own objects."""

    def __init__(self, life: Lifecycle) -> None:
        self.life = life
        self.rows = tuple(
            Row(n, step, MatterState(source), MatterState(target), tuple(needs))
            for n, (step, source, target, needs) in enumerate(life.steps)
        )
        self.of = {(row.step, row.source): row for row in self.rows}
        self.from_state = {state: [r for r in self.rows if r.source is state] for state in MatterState}
        self.facts_from = {state: self._facts_from(state) for state in MatterState}

    def _facts_from(self, state: MatterState) -> frozenset[str]:
        """Every fact that a step from here, or from any state to which steps lead from here, may ask for."""
        reached, new = {state}, {state}
        while new:
            new = {r.target for r in self.rows if r.source in new} - reached
            reached |= new
        asked = {fact for r in self.rows if r.source in reached for need in r.requires for fact in facts_of(need)}
        asked |= UNDER_WAY if reached & IN_MEDIATION_PHASE else set()
        return frozenset(asked | (BEFORE if state in CONDITIONS_PHASE else set()))

    def facts_alone(self, step: str, state: MatterState) -> frozenset[str]:
        """The facts that a row cannot do without: each asked for by a requirement that asks for nothing else."""
        row = self.of.get((step, state))
        each = [facts_of(need) for need in row.requires] if row else []
        return frozenset(fact for facts in each if len(facts) == 1 for fact in facts)

    def facts_in(self, state: MatterState) -> frozenset[str]:
        """Every fact that a step from just this state asks for."""
        return frozenset(fact for row in self.from_state[state] for need in row.requires for fact in facts_of(need))


FOUND = "is_found:"


class _Answer:
    """An answer that can be called, counted, gone through and compared: whatever a requirement does with a fact."""

    def __init__(self, truth: bool, asked: Callable[[str], None]) -> None:
        self._truth, self._asked = truth, asked

    def __bool__(self) -> bool:
        return self._truth

    def __iter__(self) -> Iterator[str]:
        return iter(("something",) if self._truth else ())

    def __call__(self, question: str) -> "_Answer":
        self._asked(FOUND + question)
        return self

    def __eq__(self, other: object) -> bool:
        return self._truth

    __hash__ = None  # type: ignore[assignment]


class _Listening:
    """Facts that only note which of them were asked for."""

    def __init__(self, truth: bool, asked: set[str]) -> None:
        self._truth, self._asked = truth, asked

    def __getattr__(self, name: str) -> Any:
        self._asked.add(name)
        return _Answer(self._truth, self._asked.add)


def facts_of(requirement: Requirement) -> frozenset[str]:
    """The facts a requirement asks for, heard by asking it: once where all is yes, once where all is no."""
    asked: set[str] = set()
    for truth in (True, False):
        for _ in requirement.lacking(_Listening(truth, asked)):
            continue
    return frozenset(asked - {"is_found"})
