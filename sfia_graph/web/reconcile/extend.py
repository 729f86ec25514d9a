"""Values of properties for entities that a client has matched (section 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sfia_graph.tags import canonical
from sfia_graph.web.reconcile.entities import Catalogue
from sfia_graph.web.reconcile.properties import Asking, Value, property_of
from sfia_graph.web.reconcile.queries import Extension, Wanted
from sfia_graph.web.reconcile.suggest import property_item
from sfia_graph.web.reconcile.types import reference
from sfia_graph.web.site import Site


def extended(site: Site, asking: Asking, asked: Extension, words: dict[str, Any]) -> dict[str, Any]:
    """Give the values: `meta` describes the properties, `rows` hold a list for each by id.

    An id that means nothing has empty lists, and so has an unknown property: clients count on a
    list for each column that they asked for.
    """
    return {
        "meta": [_meta(site, asking, each, words) for each in asked.wanted],
        "rows": {id: _row(asking, id, asked) for id in asked.ids},
    }


def _meta(site: Site, asking: Asking, wanted: Wanted, words: dict[str, Any]) -> dict[str, Any]:
    known = property_of(wanted.property)
    if known is None:
        return {"id": wanted.property, "name": wanted.property}
    found: dict[str, Any] = {
        "id": wanted.property,
        "name": property_item(known.id, words)["name"],
    }
    if known.type:
        found["type"] = reference(site, asking.catalogue, known.type, asking.language)
    return found


def _row(asking: Asking, id: str, asked: Extension) -> dict[str, list[dict[str, Any]]]:
    entity = asking.catalogue.resolve(id)
    row: dict[str, list[dict[str, Any]]] = {}
    for each in asked.wanted:
        known = property_of(each.property)
        language = canonical(each.language) if each.language else asking.language
        narrowed = replace(asking, language=language, relation=each.relation)
        values = known.read(narrowed, entity) if known and entity else []
        row[each.property] = [_written(asking.catalogue, value, each.show) for value in values]
    return row


def _written(catalogue: Catalogue, value: Value, show: str) -> dict[str, Any]:
    """Give a value; of a thing that is no entity here, which could not be looked up, its IRI."""
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, str):
        return {"str": value}
    entity = catalogue.entities.get(value.id)
    if show == "name":
        return {"str": value.name}
    if show == "code" and entity and entity.code:
        return {"str": entity.code}
    if show or not entity:
        return {"str": value.id if "://" in value.id else catalogue.base + value.id}
    return {"id": value.id, "name": value.name}
