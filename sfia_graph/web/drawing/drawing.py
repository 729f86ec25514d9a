"""A drawing: SVG that stands in a page or alone in a file, and is well read in both.

Colours are presentation attributes, for a file with a white ground; the classes beside them let
the site's styles colour a drawing in a page anew, in light, dark and print. Nothing is inline style
(Content Security Policy Level 3), and a shape is as wide in percent as there is room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from sfia_graph.web.drawing.letters import SIZE, cleaned, shortened

WIDTH = 720
"""How wide a drawing is in a file, in pixels."""
_EDGE = 16
"""How far a drawing keeps from the edges of its file, in pixels."""
PAPER, INK, MUTED, LINE, CARD, ACCENT = (
    *("#ffffff", "#1d2430", "#565f6d"),
    *("#d9d5c9", "#f5f3ec", "#14546b"),
)
TONES = ("#dcebe6", "#c2ded6", "#9fcabf", "#74b0a5", "#2f7a74", "#236f70", "#124a54")
"""Seven steps from light to dark, which keep their order without colour."""
_ON = (INK, INK, INK, INK, PAPER, PAPER, PAPER)
_COLOURS = {
    **{"paper": PAPER, "ink": INK, "muted": MUTED},
    **{"line": LINE, "card": CARD, "accent": ACCENT},
}
_MOST = 20_000
_XML = "http://www.w3.org/XML/1998/namespace"

Length = float | str


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a drawing and its language tag, empty where it is that of the drawing."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a drawing shows, as a table: its heading, its columns, and a name and numbers a row."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Label, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Drawing:
    """A drawing with its name, and in `about` what it tells and where the same stands as text.

    `height` and `width` are in pixels; in a page a drawing takes the width that there is. `numbers`
    are tables to stand beside it, none where the page says the same in other ways.
    """

    title: str
    about: str
    language: str
    height: float
    shapes: tuple[Element, ...]
    width: int = WIDTH
    numbers: tuple[Numbers, ...] = ()

    @property
    def outer(self) -> tuple[str, str]:
        """How wide and high the file is, in pixels."""
        return number(self.width + 2 * _EDGE), number(self.height + 2 * _EDGE)

    def inline(self, name: str) -> Markup:
        """Give the drawing for a page, in which no other is called `name`."""
        root = Element("svg", {"class": "picture", "width": "100%", "height": number(self.height)})
        root.attrib |= {"aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-about"}
        title, about = self._words()
        title.set("id", f"{name}-title")
        about.set("id", f"{name}-about")
        return Markup(self._written(root, None, title, about))

    def file(self) -> bytes:
        """Give the drawing as a document of its own, on white."""
        width, height = self.outer
        root = Element("svg", {"width": width, "height": height})
        root.attrib |= {"viewBox": f"0 0 {width} {height}", f"{{{_XML}}}lang": self.language}
        ground = rectangle(0, 0, "100%", "100%", "paper")
        field = shape("svg", x=_EDGE, y=_EDGE, width=self.width, height=self.height)
        written = self._written(root, field, *self._words(), ground)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()

    def _words(self) -> tuple[Element, Element]:
        title, about = Element("title"), Element("desc")
        title.text, about.text = cleaned(self.title), cleaned(self.about)
        return title, about

    def _written(self, root: Element, field: Element | None, *before: Element) -> str:
        attributes = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **root.attrib}
        whole = Element("svg", attributes)
        letters = {"font-family": "system-ui, sans-serif", "font-size": number(SIZE)}
        body = Element("g", {**letters, "fill": INK, "class": "ink"})
        inside = body if field is None else field
        inside.extend(self.shapes)
        if field is not None:
            body.append(field)
        whole.extend([*before, body])
        return tostring(whole, encoding="unicode")


@lru_cache(_MOST)
def number(value: float) -> str:
    """Write a coordinate with at most two digits behind the point.

    >>> number(12.0), number(0.333333)
    ('12', '0.33')
    """
    # Zero with a sign is zero without, of which the cache knows only one.
    return f"{value + 0.0:.2f}".rstrip("0").rstrip(".")


def percent(part: float, whole: float = 100) -> str:
    """Give a part of a whole in percent.

    >>> percent(1, 8)
    '12.5%'
    """
    return f"{number(100 * part / whole if whole else 0)}%"


def shape(name: str, colour: str = "", /, **attributes: Length) -> Element:
    """Give a shape; `colour` is a name of the palette, or `tone-1` to `tone-7`."""
    given = {
        key.replace("_", "-"): value if isinstance(value, str) else number(value)
        for key, value in attributes.items()
    }
    return Element(name, {**given, **_coloured(colour)})


def rectangle(
    x: Length, y: Length, width: Length, height: Length, colour: str, **more: Length
) -> Element:
    """Give a rectangle."""
    return shape("rect", colour, x=x, y=y, width=width, height=height, **more)


def words(x: Length, y: Length, said: Label | str, colour: str = "", **more: Length) -> Element:
    """Give a line of text; its names keep their own order of writing, wherever they stand."""
    found = Label(said) if isinstance(said, str) else said
    made = shape("text", colour, x=x, y=y, **more)
    made.text = cleaned(found.text)
    if found.language:
        made.set(f"{{{_XML}}}lang", found.language)
    return made


def group(shapes: Iterable[Element], colour: str = "", /, **attributes: Length) -> Element:
    """Give shapes as one."""
    made = shape("g", colour, **attributes)
    made.extend(shapes)
    return made


def on(tone: int) -> str:
    """Give the colour of letters that stand on a tone."""
    return f"on-{tone}"


def in_line(name: Label) -> Label:
    """Give a name that fills no more than a line of a drawing in a file."""
    return Label(shortened(name.text, WIDTH), name.language)


def _coloured(colour: str) -> dict[str, str]:
    if not colour:
        return {}
    kind, _, step = colour.partition("-")
    if kind == "tone":
        return {"fill": TONES[int(step) - 1], "class": colour}
    if kind == "on":
        return {"fill": _ON[int(step) - 1], "class": colour}
    if kind == "rule":
        return {"fill": "none", "stroke": _COLOURS[step or "line"], "class": colour}
    return {"fill": _COLOURS[colour], "class": colour}
