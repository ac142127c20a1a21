"""Take one step in the life of a thing, or say why not. The only importer of `transitions`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from transitions import Machine

from mediation.kernel.refusals import Need, StepNotPossible
from mediation.states.requirement import Requirement

Step = tuple[str, StrEnum, StrEnum, Sequence[Requirement]]


class Subject:
    """What lives: its state, and the facts its requirements may ask about."""

    __slots__ = ("facts", "state")

    def __init__(self, state: StrEnum, facts: Any = None) -> None:
        self.state = state
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Offer:
    """One step that exists from the present state, and what is missing for it (nothing: it may be taken)."""

    step: str
    to: StrEnum
    missing: tuple[Need, ...]

    @property
    def possible(self) -> bool:
        return not self.missing


class Lifecycle:
    """One table of steps, checked when it is made, and the machine that follows it."""

    def __init__(
        self, name: str, states: type[StrEnum], initial: StrEnum, steps: Sequence[Step],
        sections: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.name, self.initial, self.steps, self.sections = name, initial, tuple(steps), sections
        mentioned = {initial} | {s for _, source, target, _ in steps for s in (source, target)}
        self.states = tuple(s for s in states if s in mentioned)
        self._rows = {(step, source): (target, tuple(needs)) for step, source, target, needs in steps}
        self._from = {
            state: [(step, target, tuple(needs)) for step, source, target, needs in steps if source is state]
            for state in self.states
        }
        _check(self)
        self._machine = Machine(
            model=None,
            states=list(self.states),
            initial=initial,
            auto_transitions=False,
            send_event=True,
            transitions=[
                {"trigger": step, "source": source, "dest": target, "conditions": list(needs)}
                for step, source, target, needs in steps
            ],
        )

    def missing(self, subject: Subject, step: str) -> list[Need]:
        """Everything that stands in the way of a step, each with its section; a step unknown here is one."""
        row = self._rows.get((step, subject.state))
        if row is None:
            return [Need("no_such_step_from_here", f"{self.name} lifecycle")]
        return [need for requirement in row[1] for need in requirement.needs(subject.facts, self.sections)]

    def offers(self, subject: Subject) -> list[Offer]:
        """Every step of the table from the present state, with what each still needs."""
        return [
            Offer(step, target, tuple(need for r in needs for need in r.needs(subject.facts, self.sections)))
            for step, target, needs in self._from[subject.state]
        ]

    def take(self, subject: Subject, step: str) -> None:
        """Move the subject along one step; StepNotPossible lists all that is missing, nothing then moves."""
        source = subject.state
        if (step, source) not in self._rows or not self._machine.events[step].trigger(subject):
            raise StepNotPossible(
                f"cannot {step} from {source}", needs=self.missing(Subject(source, subject.facts), step)
            )

    @property
    def ends(self) -> frozenset[StrEnum]:
        """The states with no way out."""
        return frozenset(self.states) - {source for _, source, _, _ in self.steps}


def _check(life: Lifecycle) -> None:
    if len(life._rows) != len(life.steps):
        raise ValueError(f"{life.name}: one step stands twice from one state")
    reached, new = {life.initial}, {life.initial}
    while new:
        new = {target for _, source, target, _ in life.steps if source in new} - reached
        reached |= new
    if unreached := set(life.states) - reached:
        raise ValueError(f"{life.name}: no way leads to {sorted(unreached)}")
    without = {r.code for *_, needs in life.steps for r in needs} - {c for c, s in life.sections.items() if s.strip()}
    if without:
        raise ValueError(f"{life.name}: no section for {sorted(without)}")
