"""IRIs are minted in one place; the names of the design hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.minting import Minter
from sfia_graph.namespaces import compact, slug
from sfia_graph.official_iris import (
    official_attribute,
    official_category,
    official_level,
    official_skill,
    official_skill_at_level,
)

MINT = Minter()


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (MINT.framework, "framework"),
        (MINT.levels, "levels"),
        (MINT.ordered_levels, "levels/ordered"),
        (MINT.ordered_levels_from(3), "levels/ordered/3"),
        (MINT.level(4), "level/4"),
        (MINT.edition(9), "9"),
        (MINT.level_in_edition(9, 4), "9/level/4"),
        (MINT.category(9, "people-and-skills"), "9/category/people-and-skills"),
        (MINT.skill_identity("SLMO"), "skill/SLMO"),
        (MINT.skill(9, "SLMO"), "9/skill/SLMO"),
        (MINT.skill_at_level(9, "SLMO", 4), "9/skill/SLMO/4"),
        (MINT.attribute(9, "AUTO"), "9/attribute/AUTO"),
        (MINT.attribute_at_level(9, "AUTO", 4), "9/attribute/AUTO/4"),
        (MINT.graph("sfia-9-en-GB-names"), "graph/sfia-9-en-GB-names"),
        (MINT.source("ab12"), "source/ab12"),
        (MINT.agent("sfia-foundation"), "agent/sfia-foundation"),
    ],
    ids=lambda value: value if "://" not in value else "",
)
def test_things_have_the_names_of_the_design(iri: str, name: str) -> None:
    assert iri == f"https://w3id.org/sfia-graph/{name}"


def test_a_base_is_chosen_once_for_all() -> None:
    assert Minter("https://example.org/s#").skill(9, "SLMO") == "https://example.org/s#9/skill/SLMO"


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (official_skill("SLMO"), "skills/SLMO"),
        (official_skill_at_level("SLMO", 4), "skilllevels/SLMO_4"),
        (official_level(4), "lor/4"),
        (official_attribute("AUTO"), "attributes/AUTO"),
        (
            official_category("governance-risk-and-compliance"),
            "categories/governance__risk_and_compliance",
        ),
    ],
)
def test_the_foundations_names_are_theirs(iri: str, name: str) -> None:
    assert iri == f"https://rdf.sfia-online.org/9/{name}"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Bread & rolls", "bread-rolls"),
        ("  Élan, œuvre — été ", "elan-uvre-ete"),
        ("A/B#C?D", "a-b-c-d"),
        ("開発", ""),
    ],
)
def test_a_name_becomes_a_part_of_an_iri(name: str, part: str) -> None:
    assert slug(name) == part


@given(st.text())
def test_a_slug_is_always_safe_in_an_iri_and_stays_itself(name: str) -> None:
    part = slug(name)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", part)
    assert slug(part) == part


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "skos:prefLabel"),
        ("https://w3id.org/sfia-graph/ontology#Skill", "sfia:Skill"),
        ("https://w3id.org/sfia-graph/9/skill/SLMO", "9/skill/SLMO"),
        ("https://w3id.org/sfia-graph/", "https://w3id.org/sfia-graph/"),
        ("https://schema.org/a/b", "https://schema.org/a/b"),
        ("urn:x", "urn:x"),
    ],
)
def test_an_iri_is_shortened_for_people(iri: str, short: str) -> None:
    assert compact(iri) == short


def test_an_iri_under_ones_own_base_is_shortened_too() -> None:
    assert compact("https://example.org/s/9/skill/SLMO", "https://example.org/s/") == "9/skill/SLMO"
