"""A graph in two stores held against each other: what goes, what comes, what stays.

Numbers and dates compare by value and language tags without case, as Oxigraph keeps them; blank
nodes by what is said of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from sfia_graph.store.labelling import blank_nodes, distinct

Graph = ox.NamedNode | ox.BlankNode

_Part = tuple[str, ...]
"""Statements that hang together by blank nodes, in their canonical form (RDFC-1.0), sorted."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many statements a graph has before and after a load, and how many are in both.

    `nameless` are those in both that hold blank nodes; `adding` says that nothing is taken away.
    """

    graph: Graph
    before: int
    after: int
    same: int
    nameless: int = 0
    adding: bool = False

    @property
    def going(self) -> int:
        """How many statements go."""
        return self.before - self.same

    @property
    def coming(self) -> int:
        """How many statements come."""
        return self.after - self.same

    @property
    def change(self) -> str:
        """What a load does to the graph: new, removed, replaced, added to, unchanged."""
        if not self.before:
            return "new"
        if not self.after:
            return "removed"
        if not self.going and not self.coming:
            return "unchanged"
        return "added to" if self.adding else "replaced"

    def kept(self) -> Comparison:
        """Give what it is where nothing is loaded."""
        return replace(self, after=self.before, same=self.before)

    def added(self) -> Comparison:
        """Give what becomes of it where the load adds; blank nodes then come once more."""
        after = self.before + self.coming + self.nameless
        return replace(self, after=after, same=self.before, adding=True)


def compare(graph: Graph, old: ox.Store, new: ox.Store) -> Comparison:
    """Compare a graph in an old store with the graph of that name in a new one.

    Statements with blank nodes are held in memory, the others are not.
    """
    before, _, gone = _look(old, graph, None)
    after, same, come = _look(new, graph, old)
    both = _parts(gone) & _parts(come) if gone and come else Counter[_Part]()
    nameless = sum(len(part) * times for part, times in both.items())
    return Comparison(graph, before, after, same + nameless, nameless)


def compare_all(old: ox.Store, new: ox.Store) -> list[Comparison]:
    """Compare each graph that one of two stores names, sorted by name."""
    names = {*old.named_graphs(), *new.named_graphs()}
    return [compare(name, old, new) for name in sorted(names, key=str)]


def _look(
    store: ox.Store, graph: Graph, other: ox.Store | None
) -> tuple[int, int, list[ox.Triple]]:
    """Count the statements, and those in the other store; give those with blank nodes."""
    count, shared, nameless = 0, 0, []
    for quad in store.quads_for_pattern(None, None, None, graph):
        count += 1
        if any(blank_nodes(quad.triple)):
            nameless.append(quad.triple)
        elif other is not None and quad in other:
            shared += 1
    return count, shared, nameless


def _parts(triples: Iterable[ox.Triple]) -> Counter[_Part]:
    """Count the parts that hang together by blank nodes, alike ones as often as they are there."""
    leaders: dict[ox.BlankNode, ox.BlankNode] = {}

    def leader(node: ox.BlankNode) -> ox.BlankNode:
        while (above := leaders.setdefault(node, node)) != node:
            leaders[node] = leaders[above]
            node = above
        return node

    firsts = []
    for triple in triples:
        first, *others = map(leader, blank_nodes(triple))
        leaders.update((other, first) for other in others)
        firsts.append((first, triple))
    together: dict[ox.BlankNode, list[ox.Triple]] = {}
    for node, triple in firsts:
        together.setdefault(leader(node), []).append(triple)
    return Counter(map(_canonical, together.values()))


def _canonical(triples: Iterable[ox.Triple]) -> _Part:
    return tuple(map(str, distinct(triples)))
