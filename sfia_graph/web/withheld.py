"""What a site withholds of its graph: what is about people."""

from __future__ import annotations

from collections.abc import Callable

from sfia_graph.errors import StoreError
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.people import About, about_people, somebody, without_people


def withhold(store: EmbeddedStore, base: str) -> tuple[EmbeddedStore, About]:
    """Give a store without what is about people, and what that was.

    Raises `StoreError` for a folder made by a load, which is opened as it is.
    """
    if not somebody(store.engine, base):
        return store, About()
    if store.lease:
        problem = f"{store.where}: is about people, whom a site never shows"
        raise StoreError(f"{problem}; load the files without them into a store of their own")
    about = about_people(store.engine, base)
    return without_people(store, about), about


def say_withheld(about: About, say: Callable[[str], None]) -> None:
    """Say in a line for people whom a site leaves out, where there is anybody."""
    if about.nodes:
        say(f"left out: {about}, whom a site never shows")
