"""How good the matching is on real frameworks, where they lie beside the project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sfia_graph.cli import main
from sfia_graph.matching import Matcher, concepts
from sfia_graph.matching.evaluate import GoldLink, Measures, measure
from sfia_graph.matching.gold import read_gold
from sfia_graph.store import open_store


def _imported(folder: Path, name: str, *words: str | Path) -> Path:
    out = folder / f"{name}.ttl"
    assert main(["import", *map(str, words), "-o", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def nine(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    sheet = shared_data / "sfia" / "sfia-9_current-standard_en_250129.xlsx"
    return _imported(tmp_path_factory.mktemp("nine"), "nine", sheet, "--language", "en-GB")


@pytest.fixture(scope="module")
def gdad(
    shared_data: Path, nine: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Measures, tuple[str, ...]]:
    """What is measured on GDaD's gold standard, and what of it was left out."""
    table = shared_data / "frameworks" / "gdad" / "gdad_capability_framework_2026-06-05.csv"
    store = open_store([nine, _imported(tmp_path_factory.mktemp("gdad"), "gdad", table)])
    sources, targets = concepts(store, "gdad/skill/*"), concepts(store, "sfia-9")
    path = shared_data / "gold" / "gdad_sfia9_mapping_decisions.json"
    gold = read_gold(path, sources, targets)
    by_iri = {each.iri: each for each in sources}
    matcher = Matcher(sources, targets)
    found = measure(gold.links, lambda iri: matcher.ranking(by_iri[iri]), 0.2)
    return found[None], gold.left_out


def test_gdad_is_matched_as_well_as_it_should_be(
    gdad: tuple[Measures, tuple[str, ...]],
) -> None:
    measured, _ = gdad
    assert (measured.sources, measured.links) == (105, 173)
    assert measured.hit_at_1 >= 0.76
    assert measured.recall_at_10 >= 0.92


def test_the_code_that_no_edition_has_is_named(gdad: tuple[Measures, tuple[str, ...]]) -> None:
    _, left_out = gdad
    assert left_out == (
        "gdad_sfia9_mapping_decisions.json: 'Documentation' is linked to 'DOCU', which is no "
        "concept there; left out",
        "gdad_sfia9_mapping_decisions.json: 29 names of no concept to match: 'Acceptance "
        "criteria', 'Availability management', 'Capacity management' and 26 more; left out",
    )


def test_an_edition_is_matched_to_the_next_without_names(
    shared_data: Path, nine: Path, tmp_path: Path
) -> None:
    sheet = shared_data / "sfia" / "sfia-8_en_220221.xlsx"
    store = open_store([nine, _imported(tmp_path, "eight", sheet, "--language", "en-GB")])
    sources, targets = (
        [replace(each, labels={}, notation="") for each in concepts(store, name)]
        for name in ("sfia-8", "sfia-9")
    )
    by_iri = {each.iri: each for each in sources}
    links = [GoldLink(iri, iri.replace("/8/", "/9/")) for iri in by_iri]
    matcher = Matcher(sources, targets)
    measured = measure(links, lambda iri: matcher.ranking(by_iri[iri]), 0.2)[None]
    assert measured.sources == 121
    assert measured.hit_at_1 >= 0.97
