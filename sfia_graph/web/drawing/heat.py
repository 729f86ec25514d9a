"""A field of numbers, darker where they are higher, with the sums of its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sfia_graph.web.drawing.drawing import Label, in_line, on, percent, rectangle, words

_NAME, _BAR, _HEAD, _LINE, _CELL, _GAP = 24, 62, 26, 20, 30, 8


@dataclass(frozen=True)
class Field:
    """Numbers by row and column; `sums` are those of the rows, `totals` of the columns.

    They are given, since a thing may count in several columns of its row. `heading` is what the
    totals count.
    """

    columns: tuple[Label, ...]
    rows: tuple[tuple[Label, tuple[int, ...]], ...]
    sums: tuple[int, ...]
    totals: tuple[int, ...]
    heading: str

    @property
    def height(self) -> float:
        """How high the drawing is, in pixels."""
        return _NAME + _BAR + _HEAD + len(self.rows) * (_LINE + _CELL + _GAP) - _GAP

    def shapes(self) -> Iterator[Element]:
        """Give the sums of the columns as bars, and under them the field."""
        yield words(0, 14, self.heading, font_weight="bold")
        yield from self._bars()
        width = 100 / len(self.columns)
        highest = max((each for _, numbers in self.rows for each in numbers), default=0) or 1
        for at, ((name, numbers), total) in enumerate(zip(self.rows, self.sums, strict=True)):
            top = _NAME + _BAR + _HEAD + at * (_LINE + _CELL + _GAP)
            yield words(0, top + 14, in_line(Label(f"{total} · {name.text}", name.language)))
            for place, each in enumerate(numbers):
                yield from _cell(place * width, top + _LINE, width, each, highest)

    def _bars(self) -> Iterator[Element]:
        width, ground = 100 / len(self.columns), _NAME + _BAR
        most = max(self.totals, default=0) or 1
        for at, (column, total) in enumerate(zip(self.columns, self.totals, strict=True)):
            middle, high = percent((at + 0.485) * width), (_BAR - 18) * total / most
            left = percent((at + 0.185) * width)
            yield rectangle(left, ground - high, percent(0.6 * width), high, "tone-4")
            yield words(middle, ground - high - 4, str(total), text_anchor="middle")
            yield words(middle, ground + 17, column, "muted", text_anchor="middle")


def _cell(left: float, top: float, width: float, value: int, highest: int) -> Iterator[Element]:
    middle = percent(left + 0.485 * width)
    if not value:
        yield words(middle, top + 20, "0", "muted", text_anchor="middle")
        return
    tone = 1 + round(6 * value / highest)
    yield rectangle(percent(left), top, percent(width * 0.97), _CELL, f"tone-{tone}")
    yield words(middle, top + 20, str(value), on(tone), text_anchor="middle")
