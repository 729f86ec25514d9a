"""The API: stored queries over HTTP, search, OpenAPI, and the state of the server."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from sfia_graph.web.api.formats import forms
from sfia_graph.web.api.fresh import Fresh
from sfia_graph.web.api.health import health
from sfia_graph.web.api.listing import SUFFIXES, listing, queries
from sfia_graph.web.api.metrics import Metrics
from sfia_graph.web.api.openapi import openapi
from sfia_graph.web.api.questions import question
from sfia_graph.web.api.search import search
from sfia_graph.web.live import Live
from sfia_graph.web.site import Site

__all__ = ["ROUTES", "paths", "routes"]

ROUTES = (
    ("query/{name:path}", question),
    ("queries", queries),
    *((f"queries.{suffix}", listing) for suffix in SUFFIXES),
    ("search", search),
    ("openapi.json", openapi),
)
"""Trusted answers that are kept until the graph changes."""


def paths(site: Site) -> Iterator[str]:
    """Give the paths of what can be asked without parameters: each question as it stands."""
    for name, query in site.queries.items():
        yield f"query/{name}.rq"
        yield from (f"query/{name}.{form.suffix}" for form in forms(query.form))
    yield from (f"queries.{suffix}" for suffix in SUFFIXES)
    yield "openapi.json"


def routes(live: Live, metrics: Metrics) -> list[BaseRoute]:
    """Give the routes of answers that are never kept: `health` and `metrics`."""
    root = live.state.site.root
    return [
        Route(f"{root}health", Fresh(health(live))),
        Route(f"{root}metrics", Fresh(metrics.answer)),
    ]
