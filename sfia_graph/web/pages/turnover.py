"""What an edition kept, changed, took in and gave up, by category and by level, as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.namespaces import local_name
from sfia_graph.records import LEVELS
from sfia_graph.web.drawing.bars import Table
from sfia_graph.web.drawing.drawing import Drawing, Label
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.changes import Changes
from sfia_graph.web.pages.rungs import ranges
from sfia_graph.web.pages.spread import label
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.wording import words

_BETWEEN = 18
_TONES = (2, 4, 7, 5)


@dataclass(frozen=True)
class Turnover:
    """What became of an edition in the next one.

    `categories` are rows of how many skills are as they were, changed, new, gone; `levels` are rows
    of how many skills are defined at a level as before, by now, as new skills, and no longer.
    """

    categories: tuple[tuple[Label, tuple[int, ...]], ...]
    levels: tuple[tuple[int, tuple[int, ...]], ...]


def turnover(texts: Texts, before: str, after: str, found: Changes) -> Turnover:
    """Count what is different between two editions that the graph holds as a whole."""
    old, new = _by_code(texts, before), _by_code(texts, after)
    gone = {each.code: each for each, _ in found.gone}
    changed = {each.skill.code for each in found.changed}
    fresh = {each.code for each, _ in found.new}
    shelves = {code: _shelf(texts, f"{after}/skill/{code}") for code in new}
    shelves |= {code: _shelf(texts, each.iri) for code, each in gone.items()}
    kinds = {code: 2 if code in fresh else 1 if code in changed else 0 for code in new}
    kinds |= dict.fromkeys(gone, 3)
    counted = Counter((local_name(shelves[code]), kind) for code, kind in kinds.items())
    names = {local_name(shelf): shelf for shelf in sorted(shelves.values())}
    rows = sorted(
        (
            (label(texts, texts.label(shelf)), tuple(counted[slug, kind] for kind in range(4)))
            for slug, shelf in names.items()
        ),
        key=lambda row: (-sum(row[1]), row[0].text),
    )
    return Turnover(tuple(rows), tuple((each, _at(each, old, new, fresh)) for each in LEVELS))


def drawn(texts: Texts, before: str, after: str, found: Changes) -> Drawing | None:
    """Draw what became of an edition; None where the graph does not hold both as a whole."""
    if not found.whole:
        return None
    said, result = words(texts.language)["pictures"], turnover(texts, before, after, found)
    kinds, steps = said["turnover_skills"], said["turnover_levels"]
    skills = Table(said["by_category"], _columns(kinds), result.categories)
    levels = Table(
        said["by_level"],
        _columns(steps),
        tuple(
            (label(texts, texts.label(texts.site.mint.level(n))), row) for n, row in result.levels
        ),
    )
    editions = {"before": texts.label(before), "after": texts.label(after)}
    below = skills.height + _BETWEEN
    return Drawing(
        title=said["turnover"].format(**editions),
        about=said["turnover_about"].format(**editions),
        language=texts.language,
        height=below + levels.height,
        shapes=(*skills.shapes(), *levels.shapes(below)),
        numbers=(skills.numbers, levels.numbers),
    )


def _level(texts: Texts, number: int) -> Label:
    return label(texts, texts.label(texts.site.mint.level(number)))


def _columns(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(zip(names, _TONES, strict=True))


def _by_code(texts: Texts, edition: str) -> dict[str, tuple[int, ...]]:
    return {local_name(skill): levels for skill, levels in ranges(texts, edition).items()}


def _shelf(texts: Texts, skill: str) -> str:
    """Give the category of a skill, the skill's own IRI where it stands in none."""
    place = concepts.above(texts, skill)
    return place[0].iri if place else skill


def _at(
    level: int,
    old: dict[str, tuple[int, ...]],
    new: dict[str, tuple[int, ...]],
    fresh: set[str],
) -> tuple[int, ...]:
    had = {code for code, levels in old.items() if level in levels}
    has = {code for code, levels in new.items() if level in levels}
    return len(had & has), len(has - had - fresh), len(has & fresh), len(had - has)
