"""The store that a command of roles and people asks: what is named, or else the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sfia_graph.cli.screen import say

if TYPE_CHECKING:
    from sfia_graph.store import Store


def open_sampled(where: list[str] | None, *, links: bool = False) -> Store:
    """Open what is named, else the shipped data with the invented samples, and say so."""
    from sfia_graph.store.opening import is_named, open_store

    if not is_named(where):
        say("asked of the invented sample people and roles; name a store with --store")
    return open_store(where, merged=False, links=links, samples=True)
