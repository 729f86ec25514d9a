"""The way in: what this is, a search, the skills by category, the levels, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.categories import Category, categories, loose
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.level import Count, counts
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.queries import Question, question
from sfia_graph.web.pages.rungs import Range, ranges
from sfia_graph.web.pages.spread import spread
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "index"
QUESTIONS = ("skills-at-level", "level-histogram", "resolve-name", "role-in-sfia")
"""Stored questions that the page begins with; those that are not there are left out."""


@dataclass(frozen=True)
class Held:
    """An edition and how many skills the graph has of it."""

    edition: Named
    whole: bool
    skills: int


@dataclass(frozen=True)
class View:
    """What the page shows of the newest edition; `skills` are those that stand in no category."""

    edition: Named
    number: int
    count: int
    categories: tuple[Category, ...]
    skills: tuple[Range, ...]
    levels: tuple[Count, ...]
    spread: Drawing | None
    questions: tuple[Question, ...]
    asked: int
    editions: tuple[Held, ...]


def home_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the home page."""
    if stem != STEM:
        return None
    texts, said = Texts(site, language), words(language)["home"]
    view = _view(texts)
    return Page(
        stem=STEM,
        template="home.html",
        title=said["title"].format(edition=view.edition.name, count=view.count),
        view=view,
        formats=(),
        description=said["description"],
        terms=_terms(site, language, said["description"]),
    )


def _view(texts: Texts) -> View:
    site = texts.site
    edition = site.mint.edition(site.latest)
    known = ranges(texts, edition)
    return View(
        edition=concepts.named(texts, edition),
        number=site.latest,
        count=len(known),
        categories=categories(texts, edition),
        skills=loose(texts, edition),
        levels=counts(texts, edition, known),
        spread=spread(texts, edition),
        questions=tuple(
            question(site.queries[name], texts.language)
            for name in QUESTIONS
            if name in site.queries
        ),
        asked=len(site.queries),
        editions=tuple(_held(texts, each) for each in reversed(site.editions)),
    )


def _held(texts: Texts, number: int) -> Held:
    edition = texts.site.mint.edition(number)
    skills = len(ranges(texts, edition))
    return Held(concepts.named(texts, edition), concepts.is_whole(texts, edition), skills)


def _terms(site: Site, language: str, description: str) -> Mapping[str, Any]:
    """Give the site as schema.org's `WebSite`, with the action that searches it."""
    target = f"{site.origin}{site.place(f'search.{language}.html')}?q={{search_term_string}}"
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": words(language)["frame"]["site"],
        "url": f"{site.origin}{site.root}",
        "description": description,
        "inLanguage": language,
        "about": {"@type": "DefinedTermSet", "@id": site.mint.framework},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }
