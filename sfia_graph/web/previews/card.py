"""What stands on the picture of a page, in words and numbers, before it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.records import LEVELS
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.rungs import levels_of, ranges
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture shows: from above the site and the edition, code, name, place, levels.

    `levels` are those to be filled of the seven; `small` stands at the foot.
    """

    site: str
    edition: str
    code: str
    name: str
    place: str
    levels: tuple[int, ...]
    small: str


def skill_card(texts: Texts, skill: str) -> Card:
    """Give what the picture of a skill in an edition shows."""
    said = words(texts.language)
    return Card(
        site=said["frame"]["site"],
        edition=texts.label(concepts.edition_of(texts, skill)).value,
        code=texts.code(skill),
        name=texts.label(skill).value,
        place=" › ".join(each.name.value for each in concepts.above(texts, skill)),
        levels=levels_of(texts, skill),
        small=said["preview"]["unofficial"],
    )


def site_card(site: Site, language: str) -> Card:
    """Give what the picture of the site shows: how many skills its newest edition has."""
    texts, said = Texts(site, language), words(language)
    edition = site.mint.edition(site.latest)
    name = texts.label(edition).value
    return Card(
        site=said["frame"]["site"],
        edition="",
        code="",
        name=said["home"]["title"].format(edition=name, count=len(ranges(texts, edition))),
        place="",
        levels=tuple(LEVELS),
        small=said["preview"]["unofficial"],
    )
