"""Covering problems for HiGHS: the fewest columns that cover all rows, the most rows with so many.

One thread and one seed, so that the same problem has the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor, isfinite

import highspy

# The public class says hello on standard output (1.16), where answers go.
from highspy._core import _Highs

Rows = Sequence[Sequence[int]]
"""For each row the columns that cover it."""

_ROUNDING, _LESS_THAN_ONE = 1e-6, 0.999


@dataclass(frozen=True, slots=True)
class Solved:
    """The columns that were chosen, none where none were found in time; what none can better.

    For the fewest, `bound` is a number of columns from below; for the most, of rows from above.
    """

    chosen: tuple[int, ...]
    bound: int


def fewest(rows: Rows, columns: int, seconds: float) -> Solved:
    """Choose the fewest columns that cover all rows."""
    if not rows:
        return Solved((), 0)
    ones = [[1.0] * len(row) for row in rows]
    chosen, bound = _solved([1.0] * columns, rows, ones, [1.0] * len(rows), seconds)
    return Solved(chosen, max(1, ceil(bound - _ROUNDING)) if isfinite(bound) else 1)


def most(rows: Rows, weights: Sequence[int], columns: int, at_most: int, seconds: float) -> Solved:
    """Choose so many columns at most that the rows they cover weigh the most.

    A row has a column of its own behind the others, which may be taken once the row is covered.
    """
    costs = [0.0] * columns + [-float(weight) for weight in weights]
    covering = [[*row, columns + place] for place, row in enumerate(rows)]
    values = [[1.0] * len(row) + [-1.0] for row in rows]
    covering.append(list(range(columns)))
    values.append([-1.0] * columns)
    least = [0.0] * len(rows) + [-float(at_most)]
    chosen, bound = _solved(costs, covering, values, least, seconds)
    covered = floor(_ROUNDING - bound) if isfinite(bound) else sum(weights)
    return Solved(tuple(each for each in chosen if each < columns), min(sum(weights), covered))


def _solved(
    costs: Sequence[float],
    rows: Rows,
    values: Sequence[Sequence[float]],
    least: Sequence[float],
    seconds: float,
) -> tuple[tuple[int, ...], float]:
    """Choose columns that cost the least, where each row comes to its least value.

    Gives the columns, and what no choice can cost less than.
    """
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(rows)
    model.col_cost_ = list(costs)
    model.col_lower_, model.col_upper_ = [0.0] * len(costs), [1.0] * len(costs)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    model.row_lower_, model.row_upper_ = list(least), [highspy.kHighsInf] * len(rows)
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = len(costs), len(rows)
    matrix.start_ = [0, *accumulate(map(len, rows))]
    matrix.index_ = [each for row in rows for each in row]
    matrix.value_ = [each for row in values for each in row]
    solver = _Highs()
    solver.passOptions(_options(seconds))
    solver.passModel(model)
    solver.run()
    info, taken = solver.getInfo(), solver.getSolution().col_value
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    chosen = tuple(at for at in range(len(costs)) if found and taken[at] > 0.5)
    return chosen, float(info.mip_dual_bound)


def _options(seconds: float) -> highspy.HighsOptions:
    options = highspy.HighsOptions()
    options.output_flag = False
    options.threads = options.random_seed = 1
    options.time_limit = seconds
    # Whole numbers less than one apart are the same.
    options.mip_rel_gap, options.mip_abs_gap = 0.0, _LESS_THAN_ONE
    return options
