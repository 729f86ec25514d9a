"""Answers that are distributions, as pictures: one rule that looks at the columns.

Numbers for labels, each label once, are bars; numbers for labels at levels are a heat map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from sfia_graph.formats import shown
from sfia_graph.results import Rows, Term, to_python
from sfia_graph.tags import canonical
from sfia_graph.web.pages.cells import is_number

_AXES = ("level", "edition")
_NO_MEASURES = frozenset(
    (*_AXES, "lowest", "highest", "theirLowest", "theirHighest", "confidence", "over", "share")
)
"""Numbers that place a thing or judge it, and do not count anything."""
_MOST = 60
_WIDEST = 82
"""How wide the longest bar is in percent: its number stands behind it."""


@dataclass(frozen=True)
class Bar:
    """A bar: its label, the number it stands for, its width in percent."""

    label: str
    language: str
    number: str
    width: float


@dataclass(frozen=True)
class Bars:
    """A bar chart: which column it measures, by which columns, and its bars."""

    measure: str
    by: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def short(self) -> bool:
        """Whether the labels are short enough to stand before the bars."""
        return all(len(bar.label) <= 4 for bar in self.bars)


@dataclass(frozen=True)
class Square:
    """A cell of a heat map: its number, empty where there is none, and how dark it is, 0 to 1."""

    number: str
    darkness: float


@dataclass(frozen=True)
class Heat:
    """A heat map: which column it measures, by which two; a label and its squares a row.

    `left` is how many further rows there are.
    """

    measure: str
    by: tuple[str, ...]
    axis: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    left: int

    @property
    def width(self) -> float:
        """The width of a square in percent."""
        return round(_SQUARES / len(self.axis), 3)


_SQUARES = 78

Chart = tuple[Bars, ...] | Heat


def chart(rows: Rows) -> Chart | None:
    """Give the picture of an answer, None where it is no distribution."""
    measures = [at for at, name in enumerate(rows.columns) if _is_measure(rows, at, name)]
    labels = [
        at for at in range(len(rows.columns)) if at not in measures and not _is_constant(rows, at)
    ]
    names = tuple(rows.columns[at] for at in labels)
    keys = [tuple(row[at] for at in labels) for row in rows.terms]
    if len(rows) < 2 or not measures or len(set(keys)) < len(keys):
        return None
    if set(names) & (_NO_MEASURES - set(_AXES)) or any(None in key for key in keys):
        return None
    if len(labels) == 2 and len(measures) == 1 and names[1] in _AXES:
        return _heat(rows, measures[0], labels)
    if len(labels) in {1, 2} and len(rows) <= _MOST:
        return tuple(_bars(rows, at, labels) for at in measures)
    return None


def _is_measure(rows: Rows, at: int, name: str) -> bool:
    numbers = [to_python(row[at]) for row in rows.terms if is_number(row[at])]
    return (
        name not in _NO_MEASURES
        and len(numbers) == len(rows)
        and all(isinstance(each, bool | str) or isfinite(each) for each in numbers if each)
        and all(not isinstance(each, str) and (each or 0) >= 0 for each in numbers)
    )


def _is_constant(rows: Rows, at: int) -> bool:
    return len({row[at] for row in rows.terms}) == 1


def _bars(rows: Rows, measure: int, labels: Sequence[int]) -> Bars:
    numbers = [_number(row[measure]) for row in rows.terms]
    most = max(numbers) or 1.0
    return Bars(
        rows.columns[measure],
        tuple(rows.columns[at] for at in labels),
        tuple(
            Bar(
                " › ".join(shown(row[at]) for at in labels),
                _language(row[labels[-1]]),
                shown(row[measure]),
                round(number / most * _WIDEST, 2),
            )
            for row, number in zip(rows.terms, numbers, strict=True)
        ),
    )


def _heat(rows: Rows, measure: int, labels: Sequence[int]) -> Heat:
    found = {(row[labels[0]], row[labels[1]]): row[measure] for row in rows.terms}
    axis = sorted({column for _, column in found}, key=_number)
    names = list(dict.fromkeys(name for name, _ in found))
    most = max(_number(number) for number in found.values()) or 1.0
    return Heat(
        rows.columns[measure],
        tuple(rows.columns[at] for at in labels),
        tuple(map(shown, axis)),
        tuple(
            (shown(name), tuple(_square(found.get((name, column)), most) for column in axis))
            for name in names[:_MOST]
        ),
        max(0, len(names) - _MOST),
    )


def _square(term: Term | None, most: float) -> Square:
    number = _number(term)
    return Square(shown(term), round(0.08 + 0.42 * number / most, 3) if number else 0.0)


def _number(term: Term | None) -> float:
    value = to_python(term)
    return 0.0 if value is None or isinstance(value, str) else float(value)


def _language(term: Term | None) -> str:
    tag = getattr(term, "language", None)
    return canonical(tag) if tag else ""
