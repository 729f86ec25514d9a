"""Whether a visitor's browser can answer questions itself, where no server does."""

from __future__ import annotations

from sfia_graph.web import assets
from sfia_graph.web.once import once
from sfia_graph.web.site import Site

ENGINE = "oxigraph/oxigraph.js"
"""The engine among the static files, once it is built."""
MOST = 500_000
"""How many statements a graph has at most that a visitor's browser is sent as a whole."""


@once
def _is_small(site: Site) -> bool:
    return len(site.store.engine) <= MOST


def is_there(site: Site) -> bool:
    """Whether the engine is built, and the graph no larger than a browser should load."""
    return ENGINE in assets.names() and _is_small(site)
