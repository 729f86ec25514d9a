"""The pages, one module a kind; `page` finds the one for a stem."""

from __future__ import annotations

from dataclasses import replace

from sfia_graph.web.pages.a_z import a_z_page
from sfia_graph.web.pages.about import about_page
from sfia_graph.web.pages.attribute import attribute_page
from sfia_graph.web.pages.category import category_page
from sfia_graph.web.pages.compare import compare_page
from sfia_graph.web.pages.deprecation import deprecation
from sfia_graph.web.pages.downloads import downloads_page
from sfia_graph.web.pages.editions import edition_page
from sfia_graph.web.pages.framework import framework_page
from sfia_graph.web.pages.graph import graph_page
from sfia_graph.web.pages.home import home_page
from sfia_graph.web.pages.identity import identity_page
from sfia_graph.web.pages.level import level_page
from sfia_graph.web.pages.mappings import mappings_page
from sfia_graph.web.pages.matrix import matrix_page
from sfia_graph.web.pages.ontology import ontology_page
from sfia_graph.web.pages.others import others
from sfia_graph.web.pages.page import Page, Parameters, Renderer
from sfia_graph.web.pages.queries import queries_page
from sfia_graph.web.pages.query import query_page
from sfia_graph.web.pages.search import search_page
from sfia_graph.web.pages.shapes import shape_page
from sfia_graph.web.pages.skill import skill_page
from sfia_graph.web.pages.skill_at_level import skill_at_level_page
from sfia_graph.web.pages.sparql import sparql_page
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.thing import thing_page
from sfia_graph.web.site import Site

__all__ = ["page"]

RENDERERS: tuple[Renderer, ...] = (
    home_page,
    about_page,
    downloads_page,
    search_page,
    a_z_page,
    category_page,
    queries_page,
    query_page,
    ontology_page,
    shape_page,
    sparql_page,
    matrix_page,
    mappings_page,
    skill_page,
    skill_at_level_page,
    identity_page,
    level_page,
    attribute_page,
    compare_page,
    edition_page,
    framework_page,
    graph_page,
    thing_page,
)
"""Asked in this order; the first that knows the stem gives the page; `thing_page` knows all."""


def page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a stem, None where there is none."""
    pages = (render(site, stem, language, parameters) for render in RENDERERS)
    found = next((found for found in pages if found), None)
    if found is None:
        return None
    about = deprecation(Texts(site, language), found.about) if found.about else None
    return replace(found, others=others(site, stem, language), deprecation=about)
