"""Graphs as bytes, the same bytes for the same statements."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from rdflib import Graph

from sfia_graph.blank_nodes import labelled
from sfia_graph.errors import SfiaError
from sfia_graph.graph import bind_prefixes
from sfia_graph.long_turtle import to_long_turtle
from sfia_graph.media import Format
from sfia_graph.namespaces import PREFIXES
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.rdf_xml import unsayable, with_line_ends
from sfia_graph.tags import restore


def to_bytes(graphs: Mapping[str, Graph], known: Format) -> bytes:
    """Serialise named graphs (IRI → graph) in a format.

    A format without named graphs holds the union of them all, each statement once. Turtle is
    rdflib's `longturtle`, the others are written from sorted statements. Raises `SfiaError` for
    what RDF/XML cannot hold.
    """
    if known.name == "turtle":
        return canonical_turtle(_union(graphs))
    quads = sorted(
        (quad for name, graph in graphs.items() for quad in _quads(graph, name, known)), key=str
    )
    if known.name == "rdfxml":
        _refuse(unsayable(quad.triple for quad in quads))
    distinct = quads if known.named_graphs else list(dict.fromkeys(q.triple for q in quads))
    written = ox.serialize(distinct, format=OX_FORMATS[known.name], prefixes=_used(quads, known))
    restored = restore(written or b"", known.name)
    return with_line_ends(restored) if known.name == "rdfxml" else restored


def _refuse(fault: str | None) -> None:
    if fault:
        raise SfiaError(f"RDF/XML cannot hold {fault}; write another format, such as .ttl")


def canonical_turtle(graph: Graph) -> bytes:
    """Serialise a graph as the repository keeps its Turtle: `longturtle`, our prefixes only.

    `longturtle` sorts blank nodes by their labels, so each is labelled by what is said of it.
    """
    fresh = Graph(bind_namespaces="none")
    bind_prefixes(fresh)
    fresh += labelled(graph)
    return to_long_turtle(fresh)


def _union(graphs: Mapping[str, Graph]) -> Graph:
    union = Graph(bind_namespaces="none")
    for graph in graphs.values():
        union += graph
    return union


def _quads(graph: Graph, name: str, known: Format) -> list[ox.Quad]:
    lines = labelled(graph, name).serialize(format="nt", encoding="utf-8")
    label = ox.NamedNode(name) if known.named_graphs else ox.DefaultGraph()
    parsed = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, label) for quad in parsed]


def _used(quads: list[ox.Quad], known: Format) -> dict[str, str] | None:
    if known.name in {"ntriples", "nquads"}:
        return None
    text = "\n".join(map(str, quads))
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
