"""The categories of an edition with what stands in them, in the order that the edition has."""

from __future__ import annotations

from collections.abc import Container, Iterable
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands in a category, without names: its parts, and its skills by their IRIs."""

    iri: str
    parts: tuple[Shelf, ...]
    skills: tuple[str, ...]
    position: int

    @property
    def all_skills(self) -> tuple[str, ...]:
        """The skills of the category and of all of its parts."""
        return (*self.skills, *(skill for part in self.parts for skill in part.all_skills))


def categories(texts: Texts, edition: str) -> tuple[Category, ...]:
    """Give the categories of an edition, in its order."""
    return tuple(named_shelf(texts, edition, each) for each in shelves(texts, edition))


def shelves(texts: Texts, edition: str) -> tuple[Shelf, ...]:
    """Give what stands in the categories of an edition, in its order."""
    levels = ranges(texts, edition)
    tops = texts.values(edition, "skos:hasTopConcept")
    return ordered(texts, (shelf(texts, it, levels) for it in tops if is_a(texts, it, _CATEGORY)))


def loose(texts: Texts, edition: str) -> tuple[Range, ...]:
    """Give the skills of an edition that stand in no category, by name."""
    levels = ranges(texts, edition)
    shelved = (each for each in levels if not texts.value(each, "skos:broader"))
    return by_name(named_ranges(texts, shelved, levels))


def shelf(
    texts: Texts, iri: str, levels: Container[str], above: frozenset[str] = frozenset()
) -> Shelf:
    """Give what stands in a category; `levels` has the IRIs of the edition's skills.

    What stands in `above` is no part of it, so that data which go round in a circle have an end.
    """
    below = texts.values(iri, "skos:narrower")
    here = above | {iri}
    parts = ordered(
        texts,
        (
            shelf(texts, each, levels, here)
            for each in below
            if is_a(texts, each, _SUBCATEGORY) and each not in here
        ),
    )
    own = tuple(each for each in below if each in levels)
    positions = [position(texts, each) for each in own] + [part.position for part in parts]
    return Shelf(iri, parts, own, min(positions, default=LAST))


def ordered(texts: Texts, found: Iterable[Shelf]) -> tuple[Shelf, ...]:
    """Put categories in the edition's order; by name where it is unknown."""
    return tuple(sorted(found, key=lambda it: (it.position, folded(texts.label(it.iri).value))))


def named_shelf(texts: Texts, edition: str, found: Shelf) -> Category:
    """Give a category of an edition with the names of what stands in it."""
    return Category(
        iri=found.iri,
        name=named(texts, found.iri).name,
        parts=tuple(named_shelf(texts, edition, each) for each in found.parts),
        skills=by_name(named_ranges(texts, found.skills, ranges(texts, edition))),
        position=found.position,
    )


def by_name(found: Iterable[Range]) -> tuple[Range, ...]:
    """Put skills in the order of their names, in which accents and capitals do not count."""
    return tuple(sorted(found, key=lambda each: (folded(each.name.value), each.code)))
