"""The framework over all editions: its editions, its codes, and those that are retired."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.editions import held
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.versions import identities
from sfia_graph.web.site import Site


@dataclass(frozen=True)
class Code:
    """A skill across editions; `editions` are the numbers of those that have it."""

    iri: str
    code: str
    name: Text
    editions: tuple[int, ...]
    successors: tuple[Named, ...]


@dataclass(frozen=True)
class View:
    """What the page of the framework shows: editions, the newest first, and all codes."""

    name: Text
    editions: tuple[tuple[Named, bool, tuple[tuple[str, int], ...]], ...]
    numbers: tuple[int, ...]
    codes: tuple[Code, ...]
    retired: tuple[Code, ...]
    citation: str


def framework_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of the framework, all editions."""
    texts, iri = Texts(site, language), site.iri(stem)
    if iri != site.mint.framework:
        return None
    editions = [site.mint.edition(each) for each in reversed(site.editions)]
    codes = sorted(
        (_code(texts, each) for each in texts.values(iri, "skos:hasTopConcept")),
        key=lambda each: each.code,
    )
    view = View(
        texts.label(iri),
        tuple(
            (concepts.named(texts, each), concepts.is_whole(texts, each), held(texts, each))
            for each in editions
        ),
        site.editions,
        tuple(each for each in codes if each.editions),
        tuple(each for each in codes if not each.editions),
        concepts.citation(texts, iri, texts.label(iri).value),
    )
    return Page(
        stem=stem,
        template="framework.html",
        title=view.name.value,
        view=view,
        about=iri,
        terms=concepts.term_set(texts, iri),
    )


def _code(texts: Texts, identity: str) -> Code:
    found = {
        concepts.edition_number(texts, each): each
        for each in texts.values(identity, "dcterms:hasVersion")
    }
    newest = max(found, default=0)
    successors = texts.values(identity, "dcterms:isReplacedBy")
    return Code(
        identity,
        texts.code(identity),
        texts.label(found[newest]) if newest else texts.label(identity),
        tuple(sorted(found)),
        identities(texts, successors),
    )
