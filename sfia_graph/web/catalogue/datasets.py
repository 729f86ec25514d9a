"""The datasets of the catalogue: the whole graph, the framework and its editions, named graphs."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import SFIA
from sfia_graph.web.catalogue import agents, authorities, coded, names
from sfia_graph.web.catalogue.editions import editions
from sfia_graph.web.catalogue.graphs import named_graphs
from sfia_graph.web.catalogue.parts import part
from sfia_graph.web.catalogue.rights import rights
from sfia_graph.web.catalogue.statements import (
    Statements,
    iri,
    listed,
    moment,
    on_the_web,
    place,
    texts,
)
from sfia_graph.web.reads import modified
from sfia_graph.web.site import Site

_ONTOLOGY = SFIA.removesuffix("#")


def datasets(site: Site, found: Statements, publisher: ox.NamedNode) -> list[ox.NamedNode]:
    """Say what each dataset is, and give their IRIs: the whole graph first."""
    parts = [part(site, found, each) for each in named_graphs(site)]
    every = [_whole(site, found), *editions(site, found), *parts]
    for dataset in every:
        found.say(dataset, "rdf:type", iri("dcat:Dataset"))
        found.say(dataset, "dcterms:publisher", publisher)
        found.say(dataset, "dcat:keyword", *listed("keywords"))
        found.say(dataset, "dcat:theme", *map(authorities.theme, authorities.THEMES))
        found.typed(dataset, "dcterms:conformsTo", "dcterms:Standard", ox.NamedNode(_ONTOLOGY))
        agents.contact(site, found, dataset)
    return every


def _whole(site: Site, found: Statements) -> ox.NamedNode:
    """Say what the union of all named graphs is: the version that its newest file made."""
    dataset, graphs, changed = names.dataset(site), named_graphs(site), moment(modified(site))
    for kind in ("void:Dataset", "prov:Entity"):
        found.say(dataset, "rdf:type", iri(kind))
    found.say(dataset, "dcterms:title", *texts("dataset", "title"))
    found.say(dataset, "dcterms:description", *texts("dataset", "description"))
    found.say(dataset, "dcterms:issued", changed)
    found.say(dataset, "dcterms:modified", changed)
    found.say(dataset, "dcat:version", ox.Literal(changed.value))
    found.typed(dataset, "dcat:landingPage", "foaf:Document", place(site.address()))
    found.say(dataset, "foaf:isPrimaryTopicOf", place(site.address(f"{names.VOID}.ttl")))
    found.say(dataset, "dcterms:hasPart", *(ox.NamedNode(each.iri) for each in graphs))
    coded.languages(found, dataset, (tag for each in graphs for tag in each.languages))
    holders = sorted({each for graph in graphs for each in graph.iris("dcterms:rightsHolder")})
    found.say(dataset, "dcterms:rightsHolder", *(agents.agent(site, found, it) for it in holders))
    rights(site, found, dataset, graphs)
    made = found.inside(dataset, "dcterms:provenance", "dcterms:ProvenanceStatement")
    found.say(made, "rdfs:label", *texts("provenance"))
    sources = (each for graph in graphs for each in graph.iris("prov:wasDerivedFrom"))
    found.say(dataset, "prov:wasDerivedFrom", *on_the_web(sources))
    return dataset
