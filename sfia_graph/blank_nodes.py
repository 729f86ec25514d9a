"""Labels of blank nodes that are the same in every run.

RDFC-1.0, which the stores label their answers by, takes exponentially longer with each further
node of which the same is said; a file that somebody imports may hold thousands of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from rdflib import BNode, Graph
from rdflib.term import Node

_DEPTH = 4
"""How many steps away from a blank node are looked at to tell it from others."""

_MOST_ALIKE = 100
"""How many blank nodes of which the same is said are told apart in the same way in every run."""


def labelled(graph: Graph, name: str = "") -> Graph:
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
