"""A person against a role as a radar chart: an axis a requirement, a ring a level."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from sfia_graph.profiles.answers.gaps import STEPS, Gap
from sfia_graph.web.drawing.drawing import (
    MUTED,
    PAPER,
    Drawing,
    group,
    number,
    shape,
    words,
)
from sfia_graph.web.drawing.letters import shortened

FEWEST, MOST = 3, 24
"""How many axes a radar can have and still be read."""
_RADIUS, _ROUND, _NAME, _HEIGHT = 88, 12, 48, 232


def radar(title: str, who: str, gaps: Sequence[Gap], t: dict[str, Any]) -> Drawing | None:
    """Give the radar, None where there are too few or too many axes."""
    if not FEWEST <= len(gaps) <= MOST:
        return None
    return Drawing(
        title=title,
        about=t["report"]["radar_about"].format(who=who),
        language=t["language"],
        height=_HEIGHT,
        shapes=tuple(_shapes(gaps)),
    )


def _shapes(gaps: Sequence[Gap]) -> Iterator[Element]:
    count = len(gaps)
    field = shape("svg", x="50%", y=_HEIGHT / 2, overflow="visible")
    field.append(group(_rings(count)))
    field.append(_polygon([each.held for each in gaps], "held"))
    field.append(_polygon([each.lowest for each in gaps], "asked"))
    field.extend(_points(gaps))
    yield field
    for at, gap in enumerate(gaps):
        yield _name(at, count, gap)
    for level in (1, 3, 5, 7):
        yield _number(level)


def _number(level: int) -> Element:
    line = _HEIGHT / 2 - _RADIUS * level / STEPS + 4
    made = words("50%", line, str(level), dx=4, font_size=11)
    made.attrib |= {"fill": MUTED, "class": "muted halo", "paint-order": "stroke"}
    made.attrib |= {"stroke": PAPER, "stroke-width": "3"}
    return made


def _rings(count: int) -> Iterator[Element]:
    for level in range(1, STEPS + 1):
        ring = shape("path", "rule", d=_path([level] * count))
        ring.set("stroke-width", "1")
        yield ring
    for at in range(count):
        x, y = _place(at, count, STEPS)
        axis = shape("line", "rule", x1=0, y1=0, x2=x, y2=y)
        yield axis


def _polygon(levels: Sequence[int], kind: str) -> Element:
    made = shape("path", d=_path(levels))
    if kind == "held":
        made.attrib |= {"fill": "#236f70", "fill-opacity": "0.35", "stroke": "#236f70"}
        made.attrib |= {"stroke-width": "2", "class": "held"}
    else:
        made.attrib |= {"fill": "none", "stroke": "#1d2430", "stroke-width": "2"}
        made.attrib |= {"stroke-dasharray": "5 4", "class": "asked"}
    return made


def _points(gaps: Sequence[Gap]) -> Iterator[Element]:
    for at, gap in enumerate(gaps):
        x, y = _place(at, len(gaps), gap.held)
        yield shape("circle", "tone-6", cx=x, cy=y, r=3.5)


def _path(levels: Sequence[int]) -> str:
    places = (_place(at, len(levels), level) for at, level in enumerate(levels))
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in places) + "Z"


def _place(at: int, count: int, level: float) -> tuple[float, float]:
    angle, far = 2 * math.pi * at / count, _RADIUS * level / STEPS
    return far * math.sin(angle), 0.0 - far * math.cos(angle)


def _name(at: int, count: int, gap: Gap) -> Element:
    x, y = _place(at, count, STEPS * (_RADIUS + _ROUND) / _RADIUS)
    anchor = "middle" if abs(x) < 8 else "start" if x > 0 else "end"
    return words(
        "50%",
        _HEIGHT / 2,
        shortened(gap.code, _NAME, bold=True),
        dx=x,
        dy=y + 5,
        text_anchor=anchor,
        font_weight="bold",
    )
