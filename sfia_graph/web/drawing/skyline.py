"""A scale of steps with a bar for each thing: how far it reaches, and where one of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sfia_graph.web.drawing.drawing import TONES, number, percent, rectangle, shape, words

_STEP, _NAME = 14, 18
"""How high a step is, and the name of the one that stands out, in pixels."""
_PITCH, _BETWEEN, _MARGIN = 4, 8, 4
_LEFT = 4
"""Where the bars begin, in percent; the numbers of the steps stand before them."""


@dataclass(frozen=True)
class Skyline:
    """Things side by side, in groups: each the lowest and highest of its steps, 0 for none."""

    groups: tuple[tuple[tuple[int, int], ...], ...]
    steps: int

    @property
    def height(self) -> float:
        """How high the drawing is, in pixels."""
        return _NAME + _STEP * self.steps + 2

    def shapes(self, one: int, name: str) -> Iterator[Element]:
        """Give all bars, those of one group darker, and one darkest with its name above.

        `one` is the number of a thing, counted through all groups.
        """
        high = self.height - _NAME
        box = {"viewBox": f"0 0 {number(self._broad)} {number(high)}"}
        field = shape("svg", x=percent(_LEFT), y=_NAME, width=percent(100 - _LEFT), height=high)
        field.attrib |= {**box, "preserveAspectRatio": "none"}
        left, at, middle = float(_MARGIN), 0, 0.0
        for members in self.groups:
            if at <= one < at + len(members):
                wide = _PITCH * len(members) + 4
                field.append(rectangle(left - 4, 0, wide, high, "card"))
                field.append(self._bars(members, left, 5))
                middle = left + _PITCH * (one - at)
                top, reach = self._span(members[one - at])
                field.append(rectangle(middle - 3, top, 6, reach, "ink"))
            else:
                field.append(self._bars(members, left, 3))
            left, at = left + _PITCH * len(members) + _BETWEEN, at + len(members)
        yield field
        for step in range(1, self.steps + 1):
            line = _NAME + _STEP * (self.steps - step) + 12
            yield words(0, line, str(step), "muted", font_size=12)
        part = middle / self._broad
        anchor = "start" if part < 0.1 else "end" if part > 0.9 else "middle"
        place = percent(_LEFT + (100 - _LEFT) * part)
        yield words(place, _NAME - 5, name, text_anchor=anchor, font_weight="bold")

    @property
    def _broad(self) -> float:
        """How wide all bars are together, in a measure of their own."""
        between = _BETWEEN * (len(self.groups) - 1)
        return sum(_PITCH * len(each) for each in self.groups) + between + 2 * _MARGIN - _PITCH

    def _span(self, reach: tuple[int, int]) -> tuple[float, float]:
        """Give the top and the height of a bar."""
        low, high = reach
        return _STEP * (self.steps - high) + 1.0, _STEP * (high - low + 1) - 2.0 if low else 0.0

    def _bars(self, members: tuple[tuple[int, int], ...], left: float, tone: int) -> Element:
        spans = [(left + _PITCH * at, *self._span(each)) for at, each in enumerate(members)]
        path = "".join(
            f"M{number(x)},{number(top)}v{number(high)}" for x, top, high in spans if high
        )
        made = shape("path", d=path, stroke_width=2.8)
        made.attrib |= {"class": f"line-{tone}", "stroke": TONES[tone - 1]}
        return made
