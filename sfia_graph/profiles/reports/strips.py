"""What the pictures of reports share: a name, below it a strip, and behind the strip a word.

Strips stretch to the width that there is, in percent, while letters keep their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sfia_graph.web.drawing.drawing import INK, Label, on, percent, rectangle, shape, words
from sfia_graph.web.drawing.letters import broken, shortened

FIELD = 74
"""How much of the width a strip takes, in percent; behind it stands the word."""
CELL = 28
"""How high a strip is, in pixels."""
MOST = 6
"""How many rows stand in one picture, so that pictures fill sheets of paper well."""
_ROOM, _LINE, _GAP, _MARK = 300, 18, 14, 8
"""How wide a name is at most, how high its lines are, and what is left below a strip."""
WARN = "#8a3b12"


@dataclass(frozen=True, slots=True)
class Name:
    """What stands above a strip: a code or rank, and a text behind it, `indent` pixels away."""

    code: str
    text: Label
    indent: float = 52

    @property
    def lines(self) -> list[str]:
        """The text in lines that a phone has room for."""
        return broken(self.text.text, _ROOM - self.indent, 2)

    @property
    def height(self) -> float:
        """How high a row with this name is, in pixels."""
        return _LINE * max(len(self.lines), 1) + 4 + CELL + _MARK + _GAP

    @property
    def top(self) -> float:
        """How far below the top of the row the strip begins, in pixels."""
        return _LINE * max(len(self.lines), 1) + 4.0

    def shapes(self, top: float) -> Iterator[Element]:
        """Give the code and the text."""
        code = shortened(self.code, self.indent, bold=True)
        yield words(0, top + 14, code, font_weight="bold")
        for at, line in enumerate(self.lines):
            said = Label(line, self.text.language)
            named = words(self.indent, top + 14 + at * _LINE, said)
            named.set("class", "apart")
            yield named


def pieces(rows: Sequence[object], most: int = MOST) -> list[slice]:
    """Give the rows in pieces of about the same length, none longer than `most`.

    >>> pieces(range(17), 16)
    [slice(0, 9, None), slice(9, 18, None)]
    """
    count = -(-len(rows) // most)
    size = -(-len(rows) // count) if count else 0
    return [slice(at * size, (at + 1) * size) for at in range(count)]


def cell(
    at: int, of: int, top: float, tone: int, text: str, *, apart: float = 0.6
) -> Iterator[Element]:
    """Give one of several cells in a strip; a tone of 0 is an empty one."""
    left, wide = FIELD * at / of, FIELD / of
    colour = f"tone-{tone}" if tone else "card"
    yield rectangle(percent(left), top, percent(wide - apart), CELL, colour, rx=3)
    if text:
        yield words(
            percent(left + (wide - apart) / 2),
            top + 19,
            text,
            on(tone) if tone else "muted",
            text_anchor="middle",
        )


def absent(left: float, wide: float, top: float, text: str = "") -> Iterator[Element]:
    """Give a part of a strip that is missing, dashed, from and as wide as told in percent."""
    made = shape("rect", x=percent(left), y=top + 1, width=percent(wide), height=CELL - 2, rx=3)
    made.attrib |= {"fill": "none", "stroke": WARN, "stroke-width": "1.5"}
    made.attrib |= {"stroke-dasharray": "4 3", "class": "absent"}
    yield made
    if text:
        said = words(percent(left + wide / 2), top + 19, text, text_anchor="middle")
        said.attrib |= {"fill": WARN, "class": "warn"}
        yield said


def framed(first: int, last: int, of: int, top: float) -> Element:
    """Give a frame around cells of a strip, the first and last counted from 0."""
    left, wide = FIELD * first / of, FIELD * (last - first + 1) / of
    made = shape("rect", x=percent(left), y=top - 2, width=percent(wide - 0.6), height=CELL + 4)
    made.attrib |= {
        "fill": "none",
        "stroke": INK,
        "stroke-width": "2.5",
        "class": "frame",
        "rx": "4",
    }
    return made


def underlined(first: int, last: int, of: int, top: float) -> Element:
    """Give the line below cells of a strip, the first and last counted from 0."""
    left, wide = FIELD * first / of, FIELD * (last - first + 1) / of
    return rectangle(percent(left), top + CELL + 3, percent(wide - 0.6), 4, "ink", rx=2)


def word(top: float, text: str, *, missing: bool) -> Element:
    """Give the word behind a strip."""
    made = words(percent(FIELD + 1.6), top + 19, text)
    made.set("font-weight", "bold" if missing else "normal")
    if missing:
        made.attrib |= {"fill": WARN, "class": "warn"}
    return made
