"""The named graphs of an engine's store, beside the default graph that holds their union."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from sfia_graph.errors import StoreError

_UNITED = "SELECT (COUNT(*) AS ?all) WHERE { ?s ?p ?o }"
_SHARED = """
SELECT (SAMPLE(?graph) AS ?one)
WHERE {
  { GRAPH ?graph { ?node ?p ?o } } UNION { GRAPH ?graph { ?s ?p ?node } }
  FILTER(isBlank(?node))
}
GROUP BY ?node
HAVING(COUNT(DISTINCT ?graph) > 1)
ORDER BY ?one
LIMIT 1
"""


def count(store: ox.Store) -> tuple[int, int]:
    """Give how many named graphs there are, and how many statements in them."""
    ((united,),) = _rows(store, _UNITED)
    # To count all and take away the default graph is quicker than to count graph by graph.
    return sum(1 for _ in store.named_graphs()), len(store) - int(united.value)


def sendable(store: ox.Store) -> list[ox.NamedNode]:
    """Give the names of the graphs, sorted, where each can be sent by itself.

    Raises `StoreError` for a graph that a blank node names, which no address can name, and for a
    blank node in two graphs, which would become two.
    """
    names = []
    for name in store.named_graphs():
        if not isinstance(name, ox.NamedNode):
            raise StoreError("a graph named by a blank node cannot be sent; give it an IRI")
        names.append(name)
    if len(names) > 1:
        for (graph,) in _rows(store, _SHARED):
            problem = f"a blank node of {graph} is in another graph too, and would become two there"
            raise StoreError(f"{problem}; give it an IRI")
    return sorted(names, key=str)


def _rows(store: ox.Store, query: str) -> Iterator[tuple[ox.Literal, ...]]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return map(tuple, found)
