"""Named graphs onto a server, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pyoxigraph as ox

from sfia_graph.store.bodies import Body
from sfia_graph.store.comparing import Comparison, compare
from sfia_graph.store.graph_store import GraphStore
from sfia_graph.store.scratch import filled, scratch

Tell = Callable[[int, int, str], None]
"""Is told how many bytes are sent, of how many, and of which graph."""


def compare_with(server: GraphStore, store: ox.Store, graph: ox.NamedNode) -> Comparison:
    """Compare the graph on a server with the one in a store that is to take its place."""
    with scratch() as folder:
        there = filled(folder, lambda there: server.read(graph, there))
        return compare(graph, there, store)


def send(bodies: Sequence[Body], put: Callable[[Body], None], tell: Tell) -> Iterator[ox.NamedNode]:
    """Send graphs by `GraphStore.replace` or `GraphStore.add`; gives each name once it is there.

    Raises `StoreError` for the first that is not; those before it stay.
    """
    total, gone = sum(body.size for body in bodies), 0
    for body in bodies:
        told = partial(_tell, tell, gone, total, body.graph.value)
        told(0)
        put(body.telling(told))
        gone += body.size
        yield body.graph


def _tell(tell: Tell, gone: int, total: int, name: str, sent: int) -> None:
    tell(gone + sent, total, name)
