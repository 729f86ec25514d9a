"""Two skills, or two levels, as the sides of a comparison: what each has, and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.evidence import Link, links
from sfia_graph.web.pages.level import View as LevelView
from sfia_graph.web.pages.level import view_of
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.rungs import Range, Rung, named_ranges, rungs
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.versions import between_editions


@dataclass(frozen=True)
class Skill:
    """A skill as one side of a comparison; `levels` are what it says at each level."""

    skill: Named
    place: tuple[Named, ...]
    said: Said
    rungs: tuple[Rung, ...]
    levels: Mapping[int, Said]


@dataclass(frozen=True)
class Skills:
    """Two skills; `shared` are concepts of other frameworks that both are mapped to."""

    sides: tuple[Skill, Skill]
    rungs: tuple[Rung, ...]
    both: tuple[int, ...]
    shared: tuple[tuple[Link, Link], ...]


@dataclass(frozen=True)
class Levels:
    """Two levels; `only` are the skills that one of them has and the other has not."""

    sides: tuple[LevelView, LevelView]
    only: tuple[tuple[Range, ...], tuple[Range, ...]]
    both: int


def skills_beside(texts: Texts, first: str, second: str) -> Skills:
    """Give two skills, by their IRIs, as the sides of a comparison."""
    sides = (_skill(texts, first), _skill(texts, second))
    pairs = zip(sides[0].rungs, sides[1].rungs, strict=True)
    both = tuple(one.number for one, other in pairs if one.defined and other.defined)
    return Skills(sides, sides[0].rungs, both, _shared(texts, first, second))


def _skill(texts: Texts, skill: str) -> Skill:
    steps = rungs(texts, skill)
    return Skill(
        concepts.named(texts, skill),
        concepts.above(texts, skill),
        said(texts, skill),
        steps,
        {each.number: said(texts, f"{skill}/{each.number}") for each in steps if each.defined},
    )


def _shared(texts: Texts, first: str, second: str) -> tuple[tuple[Link, Link], ...]:
    """Give the mappings of two skills into the same concepts of other frameworks."""
    own = {each.other.iri: each for each in links(texts, [first]) if not each.denied}
    theirs = {each.other.iri: each for each in links(texts, [second]) if not each.denied}
    return tuple(
        (own[iri], theirs[iri])
        for iri in sorted(own.keys() & theirs.keys())
        if not between_editions(texts, own[iri])
    )


def levels_beside(
    texts: Texts, first: int, second: int, edition: str, known: Mapping[str, tuple[int, ...]]
) -> Levels:
    """Give two levels, by their numbers, in an edition whose skills have the `known` ranges."""
    sides = (
        view_of(texts, first, edition, plain=False),
        view_of(texts, second, edition, plain=False),
    )
    here, there = ({skill for skill, at in known.items() if n in at} for n in (first, second))
    return Levels(
        sides,
        (named_ranges(texts, here - there, known), named_ranges(texts, there - here, known)),
        len(here & there),
    )
