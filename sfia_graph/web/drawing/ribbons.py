"""Flows drawn as ribbons, which stretch to the width that there is while names keep their size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sfia_graph.web.drawing.drawing import (
    PAPER,
    Label,
    number,
    on,
    percent,
    rectangle,
    shape,
    words,
)
from sfia_graph.web.drawing.flow import HEIGHT, Band, Flows, Node

_BROAD, _NODE, _FLAT = 1000, 16, 0.3
"""The width of all, of a thing, and the part of a ribbon that is level before its end."""
_FIELD = 64
"""How much of the width the ribbons have, in percent; behind them stand the names of the last."""
_NUMBER, _LEGEND = 15, 22


@dataclass(frozen=True)
class Ribbons:
    """Flows to be drawn; each kind has a name and a tone."""

    flows: Flows
    kinds: tuple[tuple[str, int], ...]

    @property
    def height(self) -> float:
        """How high the drawing is with what its tones mean, in pixels."""
        return self.flows.height + 20 + _LEGEND * ((len(self.kinds) + 1) // 2)

    def shapes(self) -> Iterator[Element]:
        """Give the ribbons and things, then names and numbers, then what the tones mean."""
        high = number(self.flows.height)
        box = {"viewBox": f"0 0 {_BROAD} {high}", "preserveAspectRatio": "none"}
        field = shape("svg", width=percent(_FIELD), height=high, **box)
        field.extend(self._ribbon(each) for each in self.flows.bands)
        for node in self.flows.nodes.values():
            left = self._left(node.column)
            field.append(rectangle(left, node.top, _NODE, max(node.height, 1), "muted"))
        yield field
        yield from (self._number(each) for each in self.flows.bands if each.width >= _NUMBER)
        for node in self.flows.nodes.values():
            yield from self._name(node)
        yield from self._legend()

    def _left(self, column: int) -> float:
        return (_BROAD - _NODE) * column / max(len(self.flows.columns) - 1, 1)

    def _ribbon(self, band: Band) -> Element:
        left, right = self._left(band.source.column) + _NODE, self._left(band.target.column)
        level = right - _FLAT * (right - left)
        middle = (left + level) / 2
        down, up = band.start + band.width, band.end + band.width
        path = (
            f"M{number(left)},{number(band.start)}"
            f"C{number(middle)},{number(band.start)} {number(middle)},{number(band.end)} "
            f"{number(level)},{number(band.end)}H{number(right)}V{number(up)}H{number(level)}"
            f"C{number(middle)},{number(up)} {number(middle)},{number(down)} "
            f"{number(left)},{number(down)}Z"
        )
        return shape("path", f"tone-{self.kinds[band.kind][1]}", d=path)

    def _place(self, x: float) -> str:
        return percent(_FIELD * x, 100 * _BROAD)

    def _number(self, band: Band) -> Element:
        name, tone = self.kinds[band.kind]
        line, colour = band.end + band.width / 2 + 4.5, on(tone)
        place = self._place(self._left(band.target.column) - 10)
        return words(place, line, f"{band.count} {name}", colour, text_anchor="end")

    def _name(self, node: Node) -> Iterator[Element]:
        """Give a name: behind the last things, above the first, before or above those between."""
        last = len(self.flows.columns) - 1
        lines, x = self.flows.lines(node.name), self._left(node.column)
        anchor = "end" if 0 < node.column < last else "start"
        if self.flows.is_above(node.name, node.column):
            lines, top = lines[:1], node.top - HEIGHT - 3
            place = self._place(x + (_NODE if node.column else 0))
        elif node.column == last:
            place, top = percent(_FIELD + 1.2), _middle(node.top, node.height, lines)
        else:
            place = self._place(x - 12)
            top = _middle(node.top + node.into, node.height - node.into, lines)
        for at, line in enumerate(lines):
            text = Label(line, self.flows.label(node.name).language)
            made = words(place, top + HEIGHT * at + 12, text, text_anchor=anchor)
            made.attrib |= {"class": "name", "paint-order": "stroke", "stroke": PAPER}
            made.attrib |= {"stroke-width": "4", "stroke-linejoin": "round"}
            yield made

    def _legend(self) -> Iterator[Element]:
        totals = [
            sum(band.count for band in self.flows.bands if band.kind == kind)
            for kind in range(len(self.kinds))
        ]
        for at, ((name, tone), total) in enumerate(zip(self.kinds, totals, strict=True)):
            top = self.flows.height + 20 + _LEGEND * (at // 2)
            left = percent(50 * (at % 2))
            yield rectangle(left, top, 14, 14, f"tone-{tone}")
            yield words(left, top + 12, f"{name} · {total}", dx=20)


def _middle(top: float, height: float, lines: list[str]) -> float:
    """Give where lines begin that stand at the middle of something, or at its top if they must."""
    return top + max(height - HEIGHT * len(lines), 0) / 2
