"""A skill in an edition: what it is, where it stands, what each level says, its mappings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.lately import lately
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.around import Around, around
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.evidence import Framework, Link, frameworks, links
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.rungs import (
    Attribute,
    Expectation,
    Range,
    Rung,
    attributes,
    expectations,
    named_ranges,
    ranges,
    rungs,
)
from sfia_graph.web.pages.standing import standing
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.versions import Version, between_editions, versions
from sfia_graph.web.site import Site

STEM = re.compile(r"(?P<edition>\d+)/skill/(?P<code>[^/]+)")


@dataclass(frozen=True)
class AtLevel:
    """A skill at a level: its texts, what is expected of anyone at it, its own mappings."""

    rung: Rung
    iri: str
    said: Said
    expectations: tuple[Expectation, ...]
    meaning: Said
    links: tuple[Link, ...]


@dataclass(frozen=True)
class View:
    """What the page of a skill shows.

    `known_as` is its name in the page's language where only another edition has one. `note` is the
    edition's sentence about levels at which a skill is not observed. `siblings` stand in the same
    subcategory; `alike` are defined at the same levels elsewhere. `successors` are mappings to
    skills of a later edition.
    """

    code: str
    name: Text
    known_as: Version | None
    edition: Named
    place: tuple[Named, ...]
    said: Said
    rungs: tuple[Rung, ...]
    note: Text | None
    levels: Mapping[int, AtLevel]
    attributes: tuple[Attribute, ...]
    siblings: tuple[Range, ...]
    alike: tuple[Range, ...]
    frameworks: tuple[Framework, ...]
    standing: Drawing | None
    around: Around | None
    versions: tuple[Version, ...]
    successors: tuple[Link, ...]
    identity: str
    sources: tuple[Source, ...]
    official_page: str
    official_rdf: str
    citation: str

    @property
    def official(self) -> bool:
        """Whether the page shows words of the framework's own."""
        return bool(self.sources)

    @property
    def told(self) -> bool:
        """Whether anything is said of the skill at any level."""
        return any(each.said.gloss or each.said.definition for each in self.levels.values())


def skill_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a skill in an edition."""
    found = STEM.fullmatch(stem)
    texts, iri = Texts(site, language), site.iri(stem)
    if not found or not concepts.is_a(texts, iri, "sfia:Skill"):
        return None
    view = _view(site, (language, iri))
    return Page(
        stem=stem,
        template="skill.html",
        title=f"{view.name} ({view.code}), {view.edition.name}",
        view=view,
        about=iri,
        description=view.said.brief,
        picture=stem,
        terms=concepts.defined_term(texts, iri, view.name, view.said.brief),
    )


@lately
def _view(site: Site, asked: tuple[str, str]) -> View:
    """Give the view of a skill, by language and IRI: the page and the text are made of it."""
    language, iri = asked
    texts = Texts(site, language)
    edition = concepts.edition_of(texts, iri)
    name, own = texts.label(iri), said(texts, iri)
    code = texts.code(iri)
    steps = rungs(texts, iri)
    known = attributes(texts, edition)
    mapped = links(texts, [iri, *texts.subjects(f"{PREFIXES['sfia']}skill", iri)])
    levels = {
        each.number: _at_level(texts, iri, each, known, mapped) for each in steps if each.defined
    }
    siblings, alike = _related(texts, iri, edition)
    identity = texts.value(iri, "dcterms:isVersionOf") or ""
    editions = versions(texts, identity) if identity else ()
    others = tuple(each for each in mapped if not between_editions(texts, each))
    own_number = concepts.number_of(texts, edition, "sfia:editionNumber")
    return View(
        code=code,
        name=name,
        known_as=_known_as(name, editions),
        edition=concepts.named(texts, edition),
        place=concepts.above(texts, iri),
        said=own,
        rungs=steps,
        note=texts.text(edition, "sfia:notObservedNote"),
        levels=levels,
        attributes=known,
        siblings=siblings,
        alike=alike,
        frameworks=frameworks(texts, others),
        standing=standing(texts, iri),
        around=around(texts, iri),
        versions=editions,
        successors=tuple(each for each in mapped if _is_newer(texts, each, own_number)),
        identity=identity,
        sources=concepts.sources(texts, [iri, *(each.iri for each in levels.values())]),
        official_page=concepts.official_page(texts, iri),
        official_rdf=concepts.official_rdf(texts, iri),
        citation=concepts.citation(texts, iri, f"{name} ({code})"),
    )


def _at_level(
    texts: Texts,
    skill: str,
    rung: Rung,
    known: tuple[Attribute, ...],
    mapped: tuple[Link, ...],
) -> AtLevel:
    iri = f"{skill}/{rung.number}"
    return AtLevel(
        rung,
        iri,
        said(texts, iri),
        expectations(texts, known, rung.number),
        meaning(texts, rung),
        tuple(each for each in mapped if each.own.iri == iri),
    )


def meaning(texts: Texts, rung: Rung) -> Said:
    """Give what a level means: this project's gloss, and the edition's own words."""
    key = "meaning", texts.language, rung.iri, rung.number
    return texts.recall(key, lambda: _meaning(texts, rung))


def _meaning(texts: Texts, rung: Rung) -> Said:
    own = said(texts, rung.iri)
    return Said(texts.text(texts.site.mint.level(rung.number), "sfia:gloss"), own.definition)


def _is_newer(texts: Texts, link: Link, number: int) -> bool:
    edition = concepts.edition_of(texts, link.other.iri)
    return bool(edition) and concepts.number_of(texts, edition, "sfia:editionNumber") > number


def _known_as(name: Text, editions: tuple[Version, ...]) -> Version | None:
    if not name.fallback:
        return None
    return next((each for each in editions if not each.name.fallback), None)


def _related(texts: Texts, skill: str, edition: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Give the skills of the same subcategory, and those of others with the same levels.

    The latter are what the stored question `related-by-range` gives, in a fifth of its time.
    """
    known = ranges(texts, edition)
    shelf = texts.value(skill, "skos:broader")
    beside = set(texts.values(shelf, "skos:narrower")) if shelf else set()
    own = known.get(skill)
    same = (each for each, levels in known.items() if levels == own and each != skill)
    return (
        named_ranges(texts, beside - {skill}, known),
        named_ranges(texts, set(same) - beside, known),
    )
