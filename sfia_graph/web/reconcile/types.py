"""The types that queries can ask for, as clients show them."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from sfia_graph.namespaces import SFIA
from sfia_graph.web.pages.texts import nearest
from sfia_graph.web.reconcile.entities import BROADER, SKILL, TYPES, Catalogue
from sfia_graph.web.reconcile.statements import Statements
from sfia_graph.web.site import Site

_CLASSES = {SKILL: "SkillIdentity"}
"""Where a type's description is that of a class with another name."""


def normal(site: Site, type: str) -> str:
    """Give a type's id from its id or IRI."""
    return type.removeprefix(SFIA).removeprefix("sfia:").removeprefix(site.base)


def all_types(site: Site, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    """Give all types as the API's type objects: `id`, `name`, `description`, `broader`."""
    return [*(_own(site, each, language) for each in TYPES), *_others(catalogue, language)]


def default_types(site: Site, language: str) -> list[dict[str, Any]]:
    """Give the types of SFIA's own entities."""
    return [_own(site, each, language) for each in TYPES]


def reference(site: Site, catalogue: Catalogue, type: str, language: str) -> dict[str, str]:
    """Give a type by its `id` and `name` alone."""
    if type in TYPES:
        return {"id": type, "name": _named(site, type, language)}
    return {"id": type, "name": _title(catalogue.frameworks.get(type, ()), type, language)}


def _own(site: Site, type: str, language: str) -> dict[str, Any]:
    said = Statements(site.terms.engine)
    definition = nearest(
        said.literals(f"{SFIA}{_CLASSES.get(type, type)}", "skos:definition"), language
    )
    found: dict[str, Any] = {"id": type, "name": _named(site, type, language)}
    if definition:
        found["description"] = definition.value
    if type in BROADER:
        broader = BROADER[type]
        found["broader"] = [{"id": broader, "name": _named(site, broader, language)}]
    return found


def _others(catalogue: Catalogue, language: str) -> list[dict[str, str]]:
    return [
        {"id": id, "name": _title(titles, id, language)}
        for id, titles in sorted(catalogue.frameworks.items())
    ]


def _title(titles: tuple[ox.Literal, ...], id: str, language: str) -> str:
    found = nearest(titles, language)
    return found.value if found else id


def _named(site: Site, type: str, language: str) -> str:
    label = nearest(Statements(site.terms.engine).literals(f"{SFIA}{type}", "rdfs:label"), language)
    name = label.value if label else type
    return name[:1].upper() + name[1:]
