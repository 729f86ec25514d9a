"""An attribute over the seven levels, and at one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sfia_graph.namespaces import SFIA
from sfia_graph.records import LEVELS
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.rungs import (
    Attribute,
    Expectation,
    attributes,
    expectations,
    level,
)
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site

STEM = re.compile(r"\d+/attribute/[^/]+(?:/(?P<number>[1-7]))?")


@dataclass(frozen=True)
class Step:
    """An attribute at a level, and the level."""

    number: int
    name: Text
    iri: str
    level: str
    said: Said


@dataclass(frozen=True)
class View:
    """What the page of an attribute shows; `here` is the step that a page at a level is about.

    `others` are the edition's attributes beside it; `beside` what they say at the level.
    """

    attribute: Named
    behavioural: bool
    edition: Named
    said: Said
    steps: tuple[Step, ...]
    here: Step | None
    before: Step | None
    after: Step | None
    others: tuple[Attribute, ...]
    beside: tuple[Expectation, ...]
    sources: tuple[Source, ...]
    official_page: str
    official_rdf: str
    citation: str

    @property
    def told(self) -> bool:
        """Whether anything is said of the attribute at any level."""
        return any(each.said.gloss or each.said.definition for each in self.steps)


def attribute_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of an attribute, or of an attribute at a level."""
    found = STEM.fullmatch(stem)
    texts, iri = Texts(site, language), site.iri(stem)
    kind = "sfia:AttributeAtLevel" if found and found["number"] else "sfia:Attribute"
    if not found or not concepts.is_a(texts, iri, kind):
        return None
    at_level = bool(found["number"])
    view = _view(texts, iri, iri.rsplit("/", 1)[0] if at_level else iri)
    code = texts.code(iri)
    name = texts.label(iri)
    shown = view.here.said if view.here else view.said
    return Page(
        stem=stem,
        template="attribute_at_level.html" if at_level else "attribute.html",
        title=f"{name}{f' ({code})' if code else ''}, {view.edition.name}",
        view=view,
        about=iri,
        description=shown.brief or view.said.brief,
        terms=concepts.defined_term(texts, iri, name, shown.brief),
    )


def _view(texts: Texts, iri: str, attribute: str) -> View:
    edition = concepts.edition_of(texts, attribute)
    steps = tuple(_step(texts, attribute, edition, number) for number in LEVELS)
    steps = tuple(each for each in steps if texts.value(each.iri, f"{SFIA}level"))
    place = next((place for place, each in enumerate(steps) if each.iri == iri), None)
    here = None if place is None else steps[place]
    known = attributes(texts, edition)
    others = tuple(each for each in known if each.iri != attribute)
    code = texts.value(iri, "dcterms:identifier")
    return View(
        attribute=concepts.named(texts, attribute),
        behavioural=any(each.iri == attribute and each.behavioural for each in known),
        edition=concepts.named(texts, edition),
        said=said(texts, attribute),
        steps=steps,
        here=here,
        before=steps[place - 1] if place else None,
        after=steps[place + 1] if place is not None and place + 1 < len(steps) else None,
        others=others,
        beside=expectations(texts, others, here.number) if here else (),
        sources=concepts.sources(texts, [attribute, *(each.iri for each in steps)]),
        official_page=concepts.official_page(texts, attribute),
        official_rdf=concepts.official_rdf(texts, attribute),
        citation=concepts.citation(
            texts, iri, f"{texts.label(iri)} ({code})" if code else texts.label(iri).value
        ),
    )


def _step(texts: Texts, attribute: str, edition: str, number: int) -> Step:
    iri = f"{attribute}/{number}"
    common, name = level(texts, edition, number)
    return Step(number, name, iri, common, said(texts, iri))
