"""Candidates as bars: how much each holds of what is asked for, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from sfia_graph.profiles.answers.candidates import Candidate
from sfia_graph.profiles.reports import strips
from sfia_graph.web.drawing.drawing import Drawing, Label, percent, rectangle


def shares(
    title: str, found: Sequence[Candidate], names: Mapping[str, str], t: dict[str, Any]
) -> list[Drawing]:
    """Give drawings of candidates, each low enough for a sheet of paper."""
    indent = 8 + 9 * len(f"{found[-1].rank}.") if found else 0
    labels = [strips.Name(f"{each.rank}.", Label(names[each.person]), indent) for each in found]
    return [
        Drawing(
            title=title,
            about=t["report"]["shares_about"],
            language=t["language"],
            height=sum(each.height for each in labels[part]),
            shapes=tuple(_shapes(labels[part], found[part], t)),
        )
        for part in strips.pieces(labels)
    ]


def _shapes(
    labels: Sequence[strips.Name], found: Sequence[Candidate], t: dict[str, Any]
) -> Iterator[Element]:
    top = 0.0
    for label, each in zip(labels, found, strict=True):
        yield from label.shapes(top)
        yield from _bar(each, top + label.top, t)
        top += label.height


def _bar(each: Candidate, top: float, t: dict[str, Any]) -> Iterator[Element]:
    full = strips.FIELD * each.held / each.asked if each.asked else strips.FIELD
    if full:
        yield rectangle(0, top, percent(full), strips.CELL, "tone-6", rx=3)
    if each.missing:
        yield from strips.absent(full + 0.4, strips.FIELD - full - 0.4, top)
    text = t["brief"]["of"].format(held=each.held, asked=each.asked)
    yield strips.word(top, f"✓ {text}" if not each.missing else text, missing=each.missing > 0)
