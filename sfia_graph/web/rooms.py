"""The rooms of the site: which of them answers for a path, and which paths they have.

What is served and what is published comes from here, so both are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from re import Pattern

from starlette.routing import compile_path

from sfia_graph.web import (
    api,
    assets,
    catalogue,
    documents,
    downloads,
    offline,
    pictures,
    previews,
)
from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.site import Site

Answering = Callable[[Site, Asked], Finished]

_ROOMS = (api, assets, catalogue, downloads, offline, pictures, previews)
ROUTES: tuple[tuple[str, Answering], ...] = tuple(each for room in _ROOMS for each in room.ROUTES)
"""Templates of paths below the root, and who answers there; of others `documents.answer` does."""


def answer(site: Site, asked: Asked) -> Finished:
    """Answer for any path of the site, as the server does; raises `Refused` as the rooms do."""
    for pattern, answering in _patterns():
        if pattern.match(f"/{asked.path}"):
            return answering(site, asked)
    return documents.answer(site, asked)


def paths(site: Site) -> Iterator[str]:
    """Give the paths of all files that are no documents of a thing or a page, sorted by room."""
    for room in _ROOMS:
        yield from room.paths(site)


@cache
def _patterns() -> tuple[tuple[Pattern[str], Answering], ...]:
    return tuple((compile_path(f"/{template}")[0], answering) for template, answering in ROUTES)
