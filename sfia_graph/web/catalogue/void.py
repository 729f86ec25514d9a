"""The description of the whole graph with its numbers, parts and links (VoID)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.catalogue import agents, names
from sfia_graph.web.catalogue.counts import Counts, counts
from sfia_graph.web.catalogue.graphs import NamedGraph, named_graphs
from sfia_graph.web.catalogue.linksets import linksets
from sfia_graph.web.catalogue.rights import rights
from sfia_graph.web.catalogue.statements import Statements, integer, iri, moment, place, texts
from sfia_graph.web.describe import Description
from sfia_graph.web.downloads import downloads
from sfia_graph.web.once import once
from sfia_graph.web.pages.rungs import ranges
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.reads import modified
from sfia_graph.web.representations import MEDIA_TYPES, RDF
from sfia_graph.web.site import Site
from sfia_graph.web.stems import things

FEATURES = {
    "application/ld+json": "JSON-LD",
    "application/n-quads": "N-Quads",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "text/turtle": "Turtle",
}
"""The formats of RDF by media type, as W3C names them (http://www.w3.org/ns/formats/)."""


@once
def void(site: Site) -> Description:
    """Describe the union of all named graphs, and each of them as a subset."""
    found, dataset = Statements(), names.dataset(site)
    document = place(site.address(f"{names.VOID}.ttl"))
    publisher = agents.publisher(site, found)
    found.say(document, "rdf:type", iri("void:DatasetDescription"))
    found.say(document, "dcterms:title", *texts("void"))
    found.say(document, "dcterms:publisher", publisher)
    found.say(document, "dcterms:modified", moment(modified(site)))
    found.say(document, "foaf:primaryTopic", dataset)
    found.say(dataset, "rdf:type", iri("void:Dataset"))
    found.say(dataset, "dcterms:title", *texts("dataset", "title"))
    found.say(dataset, "dcterms:description", *texts("dataset", "counted"))
    found.say(dataset, "dcterms:publisher", publisher)
    found.say(dataset, "dcterms:modified", moment(modified(site)))
    found.say(dataset, "foaf:homepage", place(site.address()))
    found.say(dataset, "void:uriSpace", ox.Literal(site.base))
    found.say(dataset, "void:exampleResource", *_examples(site))
    found.say(dataset, "void:dataDump", *_dumps(site))
    found.say(dataset, "void:feature", *_features(site))
    rights(site, found, dataset, named_graphs(site))
    _numbers(site, found, dataset)
    for graph in named_graphs(site):
        found.say(dataset, "void:subset", ox.NamedNode(graph.iri))
        _subset(site, found, graph)
    return found.description(dataset.value)


def _numbers(site: Site, found: Statements, dataset: ox.NamedNode) -> None:
    held = counts(site)
    for name, count in (
        ("triples", held.triples),
        ("entities", held.entities),
        ("distinctSubjects", held.subjects),
        ("distinctObjects", held.objects),
        ("classes", len(held.classes)),
        ("properties", len(held.properties)),
        ("documents", _documents(site)),
    ):
        found.say(dataset, f"void:{name}", integer(count))
    found.say(dataset, "void:vocabulary", *_vocabularies(held))
    for kind, count in held.classes.items():
        part = found.inside(dataset, "void:classPartition", "void:Dataset")
        found.say(part, "void:class", ox.NamedNode(kind))
        found.say(part, "void:entities", integer(count))
    for each in held.properties:
        part = found.inside(dataset, "void:propertyPartition", "void:Dataset")
        found.say(part, "void:property", ox.NamedNode(each.iri))
        found.say(part, "void:triples", integer(each.triples))
        found.say(part, "void:distinctSubjects", integer(each.subjects))
        found.say(part, "void:distinctObjects", integer(each.objects))


def _subset(site: Site, found: Statements, graph: NamedGraph) -> None:
    subset = ox.NamedNode(graph.iri)
    found.say(subset, "rdf:type", iri("void:Dataset"))
    found.say(subset, "dcterms:title", *graph.literals("dcterms:title"))
    found.say(subset, "void:triples", integer(graph.triples))
    found.say(subset, "void:dataDump", *_dumps(site, graph.iri))
    rights(site, found, subset, [graph])
    for each in linksets(site, graph) if graph.maps else ():
        links = ox.NamedNode(each.iri)
        found.say(subset, "void:subset", links)
        found.say(links, "rdf:type", iri("void:Linkset"))
        found.say(links, "void:linkPredicate", ox.NamedNode(each.property))
        found.say(links, "void:triples", integer(each.triples))
        for name, end in (("subjectsTarget", each.start), ("objectsTarget", each.end)):
            if end:
                found.say(links, f"void:{name}", ox.NamedNode(end))
                found.say(ox.NamedNode(end), "rdf:type", iri("void:Dataset"))
                found.say(ox.NamedNode(end), "dcterms:title", *_titles(site, end))


def _titles(site: Site, end: str) -> Iterable[ox.Literal]:
    return (
        ox.Literal(each) for each in Texts(site, site.languages[0]).values(end, "dcterms:title")
    )


def _documents(site: Site) -> int:
    """Count the documents in RDF: each thing of the graph has one in each format."""
    return len(things(site, site.store)) * len(RDF)


def _examples(site: Site) -> Iterable[ox.NamedNode]:
    edition = site.mint.edition(site.latest)
    skills = sorted(ranges(Texts(site, site.languages[0]), edition))
    return (ox.NamedNode(each) for each in (edition, *skills[:1], site.mint.level(1)))


def _dumps(site: Site, graph: str | None = None) -> Iterable[ox.NamedNode]:
    """Give the files in RDF that hold a named graph, or the whole."""
    return (
        place(site.address(each.path))
        for each in downloads(site)
        if each.graph == graph
        and each.edition is None
        and each.scheme is None
        and each.media_type in FEATURES
    )


def _features(site: Site) -> Iterable[ox.NamedNode]:
    offered = {MEDIA_TYPES[suffix] for suffix in RDF}
    offered |= {each.media_type for each in downloads(site)}
    formats = (FEATURES[each] for each in sorted(offered) if each in FEATURES)
    return (ox.NamedNode(f"http://www.w3.org/ns/formats/{each}") for each in formats)


def _vocabularies(held: Counts) -> Iterable[ox.NamedNode]:
    used = {*held.classes, *(each.iri for each in held.properties)}
    found = (name for name in PREFIXES.values() if any(each.startswith(name) for each in used))
    return (ox.NamedNode(each.removesuffix("#")) for each in found)
