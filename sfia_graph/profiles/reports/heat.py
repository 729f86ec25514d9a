"""A team over skills and levels: how many stand at each, darker where they are more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from sfia_graph.profiles.answers.gaps import STEPS
from sfia_graph.profiles.answers.teams import Asked, Member
from sfia_graph.profiles.reports import strips
from sfia_graph.web.drawing.drawing import Drawing, Label, percent, words

_HEAD, _PALE = 24, 4
"""How high the numbers of the levels are, in pixels; what number is dark where none is higher."""


def heat(
    title: str, asked: Sequence[Asked], members: Sequence[Member], t: dict[str, Any]
) -> list[Drawing]:
    """Give drawings of skills by levels, each low enough for a sheet of paper."""
    names = [strips.Name(each.gap.code, Label(each.gap.name, each.gap.language)) for each in asked]
    counts = [each.counts(members) for each in asked]
    most = max([_PALE, *(number for row in counts for number in row)])
    return [
        Drawing(
            title=title,
            about=t["report"]["heat_about"],
            language=t["language"],
            height=_HEAD + sum(each.height for each in names[part]),
            shapes=tuple(_shapes(names[part], asked[part], counts[part], most, t)),
        )
        for part in strips.pieces(names)
    ]


def _shapes(
    names: Sequence[strips.Name],
    asked: Sequence[Asked],
    counts: Sequence[tuple[int, ...]],
    most: int,
    t: dict[str, Any],
) -> Iterator[Element]:
    for at in range(STEPS):
        middle = percent(strips.FIELD * (at + 0.5) / STEPS - 0.3)
        yield words(middle, 14, str(at + 1), "muted", text_anchor="middle")
    yield words(percent(strips.FIELD + 1.6), 14, t["report"]["level"], "muted")
    top = float(_HEAD)
    for name, each, numbers in zip(names, asked, counts, strict=True):
        yield from name.shapes(top)
        line = top + name.top
        for at, number in enumerate(numbers):
            tone = 1 + round(6 * number / most) if number else 0
            yield from strips.cell(at, STEPS, line, tone, str(number) if number else "")
        for first, last in _runs(sorted(each.levels)):
            yield strips.framed(first - 1, last - 1, STEPS, line)
        yield strips.word(
            line, _word(each, t), missing=not each.gap.met or (each.core and each.gap.people == 1)
        )
        top += name.height


def _runs(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give levels that follow each other as the first and last of them."""
    breaks = [at for at, (one, other) in enumerate(pairwise(levels), 1) if other - one > 1]
    for start, end in pairwise([0, *breaks, len(levels)]):
        yield levels[start], levels[end - 1]


def _word(each: Asked, t: dict[str, Any]) -> str:
    w, gap = t["brief"], each.gap
    if not gap.met:
        form: str = w["above" if gap.above else "nobody"]
        return form.format(count=gap.missing)
    people = gap.people or 0
    return f"✓ {w['person'] if people == 1 else w['people'].format(count=people)}"
