"""SFIA as a knowledge graph: open a store, ask it questions by name, read official sheets.

>>> import sfia_graph
>>> rows = sfia_graph.ask("skill-levels", code="SLMO")
>>> [row["level"] for row in rows if row["defined"]]
[2, 3, 4, 5, 6, 7]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sfia_graph.asking import ask
    from sfia_graph.errors import SfiaError
    from sfia_graph.graph import to_graph
    from sfia_graph.queries import stored_queries, stored_query
    from sfia_graph.sources.reading import read_editions
    from sfia_graph.store import open_store
    from sfia_graph.validation import validate

_HOMES = {
    "SfiaError": "errors",
    "ask": "asking",
    "open_store": "store",
    "read_editions": "sources.reading",
    "stored_queries": "queries",
    "stored_query": "queries",
    "to_graph": "graph",
    "validate": "validation",
}

__all__ = [
    "SfiaError",
    "ask",
    "open_store",
    "read_editions",
    "stored_queries",
    "stored_query",
    "to_graph",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sfia_graph' has no attribute '{name}'")
    return getattr(import_module(f"sfia_graph.{_HOMES[name]}"), name)
