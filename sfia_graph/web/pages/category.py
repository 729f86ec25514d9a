"""A category or subcategory of an edition: what stands in it, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sfia_graph.namespaces import local_name
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.categories import Category, Shelf, named_shelf, ordered, shelf, shelves
from sfia_graph.web.pages.concepts import Named, Source
from sfia_graph.web.pages.level import Count, counts
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.rungs import ranges
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = re.compile(r"(?P<edition>\d+)/category/(?P<name>[^/]+)")


@dataclass(frozen=True)
class View:
    """What the page of a category shows.

    `before` and `after` stand beside it in the order of the edition; `counts` are of its own
    skills.
    """

    category: Category
    slug: str
    edition: Named
    number: int
    place: tuple[Named, ...]
    before: Named | None
    after: Named | None
    said: Said
    counts: tuple[Count, ...]
    sources: tuple[Source, ...]
    official_page: str
    official_rdf: str
    citation: str


def category_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a category or subcategory."""
    found = STEM.fullmatch(stem)
    texts, iri = Texts(site, language), site.iri(stem)
    kinds = ("sfia:Category", "sfia:Subcategory")
    if not found or not any(concepts.is_a(texts, iri, kind) for kind in kinds):
        return None
    view = _view(texts, iri, int(found["edition"]), found["name"])
    description = view.said.brief or words(language)["category"]["description"].format(
        name=view.category.name, edition=view.edition.name, count=len(view.category.all_skills)
    )
    return Page(
        stem=stem,
        template="category.html",
        title=f"{view.category.name}, {view.edition.name}",
        view=view,
        about=iri,
        description=description,
        terms=_terms(texts, view, description),
    )


def _view(texts: Texts, iri: str, number: int, slug: str) -> View:
    edition = texts.site.mint.edition(number)
    own = named_shelf(texts, edition, shelf(texts, iri, ranges(texts, edition)))
    place = concepts.above(texts, iri)
    beside = _beside(texts, edition, place)
    at = next((each for each, one in enumerate(beside) if one.iri == iri), None)
    within = {each.iri: each.levels for each in own.all_skills}
    return View(
        category=own,
        slug=slug,
        edition=concepts.named(texts, edition),
        number=number,
        place=place,
        before=concepts.named(texts, beside[at - 1].iri) if at else None,
        after=(
            concepts.named(texts, beside[at + 1].iri)
            if at is not None and at + 1 < len(beside)
            else None
        ),
        said=said(texts, iri),
        counts=counts(texts, edition, within),
        sources=concepts.sources(texts, [iri]),
        official_page=concepts.official_page(texts, iri),
        official_rdf=concepts.official_rdf(texts, iri),
        citation=concepts.citation(texts, iri, own.name.value),
    )


def _beside(texts: Texts, edition: str, place: tuple[Named, ...]) -> tuple[Shelf, ...]:
    """Give what stands beside a category, itself among it, in the order of the edition."""
    if not place:
        return shelves(texts, edition)
    levels, below = ranges(texts, edition), texts.values(place[-1].iri, "skos:narrower")
    return ordered(texts, (shelf(texts, each, levels) for each in below if each not in levels))


def _terms(texts: Texts, view: View, description: str) -> Mapping[str, Any]:
    """Give a category as schema.org's `DefinedTermSet`, its skills as the terms."""
    skills = [
        {
            "@type": "DefinedTerm",
            "@id": each.iri,
            "name": each.name.value,
            "termCode": local_name(each.iri),
        }
        for each in view.category.all_skills
    ]
    found = concepts.term_set(texts, view.category.iri, description)
    return {**found, "isPartOf": {"@id": view.edition.iri}, "hasDefinedTerm": skills}
