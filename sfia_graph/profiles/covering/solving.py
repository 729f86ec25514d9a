"""Covering problems for HiGHS: the fewest columns that cover all rows, the most rows with so many.

One thread and one seed, so that the same problem has the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import highspy

Rows = Sequence[Sequence[int]]
"""For each row the columns that cover it."""

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Solved:
    """The columns that were chosen, none where none were found in time; what none can better.

    For the fewest, `bound` is a number of columns from below; for the most, of rows from above.
    """

    chosen: tuple[int, ...]
    bound: int


def fewest(rows: Rows, columns: int, seconds: float) -> Solved:
    """Choose the fewest columns that cover all rows."""
    model = _model(seconds)
    for _ in range(columns):
        model.addCol(1.0, 0.0, 1.0, 0, [], [])
    for row in rows:
        model.addRow(1.0, highspy.kHighsInf, len(row), list(row), [1.0] * len(row))
    chosen, bound = _solved(model, columns)
    return Solved(chosen, max(0, ceil(bound - _ROUNDING)))


def most(
    rows: Rows, weights: Sequence[int], columns: int, at_most: int, seconds: float
) -> Solved:
    """Choose so many columns at most that the rows they cover weigh the most."""
    model = _model(seconds)
    for _ in range(columns):
        model.addCol(0.0, 0.0, 1.0, 0, [], [])
    for weight in weights:
        model.addCol(-float(weight), 0.0, 1.0, 0, [], [])
    for place, row in enumerate(rows, columns):
        covering = [*row, place]
        values = [1.0] * len(row) + [-1.0]
        model.addRow(0.0, highspy.kHighsInf, len(covering), covering, values)
    model.addRow(0.0, float(at_most), columns, list(range(columns)), [1.0] * columns)
    chosen, bound = _solved(model, columns)
    return Solved(chosen, min(sum(weights), floor(-bound + _ROUNDING)))


def _model(seconds: float) -> highspy.Highs:
    model = highspy.Highs()
    options = {
        **{"output_flag": False, "log_to_console": False, "threads": 1, "random_seed": 1},
        **{"time_limit": seconds, "mip_rel_gap": 0.0, "mip_abs_gap": 1 - _ROUNDING},
    }
    for name, value in options.items():
        model.setOptionValue(name, value)
    return model


def _solved(model: highspy.Highs, columns: int) -> tuple[tuple[int, ...], float]:
    whole = model.getNumCol()
    model.changeColsIntegrality(whole, list(range(whole)), [highspy.HighsVarType.kInteger] * whole)
    model.run()
    info, values = model.getInfo(), model.getSolution().col_value
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    chosen = tuple(at for at in range(columns) if found and values[at] > 0.5)
    return chosen, float(info.mip_dual_bound)
