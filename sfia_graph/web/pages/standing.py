"""Where a skill stands among all skills of its edition, as a small picture."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.records import LEVELS
from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.drawing.skyline import Skyline
from sfia_graph.web.once import once
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.categories import categories
from sfia_graph.web.pages.rungs import Range, levels_of
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
    """Give the editions that have categories, by IRI; no name in them is of a language."""
    texts = Texts(site, site.languages[0])
    found = {}
    for number in site.editions:
        edition = site.mint.edition(number)
        shelves = [sorted(shelf.all_skills, key=_reach) for shelf in categories(texts, edition)]
        skills = [each for shelf in shelves for each in shelf]
        if skills:
            groups = tuple(tuple((each.lowest, each.highest) for each in one) for one in shelves)
            places = {each.iri: at for at, each in enumerate(skills)}
            found[edition] = _Edition(Skyline(groups, len(LEVELS)), places)
    return found


def _reach(skill: Range) -> tuple[int, int, str]:
    return skill.lowest, skill.highest, skill.code
