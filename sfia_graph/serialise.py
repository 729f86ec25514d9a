"""Graphs as bytes, the same bytes for the same statements."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

import pyoxigraph as ox
from rdflib import BNode, Graph
from rdflib.term import Node

from sfia_graph.graph import bind_prefixes
from sfia_graph.media import Format
from sfia_graph.namespaces import PREFIXES
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.tags import restore

_DEPTH = 4
"""How many steps away from a blank node are looked at to tell it from others."""


def to_bytes(graphs: Mapping[str, Graph], known: Format) -> bytes:
    """Serialise named graphs (IRI → graph) in a format.

    A format without named graphs holds the union of them all. Turtle is rdflib's `longturtle`,
    the others are written from sorted statements.
    """
    if known.name == "turtle":
        return canonical_turtle(_union(graphs))
    quads = sorted(
        (quad for name, graph in graphs.items() for quad in _quads(graph, name, known)), key=str
    )
    triples = quads if known.named_graphs else [quad.triple for quad in quads]
    written = ox.serialize(triples, format=OX_FORMATS[known.name], prefixes=_used(quads, known))
    return restore(written or b"", known.name)


def canonical_turtle(graph: Graph) -> bytes:
    """Serialise a graph as the repository keeps its Turtle: `longturtle`, our prefixes only.

    `longturtle` sorts blank nodes by their labels, so each is labelled by what is said of it.
    """
    fresh = Graph(bind_namespaces="none")
    bind_prefixes(fresh)
    fresh += _labelled(graph)
    return fresh.serialize(format="longturtle", encoding="utf-8")


def _labelled(graph: Graph, name: str = "") -> Graph:
    """Give each blank node of a graph of that name a label that is the same in every run.

    Nodes of which the same is said are told apart by a number; to swap them changes nothing.
    """
    keys: dict[Node, str] = {}
    nodes = {node for node in graph.subjects() if isinstance(node, BNode)}
    for _ in range(_DEPTH if nodes else 0):
        keys = {node: _key(graph, node, keys) for node in nodes}
    taken: Counter[str] = Counter()
    labels: dict[Node, BNode] = {}
    salt = hashlib.sha256(name.encode()).hexdigest()[:8]
    for node, key in keys.items():
        labels[node] = BNode(f"b{salt}{key}n{taken[key]}")
        taken[key] += 1
    labelled = Graph(bind_namespaces="none")
    for triple in graph:
        labelled.add(tuple(labels.get(term, term) for term in triple))  # type: ignore[arg-type]
    return labelled


def _key(graph: Graph, node: Node, keys: dict[Node, str]) -> str:
    said = (
        f"{predicate.n3()} {keys.get(value, '_') if isinstance(value, BNode) else value.n3()}"
        for predicate, value in graph.predicate_objects(node)
    )
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()[:20]


def _union(graphs: Mapping[str, Graph]) -> Graph:
    union = Graph(bind_namespaces="none")
    for graph in graphs.values():
        union += graph
    return union


def _quads(graph: Graph, name: str, known: Format) -> list[ox.Quad]:
    lines = _labelled(graph, name).serialize(format="nt", encoding="utf-8")
    label = ox.NamedNode(name) if known.named_graphs else ox.DefaultGraph()
    parsed = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, label) for quad in parsed]


def _used(quads: list[ox.Quad], known: Format) -> dict[str, str] | None:
    if known.name in {"ntriples", "nquads"}:
        return None
    text = "\n".join(map(str, quads))
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
