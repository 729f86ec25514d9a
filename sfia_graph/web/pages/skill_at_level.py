"""A skill at one level: what it asks for, the levels beside it, what else is expected at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sfia_graph.namespaces import SFIA
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.evidence import Framework, frameworks, links
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
from sfia_graph.web.pages.skill import meaning
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site

STEM = re.compile(r"\d+/skill/[^/]+/[1-7]")


@dataclass(frozen=True)
class Step:
    """The skill at a level beside this one."""

    rung: Rung
    iri: str
    said: Said


@dataclass(frozen=True)
class View:
    """What the page of a skill at a level shows.

    `before` and `after` are the nearest levels that the skill is defined at; `siblings` the skills
    of the same subcategory that are defined at this level too.
    """

    skill: Named
    code: str
    edition: Named
    place: tuple[Named, ...]
    rung: Rung
    rungs: tuple[Rung, ...]
    said: Said
    skill_said: Said
    meaning: Said
    before: Step | None
    after: Step | None
    attributes: tuple[Attribute, ...]
    expectations: tuple[Expectation, ...]
    siblings: tuple[Range, ...]
    frameworks: tuple[Framework, ...]
    sources: tuple[Source, ...]
    official_page: str
    official_rdf: str
    name: Text
    citation: str

    @property
    def told(self) -> bool:
        """Whether the edition says what it expects at the level."""
        return any(each.said.definition for each in self.expectations)


def skill_at_level_page(
    site: Site, stem: str, language: str, parameters: Parameters
) -> Page | None:
    """Give the page of a skill at a level."""
    texts, iri = Texts(site, language), site.iri(stem)
    if not STEM.fullmatch(stem) or not concepts.is_a(texts, iri, "sfia:SkillAtLevel"):
        return None
    view = _view(texts, iri)
    return Page(
        stem=stem,
        template="skill_at_level.html",
        title=f"{view.name} ({view.code}), {view.edition.name}",
        view=view,
        about=iri,
        description=view.said.brief,
        picture=stem.rpartition("/")[0],
        terms=concepts.defined_term(texts, iri, view.name, view.said.brief),
    )


def _view(texts: Texts, iri: str) -> View:
    skill = texts.value(iri, f"{SFIA}skill") or iri.rsplit("/", 1)[0]
    edition = concepts.edition_of(texts, iri)
    steps = rungs(texts, skill)
    here = next(each for each in steps if iri.endswith(f"/{each.number}"))
    defined = [each for each in steps if each.defined]
    below = [each for each in defined if each.number < here.number]
    beyond = [each for each in defined if each.number > here.number]
    known = attributes(texts, edition)
    code = texts.code(iri)
    name = texts.label(iri)
    return View(
        skill=concepts.named(texts, skill),
        code=code,
        edition=concepts.named(texts, edition),
        place=concepts.above(texts, skill),
        rung=here,
        rungs=steps,
        said=said(texts, iri),
        skill_said=said(texts, skill),
        meaning=meaning(texts, here),
        before=_step(texts, skill, below[-1]) if below else None,
        after=_step(texts, skill, beyond[0]) if beyond else None,
        attributes=known,
        expectations=expectations(texts, known, here.number),
        siblings=_siblings(texts, skill, edition, here.number),
        frameworks=frameworks(texts, links(texts, [iri])),
        sources=concepts.sources(texts, [iri, skill]),
        official_page=concepts.official_page(texts, skill),
        official_rdf=concepts.official_rdf(texts, iri),
        name=name,
        citation=concepts.citation(texts, iri, f"{name} ({code})"),
    )


def _step(texts: Texts, skill: str, rung: Rung) -> Step:
    iri = f"{skill}/{rung.number}"
    return Step(rung, iri, said(texts, iri))


def _siblings(texts: Texts, skill: str, edition: str, number: int) -> tuple[Range, ...]:
    shelf = texts.value(skill, "skos:broader")
    known = ranges(texts, edition)
    beside = texts.values(shelf, "skos:narrower") if shelf else []
    found = [each for each in beside if each != skill and number in known.get(each, ())]
    return named_ranges(texts, found, known)
