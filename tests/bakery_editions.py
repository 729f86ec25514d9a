"""Two editions of the invented bakery, in which one thing of each kind changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from invented import EDITION, write_graph

from sfia_graph.records import Edition, LevelText, Skill


def _skill(code: str) -> Skill:
    return next(skill for skill in EDITION.skills if skill.code == code)


def _levels(skill: Skill, *numbers: int) -> tuple[LevelText, ...]:
    texts = {at.level: at for at in skill.levels}
    return tuple(texts.get(number, LevelText(number, "Rakes.")) for number in numbers)


def _old_knea() -> Skill:
    knea = _skill("KNEA")
    levels = (LevelText(1, "Shapes <dough>."), *knea.levels[1:])
    return replace(knea, name="Kneading", levels=levels, guidance=f"{knea.guidance}\n& yeast")


OLD = replace(
    EDITION,
    number=8,
    skills=(
        replace(
            _skill("BREW"),
            name="Coffee Brewings",
            definition="The art of coffee-brewing, with care: never in haste!",
        ),
        _old_knea(),
        replace(
            _skill("OVEN"),
            category="trade",
            subcategory="shop",
            levels=_levels(_skill("OVEN"), 2, 3, 4),
        ),
        replace(_skill("TART"), code="SOOT", name="Chimney care"),
    ),
)
"""Edition 8: BREW is spelt, KNEA named, OVEN placed otherwise; SOOT is there, TART not yet."""

MAPPING = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
BASE <https://w3id.org/sfia-graph/>
<8/skill/KNEA> skos:narrowMatch <9/skill/KNEA>, <9/skill/OVEN> .
<8/skill/BREW> skos:broadMatch <9/skill/BREW> .
<9/skill/BREW> skos:narrowMatch <8/skill/SOOT> .
<8/skill/OVEN> skos:narrowMatch <9/skill/OVEN> .
"""
"""KNEA was split, BREW and SOOT were merged; one part alone is no split."""


def write_editions(folder: Path, old: Edition = OLD, new: Edition = EDITION) -> list[Path]:
    """Write the graphs of both editions, and the mapping between them."""
    mapping = folder / "mapping.ttl"
    mapping.write_text(MAPPING, encoding="utf-8")
    return [write_graph(folder / "8.ttl", old), write_graph(folder / "9.ttl", new), mapping]
