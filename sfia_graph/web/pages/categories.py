"""The categories of an edition with what stands in them, in the order that the edition has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sfia_graph.web.finding import folded
from sfia_graph.web.pages.concepts import is_a, named
from sfia_graph.web.pages.rungs import LAST, Range, named_ranges, position, ranges
from sfia_graph.web.pages.texts import Text, Texts

_CATEGORY, _SUBCATEGORY = "sfia:Category", "sfia:Subcategory"


@dataclass(frozen=True, slots=True)
class Category:
    """A category or subcategory: its subcategories, and the skills that stand in no part of it.

    `position` is that of its first skill in the edition's own list, a large number where the graph
    has none.
    """

    iri: str
    name: Text
    parts: tuple[Category, ...]
    skills: tuple[Range, ...]
    position: int

    @property
    def all_skills(self) -> tuple[Range, ...]:
        """The skills of the category and of all of its parts."""
        return (*self.skills, *(skill for part in self.parts for skill in part.all_skills))


def categories(texts: Texts, edition: str) -> tuple[Category, ...]:
    """Give the categories of an edition, in its order."""
    levels = ranges(texts, edition)
    tops = texts.values(edition, "skos:hasTopConcept")
    return ordered(category(texts, each, levels) for each in tops if is_a(texts, each, _CATEGORY))


def loose(texts: Texts, edition: str) -> tuple[Range, ...]:
    """Give the skills of an edition that stand in no category, by name."""
    levels = ranges(texts, edition)
    shelved = (each for each in levels if not texts.value(each, "skos:broader"))
    return by_name(named_ranges(texts, shelved, levels))


def category(
    texts: Texts,
    iri: str,
    levels: Mapping[str, tuple[int, ...]],
    above: frozenset[str] = frozenset(),
) -> Category:
    """Give a category with its parts; `levels` are those of the edition's skills, by IRI.

    What stands in `above` is no part of it, so that data which go round in a circle have an end.
    """
    below = texts.values(iri, "skos:narrower")
    here = above | {iri}
    parts = ordered(
        category(texts, each, levels, here)
        for each in below
        if is_a(texts, each, _SUBCATEGORY) and each not in here
    )
    own = [each for each in below if each in levels]
    positions = [position(texts, each) for each in own] + [part.position for part in parts]
    name = named(texts, iri).name
    skills = by_name(named_ranges(texts, own, levels))
    return Category(iri, name, parts, skills, min(positions, default=LAST))


def ordered(found: Iterable[Category]) -> tuple[Category, ...]:
    """Put categories in the edition's order; by name where it is unknown."""
    return tuple(sorted(found, key=lambda each: (each.position, folded(each.name.value))))


def by_name(found: Iterable[Range]) -> tuple[Range, ...]:
    """Put skills in the order of their names, in which accents and capitals do not count."""
    return tuple(sorted(found, key=lambda each: (folded(each.name.value), each.code)))
