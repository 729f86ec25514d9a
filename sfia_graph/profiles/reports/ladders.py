"""Requirements as ladders of seven steps: those held, those missing, those asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from sfia_graph.profiles.answers.gaps import STEPS, Gap
from sfia_graph.profiles.reports import strips
from sfia_graph.web.drawing.drawing import Drawing, Label


def ladders(title: str, gaps: Sequence[Gap], t: dict[str, Any]) -> list[Drawing]:
    """Give drawings of requirements, each low enough for a sheet of paper."""
    names = [strips.Name(each.code, Label(each.name, each.language)) for each in gaps]
    about, language = t["report"]["bars_about"], t["language"]
    return [
        Drawing(
            title=title,
            about=about,
            language=language,
            height=sum(each.height for each in names[part]),
            shapes=tuple(_shapes(names[part], gaps[part], t)),
        )
        for part in strips.pieces(names)
    ]


def _shapes(
    names: Sequence[strips.Name], gaps: Sequence[Gap], t: dict[str, Any]
) -> Iterator[Element]:
    top = 0.0
    for name, gap in zip(names, gaps, strict=True):
        yield from name.shapes(top)
        yield from _ladder(gap, top + name.top, t)
        top += name.height


def _ladder(gap: Gap, top: float, t: dict[str, Any]) -> Iterator[Element]:
    for at in range(STEPS):
        step = at + 1
        if gap.held < step <= gap.lowest:
            left, wide = strips.FIELD * at / STEPS, strips.FIELD / STEPS - 0.6
            yield from strips.absent(left, wide, top, str(step))
        else:
            yield from strips.cell(at, STEPS, top, 6 if step <= gap.held else 0, str(step))
    yield strips.underlined(gap.lowest - 1, gap.highest - 1, STEPS, top)
    yield strips.word(top, _word(gap, t), missing=not gap.met)


def _word(gap: Gap, t: dict[str, Any]) -> str:
    w = t["brief"]
    if gap.met:
        return f"✓ {w['met']}"
    form: str = w["above" if gap.above else "missing"]
    return form.format(count=gap.missing)
