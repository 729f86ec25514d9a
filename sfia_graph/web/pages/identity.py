"""A skill across editions: its versions side by side, or what took the place of its code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.prose import Said, said
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.versions import Version, identities, versions
from sfia_graph.web.site import Site

STEM = re.compile(r"skill/[^/]+")


@dataclass(frozen=True)
class View:
    """What the page of a skill across editions shows.

    `predecessors` are the retired codes whose place this one took. `absent` are editions that do
    not have the skill: those of which the graph holds all skills.
    """

    code: str
    name: Text
    said: Said
    versions: tuple[Version, ...]
    predecessors: tuple[Named, ...]
    absent: tuple[Named, ...]
    citation: str


def identity_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a skill across editions."""
    texts, iri = Texts(site, language), site.iri(stem)
    if not STEM.fullmatch(stem) or not concepts.is_a(texts, iri, "sfia:SkillIdentity"):
        return None
    view = _view(texts, iri)
    return Page(
        stem=stem,
        template="identity.html",
        title=_title(view.name, view.code),
        view=view,
        about=iri,
        description=view.said.brief,
        picture=(site.stem(view.versions[0].iri) if view.versions else None) or "index",
        terms=concepts.defined_term(texts, iri, view.name, view.said.brief),
    )


def _view(texts: Texts, iri: str) -> View:
    code = texts.code(iri)
    found = versions(texts, iri)
    name = best_name(texts, iri, found)
    editions = {each.edition.iri for each in found}
    others = (texts.site.mint.edition(number) for number in texts.site.editions)
    return View(
        code=code,
        name=name,
        said=said(texts, found[0].iri) if found else Said(None, None),
        versions=found,
        predecessors=identities(texts, texts.subjects("dcterms:isReplacedBy", iri)),
        absent=tuple(
            concepts.named(texts, each)
            for each in others
            if each not in editions and concepts.is_whole(texts, each)
        ),
        citation=concepts.citation(texts, iri, _title(name, code)),
    )


def _title(name: Text, code: str) -> str:
    return code if name.value == code else f"{name} ({code})"


def best_name(texts: Texts, identity: str, found: tuple[Version, ...] = ()) -> Text:
    """Give the name of a skill across editions: that of its newest version in the language."""
    names = [each.name for each in found]
    near = [each for each in names if not each.fallback] or names
    return near[0] if near else texts.label(identity)
