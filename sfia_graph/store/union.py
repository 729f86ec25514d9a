"""The union of named graphs, which is what a query sees as its default graph.

Oxigraph (0.5) can unite graphs for each query, but gives a statement as often as it stands in them.
So what named graphs say is merged into the default graph, once; but a large graph that shares no
statement with another can stay apart, which saves to write it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import pyoxigraph as ox

Name = ox.NamedNode | ox.BlankNode

MOST_APART = 16
"""How many graphs stay apart at most: each is one more place for a query to look."""


def unite(store: ox.Store, large: Set[Name]) -> None:
    """Merge named graphs into the default graph, but for the large ones that can stay apart."""
    names = list(store.named_graphs())
    apart = _unshared(store, names, large) if len(large) <= MOST_APART else set()
    merged = [name for name in names if name not in apart]
    store.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for name in merged
        for quad in _quads(store, name)
    )


def apart(store: ox.Store) -> list[Name]:
    """Give the named graphs that are not merged into the default graph, sorted."""
    return sorted((name for name in store.named_graphs() if _is_apart(store, name)), key=str)


def _is_apart(store: ox.Store, name: Name) -> bool:
    return not any(
        ox.Quad(quad.subject, quad.predicate, quad.object) in store
        for quad in _first(_quads(store, name))
    )


def _first(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    yield from (quad for quad, _ in zip(quads, range(1), strict=False))


def _unshared(store: ox.Store, names: Sequence[Name], large: Set[Name]) -> set[Name]:
    """Give the large graphs none of whose statements stand in another graph."""
    found = set(large)
    for name in names:
        for other in large:
            # Of two large graphs, one is looked up in the other, and not the other way round too.
            if name == other or (name in large and str(name) < str(other)):
                continue
            if found & {name, other} and _share(store, name, other):
                found -= {name, other}
    return found


def _share(store: ox.Store, one: Name, other: Name) -> bool:
    return any(
        ox.Quad(quad.subject, quad.predicate, quad.object, other) in store
        for predicate in _predicates(store, one)
        if any(True for _ in store.quads_for_pattern(None, predicate, None, other))
        for quad in store.quads_for_pattern(None, predicate, None, one)
    )


def _predicates(store: ox.Store, name: Name) -> list[ox.NamedNode]:
    found = store.query("SELECT DISTINCT ?p WHERE { ?s ?p ?o } ORDER BY ?p", default_graph=name)
    assert isinstance(found, ox.QuerySolutions)
    return [each["p"] for each in found if isinstance(each["p"], ox.NamedNode)]


def _quads(store: ox.Store, name: Name) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, None, None, name)
