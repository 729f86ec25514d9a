"""How the skills of an edition spread over its categories and the levels, as a picture."""

from __future__ import annotations

from sfia_graph.records import LEVELS
from sfia_graph.web.drawing.drawing import Drawing, Label, Numbers
from sfia_graph.web.drawing.heat import Field
from sfia_graph.web.pages.categories import categories
from sfia_graph.web.pages.rungs import ranges
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.wording import words


def spread(texts: Texts, edition: str) -> Drawing | None:
    """Draw how many skills of each category are defined at each level.

    None for an edition without categories. Skills that stand in none count in the sums only.
    """
    shelves, known = categories(texts, edition), ranges(texts, edition)
    if not shelves:
        return None
    rows = [
        (label(texts, each.name), [skill.levels for skill in each.all_skills]) for each in shelves
    ]
    said = words(texts.language)["pictures"]
    field = Field(
        columns=tuple(Label(str(number)) for number in LEVELS),
        rows=tuple((name, _counted(held)) for name, held in rows),
        sums=tuple(len(held) for _, held in rows),
        totals=_counted(list(known.values())),
        heading=said["by_level"],
    )
    return Drawing(
        title=said["spread"].format(edition=texts.label(edition)),
        about=said["spread_about"].format(count=len(known)),
        language=texts.language,
        height=field.height,
        shapes=tuple(field.shapes()),
        numbers=(
            Numbers(
                said["by_level"],
                (*map(str, LEVELS), said["all"]),
                (
                    *((name, (*_counted(held), len(held))) for name, held in rows),
                    (Label(said["all"]), (*field.totals, len(known))),
                ),
            ),
        ),
    )


def label(texts: Texts, name: Text) -> Label:
    """Give a name for a drawing, with its language where that is not the page's."""
    return Label(name.value, name.language if name.language != texts.language else "")


def _counted(held: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(number in levels for levels in held) for number in LEVELS)
