"""An `Edition` as triples: SKOS concepts, their levels and texts, up to a tier.

The model is described in docs/model.md; SKOS Reference sections 4 to 9 say what the SKOS terms
mean, and XKOS what `xkos:follows` does.
"""

from __future__ import annotations

from rdflib import Graph

from sfia_graph.graph.attributes import write_attribute, write_level
from sfia_graph.graph.framework import write_axis, write_categories, write_edition
from sfia_graph.graph.skills import write_skill
from sfia_graph.graph.writer import Writer
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.records import Edition
from sfia_graph.tiers import Tier


def to_graph(edition: Edition, *, tier: Tier = "texts", base: str = BASE) -> Graph:
    """Write an edition as RDF, up to a tier: structure, names, or texts as well.

    The graph holds the edition and the axis of levels, not the description of its source, which
    `provenance.describe` adds.
    """
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph)
    writer = Writer(graph, edition, tier, base)
    write_edition(writer)
    write_axis(writer)
    write_categories(writer)
    for skill in edition.skills:
        write_skill(writer, skill)
    for attribute in edition.attributes:
        write_attribute(writer, attribute)
    for level in edition.levels:
        write_level(writer, level)
    return graph


def bind_prefixes(graph: Graph) -> None:
    """Bind the project's prefixes, and no others."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
