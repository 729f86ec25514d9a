"""A named graph as a dataset: what it says of itself, and what of it is the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.web.catalogue import agents, coded, names
from sfia_graph.web.catalogue.graphs import NamedGraph
from sfia_graph.web.catalogue.rights import rights
from sfia_graph.web.catalogue.statements import Statements, iri, texts
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site

_TIERS = ("glosses", "names", "structure", "texts")
_AS_SAID = (("dcterms:issued", "dcterms:issued"), ("dcterms:modified", "dcterms:modified"))
_VERSION = ("dcat:version", "owl:versionInfo")


def part(site: Site, found: Statements, graph: NamedGraph) -> ox.NamedNode:
    """Say what a named graph is, and give its IRI."""
    dataset = ox.NamedNode(graph.iri)
    for kind in ("void:Dataset", "prov:Entity"):
        found.say(dataset, "rdf:type", iri(kind))
    titles = list(_tagged(graph, "dcterms:title")) or [ox.Literal(graph.iri)]
    found.say(dataset, "dcterms:title", *titles)
    found.say(dataset, "dcterms:description", *_described(graph))
    found.say(dataset, "dcterms:isPartOf", names.dataset(site))
    found.page(site, dataset)
    coded.languages(found, dataset, graph.languages)
    for name, own in (*_AS_SAID, _VERSION):
        found.say(dataset, name, *graph.literals(own))
    for name in ("dcterms:creator", "dcterms:rightsHolder"):
        found.say(dataset, name, *(agents.agent(site, found, it) for it in graph.iris(name)))
    rights(site, found, dataset, [graph])
    for source in graph.iris("prov:wasDerivedFrom"):
        _source(site, found, dataset, ox.NamedNode(source))
    return dataset


def _described(graph: NamedGraph) -> Iterator[ox.Literal]:
    """Give a graph's own description, and in the languages that it lacks one by its tier."""
    own = list(_tagged(graph, "dcterms:description"))
    yield from own
    tier = graph.first("sfia:tier")
    kind = "links" if graph.maps else tier if tier in _TIERS else "other"
    known = {primary(each.language or "") for each in own}
    yield from (each for each in texts("graph", kind) if each.language not in known)


def _tagged(graph: NamedGraph, name: str) -> Iterator[ox.Literal]:
    """Give texts; one without a tag is in the language of the graph, where that has but one."""
    for each in graph.literals(name):
        if each.language or len(graph.languages) != 1:
            yield each
        else:
            yield ox.Literal(each.value, language=graph.languages[0])


def _source(site: Site, found: Statements, dataset: ox.NamedNode, source: ox.NamedNode) -> None:
    said = Texts(site, site.languages[0])
    found.say(dataset, "prov:wasDerivedFrom", source)
    found.say(source, "rdf:type", iri("prov:Entity"))
    found.say(source, "dcterms:title", ox.Literal(said.label(source.value).value))
    digest = said.value(source.value, "dcterms:identifier")
    found.say(source, "dcterms:identifier", ox.Literal(digest) if digest else None)
