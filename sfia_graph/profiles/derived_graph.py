"""Derived role profiles as a named graph that says what it comes from and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, PROV

from sfia_graph.minting import Minter
from sfia_graph.profiles.deriving import Derived
from sfia_graph.profiles.statements import role_statements
from sfia_graph.provenance import Description, description_triples
from sfia_graph.terms import graph_of

_PROJECT = "sfia-graph"


def to_graph(
    found: Sequence[Derived], description: Description, mapping: str | None = None
) -> tuple[str, Graph]:
    """Give the graph's IRI and the graph; `mapping` names the graph of the links that were used.

    A profile, and a requirement that is not as it was in an earlier edition, says by
    `prov:wasDerivedFrom` what it was made from (PROV-O, section 3.1).
    """
    mint = Minter()
    iri = mint.graph(description.name)
    written = role_statements(tuple(each.profile for each in found), (), base=mint.base)
    graph = graph_of(
        each for each in written.triples() if getattr(each.subject, "value", "") != written.iri
    )
    for each in found:
        slug = each.profile.slug
        graph.add((URIRef(mint.role(slug)), PROV.wasDerivedFrom, URIRef(each.source)))
        for number, origins in each.origins.items():
            for origin in origins:
                asked = URIRef(mint.requirement(slug, number))
                graph.add((asked, PROV.wasDerivedFrom, URIRef(origin)))
    for triple in description_triples(description):
        graph.add(triple)
    if mapping:
        project = URIRef(mint.agent(_PROJECT))
        graph.add((URIRef(iri), PROV.wasDerivedFrom, URIRef(mint.graph(mapping))))
        graph.add((URIRef(iri), DCTERMS.creator, project))
        graph.add((URIRef(iri), DCTERMS.rightsHolder, project))
    return iri, graph
