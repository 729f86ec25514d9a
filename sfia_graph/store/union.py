"""The union of named graphs, which is what a query sees as its default graph.

Oxigraph (0.5) can unite graphs for each query, but gives a statement as often as it stands in them.
So what named graphs say is merged into the default graph, once; but one big graph that shares no
statement with the others stays apart, which saves to write it twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

import pyoxigraph as ox

Name = ox.NamedNode | ox.BlankNode

BIG = 100_000
"""From how many statements on a graph is big. Of several big graphs none stays apart: to compare
them, statement by statement, takes longer than to merge them."""


def unite(store: ox.Store, disjoint: Collection[Name] = (), big: int = BIG) -> None:
    """Merge named graphs into the default graph, but for those that can stay apart.

    `disjoint` are graphs that are known to share no statement with another.
    """
    names = [name for name in store.named_graphs() if name not in disjoint]
    unshared = _unshared(store, names, big)
    merged = [name for name in names if name not in unshared]
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
        for quad in islice(_quads(store, name), 1)
    )


def _unshared(store: ox.Store, names: list[Name], big: int) -> list[Name]:
    """Give the one big graph, if it has an IRI and shares no statement with the others."""
    found = [name for name in names if _size(store, name, big) >= big]
    if len(found) != 1 or isinstance(found[0], ox.BlankNode):
        return []
    others = (name for name in names if name != found[0])
    return [] if any(_share(store, name, found[0]) for name in others) else found


def _share(store: ox.Store, small: Name, big: Name) -> bool:
    """Whether a statement of one graph stands in the other."""
    predicates = {quad.predicate for quad in _quads(store, small)}
    return any(
        ox.Quad(quad.subject, quad.predicate, quad.object, big) in store
        for predicate in predicates
        if any(True for _ in store.quads_for_pattern(None, predicate, None, big))
        for quad in store.quads_for_pattern(None, predicate, None, small)
    )


def _size(store: ox.Store, name: Name, most: int) -> int:
    return sum(1 for _ in islice(_quads(store, name), most))


def _quads(store: ox.Store, name: Name) -> Iterator[ox.Quad]:
    return store.quads_for_pattern(None, None, None, name)
