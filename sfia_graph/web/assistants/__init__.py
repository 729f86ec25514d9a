"""For assistants: the stored queries as tools and the concepts as resources, read-only.

Model Context Protocol (https://modelcontextprotocol.io), by its Python SDK, the extra `assistants`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.routing import BaseRoute, Route

from sfia_graph.web.live import Live
from sfia_graph.web.places import Places

__all__ = ["mounted"]


@asynccontextmanager
async def mounted(live: Live, places: Places) -> AsyncIterator[list[BaseRoute]]:
    """Give the route `mcp`, and none where the extra is not installed."""
    if not _is_installed():
        yield []
        return
    from sfia_graph.web.assistants.http import application

    async with application(live, places) as app:
        yield [Route(f"{live.state.site.root}mcp", app)]


def _is_installed() -> bool:
    try:
        import mcp.server  # noqa: F401
    except ModuleNotFoundError:
        return False
    return True
