"""A stored question put to a store."""

from __future__ import annotations

from sfia_graph.parameters import Values
from sfia_graph.queries import stored_query
from sfia_graph.results import Answer
from sfia_graph.store import Store, open_store


def ask(query: str, /, store: Store | None = None, **values: Values) -> Answer:
    """Ask a stored query by its name, of the shipped data unless a store is given.

    Questions of roles and people are asked of invented samples then, since none are shipped.

    Values replace the defaults of the query's parameters: `ask("skills-at-level", level=[4, 5])`.
    Raises `UsageError` for an unknown query or parameter and for a value of the wrong type.
    """
    stored = stored_query(query)
    text = stored.bind(values)
    if store is None:
        store = open_store(merged=False, links=stored.links, samples=stored.samples)
    return store.sparql(text)
