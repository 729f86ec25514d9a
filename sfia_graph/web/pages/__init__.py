"""The pages, one module a kind; `page` finds the one for a stem."""

from __future__ import annotations

from sfia_graph.web.pages.ontology import ontology_page
from sfia_graph.web.pages.page import Page, Parameters, Renderer
from sfia_graph.web.pages.queries import queries_page
from sfia_graph.web.pages.query import query_page
from sfia_graph.web.pages.shapes import shape_page
from sfia_graph.web.pages.sparql import sparql_page
from sfia_graph.web.pages.thing import thing_page
from sfia_graph.web.site import Site

__all__ = ["page"]

RENDERERS: tuple[Renderer, ...] = (
    queries_page,
    query_page,
    ontology_page,
    shape_page,
    sparql_page,
    thing_page,
)
"""Asked in this order; the first that knows the stem gives the page; `thing_page` knows all."""


def page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a stem, None where there is none."""
    pages = (render(site, stem, language, parameters) for render in RENDERERS)
    return next((found for found in pages if found), None)
