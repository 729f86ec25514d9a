"""Where a skill stands among all skills of its edition, as a small picture."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.namespaces import local_name
from sfia_graph.records import LEVELS
from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.drawing.skyline import Skyline
from sfia_graph.web.once import once
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.categories import shelves
from sfia_graph.web.pages.rungs import levels_of, ranges
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words


@dataclass(frozen=True)
class _Edition:
    """The skills of an edition side by side: their skyline, and the place of each, by IRI."""

    skyline: Skyline
    places: dict[str, int]


def standing(texts: Texts, skill: str) -> Drawing | None:
    """Draw the levels of a skill among those of all skills of its edition, by category.

    None where the skill stands in no category.
    """
    edition = concepts.edition_of(texts, skill)
    known = _editions(texts.site).get(edition)
    if known is None or skill not in known.places:
        return None
    said, levels = words(texts.language)["pictures"], levels_of(texts, skill)
    code = texts.code(skill)
    category = concepts.above(texts, skill)[0].name
    return Drawing(
        title=said["standing"].format(code=code, edition=texts.label(edition)),
        about=said["standing_about"].format(
            code=code,
            levels=", ".join(map(str, levels)),
            count=len(known.places),
            category=category,
        ),
        language=texts.language,
        height=known.skyline.height,
        shapes=tuple(known.skyline.shapes(known.places[skill], code)),
    )


@once
def _editions(site: Site) -> dict[str, _Edition]:
    """Give the editions that have categories, by IRI; no name of a skill is read for it."""
    texts = Texts(site, site.languages[0])
    found = {}
    for number in site.editions:
        edition = site.mint.edition(number)
        levels = ranges(texts, edition)
        groups = [
            sorted(_reach(each, levels) for each in shelf.all_skills)
            for shelf in shelves(texts, edition)
        ]
        skills = [iri for group in groups for _, _, _, iri in group]
        if skills:
            reaches = tuple(tuple((low, high) for low, high, _, _ in group) for group in groups)
            places = {iri: at for at, iri in enumerate(skills)}
            found[edition] = _Edition(Skyline(reaches, len(LEVELS)), places)
    return found


def _reach(skill: str, levels: dict[str, tuple[int, ...]]) -> tuple[int, int, str, str]:
    found = levels.get(skill, ())
    return min(found, default=0), max(found, default=0), local_name(skill), skill
