"""The programme as HiGHS solves it: one row per case and per volunteer, columns added as they promise to pay."""

from collections.abc import Callable

import highspy
import numpy as np
from numpy.typing import NDArray

from volunteers.planning.problem import Board

Chosen = dict[int, int]  # case → index of its pair on the board
SEED, EPS = 1015, 1e-7
SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


class _Quiet(highspy.Highs):
    """HiGHS without its greeting on standard output, which is printed as soon as it may call back."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Programme:
    """Columns are kept as (case, pair); every case may stay unmet, every volunteer has steps of rising cost."""

    def __init__(self, board: Board, within: float = 0.0) -> None:
        self.board = board
        self.columns: list[tuple[int, int]] = []
        self.known: list[set[int]] = [set() for _ in board.needs]
        self.highs = _Quiet()  # type: ignore[no-untyped-call]
        settings: dict[str, int | float | str] = {
            "random_seed": SEED, "threads": 1, "parallel": "off", "mip_rel_gap": 0.0,
            "mip_abs_gap": max(within, 1e-6),
        }  # fmt: skip
        for name, value in settings.items():
            self.highs.setOptionValue(name, value)
        cases, people = len(board.needs), len(board.people)
        for row in range(cases + people):
            right = 1.0 if row < cases else 0.0
            self.highs.addRow(right, right, 0, _ints([]), _floats([]))
        for case, price in enumerate(board.unmet):
            self.highs.addCol(price, 0.0, 1.0, 1, _ints([case]), _floats([1.0]))
        for person, steps in enumerate(board.steps):
            for price in steps:
                self.highs.addCol(price, 0.0, 1.0, 1, _ints([cases + person]), _floats([-1.0]))
        self.fixed = cases + sum(map(len, board.steps))

    def add(self, case: int, pairs: list[int]) -> int:
        """Add columns for pairs of a case that are not there yet; how many."""
        fresh = [p for p in pairs if p not in self.known[case]]
        for pair in fresh:
            rows = [case, *(len(self.board.needs) + person for person in self.board.uses(case, pair))]
            self.highs.addCol(
                float(self.board.cost[case][pair]), 0.0, 1.0, len(rows), _ints(rows), _floats([1.0] * len(rows))
            )
            self.columns.append((case, pair))
            self.known[case].add(pair)
        return len(fresh)

    def relaxed(self, seconds: float) -> tuple[float, NDArray[np.float64]] | None:
        """The cost of the relaxed programme and the price of every row; None if time ran out."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.1, seconds))
        self.highs.run()
        if self.highs.getModelStatus() not in SOLVED:
            return None
        prices = np.array(self.highs.getSolution().row_dual, dtype=np.float64)
        return self.highs.getInfo().objective_function_value, prices

    def chosen(self, start: Chosen, seconds: float, tell: Callable[[float], None]) -> tuple[Chosen, float]:
        """The best whole choice found in time from a first one, and what no choice of these columns goes below."""
        count = len(self.columns)
        whole = np.arange(self.fixed, self.fixed + count, dtype=np.int32)
        self.highs.changeColsIntegrality(count, whole, np.full(count, highspy.HighsVarType.kInteger))
        self._start_from(start)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.1, seconds))

        def heard(event: object) -> None:
            tell(float(event.data_out.objective_function_value))  # type: ignore[attr-defined]

        self.highs.cbMipImprovingSolution.subscribe(heard)
        self.highs.run()
        self.highs.cbMipImprovingSolution.unsubscribe(heard)
        values = np.array(self.highs.getSolution().col_value, dtype=np.float64)[self.fixed :]
        picked = {self.columns[i][0]: self.columns[i][1] for i in np.flatnonzero(values > 0.5).tolist()}
        return picked, float(self.highs.getInfo().mip_dual_bound)

    def _start_from(self, start: Chosen) -> None:
        """Hand over a whole choice to begin with; HiGHS fills in the loads and the unmet cases by itself."""
        at = {column: self.fixed + n for n, column in enumerate(self.columns)}
        taken = {at[case, pair] for case, pair in start.items()}
        columns = list(range(self.fixed, self.fixed + len(self.columns)))
        values = [1.0 if c in taken else 0.0 for c in columns]
        self.highs.setSolution(len(columns), _ints(columns), _floats(values))


def _ints(values: list[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)


def _floats(values: list[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
