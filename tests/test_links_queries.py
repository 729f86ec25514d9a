"""Questions about links: of the shipped ones, read by hand, and of invented frameworks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from sfia_graph.asking import ask
from sfia_graph.namespaces import BASE
from sfia_graph.parameters import Values
from sfia_graph.resources import DATA
from sfia_graph.results import Rows
from sfia_graph.store import Store, open_store

KITCHEN = Path(__file__).with_name("links.ttl")


@pytest.fixture(scope="module")
def shipped() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def kitchen() -> Store:
    return open_store([KITCHEN, DATA / "sfia-8.ttl", DATA / "sfia-9.ttl"])


def rows(store: Store, question: str, *columns: str, **values: Values) -> list[tuple[object, ...]]:
    answer = ask(question, store, **values)
    assert isinstance(answer, Rows)
    places = [answer.columns.index(column) for column in columns]
    found: Sequence[Sequence[object]] = answer.values()
    return [tuple(plain(row[place]) for place in places) for row in found]


def plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


# The shipped links, each row read in the tables.


def test_from_a_competence_to_a_skill_and_the_levels_that_both_know(shipped: Store) -> None:
    found = rows(shipped, "to-sfia", "code", "lowest", "highest", "relation", code="C.4")
    assert found == [("PBMG", 3, 5, "close")]


def test_from_a_work_role_to_the_levels_that_it_was_judged_at(shipped: Store) -> None:
    found = rows(shipped, "to-sfia", "code", "lowest", "highest", code="OG-WRL-009")
    assert found == [("COMG", 4, 5), ("PROD", 5, 5), ("SLMO", 4, 5), ("SORC", 5, 5)]


def test_from_a_skill_to_every_framework(shipped: Store) -> None:
    found = rows(shipped, "from-sfia", "relation", "concept", code="SLMO")
    assert found == [
        ("exact", f"{BASE}ecf/4/A.2"),
        ("narrower", f"{BASE}gdad/skill/it-service-reporting"),
        ("exact", f"{BASE}8/skill/SLMO"),
        ("related", f"{BASE}nice/2/OG-WRL-009"),
    ]


def test_the_evidence_of_one_pair(shipped: Store) -> None:
    columns = ("relation", "who", "how", "when", "confidence")
    assert [
        tuple(map(str, row))
        for row in rows(shipped, "mapping-evidence", *columns, code="SLMO", target="A.2")
    ] == [("exact", f"{BASE}agent/sfia-graph", "ManualMappingCuration", "2026-11-24", "0.9")]


def test_a_role_is_a_profile(shipped: Store) -> None:
    columns = ("code", "lowest", "highest", "over")
    found = rows(shipped, "role-in-sfia", *columns, role="Cyber incident responder")
    assert found == [("CRIM", 3, 4, None), ("SCAD", 4, 4, None), ("USUP", 4, 4, None)]


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("ecf-4", [("BUILD", 6, 6), ("ENABLE", 11, 11), ("MANAGE", 9, 9), ("PLAN", 10, 10)]),
        ("digcomp-3", [("Communication and collaboration", 2, 6), ("Content creation", 4, 4)]),
    ],
)
def test_how_much_of_a_framework_is_covered(
    shipped: Store, scheme: str, expected: list[tuple[object, ...]]
) -> None:
    found = rows(shipped, "overlap", "category", "mapped", "all", scheme=scheme)
    assert found[: len(expected)] == expected


def test_a_skill_is_mapped_or_unmapped(shipped: Store) -> None:
    unmapped = {row[0] for row in rows(shipped, "unmapped-skills", "code", scheme="ecf-4")}
    mapped = {
        row[0] for row in rows(shipped, "mappings-above", "code", scheme="ecf-4", confidence=0)
    }
    assert len(unmapped) == 47
    assert len(mapped) == 100
    assert not unmapped & mapped


def test_two_hops_meet_at_one_level_and_multiply(shipped: Store) -> None:
    columns = ("notation", "code", "level", "targetNotation", "confidence")
    found = rows(shipped, "two-hop", *columns, source="ecf-4", target="nice-2")
    assert ("A.2", "SLMO", 4, "OG-WRL-009", 0.9) in found
    assert ("A.2", "SLMO", 5, "OG-WRL-009", 0.9) in found
    assert ("A.2", "SLMO", 3, "OG-WRL-009", 0.9) not in found


def test_the_shipped_links_do_not_contradict_each_other(shipped: Store) -> None:
    assert rows(shipped, "conflicting-mappings", "problem") == []


# Invented frameworks, for what the shipped links do not have.


def test_levels_lead_to_those_that_the_skill_is_defined_at(kitchen: Store) -> None:
    found = rows(kitchen, "to-sfia", "code", "lowest", "highest", "confidence", code="K.1")
    assert found == [("SLMO", 4, 6, 0.8)]
    at_level = rows(kitchen, "to-sfia", "code", "lowest", "highest", code="K.1/2")
    assert at_level == [("SLMO", 4, 5)]


def test_what_is_denied_is_no_link(kitchen: Store) -> None:
    assert rows(kitchen, "to-sfia", "code", code="K.3") == []
    evidence = rows(kitchen, "mapping-evidence", "relation", code="TEAC", target="K.3")
    assert evidence == [("not close",)]


def test_no_confidence_is_not_a_low_one(kitchen: Store) -> None:
    scheme = "https://example.org/kitchen/"
    columns = ("code", "confidence")
    every = rows(kitchen, "mappings-above", *columns, scheme=scheme, confidence=0)
    assert every == [("ETMG", 0.99), ("SLMO", 0.8), ("PROG", 0.5), ("USUP", None)]
    sure = rows(kitchen, "mappings-above", *columns, scheme=scheme, confidence="0.6")
    assert sure == [("ETMG", 0.99), ("SLMO", 0.8)]


def test_a_role_without_links_goes_over_its_skills(kitchen: Store) -> None:
    chef = rows(kitchen, "role-in-sfia", "code", "over", role="Chef")
    assert chef == [("PROG", 1), ("USUP", 1)]
    host = rows(kitchen, "role-in-sfia", "code", "over", role="Host")
    assert host == [("SLMO", 1), ("USUP", 1)]
    waiter = rows(kitchen, "role-in-sfia", "code", "lowest", "highest", "over", role="Waiter")
    assert waiter == [("SLMO", 4, 5, None)]


def test_a_level_that_a_role_asks_of_its_skills_becomes_one_of_sfia(kitchen: Store) -> None:
    columns = ("code", "lowest", "highest", "confidence")
    host = rows(kitchen, "role-in-sfia", *columns, role="Host")
    assert host == [("SLMO", 4, 5, 0.8), ("USUP", None, None, 0.7)]


def test_what_is_deprecated_is_not_counted(kitchen: Store) -> None:
    scheme = "https://example.org/kitchen/"
    found = rows(kitchen, "overlap", "category", "mapped", "all", "percent", scheme=scheme)
    assert found == [("Cold kitchen", 1, 2, 50), ("Hot kitchen", 2, 2, 100)]


def test_contradictions_are_found(kitchen: Store) -> None:
    columns = ("problem", "one", "relation", "other", "against")
    guests, skill = "https://example.org/hall/guests", f"{BASE}9/skill/"
    assert rows(kitchen, "conflicting-mappings", *columns) == [
        ("relations that exclude each other", f"{skill}RLMT", "exact", guests, "broader"),
        ("two concepts made the same", f"{skill}CSMG", "exact", f"{skill}RLMT", guests),
    ]
