"""A thing in the middle, and by groups on either side what stands near it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sfia_graph.web.drawing.drawing import (
    CARD,
    INK,
    LINE,
    MUTED,
    Label,
    number,
    on,
    rectangle,
    shape,
    words,
)
from sfia_graph.web.drawing.letters import SIZE, broken, measured, shortened

WIDTH = 760
"""How wide the drawing is, in pixels."""
MOST = 8
"""How many of a group are shown."""
_SIDE, _OWN = 250, 150
_BOX, _GAP, _HEAD, _SMALL = 24, 4, 26, 12
_MARGIN = 1


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands near: its name, its code if it has one, and a word on how near, or nothing.

    `bond` is 3 for the same, 2 for what is close, 1 for the rest, 0 for what is only related.
    """

    name: Label
    code: str = ""
    note: str = ""
    bond: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """What stands near in one way; `left` says how many more there are than shown."""

    heading: Label
    members: tuple[Neighbour, ...]
    left: str = ""

    @property
    def height(self) -> float:
        """How high the group is, in pixels."""
        return _HEAD + len(self.members) * (_BOX + _GAP) + (18 if self.left else 0)


@dataclass(frozen=True)
class Neighbourhood:
    """A thing, the steps of a scale that it stands on, and the groups on its left and right."""

    name: Label
    code: str
    steps: tuple[int, ...]
    before: tuple[Group, ...]
    behind: tuple[Group, ...]

    @property
    def height(self) -> float:
        """How high the drawing is, in pixels."""
        sides = [sum(each.height for each in side) for side in (self.before, self.behind)]
        return max(*sides, self._own + 8) + 2 * _MARGIN

    @property
    def _lines(self) -> list[str]:
        return broken(self.name.text, _OWN - 16, 4)

    @property
    def _own(self) -> float:
        code, steps = (20 if self.code else 0), (34 if self.steps else 0)
        return 20 + code + 18 * len(self._lines) + steps

    def shapes(self) -> Iterator[Element]:
        """Give the lines from the thing to its neighbours, these, and the thing itself."""
        middle = self.height / 2
        for side, groups in enumerate((self.before, self.behind)):
            left = WIDTH - _SIDE - _MARGIN if side else _MARGIN
            top = (self.height - sum(each.height for each in groups)) / 2
            for group in groups:
                yield from self._group(group, left, top, middle, right=bool(side))
                top += group.height
        yield from self._thing(middle)

    def _group(
        self, group: Group, left: float, top: float, middle: float, *, right: bool
    ) -> Iterator[Element]:
        own = (WIDTH + _OWN) / 2 if right else (WIDTH - _OWN) / 2
        text = shortened(group.heading.text, _SIDE, _SMALL, bold=True)
        heading = Label(text, group.heading.language)
        yield words(left + 2, top + 19, heading, "muted", font_size=_SMALL, font_weight="bold")
        for at, each in enumerate(group.members):
            line = top + _HEAD + at * (_BOX + _GAP)
            end = left if right else left + _SIDE
            yield _line(own, middle, end, line + _BOX / 2, each.bond)
            yield from _box(each, left, line)
        if group.left:
            line = top + _HEAD + len(group.members) * (_BOX + _GAP) + 12
            yield words(left + 8, line, group.left, "muted", font_size=_SMALL)

    def _thing(self, middle: float) -> Iterator[Element]:
        left, top = (WIDTH - _OWN) / 2, middle - self._own / 2
        yield rectangle(left, top, _OWN, self._own, "tone-6", rx=6)
        line = top + 24
        centre = {"text_anchor": "middle"}
        if self.code:
            code = shortened(self.code, _OWN - 20, bold=True)
            yield words(WIDTH / 2, line, code, on(6), font_weight="bold", **centre)
            line += 20
        for text in self._lines:
            yield words(WIDTH / 2, line, Label(text, self.name.language), on(6), **centre)
            line += 18
        if self.steps:
            yield from self._steps(left + 5, line - 6)

    def _steps(self, left: float, top: float) -> Iterator[Element]:
        for step in range(1, 8):
            place = left + 20 * (step - 1)
            if step in self.steps:
                yield rectangle(place + 1, top, 18, 20, "tone-1", rx=2)
            middle, colour = place + 10, on(1) if step in self.steps else on(6)
            yield words(middle, top + 15, str(step), colour, text_anchor="middle", font_size=_SMALL)


def _box(each: Neighbour, left: float, top: float) -> Iterator[Element]:
    frame = shape("rect", x=left, y=top, width=_SIDE, height=_BOX, rx=4)
    frame.attrib |= {"fill": CARD, "stroke": LINE, "class": "box"}
    yield frame
    room = _SIDE - 16.0
    if each.note:
        note = shortened(each.note, room / 2, _SMALL)
        room -= measured(note, _SMALL) + 10
        yield words(left + _SIDE - 8, top + 16, note, "muted", text_anchor="end", font_size=_SMALL)
    start = left + 8
    if each.code:
        code = shortened(each.code, room * 0.6, bold=True)
        yield words(start, top + 16, code, font_weight="bold")
        wide = measured(code, SIZE + 2) + 6
        start, room = start + wide, room - wide
    if room > 24:
        yield words(start, top + 16, Label(shortened(each.name.text, room), each.name.language))


def _line(x: float, y: float, to: float, at: float, bond: int) -> Element:
    half = (x + to) / 2
    path = f"M{number(x)},{number(y)}C{number(half)},{number(y)} {number(half)},{number(at)} "
    made = shape("path", d=f"{path}{number(to)},{number(at)}", fill="none")
    made.attrib |= {"stroke": INK if bond == 3 else MUTED, "class": "line"}
    made.set("stroke-width", ("1", "1", "2", "3")[bond])
    if not bond:
        made.set("stroke-dasharray", "3 3")
    return made
