"""Completion of what somebody types: entities, types and properties (section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sfia_graph.matching.words import words as words_of
from sfia_graph.web.reconcile.candidates import candidates
from sfia_graph.web.reconcile.describing import description
from sfia_graph.web.reconcile.entities import TYPES, Entity
from sfia_graph.web.reconcile.matchers import Matchers
from sfia_graph.web.reconcile.properties import PROPERTIES, Asking, proposed
from sfia_graph.web.reconcile.queries import LONGEST_TEXT, Query
from sfia_graph.web.reconcile.spelling import fold
from sfia_graph.web.reconcile.types import all_types, reference
from sfia_graph.web.site import Site

PAGE = 20
"""How many suggestions are given at once."""


def suggested(items: Sequence[Any], cursor: int) -> dict[str, Any]:
    """Give a page of suggestions; `cursor` leads to the next where there is one."""
    page: dict[str, Any] = {"result": items[cursor : cursor + PAGE]}
    if len(items) > cursor + PAGE:
        page["cursor"] = cursor + PAGE
    return page


def entities(
    matchers: Matchers, asking: Asking, prefix: str, types: tuple[str, ...]
) -> list[Entity]:
    """Give the entities whose id, code, name or words in a name begin as somebody types.

    Where there are none, those that the words may mean.
    """
    text = fold(prefix[:LONGEST_TEXT].strip())
    parts = words_of(text)
    ranked: list[tuple[int, int, str, Entity]] = []
    for each in matchers.catalogue.entities.values():
        inside = any(type in each.types for type in types) if types else each.types[0] in TYPES
        rank = _rank(each, text, parts) if inside or each.id == prefix else None
        if rank is not None:
            order = TYPES.index(each.types[0]) if each.types[0] in TYPES else len(TYPES)
            ranked.append((rank, order, fold(each.label(asking.language)), each))
    found = [each[-1] for each in sorted(ranked, key=lambda each: (*each[:3], each[3].id))]
    known = matchers.catalogue.resolve(prefix.strip()) if prefix.strip() else None
    if known and (not types or any(type in known.types for type in types)):
        found = [known, *(each for each in found if each.id != known.id)]
    if found:
        return found
    return [each.entity for each in candidates(matchers, asking, Query(prefix, types, PAGE))]


def _rank(entity: Entity, text: str, parts: list[str]) -> int | None:
    if not text:
        return None if entity.over else 0
    if entity.id.lower() == text or entity.code.lower() == text:
        return 0
    folded = [fold(each.text) for each in entity.names]
    if any(name.startswith(text) for name in folded):
        return 1
    if entity.code.lower().startswith(text) or entity.id.lower().startswith(text):
        return 2
    spelt = [words_of(name) for name in folded]
    if parts and any(all(_begins(name, part) for part in parts) for name in spelt):
        return 3
    return None


def _begins(name: Iterable[str], part: str) -> bool:
    return any(word.startswith(part) for word in name)


def entity_items(
    site: Site, matchers: Matchers, found: Iterable[Entity], language: str, words: dict[str, Any]
) -> list[dict[str, Any]]:
    """Give entities as the API's suggestions, with their types as `notable`."""
    return [
        {
            "id": each.id,
            "name": each.label(language),
            "description": description(matchers.catalogue, each, language, words),
            "notable": [reference(site, matchers.catalogue, type, language) for type in each.types],
        }
        for each in found
    ]


def type_items(site: Site, matchers: Matchers, prefix: str, language: str) -> list[dict[str, Any]]:
    """Give the types that begin as somebody types."""
    return list(_beginning(all_types(site, matchers.catalogue, language), prefix))


def property_items(prefix: str, type: str, words: dict[str, Any]) -> list[dict[str, str]]:
    """Give the properties, of a type if one is given, that begin as somebody types."""
    given = proposed(type) if type else PROPERTIES
    return list(_beginning([property_item(each.id, words) for each in given], prefix))


def property_item(id: str, words: dict[str, Any]) -> dict[str, str]:
    """Give a property as the API's object: `id`, `name`, `description`."""
    return {"id": id, **words["properties"][id]}


def _beginning(items: Iterable[dict[str, Any]], prefix: str) -> Iterator[dict[str, Any]]:
    text = fold(prefix.strip())
    for each in items:
        name = fold(each["name"])
        if fold(each["id"]).startswith(text) or any(
            part.startswith(text) for part in (name, *words_of(name))
        ):
            yield each
