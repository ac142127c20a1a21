"""The port of the office's queues: which cases and which tasks, told by clear facts alone, in bounded numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mediation.deadlines.rule import Owner
from mediation.kernel.ids import CaseId, ItemId, MatterId, UnitId
from mediation.states.matter import MatterKind, MatterState, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of cases is narrowed to; an empty one is every open case. Days are days in Helsinki."""

    states: frozenset[MatterState] = frozenset()
    kind: MatterKind | None = None
    waits_for: str = ""
    overdue_on: date | None = None
    closed_too: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One open deadline of a case."""

    case: CaseId
    number: str
    matter: MatterId | None
    rule: str
    subject: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterLine:
    """One matter as a list shows it."""

    title: str
    kind: MatterKind
    state: MatterState
    outcome: Outcome | None
    arrived_on: date
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case as a list shows it; `next` is its nearest open task."""

    id: CaseId
    number: str
    touched_on: date
    matters: tuple[MatterLine, ...]
    next: Task | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases wait for whom, how many of them too long, and since which due day."""

    owner: str
    cases: int
    overdue: int
    oldest: date


class Queue(Protocol):
    """Lists of one office."""

    def cases(self, wanted: Wanted, after: tuple[date, CaseId] | None, limit: int) -> list[CaseLine]: ...

    def some(self, ids: Sequence[CaseId]) -> list[CaseLine]: ...

    def sent_by(self, unit: UnitId, after: CaseId | None = None, limit: int = 50) -> list[CaseId]:
        """At most `limit` cases whose initiative came from a unit, newest first, those before `after`."""
        ...

    def numbered(self, number: str) -> CaseId | None: ...

    def tasks(self, owners: frozenset[Owner], until: date, limit: int) -> list[Task]: ...

    def waiting(self, today: date) -> list[Waiting]: ...

    def states(self) -> dict[MatterState, int]: ...

    def meetings(self, since: date, until: date) -> list[tuple[CaseId, ItemId]]:
        """Meetings whose reminder falls between two days: where to look for those of a day."""
        ...
