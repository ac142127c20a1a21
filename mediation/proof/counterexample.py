"""A broken invariant in words: the shortest way there, step by step, with who did what."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediation.proof.invariants import Invariant
from mediation.proof.move import Move
from mediation.proof.point import Point
from mediation.proof.scene import Scene

Taken = tuple[Move, str, Point]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """One invariant, the scene in which it breaks, and the shortest way to where it does."""

    invariant: Invariant
    scene: Scene
    way: tuple[Taken, ...]
    missing: str = ""

    @property
    def moves(self) -> tuple[str, ...]:
        """The codes of the moves on the way."""
        return tuple(move.code for move, _, _ in self.way)

    def words(self) -> list[str]:
        """One line for each step: who, what, and the state it led to when that changed."""
        lines, state = [], None
        for move, detail, point in self.way:
            told = sentence(move, detail)
            lines.append(told if point.state is state else f"{told} → {point.state}")
            state = point.state
        return [*lines, self.missing] if self.missing else lines


def sentence(move: Move, detail: str) -> str:
    """A move in words."""
    if "{0}" in move.who:
        return f"{move.who.format(detail)} {move.says}"
    return f"{move.who} {move.says}: {detail}" if detail else f"{move.who} {move.says}"


def shortest(found: Sequence[Counterexample]) -> list[Counterexample]:
    """For each broken invariant the shortest of its counterexamples, in the order of the table."""
    best: dict[str, Counterexample] = {}
    for one in found:
        before = best.get(one.invariant.says)
        if before is None or len(one.way) < len(before.way):
            best[one.invariant.says] = one
    return list(best.values())
