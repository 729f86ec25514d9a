"""A named graph: where it comes from, whose it is, and, for a mapping set, its mappings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, local_name
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.evidence import Link, links_in
from sfia_graph.web.pages.files import File, file
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.reads import unnoted
from sfia_graph.web.site import Site

_RELATIONS = {
    "exactMatch": "exact",
    "closeMatch": "close",
    "broadMatch": "broader",
    "narrowMatch": "narrower",
}


@dataclass(frozen=True)
class Linkset:
    """A part of a mapping set (VoID, section 5): the links of one relation between two schemes.

    `name` ends its IRI, and `count` is how many links it has.
    """

    name: str
    relation: str
    source: Text
    target: Text
    count: str


@dataclass(frozen=True)
class View:
    """What the page of a named graph shows.

    `classes` are the classes of the things that it tells of, with how many there are. Of a mapping
    set `ends` are what it maps from and to, `relations` how often each relation is said, and
    `linksets` its parts, each by the end of its IRI.
    """

    name: Text
    description: Text | None
    file: File
    version: str
    creators: tuple[Named, ...]
    statements: int
    classes: tuple[tuple[Named, int], ...]
    mapping_set: bool
    ends: tuple[Named, ...]
    relations: tuple[tuple[str, int], ...]
    linksets: tuple[Linkset, ...]
    sure: int
    links: tuple[Link, ...]
    citation: str


def graph_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a named graph that says what it is."""
    texts, iri = Texts(site, language), site.iri(stem)
    if not stem.startswith("graph/") or not concepts.is_a(texts, iri, "void:Dataset"):
        return None
    view = _view(texts, iri)
    return Page(
        stem=stem,
        template="graph.html",
        title=view.name.value,
        view=view,
        about=iri,
        description=view.description.value if view.description else "",
        terms=_dataset(texts, iri, view),
    )


def _view(texts: Texts, iri: str) -> View:
    engine = texts.site.store.engine
    mapping_set = concepts.is_a(texts, iri, "sssom:MappingSet")
    found = links_in(texts, iri) if mapping_set else ()
    quads = engine.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdf']}type"), None, _node(iri))
    kinds = Counter(each.object.value for each in quads if isinstance(each.object, ox.NamedNode))
    ends = [texts.value(iri, f"sssom:{end}_source") for end in ("subject", "object")]
    schemes = {each.scheme for each in found} - set(ends)
    return View(
        name=texts.label(iri),
        description=texts.text(iri, "dcterms:description"),
        file=file(texts, iri),
        version=texts.value(iri, "owl:versionInfo") or "",
        creators=tuple(
            concepts.named(texts, each) for each in texts.values(iri, "dcterms:creator")
        ),
        statements=sum(1 for _ in unnoted(engine).quads_for_pattern(None, None, None, _node(iri))),
        classes=tuple(
            (Named(kind, texts.label(kind)), count)
            for kind, count in kinds.most_common()
            if texts.site.stem(kind)
        ),
        mapping_set=mapping_set,
        ends=tuple(concepts.named(texts, each) for each in [*ends, *sorted(schemes)] if each),
        relations=tuple(Counter(each.relation for each in found).most_common()),
        linksets=_linksets(texts, iri),
        sure=sum(bool(each.confidence) for each in found),
        links=found,
        citation=f"{texts.label(iri)}. sfia-graph. {iri}",
    )


def _linksets(texts: Texts, iri: str) -> tuple[Linkset, ...]:
    begin = f"{iri}#"
    parts = [each for each in texts.values(iri, "void:subset") if each.startswith(begin)]
    found = (
        Linkset(
            each.removeprefix(begin),
            _RELATIONS.get(local_name(texts.value(each, "void:linkPredicate") or ""), "related"),
            texts.label(texts.value(each, "void:subjectsTarget") or ""),
            texts.label(texts.value(each, "void:objectsTarget") or ""),
            texts.value(each, "void:triples") or "",
        )
        for each in parts
    )
    return tuple(sorted(found, key=lambda each: (len(each.name), each.name)))


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _dataset(texts: Texts, iri: str, view: View) -> dict[str, object]:
    """Give a named graph as schema.org's `Dataset` in JSON-LD."""
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": iri,
        "url": iri,
        "name": view.name.value,
        "description": view.description.value if view.description else view.name.value,
        "identifier": local_name(iri),
    }
    if view.file.licence:
        found["license"] = view.file.licence
    return found
