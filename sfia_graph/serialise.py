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

_MOST_ALIKE = 100
"""How many blank nodes of which the same is said are told apart in the same way in every run."""


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
    """Give each blank node of a graph of that name a label that is the same in every run."""
    nodes = {node for node in graph.all_nodes() if isinstance(node, BNode)}
    if not nodes:
        return graph
    labels = _labels(graph, nodes, hashlib.sha256(name.encode()).hexdigest()[:8])
    labelled = Graph(bind_namespaces="none")
    for triple in graph:
        labelled.add(tuple(labels.get(term, term) for term in triple))  # type: ignore[arg-type]
    return labelled


def _labels(graph: Graph, nodes: set[BNode], salt: str) -> dict[Node, BNode]:
    """Label blank nodes by what is said of them, near and far.

    Where the same is said of several, one of them is singled out and the others are looked at
    again, so that what belongs together gets labels that do.
    """
    keys = _refined(graph, nodes, dict.fromkeys(nodes, ""))
    for _ in range(_MOST_ALIKE):
        counts = Counter(keys.values())
        alike = sorted(key for key, count in counts.items() if count > 1)
        if not alike:
            break
        one = next(node for node in nodes if keys[node] == alike[0])
        keys = _refined(graph, nodes, {**keys, one: f"{alike[0]}+"})
    taken: Counter[str] = Counter()
    labels: dict[Node, BNode] = {}
    for node, key in keys.items():
        labels[node] = BNode(f"b{salt}{key}n{taken[key]}")
        taken[key] += 1
    return labels


def _refined(graph: Graph, nodes: set[BNode], keys: dict[BNode, str]) -> dict[BNode, str]:
    for _ in range(_DEPTH):
        keys = {node: _key(graph, node, keys) for node in nodes}
    return keys


def _key(graph: Graph, node: BNode, keys: dict[BNode, str]) -> str:
    def written(term: Node) -> str:
        return keys[term] if isinstance(term, BNode) else term.n3()

    said = [f"{p.n3()} {written(o)}" for p, o in graph.predicate_objects(node)]
    said += [f"^ {p.n3()} {written(s)}" for s, p in graph.subject_predicates(node)]
    return hashlib.sha256("\n".join([keys[node], *sorted(said)]).encode()).hexdigest()[:20]


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
