"""An edition: what it holds, what changed, and which files it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sfia_graph.namespaces import local_name
from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.pages import concepts, turnover
from sfia_graph.web.pages.changes import Changes, changes
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.files import File, files
from sfia_graph.web.pages.level import Count, counts
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.rungs import Attribute, Range, attributes, named_ranges, ranges
from sfia_graph.web.pages.spread import spread
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site

KINDS = (
    *("Skill", "SkillAtLevel", "Category", "Subcategory", "LevelInEdition", "Attribute"),
    "AttributeAtLevel",
)


@dataclass(frozen=True)
class Shelf:
    """A category with its subcategories, and how many skills stand in each."""

    category: Named
    subcategories: tuple[tuple[Named, int], ...]
    count: int


@dataclass(frozen=True)
class View:
    """What the page of an edition shows; `whole` says that the graph holds all of its skills."""

    edition: Named
    number: int
    whole: bool
    held: tuple[tuple[str, int], ...]
    before: Named | None
    after: Named | None
    shelves: tuple[Shelf, ...]
    skills: tuple[Range, ...]
    counts: tuple[Count, ...]
    attributes: tuple[Attribute, ...]
    note: Text | None
    files: tuple[File, ...]
    changes: Changes | None
    spread: Drawing | None
    turnover: Drawing | None
    citation: str


def edition_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of an edition."""
    texts, iri = Texts(site, language), site.iri(stem)
    if not re.fullmatch(r"\d+", stem) or not concepts.is_a(texts, iri, "sfia:Edition"):
        return None
    view = _view(texts, iri)
    return Page(
        stem=stem,
        template="edition.html",
        title=str(view.edition.name),
        view=view,
        about=iri,
        terms=concepts.term_set(texts, iri),
    )


def _view(texts: Texts, iri: str) -> View:
    levels = ranges(texts, iri)
    before = texts.value(iri, "xkos:follows")
    after = next(iter(texts.subjects("xkos:follows", iri)), None)
    shelves = _shelves(texts, iri)
    known = before if before and concepts.is_a(texts, before, "sfia:Edition") else None
    changed = changes(texts, known, iri) if known else None
    return View(
        edition=concepts.named(texts, iri),
        number=concepts.number_of(texts, iri, "sfia:editionNumber"),
        whole=concepts.is_whole(texts, iri),
        held=held(texts, iri),
        before=concepts.named(texts, before) if before else None,
        after=concepts.named(texts, after) if after else None,
        shelves=shelves,
        skills=() if shelves else named_ranges(texts, levels, levels),
        counts=counts(texts, iri, levels),
        attributes=attributes(texts, iri),
        note=texts.text(iri, "sfia:notObservedNote"),
        files=files(texts, iri),
        changes=changed,
        spread=spread(texts, iri),
        turnover=turnover.drawn(texts, known, iri, changed) if known and changed else None,
        citation=concepts.citation(texts, iri, texts.label(iri).value),
    )


def held(texts: Texts, edition: str) -> tuple[tuple[str, int], ...]:
    """Give how many things of each class an edition holds, as it says itself (VoID)."""
    found: dict[str, int] = {}
    for part in texts.values(edition, "void:classPartition"):
        kind = local_name(texts.value(part, "void:class") or "")
        found[kind] = max(map(int, texts.values(part, "void:entities")), default=0)
    return tuple((kind, found[kind]) for kind in KINDS if found.get(kind))


def _shelves(texts: Texts, edition: str) -> tuple[Shelf, ...]:
    tops = texts.values(edition, "skos:hasTopConcept")
    categories = [each for each in tops if concepts.is_a(texts, each, "sfia:Category")]
    return tuple(
        sorted(
            (_shelf(texts, each) for each in categories), key=lambda each: str(each.category.name)
        )
    )


def _shelf(texts: Texts, category: str) -> Shelf:
    parts = texts.values(category, "skos:narrower")
    subcategories = [each for each in parts if concepts.is_a(texts, each, "sfia:Subcategory")]
    counted = [
        (concepts.named(texts, each), len(texts.values(each, "skos:narrower")))
        for each in subcategories
    ]
    direct = len(parts) - len(subcategories)
    ordered = tuple(sorted(counted, key=lambda pair: str(pair[0].name)))
    return Shelf(
        concepts.named(texts, category), ordered, direct + sum(count for _, count in counted)
    )
