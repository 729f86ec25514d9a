"""Every kind of answer of the live service fits the schema that the API has for it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from reconciling import SCHEMAS, extended, got, matched, read, valid
from served import Served

PLACES = ("/reconcile", "/reconcile/en", "/reconcile/fr")
THINGS = {
    "Skill": "skill/SLMO",
    "SkillAtLevel": "9/skill/SLMO/4",
    "Level": "level/4",
    "Category": "9/category/people-and-skills",
    "Subcategory": "9/category/service-management",
    "Attribute": "9/attribute/AUTO",
    "BehaviouralFactor": "9/attribute/ADAP",
    "ecf/4": "ecf/4/A.2",
    "digcomp/3": "digcomp/3/1.1",
    "nice/2": "nice/2/OG-WRL-001",
}
"""A thing of each type that the service knows."""
TYPES = ("", *THINGS, "nothing")
PREFIXES = ("", "s", "slmo", "niveau", "xyzzy")
each_place = pytest.mark.parametrize("place", PLACES)


def _pages(server: Served, schema: str, path: str, **query: Any) -> list[dict[str, Any]]:
    """Follow the cursor through a list of suggestions, each page held to a schema."""
    found, cursor = [], 0
    while cursor is not None:
        page = valid(schema, read(got(server, path, None, **query, cursor=cursor)))
        found += page["result"]
        cursor = page.get("cursor")
    return found


@each_place
def test_the_manifest(server: Served, place: str) -> None:
    found = valid("manifest", read(got(server, place)))
    assert {each["id"] for each in found["defaultTypes"]} < THINGS.keys()


@each_place
def test_the_types(server: Served, place: str) -> None:
    found = _pages(server, "suggest-types-response", f"{place}/suggest/type", prefix="")
    assert {each["id"] for each in found} >= THINGS.keys()
    assert [valid("type", each) for each in found] == found
    for prefix in PREFIXES:
        _pages(server, "suggest-types-response", f"{place}/suggest/type", prefix=prefix)


@each_place
def test_the_entities(server: Served, place: str) -> None:
    for prefix, kind in product(PREFIXES[1:], TYPES):
        _pages(
            server,
            "suggest-entities-response",
            f"{place}/suggest/entity",
            prefix=prefix,
            type=kind,
        )
    path = f"{place}/suggest/entity"
    beyond = read(got(server, path, prefix="", cursor=10**9))
    assert valid("suggest-entities-response", beyond) == {"result": []}


@each_place
def test_the_properties(server: Served, place: str) -> None:
    for prefix in PREFIXES:
        _pages(server, "suggest-properties-response", f"{place}/suggest/property", prefix=prefix)
    for kind in TYPES:
        asked = {"type": kind, "limit": 3} if kind else {}
        found = read(got(server, f"{place}/properties", None, **asked))
        assert valid("data-extension-property-proposal", found)["properties"]


@each_place
def test_the_matches(server: Served, place: str) -> None:
    texts = ("SLMO", "niveau 4", "services", "xyzzy", "A.2", "management")
    properties = [{"pid": "levels", "v": "4"}, {"pid": "code", "v": {"id": "SLMO"}}]
    shapes: list[dict[str, Any]] = [
        {},
        {"limit": 1},
        {"properties": properties},
        {"type_strict": "any"},
    ]
    for kind in TYPES:
        typed = {"type": kind} if kind else {}
        asked = [{"query": text, **typed, **shape} for text, shape in product(texts, shapes)]
        found = matched(server, {f"q{at}": each for at, each in enumerate(asked)}, place)
        assert len(found) == len(asked)


@each_place
def test_the_values(server: Served, place: str) -> None:
    path = f"{place}/suggest/property"
    named = [each["id"] for each in _pages(server, "suggest-properties-response", path, prefix="")]
    assert len(named) > 15
    settings: list[dict[str, str]] = [
        {},
        {"lang": "fr"},
        {"show": "code"},
        {"show": "iri"},
        {"relation": "close"},
    ]
    for setting in settings:
        wanted = [{"id": each, "settings": setting} for each in named]
        found = extended(server, [*THINGS.values(), "nothing"], *wanted, path=place)
        assert found["rows"].keys() == {*THINGS.values(), "nothing"}
        assert all(row.keys() == set(named) for row in found["rows"].values())


def test_the_api_has_no_other_schema_of_an_answer() -> None:
    asked = {name for name in SCHEMAS if "query" in name}
    assert SCHEMAS.keys() - asked == {
        "data-extension-property-proposal",
        "data-extension-response",
        "manifest",
        "reconciliation-result-batch",
        "suggest-entities-response",
        "suggest-properties-response",
        "suggest-types-response",
        "type",
    }
