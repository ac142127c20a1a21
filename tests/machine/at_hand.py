"""An office at hand: opened for one run of the machine, looked through at its end, and a case picked from it."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from mediation.demo.stage import Stage
from tests.machine.held_true import check_journal
from tests.machine.model import ModelCase
from tests.machine.played import Played

ANY = st.integers(0, 2**32 - 1).map(Random)  # a seed of its own for each act: chances stay what they say they are
Opening = Callable[[Path], AbstractContextManager[Stage]]


class AtHand(RuleBasedStateMachine):
    """An office in a folder of its own; `counted` says what was done, `seen` which papers were looked at."""

    opening: Opening
    counted: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="office-"))
        self.opened = self.opening(self.folder)
        self.p = Played(self.opened.__enter__(), self.counted)
        self.seen: set[str] = set()
        self.turns = 0

    def teardown(self) -> None:
        check_journal(self.p, self.folder)
        self.opened.__exit__(None, None, None)
        shutil.rmtree(self.folder, ignore_errors=True)

    def turn(self, rnd: Random) -> Random:
        """A seed that is drawn again, as seeds often are, comes to another choice in another turn."""
        self.turns += 1
        rnd.seed(f"{rnd.getrandbits(64)} {self.turns}")
        return rnd

    def pick(self, rnd: Random) -> tuple[ModelCase, list[str]]:
        """A case, and some of its matters: most often all that stand in one state."""
        self.turn(rnd)
        case = rnd.choice(self.p.cases)
        first = rnd.choice(list(case.matters.values()))
        alike = [m.id for m in case.matters.values() if (m.state, m.authority) == (first.state, first.authority)]
        return case, alike if rnd.random() < 0.8 else [first.id]
