"""A query evaluated so that Ctrl-C stops it and a long one does not end the process."""

from __future__ import annotations

from sfia_graph.deadline import within
from sfia_graph.errors import QueryError
from sfia_graph.results import Answer
from sfia_graph.store import EmbeddedStore, Store
from sfia_graph.store.prologue import names_service

LONGEST = 1_000_000
"""The longest query that is evaluated, in characters."""

_NO_SERVICE = "SERVICE asks another endpoint, and this reaches none; ask it itself with --store URL"
_STACK = 512 * 1024 * 1024


def evaluate(store: Store, query: str) -> Answer:
    """Give a store's answer to a query.

    Oxigraph (0.5) parses by recursion, so it gets a deep stack; and nothing can interrupt it, so
    it works in a thread that dies with the process. An endpoint is asked as it is.
    Raises what the store raises, and `QueryError` for a query of more than `LONGEST` characters or
    one that asks an endpoint of an embedded store.
    """
    if len(query) > LONGEST:
        raise QueryError(f"a query of {len(query)} characters, more than {LONGEST}")
    if not isinstance(store, EmbeddedStore):
        return store.sparql(query)
    if names_service(query):
        raise QueryError(_NO_SERVICE)
    return within(None, lambda: store.sparql(query), _STACK)
