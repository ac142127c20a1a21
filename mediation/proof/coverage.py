"""What a proof has gone through: each row of a table taken, and each of its requirements seen refusing."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation.proof.table import Row
from mediation.states.machine import Lifecycle


@dataclass(frozen=True, slots=True)
class Coverage:
    """One table of steps, and what of it a search has seen: rows by step and state, refusals with the code too."""

    name: str
    rows: int
    refusals: int
    not_taken: tuple[str, ...]
    not_refused: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the table was left unseen."""
        return not self.not_taken and not self.not_refused


def coverage(life: Lifecycle, taken: Iterable[Row], refused: Iterable[tuple[Row, str]]) -> Coverage:
    """The coverage of one table by all searches of its kind of matter."""
    rows = [f"{step} from {source}" for step, source, _, _ in life.steps]
    needs = [f"{step} from {source}: {need.code}" for step, source, _, required in life.steps for need in required]
    seen_taken, seen_refused = {str(r) for r in taken}, {f"{row}: {code}" for row, code in refused}
    return Coverage(
        life.name, len(rows), len(needs), tuple(r for r in rows if r not in seen_taken),
        tuple(n for n in needs if n not in seen_refused),
    )  # fmt: skip
