"""The table that sets the engines beside each other says what was measured, and what was not."""

from __future__ import annotations

import pytest

from benchmarks import comunica
from benchmarks.side_by_side import asked_side_by_side

Case = dict[str, object]


def _case(query: str, engine: str, seconds: float, size: int | None) -> Case:
    return {
        "group": "queries",
        "params": {"name": query, "engine": engine},
        "stats": {"median": seconds},
        "extra_info": {"size": size, "version": "1.0"},
    }


def _rows(cases: list[Case]) -> list[str]:
    return [line for line in asked_side_by_side(cases) if line.startswith("|")]


def test_ours_is_in_milliseconds_and_the_others_are_multiples() -> None:
    cases = [
        *(_case("search", "ours", 0.002, 3), _case("search", "rdflib", 0.004, 3)),
        *(_case("level-text", "ours", 0.001, 1), _case("level-text", "rdflib", 0.008, 1)),
    ]
    assert _rows(cases) == [
        "| query | ours, ms | rdflib |",
        "|---|--:|--:|",
        "| search | 2.00 | 2.00 |",
        "| level-text | 1.00 | 8.00 |",
        "| **geometric mean** | | **4.00** |",
    ]


def test_what_was_cut_off_counts_with_its_time() -> None:
    cases = [_case("search", "ours", 0.01, 3), _case("search", "rdflib", 0.0, None)]
    assert _rows(cases)[2:] == [
        "| search | 10.00 | > 2000.00 |",
        "| **geometric mean** | | **2000.00** |",
    ]


def test_an_answer_of_another_size_is_named_and_does_not_count() -> None:
    cases = [
        *(_case("search", "ours", 0.01, 3), _case("search", "rdflib", 0.02, 3)),
        *(_case("level-text", "ours", 0.01, 1), _case("level-text", "rdflib", 0.05, 2)),
    ]
    assert _rows(cases)[2:] == [
        "| search | 10.00 | 2.00 |",
        "| level-text | 10.00 | 2 instead of 1 |",
        "| **geometric mean** | | **2.00** |",
    ]


def test_a_query_that_was_refused_does_not_count() -> None:
    refused = _case("level-text", "rdflib", 0, None)
    refused["extra_info"] = {"size": None, "version": "1.0", "refused": "why"}
    cases = [
        *(_case("search", "ours", 0.01, 3), _case("search", "rdflib", 0.02, 3)),
        *(_case("level-text", "ours", 0.01, 1), refused),
    ]
    assert _rows(cases)[2:] == [
        "| search | 10.00 | 2.00 |",
        "| level-text | 10.00 | no answer |",
        "| **geometric mean** | | **2.00** |",
    ]


def test_an_engine_that_was_not_there_is_named() -> None:
    lines = asked_side_by_side([_case("search", "ours", 0.01, 3), _case("search", "rdflib", 1, 3)])
    absent = "pyoxigraph, ours on disk, Oxigraph server, Virtuoso, Comunica, oxrdflib"
    assert f"Not there, and so left out: {absent}." in lines


def test_comunica_is_missing_where_node_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert comunica.missing() == "node is not installed"
