"""A level of responsibility: what it means, and what stands at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sfia_graph.records import LEVELS
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.evidence import Framework, frameworks, links
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.rungs import (
    Attribute,
    Expectation,
    Range,
    attributes,
    expectations,
    level,
    named_ranges,
    ranges,
)
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site

STEM = re.compile(r"(?:(?P<edition>\d+)/)?level/(?P<number>[1-7])")


@dataclass(frozen=True)
class Group:
    """The skills at a level in one category, each with the levels that it is defined at."""

    category: Named | None
    skills: tuple[Range, ...]


@dataclass(frozen=True)
class Count:
    """How many skills an edition defines at a level; `share` is of the fullest, out of 100."""

    number: int
    name: Text
    iri: str
    count: int
    share: int


@dataclass(frozen=True)
class View:
    """What the page of a level shows.

    `edition` is the one whose words and skills are shown: its own, or else the newest. `plain` says
    that the page is that of the level as such; then `names` are its names in the editions.
    `starting` skills have it as their lowest level, `ending` as their highest.
    """

    number: int
    name: Text
    plain: bool
    edition: Named
    gloss: Text | None
    said: Said
    names: tuple[tuple[Named, Named], ...]
    counts: tuple[Count, ...]
    groups: tuple[Group, ...]
    count: int
    starting: int
    ending: int
    attributes: tuple[Attribute, ...]
    expectations: tuple[Expectation, ...]
    frameworks: tuple[Framework, ...]
    sources: tuple[Source, ...]
    official_page: str
    official_rdf: str
    citation: str
    level: str


def level_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a level, as such or in the words of an edition."""
    found = STEM.fullmatch(stem)
    texts, iri = Texts(site, language), site.iri(stem)
    kind = "sfia:LevelInEdition" if found and found["edition"] else "sfia:Level"
    if not found or not concepts.is_a(texts, iri, kind):
        return None
    edition = site.mint.edition(int(found["edition"] or site.latest))
    view = view_of(texts, int(found["number"]), edition, plain=not found["edition"])
    title = texts.label(site.mint.level(view.number)).value
    full = title if title == view.name.value else f"{title}, {view.name}"
    description = view.gloss.value if view.gloss else view.said.brief
    return Page(
        stem=stem,
        template="level.html",
        title=full if view.plain else f"{full}, {view.edition.name}",
        view=view,
        about=iri,
        description=description,
        terms=concepts.defined_term(texts, iri, Text(full), description),
    )


def view_of(texts: Texts, number: int, edition: str, *, plain: bool) -> View:
    """Give what is to be shown of a level in an edition."""
    mint = texts.site.mint
    common = mint.level(number)
    own, name = level(texts, edition, number)
    known = attributes(texts, edition)
    levels = ranges(texts, edition)
    here = [each for each, defined in levels.items() if number in defined]
    shown = common if plain else own
    return View(
        number=number,
        name=name,
        plain=plain,
        edition=concepts.named(texts, edition),
        gloss=texts.text(common, "sfia:gloss"),
        said=said(texts, own),
        names=_names(texts, number),
        counts=counts(texts, edition, levels),
        groups=_groups(texts, edition, named_ranges(texts, here, levels)),
        count=len(here),
        starting=sum(levels[each][0] == number for each in here),
        ending=sum(levels[each][-1] == number for each in here),
        attributes=known,
        expectations=expectations(texts, known, number),
        frameworks=frameworks(texts, links(texts, [common])),
        sources=concepts.sources(texts, [own]),
        official_page=concepts.official_page(texts, own),
        official_rdf=concepts.official_rdf(texts, common),
        citation=concepts.citation(texts, shown, f"{texts.label(common)} ({name})"),
        level=common,
    )


def counts(texts: Texts, edition: str, levels: dict[str, tuple[int, ...]]) -> tuple[Count, ...]:
    """Give how many skills stand at each level."""
    numbers = [sum(number in each for each in levels.values()) for number in LEVELS]
    most = max(numbers) or 1
    return tuple(
        Count(number, name, iri, count, round(100 * count / most))
        for number, count in zip(LEVELS, numbers, strict=True)
        for iri, name in [level(texts, edition, number)]
    )


def _names(texts: Texts, number: int) -> tuple[tuple[Named, Named], ...]:
    """Give the editions that have words of their own for a level, the newest first."""
    mint = texts.site.mint
    pairs = (
        (mint.edition(each), mint.level_in_edition(each, number)) for each in texts.site.editions
    )
    found = [pair for pair in pairs if texts.value(pair[1], "sfia:level")]
    return tuple(
        (concepts.named(texts, edition), concepts.named(texts, own)) for edition, own in found[::-1]
    )


def _groups(texts: Texts, edition: str, found: tuple[Range, ...]) -> tuple[Group, ...]:
    """Give skills by category, the categories by name, those without one last."""
    by_category: dict[str, list[Range]] = {}
    for each in found:
        place = concepts.above(texts, each.iri)
        by_category.setdefault(place[0].iri if place else "", []).append(each)
    groups = [
        Group(concepts.named(texts, iri) if iri else None, tuple(group))
        for iri, group in by_category.items()
    ]
    return tuple(sorted(groups, key=lambda each: str(each.category.name) if each.category else "~"))
