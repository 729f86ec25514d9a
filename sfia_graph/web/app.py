"""All rooms of the server as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from starlette.routing import Route, Router
from starlette.types import ASGIApp

from sfia_graph.web import api, assistants, documents, reconcile, rooms, sparql
from sfia_graph.web.api.log import AccessLog
from sfia_graph.web.api.metrics import Metrics
from sfia_graph.web.api.observing import Observing
from sfia_graph.web.live import Live
from sfia_graph.web.places import Places
from sfia_graph.web.trusted import Answering, Door, Trusted

PAGES_AT_ONCE = 4
QUESTIONS_AT_ONCE = 2
"""How many answers that the graph is searched for are made at once; pages do not wait for them."""


@asynccontextmanager
async def application(live: Live, log: AccessLog | None = None) -> AsyncIterator[ASGIApp]:
    """Give the application that serves what is live, and tells a log of each request."""
    metrics = Metrics(live)
    pages = Places(PAGES_AT_ONCE)
    questions = Places(QUESTIONS_AT_ONCE)
    async with assistants.mounted(live, questions) as for_assistants:
        routes = [
            *sparql.routes(live, live.state.site.root),
            *api.routes(live, metrics),
            *for_assistants,
            *_trusted(live, pages, questions),
        ]
        # What no route knows, also outside of the root, is a document or refused as one.
        others = Trusted(live, documents.answer, pages)
        door = Door(Router(routes, redirect_slashes=False, default=others), live)
        yield Observing(door, [metrics.note, *([log.note] if log else [])])


def _trusted(live: Live, pages: Places, questions: Places) -> Iterable[Route]:
    for template, asking, methods in reconcile.ROUTES:
        yield _route(live, questions, template, asking, methods)
    for template, asking in rooms.ROUTES:
        yield _route(
            live, questions if (template, asking) in api.ROUTES else pages, template, asking
        )


def _route(
    live: Live,
    places: Places,
    template: str,
    answer: Answering,
    methods: Iterable[str] = ("GET",),
) -> Route:
    path = f"{live.state.site.root}{template}"
    return Route(path, Trusted(live, answer, places, methods))
