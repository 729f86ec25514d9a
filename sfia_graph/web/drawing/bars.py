"""Numbers by row and column as bars, which one compares down a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sfia_graph.web.drawing.drawing import Label, Numbers, in_line, percent, rectangle, words

_HEAD, _LINE, _BAR, _GAP = 24, 20, 16, 10
_FULL = 0.56
"""How much of a column its longest bar takes; the number stands behind it."""


@dataclass(frozen=True)
class Table:
    """Rows of numbers; each column has a name and a tone, and all have one scale."""

    heading: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Label, tuple[int, ...]], ...]

    @property
    def height(self) -> float:
        """How high the drawing is, in pixels."""
        return _HEAD * 2 + len(self.rows) * (_LINE + _BAR + _GAP)

    @property
    def numbers(self) -> Numbers:
        """The same as a table."""
        return Numbers(self.heading, tuple(name for name, _ in self.columns), self.rows)

    def shapes(self, top: float = 0) -> Iterator[Element]:
        """Give the heading, the names of the columns, and the bars under the name of each row."""
        width = 100 / len(self.columns)
        most = max((each for _, numbers in self.rows for each in numbers), default=0) or 1
        yield words(0, top + 16, self.heading, font_weight="bold")
        for at, (column, _) in enumerate(self.columns):
            yield words(percent(at * width), top + _HEAD + 16, column, "muted", font_size=12)
        for at, (name, numbers) in enumerate(self.rows):
            line = top + _HEAD * 2 + at * (_LINE + _BAR + _GAP)
            yield words(0, line + 14, in_line(name))
            for place, (value, (_, tone)) in enumerate(zip(numbers, self.columns, strict=True)):
                left, long = place * width, width * _FULL * value / most
                if value:
                    yield rectangle(
                        percent(left), line + _LINE, percent(long), _BAR, f"tone-{tone}"
                    )
                colour = "ink" if value else "muted"
                yield words(percent(left + long), line + _LINE + 13, str(value), colour, dx=4)
